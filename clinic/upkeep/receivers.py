"""What goes live is looked at at once; the rest, such as a link to what is gone by now, daily."""

from typing import Any

from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from clinic.upkeep.stock import forget_stock, take_stock
from clinic.writing.receivers import has_body


@receiver(page_published)
def on_published(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    if has_body(sender):
        take_stock(instance)


@receiver(page_unpublished)
def on_unpublished(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    forget_stock(instance.pk)
