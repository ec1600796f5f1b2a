"""Who is told that a page waits for a decision: those who may take it, with the way there.

What was decided is told by Wagtail, to who sent the page."""

from functools import partial
from typing import Any

from django.contrib.auth import get_user_model
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks import task
from wagtail.admin.mail import GroupApprovalTaskStateSubmissionEmailNotifier
from wagtail.admin.utils import get_admin_base_url
from wagtail.models import Page, TaskState
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.signals import task_submitted
from wagtail.users.models import UserProfile

from clinic.review.clinicians import CLINICIANS
from clinic.review.tasks import ClinicalReviewTask, DecidingTask, review_address

# Wagtail's own name for the receiver whose place this takes.
WAGTAILS = "group_approval_task_submitted_email_notification"

_wagtails_notice = GroupApprovalTaskStateSubmissionEmailNotifier()


def register() -> None:
    """Take the place of Wagtail's mail, which goes to whole groups and leads to the editor.
    Django keeps the first receiver of a name, and this app is ready before Wagtail's admin."""
    task_submitted.connect(on_submitted, sender=TaskState, dispatch_uid=WAGTAILS)


def on_submitted(instance: TaskState, **kwargs: Any) -> None:
    """Tell those who may decide; of an operator's own tasks, whom Wagtail tells."""
    if isinstance(instance.task.specific, DecidingTask):
        transaction.on_commit(partial(tell_deciders, instance.pk))
    else:
        _wagtails_notice(instance=instance, **kwargs)


def tell_deciders(task_state_id: int) -> None:
    """Hand over a mail for each of those who may decide about what waits."""
    state = TaskState.objects.select_related("revision", "task").get(pk=task_state_id)
    deciding, page = state.task.specific, state.revision.as_object()
    for user in candidates(deciding, page):
        wants = user.email and UserProfile.get_for_user(user).submitted_notifications
        if wants and deciding.get_actions(page, user):
            send_notice.enqueue(task_state_id, user.pk)


def candidates(deciding: DecidingTask, page: Page) -> Any:
    """The users among whom those are who may decide."""
    if isinstance(deciding, ClinicalReviewTask):
        return get_user_model().objects.filter(is_active=True, groups__name=CLINICIANS)
    return PagePermissionPolicy().users_with_permission_for_instance("publish", page)


@task()
def send_notice(task_state_id: int, user_id: int) -> None:
    """Mail one person that a page waits, in the language of their admin."""
    state = TaskState.objects.select_related("revision", "task").get(pk=task_state_id)
    user = get_user_model().objects.get(pk=user_id)
    if state.status != TaskState.STATUS_IN_PROGRESS:
        return
    with override(UserProfile.get_for_user(user).get_preferred_language()):
        context = {
            "title": " ".join(state.revision.object_str.split()),
            "step": state.task.name,
            "sender": state.workflow_state.requested_by,
            "address": get_admin_base_url() + review_address(state),
        }
        message = EmailMultiAlternatives(
            _("“%(title)s” waits for you") % context,
            render_to_string("review/mail/waiting.txt", context),
            to=[user.email],
        )
        html = render_to_string("review/mail/waiting.html", context)
        message.attach_alternative(html, "text/html")
        message.send()
