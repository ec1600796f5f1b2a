"""What runs by itself once a day."""

import logging
import re
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any
from unittest import mock
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings as project
from django.core.management import BaseCommand, CommandError, get_commands, load_command_class
from django.db import DatabaseError
from django.utils import timezone

from clinic.operations import periodic
from clinic.operations.models import PeriodicRun
from clinic.settings import base
from tests.clinic.operations.processes import CONTEXT, hold_lock, start, try_command
from tests.clinic.operations.sites import Site, at, command

pytestmark = pytest.mark.django_db
ran: list[str] = []


class Noted(BaseCommand):
    """A command that only tells that it ran, and how it was called."""

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--mend", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        ran.append(self.help + (" --mend" if options["mend"] else ""))
        match self.help:
            case "raises":
                raise DatabaseError("It is locked.\nLINE 1")
            case "is refused":
                raise CommandError("Not so.")
            case "exits":
                sys.exit(3)
            case "exits well":
                sys.exit(0)


@pytest.fixture(autouse=True)
def _commands(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> Iterator[None]:
    """Commands by any name, of which nothing is known but that they ran."""
    ran.clear()
    settings.VAR_DIR = tmp_path
    settings.DAILY_COMMANDS, settings.WEEKLY_COMMANDS = ["first", "second"], ["weekly --mend"]

    def load(app: str, name: str) -> BaseCommand:
        return load_command_class(app, name) if app != "tests" else noted(name)

    def noted(name: str) -> BaseCommand:
        made = Noted()
        made.help = name.replace("_", " ")
        return made

    names = ["first", "second", "weekly", "raises", "is_refused", "exits", "exits_well"]
    known = {**get_commands(), **dict.fromkeys(names, "tests")}
    with (
        mock.patch("django.core.management.get_commands", return_value=known),
        mock.patch("django.core.management.load_command_class", load),
    ):
        yield


def daily(site: Site, **options: Any) -> str:
    return command(site, "daily", **options)


def on(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    monkeypatch.setattr(timezone, "now", lambda: moment)


def test_each_command_runs_in_the_order_of_the_settings(fresh: Site) -> None:
    daily(fresh)
    assert ran == ["first", "second", "weekly --mend"]


def test_daily_commands_run_each_time_and_weekly_ones_when_a_week_has_passed(
    fresh: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    start_of_all = datetime(2026, 3, 20, 5, 0, tzinfo=ZoneInfo("Europe/London"))
    weekly = []
    for day in range(22):  # the clocks change within
        # Later each day, then earlier: what took long does not shift the week.
        on(monkeypatch, start_of_all + timedelta(days=day, minutes=(day * 7) % 60))
        ran.clear()
        daily(fresh)
        assert ran[:2] == ["first", "second"]
        weekly += [day] * ("weekly --mend" in ran)
    assert weekly == [0, 7, 14, 21]


def test_a_weekly_command_that_failed_is_tried_again_the_next_day(
    fresh: Site, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    moment = datetime(2026, 3, 20, 5, 0, tzinfo=ZoneInfo("Europe/London"))
    settings.WEEKLY_COMMANDS = ["exits"]
    for day in range(2):
        on(monkeypatch, moment + timedelta(days=day))
        with pytest.raises(CommandError):
            daily(fresh)
    assert ran.count("exits") == 2


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("raises", "DatabaseError: It is locked."),
        ("is_refused", "CommandError: Not so."),
        ("exits", "It ended with 3."),
        ("no_such_command", "CommandError: Unknown command: 'no_such_command'"),
        ("first --no-such-option", "CommandError: Error: unrecognized arguments"),
    ],
)
def test_one_that_fails_does_not_stop_the_others_and_is_named(
    fresh: Site, settings: Any, caplog: pytest.LogCaptureFixture, name: str, error: str
) -> None:
    settings.DAILY_COMMANDS = ["first", name, "second"]
    with pytest.raises(CommandError, match=rf"^Failed: {name}\. The log says why\.$"):
        daily(fresh)
    assert ran[-2:] == ["second", "weekly --mend"]
    (logged,) = [record for record in caplog.records if record.name == periodic.__name__]
    assert logged.levelno == logging.ERROR
    assert logged.exc_info
    with at(fresh):
        failed = PeriodicRun.objects.get(name=name)
        assert failed.last_error.startswith(error)
        assert failed.last_succeeded is None
        assert PeriodicRun.objects.get(name="second").last_succeeded


def test_all_that_failed_are_named(fresh: Site, settings: Any) -> None:
    settings.DAILY_COMMANDS = ["exits", "first", "raises"]
    with pytest.raises(CommandError, match=r"^Failed: exits, raises\."):
        daily(fresh)


def test_one_that_exits_well_has_not_failed(fresh: Site, settings: Any) -> None:
    settings.DAILY_COMMANDS = ["exits_well", "second"]
    daily(fresh)
    assert "second" in ran


def test_a_success_forgets_the_error_and_a_failure_keeps_the_success(fresh: Site) -> None:
    with at(fresh):
        PeriodicRun.objects.create(name="first", last_started=timezone.now(), last_error="Old.")
        assert periodic.run("first")
        succeeded = PeriodicRun.objects.get(name="first")
        assert succeeded.last_succeeded
        assert succeeded.last_error == ""
        with mock.patch.object(Noted, "handle", side_effect=ValueError("x" * 1000)):
            assert not periodic.run("first")
        failed = PeriodicRun.objects.get(name="first")
        assert failed.last_succeeded == succeeded.last_succeeded
        assert failed.last_started >= succeeded.last_started
        assert len(failed.last_error) == 500


def test_the_status_tells_when_each_ran_and_how_it_ended(fresh: Site, settings: Any) -> None:
    settings.DAILY_COMMANDS = ["first", "raises"]
    with pytest.raises(CommandError):
        daily(fresh)
    ran.clear()
    told = daily(fresh, status=True).splitlines()
    today = f"{timezone.localtime():%Y-}"
    assert [line.partition(":")[0] for line in told] == ["first", "raises", "weekly --mend"]
    assert told[0].startswith(f"first: started {today}")
    assert told[1].endswith("succeeded never, DatabaseError: It is locked. LINE 1")
    assert not ran


def test_a_second_run_at_the_same_time_says_so_and_does_nothing(fresh: Site) -> None:
    held, results = CONTEXT.Event(), CONTEXT.Queue()
    first = start(hold_lock, fresh, held)
    held.wait()
    told = "The daily commands are running already, or a restore is.\n"
    assert daily(fresh) == told
    second = start(try_command, fresh, results, "daily")
    assert results.get() == told
    second.join()
    assert second.exitcode == 0
    assert not ran
    end(first)
    daily(fresh)  # the lock went with the process that was killed
    assert ran


def end(process: BaseProcess) -> None:
    process.kill()
    process.join()


def test_the_lock_is_free_again_after_a_run(fresh: Site) -> None:
    daily(fresh)
    daily(fresh)
    assert ran.count("first") == 2


def test_the_real_commands_run_on_a_real_site(filled: Site, settings: Any) -> None:
    daily_lines, weekly_lines = project_commands()
    settings.DAILY_COMMANDS, settings.WEEKLY_COMMANDS = daily_lines, weekly_lines
    daily(filled)
    with at(filled):
        assert not PeriodicRun.objects.exclude(last_error="").exists()
        assert set(PeriodicRun.objects.values_list("name", flat=True)) == {
            *daily_lines,
            *weekly_lines,
        }


def project_commands() -> tuple[list[str], list[str]]:
    return base.DAILY_COMMANDS, base.WEEKLY_COMMANDS


def test_the_guide_lists_each_command_that_runs_by_itself() -> None:
    guide = (project.BASE_DIR / "docs" / "operators.md").read_text(encoding="utf-8")
    part = guide.split("\n## Commands that run by themselves\n")[1].split("\n## ")[0]
    daily_lines, weekly_lines = project_commands()
    listed = re.findall(r"^\| (each day|each week) \| `(.+?)` \|", part, re.MULTILINE)
    assert listed == [
        ("each day", "daily"),
        *(("each day", line) for line in daily_lines),
        *(("each week", line) for line in weekly_lines),
    ]
