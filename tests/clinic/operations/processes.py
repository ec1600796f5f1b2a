"""Commands in processes of their own, which may be killed.

They come from a server that has loaded the site once, so that each starts in no time.
"""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import FrameType
from typing import Any

import django
from django.apps import apps
from django.core.management import CommandError

if not apps.ready:  # in a process of its own, which shares no server with the suite's
    os.environ["DJANGO_SETTINGS_MODULE"] = "clinic.settings.test"
    django.setup()

from tests.clinic.operations.sites import Site, at, command, upload_two

CONTEXT = get_context("forkserver")
CONTEXT.set_forkserver_preload([__name__])
# A step is whatever these modules call, and its return.
COUNTED = ("clinic.operations.", "subprocess")


def start(work: Callable[..., None], *arguments: Any) -> BaseProcess:
    """A process that does this work."""
    process = CONTEXT.Process(target=work, args=arguments, daemon=True)
    process.start()
    return process


def run_command(site: Site, name: str, arguments: list[str], last_step: int, steps: Any) -> None:
    """Run a command, counting its steps, and be killed after `last_step`, unless that is 0."""
    os.setsid()

    def count(frame: FrameType, event: str, argument: Any) -> None:
        caller = frame if event.startswith("c_") else frame.f_back
        if caller and str(caller.f_globals.get("__name__")).startswith(COUNTED):
            steps.value += 1
            if steps.value == last_step:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(count)
    try:
        command(site, name, *arguments)
    finally:
        sys.setprofile(None)


def steps_of(site: Site, name: str, *arguments: str) -> int:
    """How many steps the command takes to its end."""
    steps = CONTEXT.Value("q", 0, lock=False)
    process = start(run_command, site, name, [*arguments], 0, steps)
    process.join()
    assert process.exitcode == 0
    return int(steps.value)


def killed_at(step: int, site: Site, name: str, *arguments: str) -> None:
    """Run the command until this step and kill it there. How often it looks at a program that
    it started may differ, so it may end before."""
    steps = CONTEXT.Value("q", 0, lock=False)
    process = start(run_command, site, name, [*arguments], step, steps)
    process.join()
    assert process.exitcode in (-signal.SIGKILL, 0)
    wait_for_session(process)


def killed_after(seconds: float, site: Site, name: str, *arguments: str) -> None:
    """Run the command and kill it then, wherever it is; it may have ended."""
    process = start(run_command, site, name, [*arguments], 0, CONTEXT.Value("q", 0, lock=False))
    process.join(seconds)
    process.kill()
    process.join()
    wait_for_session(process)


def wait_for_session(process: BaseProcess) -> None:
    """A program that was started goes on to its end when who started it was killed."""
    while any(session == process.pid and state != "Z" for state, session in _processes()):
        time.sleep(0.01)


def _processes() -> Iterator[tuple[str, int]]:
    """The state and the session of each process of this machine."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, _, _, session, *_ = stat.read_text().rpartition(") ")[2].split()
            yield state, int(session)


def write_on(site: Site, written: Any, begun: Any) -> None:
    """Upload documents, always two at once, until killed; `written` counts, and `begun` is set
    after the first."""
    with at(site):
        while True:
            upload_two(f"pair {written.value}")
            written.value += 1
            begun.set()


def hold_lock(site: Site, held: Any) -> None:
    """Be alone until killed; `held` is set when it is."""
    from clinic.operations.locking import alone

    with at(site), alone() as got:
        assert got
        held.set()
        signal.pause()


def try_command(site: Site, results: Any, name: str, *arguments: str) -> None:
    """Put what the command printed, or its error, into the queue."""
    told = ""
    with suppress(CommandError):
        told = command(site, name, *arguments)
    results.put(told)
