"""Those who may decide hear that a page waits, with the way there, and nobody else."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask
from wagtail.users.models import UserProfile

from clinic.review import decisions
from tests.factories import ArticlePageFactory, StandardPageFactory, UserFactory
from tests.support.review import a_clinician, sign_off, submitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def committing(django_capture_on_commit_callbacks: Any) -> Callable[..., Any]:
    """Does something, and what follows when its transaction is over."""

    def committing(act: Callable[..., Any], *args: Any) -> Any:
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            return act(*args)

    return committing


def told() -> set[str]:
    """Who was told that something waits; what Wagtail tells superusers is another matter."""
    return {message.to[0] for message in mail.outbox if "waits for you" in message.subject}


def test_the_clinicians_who_may_sign_are_told(committing: Callable[..., Any]) -> None:
    ada, author = a_clinician("Dr Ada"), a_clinician("Dr Own Author")
    UserFactory(group="Clinicians")  # without a person to sign with
    page = ArticlePageFactory(title="Sleep and mood", live=False, owner=author.user)
    state = committing(submitted, page)
    assert told() == {ada.user.email}
    (message,) = [one for one in mail.outbox if "waits for you" in one.subject]
    assert message.subject == "“Sleep and mood” waits for you"
    assert f"/admin/review/{state.pk}/" in message.body
    assert message.alternatives
    assert not [one for one in mail.outbox if "workflow/preview" in one.body]


def test_who_does_not_want_it_is_not_told(committing: Callable[..., Any]) -> None:
    ada = a_clinician("Dr Ada")
    profile = UserProfile.get_for_user(ada.user)
    profile.submitted_notifications = False
    profile.save()
    committing(submitted, ArticlePageFactory(live=False))
    assert told() == set()


def test_other_editors_are_told_of_a_minor_correction(committing: Callable[..., Any]) -> None:
    page = sign_off(ArticlePageFactory(live=False, summary="Recieve help."))
    writer, second = UserFactory(group="Editors"), UserFactory(group="Editors")
    page.summary = "Receive help."
    page.save_revision(user=writer, log_action=True)
    committing(decisions.propose_minor_correction, page, writer, "Spelling.")
    assert second.email in told()
    assert writer.email not in told()


def test_an_operators_own_task_tells_whom_wagtail_tells(committing: Callable[..., Any]) -> None:
    member = UserFactory(group="Moderators")
    task = GroupApprovalTask.objects.create(name="A second look")
    task.groups.add(Group.objects.get(name="Moderators"))
    workflow = Workflow.objects.create(name="Two looks")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    page = StandardPageFactory(live=False)
    page.save_revision()
    committing(workflow.start, page, UserFactory(group="Editors"))
    assert member.email in {message.to[0] for message in mail.outbox}
