"""New drafts of many pages: each by itself, with the user's rights, and never live."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision, WorkflowState, get_default_page_content_type

User = Any  # django.contrib.auth hands out more than one type
# Changes a page in memory, and says whether anything is different now.
Change = Callable[[Page], bool]


class SkippedError(Exception):
    """A page was left as it is; the message says why."""


@dataclass
class Outcome:
    """What became of pages: those with a new draft, and those that were left alone with why."""

    changed: list[Page] = field(default_factory=list)
    skipped: list[tuple[Page, str]] = field(default_factory=list)

    @property
    def skipped_listed(self) -> SafeString:
        """For a message: each page that was left alone, and why."""
        rows = ((page.get_admin_display_title(), why) for page, why in self.skipped)
        return format_html("{} {}", _("Left as they are:"), format_html_join("; ", "{} ({})", rows))


def objections(pages: Iterable[Page], user: User) -> dict[int, str]:
    """Why pages cannot be changed now, by their ids; one query for all of them."""
    pages = list(pages)
    in_review = {
        int(pk)
        for pk in WorkflowState.objects.filter(
            status=WorkflowState.STATUS_IN_PROGRESS,
            base_content_type=get_default_page_content_type(),
            object_id__in=[str(page.pk) for page in pages],
        ).values_list("object_id", flat=True)
    }
    found = {}
    for page in pages:
        if page.alias_of_id:
            found[page.pk] = _("it mirrors another page")
        elif page.pk in in_review:
            found[page.pk] = _("it is under review")
        elif page.locked and page.locked_by_id != user.pk:
            found[page.pk] = _("it is locked")
    return found


@transaction.atomic
def new_draft(
    page_id: int, user: User, change: Change, action: str, seen: int | None = None
) -> Revision | None:
    """A draft of the page's latest content as `change` makes it, logged as `action`; None where
    nothing changes. `seen` is the revision that the user looked at, 0 for none.

    Raises SkippedError where the page is somebody else's to change, or is not what was seen.
    """
    page = Page.objects.select_for_update().get(pk=page_id).specific
    if why := objections([page], user).get(page.pk):
        raise SkippedError(why)
    if not page.permissions_for_user(user).can_edit() or _is_locked(page, user):
        raise SkippedError(_("you may not edit it"))
    if seen is not None and seen != (page.latest_revision_id or 0):
        raise SkippedError(_("somebody edited it meanwhile"))
    draft = page.get_latest_revision_as_object()
    try:
        if not change(draft):
            return None
        draft.minimal_clean()
        # An incomplete draft stays one; publishing asks for the rest.
        revision: Revision = draft.save_revision(user=user, clean=False, log_action=action)
    except ValidationError as error:
        raise SkippedError(" ".join(error.messages)) from error
    except PermissionDenied as error:
        raise SkippedError(str(error)) from error
    return revision


def _is_locked(page: Page, user: User) -> bool:
    lock = page.get_lock()
    return bool(lock and lock.for_user(user))
