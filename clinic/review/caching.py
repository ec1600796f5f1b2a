"""What a front cache must forget when something of a review changes."""

from typing import Any

from django.db.models import Q
from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import Page

from clinic.caching.purging import is_on, noting
from clinic.content.models import Person
from clinic.review.overview import pages_under_review
from clinic.review.sign_offs import SignOff


@receiver(post_save, sender=SignOff)
def on_recorded(instance: SignOff, **kwargs: Any) -> None:
    """The page and its aliases say whether they are reviewed, and have a public history."""
    if is_on():
        pages = Page.objects.filter(Q(pk=instance.page_id) | Q(alias_of=instance.page_id))
        _note(pages.values_list("pk", flat=True))


@receiver(post_save, sender=Person)
def on_person_saved(instance: Person, created: bool, **kwargs: Any) -> None:
    """The pages that a person signed lead to the person's own page, whose address has the name."""
    if is_on() and not created:
        _note(pages_under_review().filter(signed_by=instance.pk).values_list("pk", flat=True))


def _note(ids: Any) -> None:
    with noting() as changes:
        for pk in ids:
            changes.add_page(pk, "review")
