"""Two who act at once, a form that is sent twice, a process that dies: one decision or none."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, connections
from django.test import Client
from django.urls import reverse
from wagtail.models import TaskState

from blog.models import ArticlePage
from clinic.review import finishing
from clinic.review.fingerprints import content_hash
from clinic.review.forms import proposed_due
from clinic.review.sign_offs import SignOff, broken_links
from tests.factories import ArticlePageFactory, UserFactory
from tests.support.review import a_clinician, sign, submitted

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def state() -> TaskState:
    return submitted(ArticlePageFactory(title="Sleep", live=False))


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """What each act gave or raised, all begun at the same moment, each on its own connection."""
    start = threading.Barrier(len(acts))
    results: list[Any] = [None] * len(acts)

    def run(number: int) -> None:
        start.wait()
        try:
            results[number] = acts[number]()
        except Exception as error:
            results[number] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[number]) for number in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def assert_signed_once() -> None:
    page = ArticlePage.objects.get()
    assert page.live
    assert SignOff.objects.count() == 1
    assert page.live_revision_id == SignOff.objects.get().revision_id
    assert not broken_links()


def test_two_clinicians_at_once_are_one_sign_off(state: TaskState) -> None:
    ada, bea = a_clinician("Dr Ada"), a_clinician("Dr Bea")
    results = at_once(lambda: sign(state, ada), lambda: sign(state, bea))
    assert sum(isinstance(result, PermissionDenied) for result in results) == 1, results
    assert_signed_once()


def test_one_who_signs_while_another_asks_for_changes(state: TaskState) -> None:
    ada, bea = a_clinician("Dr Ada"), a_clinician("Dr Bea")
    task = state.task.specific
    results = at_once(
        lambda: sign(state, ada),
        lambda: task.on_action(state, bea.user, "reject", comment="Wait."),
    )
    assert sum(isinstance(result, PermissionDenied) for result in results) == 1, results
    assert SignOff.objects.count() == 1
    assert ArticlePage.objects.get().live == (SignOff.objects.get().decision == "signed_off")


def test_the_same_form_sent_five_times_at_once_is_one_sign_off(state: TaskState) -> None:
    ada = a_clinician("Dr Ada")
    address = reverse("clinic_review:review", args=[state.pk])
    seen = content_hash(state.revision.as_object())
    checks = {f"approve-check_{number}": "on" for number in range(7)}
    form = {
        "decision": "approve",
        "approve-seen": seen,
        "approve-conflicts": "None",
        "approve-due_on": proposed_due().isoformat(),
        **checks,
    }

    def send() -> int:
        client = Client()
        client.force_login(ada.user)
        return client.post(address, form).status_code

    results = at_once(*[send] * 5)
    assert all(result in (302, 403, 422) for result in results), results
    assert_signed_once()


def test_an_edit_that_meets_its_submission_is_part_of_it_or_is_refused() -> None:
    for _ in range(8):
        page = ArticlePageFactory(live=False)
        editor = UserFactory(group="Editors")
        late = ArticlePage.objects.get(pk=page.pk)
        late.summary = "A last word"
        at_once(partial(submitted, page, editor), partial(late.save_revision, user=editor))
        waiting = TaskState.objects.for_instance(page).get()
        page.refresh_from_db()
        assert waiting.revision_id == page.latest_revision_id


def test_fifteen_decisions_on_five_pages_leave_a_whole_chain() -> None:
    states = [submitted(ArticlePageFactory(live=False)) for _ in range(5)]
    clinicians = [a_clinician(f"Dr {number}") for number in range(3)]
    acts = [
        lambda state=state, clinician=clinician: sign(state, clinician)
        for state in states
        for clinician in clinicians
    ]
    results = at_once(*acts)
    refused = [result for result in results if isinstance(result, Exception)]
    assert all(isinstance(result, PermissionDenied) for result in refused), refused
    assert SignOff.objects.count() == len(states)
    assert not broken_links()
    assert ArticlePage.objects.filter(live=True).count() == len(states)


def test_a_failure_between_sign_off_and_publish_leaves_neither(
    state: TaskState, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("the machine is gone")

    monkeypatch.setattr(finishing, "publish_what_was_decided", fail)
    monkeypatch.setattr("wagtail.models.Revision.publish", fail)
    with pytest.raises(RuntimeError):
        sign(state, a_clinician())
    assert not SignOff.objects.exists()
    assert not ArticlePage.objects.get().live
    assert TaskState.objects.get(pk=state.pk).status == TaskState.STATUS_IN_PROGRESS


KILLED = """
import os, signal, sys
import django
from django.db import connection
name = sys.argv[1]
django.setup()
connection.settings_dict["NAME"] = name
from wagtail.models import Revision, TaskState
from clinic.review.clinicians import Clinician
from tests.support.review import sign
def die(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGKILL)
Revision.publish = die
sign(TaskState.objects.get(pk=int(sys.argv[2])).specific, Clinician.objects.get())
"""


def test_a_process_killed_between_sign_off_and_publish_leaves_neither(state: TaskState) -> None:
    a_clinician()
    root = Path(__file__).resolve().parents[2]
    environment = {
        **os.environ,
        "PYTHONPATH": str(root),
        "DJANGO_SETTINGS_MODULE": "clinic.settings.test",
    }
    command = [sys.executable, "-c", KILLED, str(connection.settings_dict["NAME"]), str(state.pk)]
    killed = subprocess.run(command, env=environment, cwd=root, capture_output=True, timeout=120)
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    assert not SignOff.objects.exists()
    assert not ArticlePage.objects.get().live
    sign(state, a_clinician("Dr Bea"))
    assert_signed_once()
