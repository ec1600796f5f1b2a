"""Background work: what is queued is done, by whoever lives, and what fails is tried again."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone
from django_tasks_db.compat import Task
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from clinic.operations.models import Worker
from clinic.operations.pulse import SILENCE, is_working
from clinic.operations.queue import AT_ONCE
from clinic.operations.working import RETRIES, take_over
from tests.support.working import a_worker

ROOT = Path(__file__).resolve().parents[3]
done: list[str] = []


def do(word: str) -> None:
    done.append(word)


def fail(word: str) -> None:
    done.append(word)
    raise ConnectionRefusedError("ada@example.org cannot be reached")


@pytest.fixture(autouse=True)
def _queueing(db: None, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.TASKS_WORKER = True
    settings.TASKS = {"default": {"BACKEND": "clinic.operations.queue.Queue"}}
    # It looks after its connection between two tasks; here that holds the test's transaction.
    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)
    done.clear()


@pytest.fixture
def queue(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Puts one of the functions above into the queue."""

    def queue(work: Any, word: str = "okapi") -> Any:
        # A task is what its module has under the function's name.
        task = work if isinstance(work, Task) else Task(func=work)
        monkeypatch.setattr(sys.modules[__name__], task.name, task)
        return DBTaskResult.objects.get(pk=task.enqueue(word).id)

    return queue


def test_what_is_queued_waits_for_a_worker_and_leaves_nothing_behind(
    queue: Callable[..., Any],
) -> None:
    queue(do)
    assert done == []
    a_worker().run()
    assert done == ["okapi"]
    assert not DBTaskResult.objects.exists()


def test_nothing_is_queued_by_what_is_rolled_back(queue: Callable[..., Any]) -> None:
    with transaction.atomic():
        queue(do)
        transaction.set_rollback(True)
    a_worker().run()
    assert done == []


@pytest.mark.parametrize("name", sorted(AT_ONCE))
def test_what_the_next_request_relies_on_is_a_task_that_exists(name: str) -> None:
    __import__(name.rpartition(".")[0])
    assert sys.modules[name.rpartition(".")[0]].__dict__[name.rpartition(".")[2]].module_path


def test_it_is_done_at_once_and_queued_only_if_it_fails(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    good, bad = Task(func=do), Task(func=fail)
    monkeypatch.setattr("clinic.operations.queue.AT_ONCE", {good.module_path, bad.module_path})
    monkeypatch.setattr(sys.modules[__name__], "fail", bad)
    good.enqueue("at once")
    assert (done, DBTaskResult.objects.count()) == (["at once"], 0)
    bad.enqueue("later")
    assert DBTaskResult.objects.get().args_kwargs["args"] == ["later"]


def test_what_fails_is_tried_again_later_each_time_and_given_up_in_the_end(
    queue: Callable[..., Any],
) -> None:
    result = queue(fail)
    for wait in RETRIES:
        before = timezone.now()
        a_worker().run()
        result.refresh_from_db()
        assert result.status == "READY"
        assert before + wait <= result.run_after <= timezone.now() + wait
        DBTaskResult.objects.update(run_after=timezone.now())
    a_worker().run()
    result.refresh_from_db()
    assert result.status == "FAILED"
    assert len(done) == len(RETRIES) + 1


def test_what_a_dead_worker_had_begun_is_done_by_another(queue: Callable[..., Any]) -> None:
    queue(do).claim("dead")
    DBTaskResult.objects.update(started_at=timezone.now() - SILENCE)
    Worker.objects.create(name="dead", seen_at=timezone.now() - SILENCE)
    a_worker("alive").run()
    assert done == ["okapi"]


def test_what_a_living_worker_has_begun_is_left_to_it(queue: Callable[..., Any]) -> None:
    queue(do).claim("busy")
    DBTaskResult.objects.update(started_at=timezone.now() - SILENCE)
    Worker.objects.create(name="busy", seen_at=timezone.now() - SILENCE / 2)
    a_worker("alive").run()
    assert done == []


def test_what_kills_each_worker_is_given_up(queue: Callable[..., Any]) -> None:
    result = queue(do)
    result.worker_ids = ["dead"] * len(RETRIES)
    result.claim("dead")
    take_over(timezone.now() + timedelta(hours=1))
    result.refresh_from_db()
    assert result.status == "FAILED"


def test_the_site_is_ready_only_while_a_worker_lives(client: Client) -> None:
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (503, b"not ready: worker\n")
    Worker.objects.create(name="one", seen_at=timezone.now())
    assert client.get("/readyz").status_code == 200
    Worker.objects.update(seen_at=timezone.now() - SILENCE)
    assert client.get("/readyz").status_code == 503


def test_a_worker_that_ends_is_no_longer_counted() -> None:
    worker = a_worker()
    worker.beat()
    assert is_working()
    worker.run()
    assert not is_working()


def test_the_command_refuses_to_wait_for_what_never_comes(settings: Settings) -> None:
    settings.TASKS_WORKER = False
    with pytest.raises(CommandError, match="TASKS_WORKER is off"):
        call_command("worker")


def test_what_was_given_up_is_forgotten_after_a_week(queue: Callable[..., Any]) -> None:
    old, new = queue(do, "old"), queue(do, "new")
    for result, days in ((old, 8), (new, 6)):
        finished = timezone.now() - timedelta(days=days)
        DBTaskResult.objects.filter(pk=result.pk).update(status="FAILED", finished_at=finished)
    call_command("prune_db_task_results", "--min-age-days", "7")
    assert [*DBTaskResult.objects.all()] == [new]


QUEUE = """
import django; django.setup()
from clinic.review.preview_links.mail import tell_maker
from django_tasks_db.models import DBTaskResult
tell_maker.enqueue(0, "")
print(DBTaskResult.objects.count())
"""


class TestAProcess:
    @pytest.fixture
    def environment(self, tmp_path: Path) -> dict[str, str]:
        inherited = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        return inherited | {
            "DJANGO_SETTINGS_MODULE": "clinic.settings.dev",
            "TASKS_WORKER": "true",
            "DATABASE_URL": f"sqlite:///{tmp_path / 'site.sqlite3'}",
            "VAR_DIR": str(tmp_path),
        }

    @pytest.mark.long
    def test_does_the_sites_own_tasks_says_that_it_lives_and_ends_when_it_is_told(
        self, environment: dict[str, str]
    ) -> None:
        def python(*arguments: str) -> str:
            return subprocess.run(
                [sys.executable, *arguments],
                cwd=ROOT,
                env=environment,
                capture_output=True,
                text=True,
                check=True,
            ).stdout

        def ask(expression: str) -> str:
            return python("manage.py", "shell", "-v0", "-c", f"{IMPORTS}; print({expression})")

        python("manage.py", "migrate", "--verbosity", "0")
        assert python("-c", QUEUE).strip() == "1"
        worker = subprocess.Popen(
            [sys.executable, "manage.py", "worker"], cwd=ROOT, env=environment
        )
        try:
            end = time.monotonic() + 60
            while ask("DBTaskResult.objects.count(), is_working()").strip() != "0 True":
                assert time.monotonic() < end
                assert worker.poll() is None
            worker.send_signal(signal.SIGTERM)
            assert worker.wait(20) == 0
        finally:
            worker.kill()
        assert ask("is_working()").strip() == "False"


IMPORTS = (
    "from django_tasks_db.models import DBTaskResult;from clinic.operations.pulse import is_working"
)
