"""What live pages state is put down when they go live, and forgotten when they no longer are."""

from typing import Any

from django.dispatch import receiver
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from clinic.writing import stated, term_uses, wording  # noqa: F401 - keeps the wording fresh


def has_body(model: type[Page]) -> bool:
    """Whether pages of a type are written in blocks."""
    return any(
        field.name == "body" and isinstance(field, StreamField) for field in model._meta.fields
    )


@receiver(page_published)
def on_published(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    if has_body(sender):
        stated.remember(instance)
    term_uses.remember(instance)


@receiver(page_unpublished)
def on_unpublished(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    stated.forget(instance.pk)
    term_uses.forget(instance.pk)
