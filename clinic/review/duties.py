"""Separation of duties: whoever had a hand in a content does not sign it."""

from datetime import datetime

from django.utils.translation import gettext as _
from wagtail.models import Page, PageLogEntry

from clinic.review.clinicians import User, clinician_of
from clinic.review.fingerprints import shown_elsewhere
from clinic.review.sign_offs import Decision, SignOff


def changed_by(page: Page) -> set[int]:
    """The ids of all who changed the page since it was last signed off, and of its owner where
    it never was."""
    signed = SignOff.objects.for_page(page).filter(decision=Decision.SIGNED_OFF).first()
    since: datetime | None = signed.at if signed else None
    entries = PageLogEntry.objects.filter(page=page.pk, content_changed=True)
    revisions = page.revisions.all()
    if since:
        entries = entries.filter(timestamp__gt=since)
        revisions = revisions.filter(created_at__gt=since)
    hands = {
        *entries.values_list("user_id", flat=True),
        *revisions.values_list("user_id", flat=True),
    }
    if not since:
        hands.add(page.owner_id)
    return hands - {None}


def objection(user: User, page: Page) -> str:
    """Why this user may not sign off or refuse the page's content under review, or nothing."""
    page = page.specific  # Wagtail asks about the bare page too
    clinician = clinician_of(user)
    if clinician is None:
        return _("Only a clinician with credentials and a valid registration signs off.")
    state = page.current_workflow_state
    if state and state.requested_by_id == user.pk:
        return _("You sent this page for review, so somebody else signs it.")
    if user.pk in changed_by(page):
        return _("You changed this page since it was last signed off, so somebody else signs it.")
    people = (thing["id"] for thing in shown_elsewhere(page) if thing["kind"] == "person")
    if clinician.person_id in people:
        return _("The page names you, so somebody else signs it.")
    return ""
