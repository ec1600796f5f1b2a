"""The two tasks of Wagtail's workflow that let a page go live."""

from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.locks import WorkflowLock
from wagtail.models import (
    AbstractGroupApprovalTask,
    Page,
    PagePermissionTester,
    Task,
    TaskState,
    WorkflowState,
)

from clinic.review import corrections, duties
from clinic.review.clinicians import User, clinician_of
from clinic.review.fingerprints import content_hash
from clinic.review.forms import ChangesForm, MinorCorrectionForm, SignOffForm
from clinic.review.gate import one_at_a_time, standing_record
from clinic.review.sign_offs import Decision, SignOffChain, record

Actions = list[tuple[str, Any, bool]]


class AlreadyDecidedError(PermissionDenied):
    """Somebody else decided first, or the content is not the one that the decider saw."""


class ReviewLock(WorkflowLock):
    """Nobody edits what is under review: what is signed is what was read."""

    def get_message(self, user: User) -> SafeString:
        address = review_address(self.object.current_workflow_task_state)
        return format_html(
            '{} <a href="{}">{}</a>',
            _("This page is under review, and nobody edits it meanwhile."),
            address,
            _("Open the review"),
        )

    def get_description(self, user: User, can_lock: bool = False) -> Any:
        return _("Nobody edits a page while it is under review.")


class DecidingTask(Task):
    """What both tasks share: the lock, and one decision at a time about what was seen."""

    lock_class = ReviewLock

    class Meta:
        abstract = True

    def locked_for_user(self, obj: Page, user: User) -> bool:
        return True

    def user_can_lock(self, obj: Page, user: User) -> bool:
        return False

    @transaction.atomic
    def start(self, workflow_state: WorkflowState, user: User | None = None) -> TaskState:
        page = workflow_state.content_object
        one_at_a_time(page)
        page.refresh_from_db(fields=["latest_revision"])
        return super().start(workflow_state, user)

    @transaction.atomic
    def on_action(
        self, task_state: TaskState, user: User, action_name: str, seen: str = "", **kwargs: Any
    ) -> None:
        """Record the decision and finish the task, both or neither.

        Raises AlreadyDecidedError where the task is over or the content is not what was `seen`,
        PermissionDenied where this user may not decide.
        """
        SignOffChain.locked()  # first, as every decision does: else two could wait for each other
        current = TaskState.objects.select_for_update().get(pk=task_state.pk).specific
        if current.status != TaskState.STATUS_IN_PROGRESS:
            raise AlreadyDecidedError(_("Somebody has decided on this page already."))
        page = current.revision.as_object()
        if action_name not in [name for name, *_rest in self.get_actions(page, user)]:
            raise PermissionDenied
        if seen and seen != content_hash(page):
            raise AlreadyDecidedError(_("The page is not the one that you saw."))
        self.decide(current, page, user, action_name, **kwargs)
        super().on_action(current, user, action_name, comment=kwargs.get("comment", ""))

    def decide(
        self, task_state: TaskState, page: Page, user: User, action_name: str, **kwargs: Any
    ) -> None:
        """Put the decision on record; raises what the decision may not be made with."""
        raise NotImplementedError


class ClinicalReviewTask(DecidingTask, AbstractGroupApprovalTask):
    """A clinician signs off exactly this content, or asks for changes."""

    class Meta:
        verbose_name = _("clinical review")
        verbose_name_plural = _("clinical reviews")

    def get_actions(self, obj: Page, user: User) -> Actions:
        if duties.objection(user, obj):
            return []
        return [("approve", _("Sign off"), True), ("reject", _("Ask for changes"), True)]

    def get_form_for_action(self, action: str) -> type[SignOffForm] | type[ChangesForm]:
        return SignOffForm if action == "approve" else ChangesForm

    def decide(
        self, task_state: TaskState, page: Page, user: User, action_name: str, **kwargs: Any
    ) -> None:
        signs = action_name == "approve"
        if signs:
            # What would be saved is what is signed, and it has to be fit to be published.
            page.full_clean()
        record(
            page,
            Decision.SIGNED_OFF if signs else Decision.CHANGES_REQUESTED,
            user=user,
            clinician=clinician_of(user),
            revision=task_state.revision,
            **kwargs,
        )

    def get_task_states_user_can_moderate(self, user: User, **kwargs: Any) -> QuerySet[TaskState]:
        if clinician_of(user) is None:
            return TaskState.objects.none()
        waiting = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        return waiting.exclude(workflow_state__requested_by=user)

    @classmethod
    def get_description(cls) -> Any:
        return _("A clinician reads the page as it would go live, and signs it off.")


class MinorCorrectionTask(DecidingTask):
    """A second editor confirms that a correction changes nothing clinical."""

    class Meta:
        verbose_name = _("minor correction")
        verbose_name_plural = _("minor corrections")

    def get_actions(self, obj: Page, user: User) -> Actions:
        state = obj.current_workflow_state
        may_publish = PagePermissionTester(user, obj).can_publish()
        had_a_hand = user.pk in duties.changed_by(obj) or bool(
            state and state.requested_by_id == user.pk
        )
        if not may_publish or had_a_hand:
            return []
        return [("approve", _("Publish"), True), ("reject", _("Ask for changes"), True)]

    def get_form_for_action(self, action: str) -> type[MinorCorrectionForm] | type[ChangesForm]:
        return MinorCorrectionForm if action == "approve" else ChangesForm

    def decide(
        self, task_state: TaskState, page: Page, user: User, action_name: str, **kwargs: Any
    ) -> None:
        if action_name != "approve":
            return
        page.full_clean()
        signature = corrections.require_minor(standing_record(page), page)
        record(
            page,
            Decision.MINOR_CORRECTION,
            user=user,
            revision=task_state.revision,
            stands_on=signature,
            due=signature.due,
            public_note=corrections.note_of(task_state),
        )

    def get_task_states_user_can_moderate(self, user: User, **kwargs: Any) -> QuerySet[TaskState]:
        if not isinstance(user, get_user_model()) or not user.has_perm("wagtailcore.publish_page"):
            return TaskState.objects.none()
        waiting = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        return waiting.exclude(workflow_state__requested_by=user)

    @classmethod
    def get_description(cls) -> Any:
        return _("A second editor compares both versions and confirms that it is a correction.")


def review_address(task_state: TaskState) -> str:
    """Where a task is decided."""
    return reverse("clinic_review:review", args=[task_state.pk])
