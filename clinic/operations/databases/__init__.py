"""The database as one file, and a file as the database: SQLite and PostgreSQL."""

from importlib import import_module
from pathlib import Path
from typing import NamedTuple, Protocol

from django.db import connection

from clinic.operations.errors import OperationError


class Dump(NamedTuple):
    """What a dump holds: the applied migrations, and the uploads that its rows name."""

    migrations: list[tuple[str, str]]
    uploads: set[str]


class Database(Protocol):
    """What a module of this package offers."""

    def dump(self, to: Path) -> Dump:
        """Write the database, as it is at one moment, into the existing empty file.

        Raises OperationError if it cannot be read, OSError if the file cannot be written.
        """

    def check(self, dump: Path) -> None:
        """Raises OperationError if the file is no whole database."""

    def replace(self, dump: Path) -> None:
        """Put the file in the database's place, all of it or nothing, whenever it is stopped.

        Raises OperationError; then the database is as it was.
        """


def database() -> Database:
    """The one that the site uses. Raises OperationError for another kind."""
    if connection.vendor not in ("sqlite", "postgresql"):
        raise OperationError(f"Backups of {connection.vendor} are not supported.")
    module: Database = import_module(f"{__name__}.{connection.vendor}")
    return module
