"""The commands that run by themselves once a day or once a week."""

import logging
import shlex
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.utils import timezone

from clinic.operations.models import PeriodicRun

logger = logging.getLogger(__name__)
WEEK = 7  # days


def due() -> Iterator[str]:
    """The command lines of today, in their order."""
    yield from settings.DAILY_COMMANDS
    for line in settings.WEEKLY_COMMANDS:
        last = PeriodicRun.objects.filter(name=line).values_list("last_succeeded", flat=True)
        # By days, not hours: a run that took long does not put the next one off to another day.
        if not (ended := last.first()) or days_since(ended) >= WEEK:
            yield line


def days_since(time: datetime) -> int:
    """How many midnights of the clinic's own time have passed since then."""
    return (timezone.localdate() - timezone.localdate(time)).days


def run(line: str, **options: Any) -> bool:
    """Run a command line and remember how it ended; whether it ended well.

    An error is logged with its traceback and does not get out.
    """
    PeriodicRun.objects.update_or_create(name=line, defaults={"last_started": timezone.now()})
    name, *arguments = shlex.split(line)
    try:
        call_command(name, *arguments, **options)
    except Exception as error:
        logger.exception("%s failed", line)
        told = f"{type(error).__name__}: {error}"
    except SystemExit as stopped:
        told = f"It ended with {stopped.code}." if stopped.code else ""
        if told:
            logger.exception("%s failed", line)
    else:
        told = ""
    for connection in connections.all(initialized_only=True):
        connection.close_if_unusable_or_obsolete()
    ended = {"last_error": " ".join(told.split())[: PeriodicRun.ERROR_LENGTH]}
    if not told:
        ended["last_succeeded"] = timezone.now()
    PeriodicRun.objects.filter(name=line).update(**ended)
    return not told
