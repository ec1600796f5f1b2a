"""What waits for somebody: of each kind how much, and where it is dealt with.

Each kind is for those who can deal with it, and costs as much for fifty as for none.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from wagtail.models import Page, TaskState, WorkflowState, get_default_page_content_type
from wagtail.permissions import policy_registry
from wagtail.query import PageQuerySet

from clinic.content.starting import without_templates
from clinic.feedback.admin_menu import PRIVATE, TASKS
from clinic.feedback.admin_views.base import MODERATE
from clinic.feedback.admin_views.queue import WAITING
from clinic.feedback.models import Comment, EditorTask, PrivateMessage
from clinic.review.clinicians import clinician_of
from clinic.review.overview import pages_under_review
from clinic.review.reports import SEES_REPORTS
from clinic.review.state import DUE_SOON

# A user of the project: django.contrib.auth hands out more than one type.
User = Any


@dataclass(frozen=True)
class Waiting:
    """One kind of work: how much of it, in words without the number, and where it is done."""

    name: str
    count: int
    words: str
    address: str
    icon: str


def what_waits(user: User) -> list[Waiting]:
    """All kinds that concern this user, those that hold somebody else up first."""
    return [waiting for kind in KINDS for waiting in kind(user)]


def writes(user: User) -> bool:
    """Whether somebody may add or change pages anywhere."""
    policy = policy_registry.get_by_type(Page)
    return bool(policy.user_has_any_permission(user, ["add", "change"]))


def drafts_of(user: User) -> PageQuerySet:
    """Pages whose last words, unpublished, are this user's, or that the user began and nobody
    published; without those that somebody else has to decide about, and without templates. The
    newest first."""
    mine = Q(latest_revision__user=user) | Q(owner=user, live=False)
    drafts = Page.objects.filter(mine, has_unpublished_changes=True)
    return without_templates(drafts.exclude(_in_workflow(WorkflowState.objects.active()))).order_by(
        "-latest_revision_created_at", "-pk"
    )


def changes_asked_of(user: User) -> PageQuerySet:
    """Pages that this user began or sent for review and that somebody wants changed."""
    return _sent(user, WorkflowState.STATUS_NEEDS_CHANGES)


def in_review_of(user: User) -> PageQuerySet:
    """Pages that this user began or sent for review and that wait for somebody's decision."""
    return _sent(user, WorkflowState.STATUS_IN_PROGRESS)


def _sent(user: User, status: str) -> PageQuerySet:
    states = WorkflowState.objects.filter(status=status)
    mine = Q(owner=user) & _in_workflow(states) | _in_workflow(states.filter(requested_by=user))
    return Page.objects.filter(mine).order_by("-latest_revision_created_at", "-pk")


def _in_workflow(states: QuerySet[WorkflowState]) -> Q:
    # Generic relations keep the key as text.
    of_page = states.filter(
        base_content_type_id=get_default_page_content_type().pk,
        object_id=Cast(OuterRef("pk"), CharField()),
    )
    return Q(Exists(of_page))


def _changes(user: User) -> Iterator[Waiting]:
    if writes(user):
        count = changes_asked_of(user).count()
        words = ngettext("page needs your changes", "pages need your changes", count)
        yield Waiting("changes", count, words, f"{reverse('desk:mine')}?list=changes", "edit")


def _decisions(user: User) -> Iterator[Waiting]:
    signs = clinician_of(user) is not None
    if not signs and not user.has_perm("wagtailcore.publish_page"):
        return
    count = TaskState.objects.reviewable_by(user).count()
    if signs:
        words = ngettext("page to sign off", "pages to sign off", count)
    else:
        words = ngettext("correction to confirm", "corrections to confirm", count)
    # The dashboard lists them itself.
    address = f"{reverse('wagtailadmin_home')}#waiting-for-review-section"
    yield Waiting("decisions", count, words, address, "review-pending")


def _comments(user: User) -> Iterator[Waiting]:
    if user.has_perm(MODERATE):
        count = Comment.objects.filter(WAITING).count()
        words = ngettext("comment waits", "comments wait", count)
        yield Waiting("comments", count, words, reverse("feedback_admin:queue"), "comment")


def _messages(user: User) -> Iterator[Waiting]:
    if user.has_perm(PRIVATE):
        count = PrivateMessage.objects.filter(status="new").count()
        words = ngettext("private message waits", "private messages wait", count)
        yield Waiting("messages", count, words, reverse("feedback_admin:inbox"), "mail")


def _tasks(user: User) -> Iterator[Waiting]:
    if user.has_perm(TASKS):
        count = EditorTask.objects.filter(closed_at=None).count()
        words = ngettext("task is open", "tasks are open", count)
        yield Waiting("tasks", count, words, reverse("feedback_admin:tasks"), "clipboard-list")


def _drafts(user: User) -> Iterator[Waiting]:
    if writes(user):
        count = drafts_of(user).count()
        words = ngettext("draft of yours", "drafts of yours", count)
        yield Waiting("drafts", count, words, reverse("desk:mine"), "draft")


def _due(user: User) -> Iterator[Waiting]:
    if user.has_perm(SEES_REPORTS):
        soon = timezone.now() + DUE_SOON
        due = pages_under_review().live().filter(alias_of=None, review_due__lte=soon)
        count = due.count()
        words = ngettext("review falls due", "reviews fall due", count)
        address = reverse("clinic_review:pages")
        yield Waiting("due", count, words, address, "calendar-check")


KINDS: tuple[Callable[[User], Iterator[Waiting]], ...] = (
    _changes,
    _decisions,
    _comments,
    _messages,
    _tasks,
    _drafts,
    _due,
)
