"""PostgreSQL: its own programs, which must not be older than the server."""

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.db import connection, transaction
from django.db.backends.postgresql.client import DatabaseClient

from clinic.operations.databases import Dump
from clinic.operations.databases.contents import contents
from clinic.operations.errors import OperationError

# What of a schema may stand in the way of another version of it.
OBJECTS = """
    SELECT 'pg_class'::regclass::oid, oid,
           format('DROP %s IF EXISTS %s CASCADE',
                  CASE relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW'
                               ELSE 'TABLE' END,
                  oid::regclass)
      FROM pg_class
     WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p', 'v', 'm')
    UNION ALL
    SELECT 'pg_proc'::regclass::oid, oid,
           format('DROP ROUTINE IF EXISTS %s CASCADE', oid::regprocedure)
      FROM pg_proc WHERE pronamespace = current_schema()::regnamespace
"""
NOT_OF_AN_EXTENSION = f"""
    SELECT o.* FROM ({OBJECTS}) AS o (kind, id, statement)
     WHERE NOT EXISTS (SELECT FROM pg_depend
                        WHERE classid = o.kind AND objid = o.id AND deptype = 'e')
"""  # noqa: S608 - our own
FOREIGN_KEYS = """
    SELECT format('%s %s', relname, conname),
           format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname)
      FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid
     WHERE contype = 'f' AND connamespace = current_schema()::regnamespace
"""


def dump(to: Path) -> Dump:
    """See `Database.dump`."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        # What is read here and what pg_dump reads is the same moment.
        ((snapshot,),) = _query("SELECT pg_export_snapshot()")
        with to.open("wb") as file:
            _run("pg_dump", "--format=custom", f"--snapshot={snapshot}", stdout=file)
        return contents(_query)


def check(dump: Path) -> None:
    """See `Database.check`."""
    _run("pg_restore", "--list", str(dump))


def replace(dump: Path) -> None:
    """See `Database.replace`.

    What the database has and the dump does not (tables of newer code) is dropped after the dump
    is in place. Until then its rows stay, but its foreign keys would stop the dump's tables from
    being dropped, so those go first.
    """
    before = {(kind, oid) for kind, oid, _ in _query(NOT_OF_AN_EXTENSION)}
    listed = _run("pg_restore", "--list", str(dump))
    keys = set(re.findall(r" FK CONSTRAINT \S+ (\S+ \S+) \S+$", listed, re.MULTILINE))
    with transaction.atomic():
        for key, statement in _query(FOREIGN_KEYS):
            if key not in keys:
                _query(statement)
    connection.close()
    _run(
        "pg_restore",
        "--clean",
        "--if-exists",
        "--single-transaction",
        "--no-owner",
        "--no-privileges",
        "--exit-on-error",
        f"--dbname={connection.settings_dict['NAME']}",
        str(dump),
    )
    with transaction.atomic():
        for kind, oid, statement in _query(NOT_OF_AN_EXTENSION):
            if (kind, oid) in before:
                _query(statement)


def program(name: str) -> str:
    """Where pg_dump or pg_restore is: in PG_BIN, on the PATH, or of the newest PostgreSQL.

    Raises OperationError if it is nowhere.
    """
    if settings.PG_BIN:
        found = shutil.which(name, path=settings.PG_BIN)
    else:
        versions = sorted(
            Path("/usr/lib/postgresql").glob("*/bin"),
            key=lambda folder: [int(part) for part in re.findall(r"\d+", folder.parent.name)],
            reverse=True,
        )
        found = shutil.which(name) or shutil.which(name, path=os.pathsep.join(map(str, versions)))
    if not found:
        raise OperationError(
            f"{name} was not found: install PostgreSQL's client programs, or name their folder "
            "with PG_BIN."
        )
    return found


def _query(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall() if cursor.description else []


def _run(name: str, *arguments: str, stdout: IO[bytes] | None = None) -> str:
    """Run a program on the site's database; what it printed, unless it went to `stdout`."""
    # Not in the arguments: every user of the machine can read those.
    done = subprocess.run(  # noqa: S603 - no shell, names of our own
        [program(name), *arguments],
        env={**os.environ, **_environment()},
        stdin=subprocess.DEVNULL,
        stdout=stdout or subprocess.PIPE,
        stderr=subprocess.PIPE,
        check=False,
    )
    if done.returncode:
        told = done.stderr.decode(errors="replace").splitlines()
        errors = [line for line in told if "error:" in line] or told or ["it was killed"]
        raise OperationError(f"{name} failed: {errors[0].removeprefix(f'{name}: error: ')}")
    return (done.stdout or b"").decode(errors="replace")


def _environment() -> dict[str, str]:
    """What tells PostgreSQL's programs where the site's database is."""
    given = connection.settings_dict
    _, environment = DatabaseClient.settings_to_cmd_args_env(given, [])
    named = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGDATABASE": "NAME"}
    return {
        **(environment or {}),
        **{variable: str(given[key]) for variable, key in named.items() if given.get(key)},
    }
