"""What people of the clinic do outside of a review: withdraw, correct in an emergency, confirm,
propose a minor correction. Each is one transaction."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page, PagePermissionTester, TaskState, WorkflowState

from clinic.review import corrections, duties
from clinic.review.clinicians import CLINICAL_LEADS, User, clinician_of, in_group, is_clinical
from clinic.review.fingerprints import content_hash
from clinic.review.gate import standing_record
from clinic.review.sign_offs import Decision, SignOff, SignOffChain, record
from clinic.review.state import State, review_of
from clinic.review.tasks import AlreadyDecidedError
from clinic.review.workflows import minor_correction_workflow

EMERGENCY_REVIEW = timedelta(hours=72)


def _locked(page: Page) -> Page:
    """The page as the database has it, held until the transaction ends; the chain before it, in
    the order in which every decision takes both."""
    SignOffChain.locked()
    return Page.objects.select_for_update().get(pk=page.pk).specific


@transaction.atomic
def withdraw(page: Page, user: User | None, reason: str) -> SignOff:
    """Take a page down at once; raises PermissionDenied for somebody who is not clinical. The
    system itself (`user` None) withdraws what is overdue for too long."""
    if user is not None and not is_clinical(user):
        raise PermissionDenied
    page = _locked(page)
    standing = standing_record(page)
    if standing and standing.decision == Decision.WITHDRAWN and not page.live:
        raise AlreadyDecidedError(_("The page is withdrawn already."))
    clinician = clinician_of(user) if user else None
    made = record(page, Decision.WITHDRAWN, user=user, clinician=clinician, comment=reason)
    UnpublishPageAction(page, user=user).execute(skip_permission_checks=True)
    page.revisions.filter(approved_go_live_at__isnull=False).update(approved_go_live_at=None)
    return made


def may_correct_in_emergency(user: User, page: Page) -> bool:
    """Whether somebody is a clinical lead who may edit the page."""
    return in_group(user, CLINICAL_LEADS) and PagePermissionTester(user, page).can_edit()


@transaction.atomic
def correct_in_emergency(
    page: Page, user: User, *, comment: str, public_note: str, seen: str = ""
) -> SignOff:
    """Publish the page's latest draft at once, with a public note, and open the review that is
    due in 72 hours. Raises PermissionDenied for somebody who is no clinical lead."""
    page = _locked(page)
    if not may_correct_in_emergency(user, page):
        raise PermissionDenied
    revision = page.get_latest_revision()
    if revision is None:
        raise ValidationError(_("Nothing was changed."))
    draft = revision.as_object()
    draft.full_clean()
    if seen and seen != content_hash(draft):
        raise AlreadyDecidedError(_("The page is not the one that you saw."))
    made = record(
        draft,
        Decision.EMERGENCY_CORRECTION,
        user=user,
        clinician=clinician_of(user),
        revision=revision,
        comment=comment,
        public_note=public_note,
        due=timezone.now() + EMERGENCY_REVIEW,
    )
    if running := draft.current_workflow_state:
        running.cancel(user=user)
    revision.publish(user=user, changed=False, skip_permission_checks=True)
    published = page.__class__.objects.get(pk=page.pk)
    if workflow := published.get_workflow():
        workflow.start(published, user)
    return made


@transaction.atomic
def confirm_what_is_shown(
    page: Page, user: User, *, conflicts: str = "", seen: str = ""
) -> SignOff:
    """A clinician's word that what changed elsewhere leaves the signed content right: a
    sign-off of the page as it is now, with the due date that stands."""
    page = _locked(page)
    clinician = clinician_of(user)
    if clinician is None or duties.objection(user, page):
        raise PermissionDenied
    review = review_of(page)
    standing = review.standing
    if review.state != State.CHANGED or not standing or not review.changed:
        raise AlreadyDecidedError(_("There is nothing to confirm."))
    if seen and seen != standing.record_hash:
        raise AlreadyDecidedError(_("The page is not the one that you saw."))
    return record(
        page,
        Decision.SIGNED_OFF,
        user=user,
        clinician=clinician,
        revision=standing.revision,
        upholds=standing,
        conflicts=conflicts,
        due=review.sign_off.due if review.sign_off else None,
        comment=_("Confirmed after a change of: %(things)s")
        % {"things": ", ".join(review.changed)},
    )


@transaction.atomic
def propose_minor_correction(page: Page, user: User, public_note: str) -> TaskState:
    """Send the page's latest draft to a second editor; raises ValidationError for what is no
    minor correction, PermissionDenied for somebody who may not edit."""
    page = _locked(page)
    draft: Any = page.get_latest_revision_as_object()
    if not PagePermissionTester(user, page).can_edit():
        raise PermissionDenied
    if page.workflow_in_progress:
        raise AlreadyDecidedError(_("The page is under review already."))
    corrections.require_minor(standing_record(page), draft)
    workflow = minor_correction_workflow()
    if workflow is None:
        raise ValidationError(_("There is no workflow for minor corrections."))
    if returned := page.current_workflow_state:
        returned.cancel(user=user)
    state: WorkflowState = workflow.start(draft, user)
    task_state: TaskState = state.current_task_state
    task_state.comment = public_note
    task_state.save(update_fields=["comment"])
    return task_state
