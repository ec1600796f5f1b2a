"""One at a time, between processes and machines."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

# Any two numbers, the same on each machine.
ADVISORY_LOCK = (1_668_049_507, 1)


@contextmanager
def alone() -> Iterator[bool]:
    """Whether nobody else is inside; then nobody else gets in until the block ends.

    On PostgreSQL the database keeps the lock, so it holds between machines; with SQLite there is
    one machine, and a file in VAR_DIR. Both let go of a process that is killed.
    """
    with _advisory_lock() if connection.vendor == "postgresql" else _lock_file() as got:
        yield got


@contextmanager
def _advisory_lock() -> Iterator[bool]:
    # A connection of its own: the other one may be closed and opened again by what is run.
    own = connection.copy()
    # Nor one of a pool, which would keep it and the lock with it.
    own.settings_dict["OPTIONS"].pop("pool", None)
    try:
        with own.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", ADVISORY_LOCK)
            (got,) = cursor.fetchone()
        yield got
    finally:
        own.close()


@contextmanager
def _lock_file() -> Iterator[bool]:
    # Never removed: somebody may hold the file that a name no longer leads to.
    with (Path(settings.VAR_DIR) / "operations.lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
