"""SQLite: its online backup, which is one moment of a database that others write."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from django.db import connection

from clinic.operations.databases import Dump
from clinic.operations.databases.contents import contents
from clinic.operations.errors import OperationError


def dump(to: Path) -> Dump:
    """See `Database.dump`."""
    with _telling("The database cannot be copied"):
        connection.ensure_connection()
        with closing(sqlite3.connect(to)) as copy:
            # The copy is thrown away if it is not finished: it needs no journal of its own.
            copy.execute("PRAGMA journal_mode = OFF")
            copy.execute("PRAGMA synchronous = OFF")
            connection.connection.backup(copy)
        with closing(_opened(to)) as copy:
            _expect_sound(copy, "quick_check", "The database is damaged")
            return contents(copy.execute)


def check(dump: Path) -> None:
    """See `Database.check`."""
    with _telling("The backup's database cannot be read"), closing(_opened(dump)) as copy:
        _expect_sound(copy, "integrity_check", "The backup's database is damaged")


def replace(dump: Path) -> None:
    """See `Database.replace`.

    The pages are copied in one transaction of SQLite's. A file put in the other's place would
    be quicker, but a process that has the old file open would go on to write its `-wal`, which
    the new file then takes for its own.
    """
    path = connection.settings_dict["NAME"]
    connection.close()
    told = f"The database {path} cannot be replaced"
    with (
        _telling(f"{told}; if it is damaged, move it and its -wal and -shm away first"),
        closing(_opened(dump)) as new,
        closing(
            sqlite3.connect(path, timeout=connection.settings_dict["OPTIONS"]["timeout"])
        ) as old,
    ):
        if _page_size(new) != _page_size(old):
            old.execute("PRAGMA journal_mode = DELETE")  # a log has pages of one size
        new.backup(old)
        # Gives the room back at once, unless somebody is reading.
        old.execute("PRAGMA busy_timeout = 0")
        old.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _opened(path: Path) -> sqlite3.Connection:
    """A database that nobody writes: no other files appear beside it."""
    return sqlite3.connect(f"file:{quote(str(path.resolve()))}?immutable=1", uri=True)


def _expect_sound(copy: sqlite3.Connection, pragma: str, told: str) -> None:
    try:
        found = [row[0] for row in copy.execute(f"PRAGMA {pragma}")]
    except sqlite3.DatabaseError as error:
        found = [str(error)]
    if found != ["ok"]:
        raise OperationError(f"{told}: {found[0].splitlines()[-1]}.")


def _page_size(database: sqlite3.Connection) -> int:
    size: int = database.execute("PRAGMA page_size").fetchone()[0]
    return size


@contextmanager
def _telling(what: str) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise OperationError(f"{what}: {error}.") from error
