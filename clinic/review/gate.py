"""The one rule of going live: clinical content is live only with a record that permits it.

Every way of publishing ends in `ClinicalReviewMixin.save()`, which asks here.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext
from wagtail.models import Page

from clinic.review.fingerprints import clinical_fields, content_hash
from clinic.review.sign_offs import SignOff


class NotSignedOffError(PermissionDenied):
    """Clinical content was to go live that no clinician has signed off."""

    def __init__(self, page: Page) -> None:
        message = gettext("“%(title)s” is not signed off as it is, so it cannot go live.")
        super().__init__(message % {"title": page.title})


class UnderReviewError(PermissionDenied):
    """A page was to be changed while somebody decides on it."""

    def __init__(self, page: Page) -> None:
        message = gettext("“%(title)s” is under review, and nobody edits it meanwhile.")
        super().__init__(message % {"title": page.title})


def one_at_a_time(page: Page) -> None:
    """Hold the page until the transaction ends: an edit and its submission take turns."""
    Page.objects.select_for_update().filter(pk=page.pk).values_list("pk").first()


_admitting: ContextVar[bool] = ContextVar("admitting", default=False)


@contextmanager
def admitting() -> Iterator[None]:
    """Within it, pages may go live "not yet clinically reviewed": for an operator's import and
    nothing else. Each such page is put on record."""
    token = _admitting.set(True)
    try:
        yield
    finally:
        _admitting.reset(token)


def is_admitting() -> bool:
    return _admitting.get()


def standing_record(page: Page) -> SignOff | None:
    """The last record of the page that counts: what it permits, or that it is withdrawn."""
    return (
        SignOff.objects.for_page(page)
        .that_count()
        .select_related("person", "stands_on__person")
        .first()
    )


def is_on_record(page: Page) -> bool:
    """Whether the content of this instance is what the page's last record permits."""
    standing = standing_record(page)
    return bool(standing and standing.permits and standing.content_hash == content_hash(page))


def may_go_live(page: Page) -> bool:
    """Whether the content of this instance may be live."""
    return is_admitting() or is_on_record(page)


def require_permission(page: Page, stored: Page) -> None:
    """Raise NotSignedOffError unless `page` may be saved as live: it is as its record permits,
    or changes nothing clinical about the live page that is `stored`."""
    if is_on_record(page):
        return
    if not stored.live or content_hash(stored) != content_hash(page):
        raise NotSignedOffError(page)


def touches_what_is_live(page: Page, update_fields: Iterable[str]) -> bool:
    """Whether a save of these fields alone could change what visitors read."""
    return bool({"live", *clinical_fields(page)} & set(update_fields))


def saved_instance(page: Page, update_fields: Iterable[str] | None) -> Page:
    """`page` as the database will hold it after a save of `update_fields` alone."""
    if update_fields is None or not page.pk:
        return page
    stored = type(page)._base_manager.get(pk=page.pk)
    for name in update_fields:
        setattr(stored, name, getattr(page, name))
    return stored
