"""What is particular to SQLite and to PostgreSQL."""

import os
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError
from django.db import connection
from django.test import override_settings

from clinic.operations.databases import postgresql
from tests.clinic.operations.sites import (
    Site,
    at,
    back_up,
    command,
    missing_uploads,
    refusal,
    rows,
)

pytestmark = pytest.mark.django_db
VENDOR = settings.DATABASES["default"]["ENGINE"].rpartition(".")[2]
only_sqlite = pytest.mark.skipif(VENDOR != "sqlite3", reason="is about SQLite's file")
only_postgresql = pytest.mark.skipif(VENDOR != "postgresql", reason="is about PostgreSQL")


@only_sqlite
def test_a_damaged_database_is_not_backed_up(filled: Site, tmp_path: Path) -> None:
    with at(filled), connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.execute("SELECT rootpage FROM sqlite_master WHERE name = 'wagtailcore_revision'")
        (number,) = cursor.fetchone()
    content = bytearray(Path(filled.database).read_bytes())
    content[(number - 1) * 4096 : (number - 1) * 4096 + 64] = b"\xff" * 64
    Path(filled.database).write_bytes(content)
    with pytest.raises(CommandError, match=r"^The database is damaged: .+$"):
        command(filled, "backup", str(tmp_path / "clinic.tar"))
    assert os.listdir(tmp_path) == [filled.var.name]


@only_sqlite
def test_a_database_that_cannot_be_opened_is_told(filled: Site, tmp_path: Path) -> None:
    Path(filled.database).write_bytes(b"no database at all" * 1000)
    with pytest.raises(CommandError, match=r"^The backup could not be made: .+ not a database$"):
        command(filled, "backup", str(tmp_path / "clinic.tar"))
    assert os.listdir(tmp_path) == [filled.var.name]


@only_sqlite
def test_a_database_that_is_none_is_not_written_over(
    backup: Path, filled: Site, filled_original: Site
) -> None:
    path = Path(filled.database)
    path.write_bytes(b"no database at all" * 1000)
    with pytest.raises(CommandError, match="move it and its -wal and -shm away first"):
        command(filled, "restore", str(backup), replace=True)
    assert path.read_bytes() == b"no database at all" * 1000
    path.unlink()
    command(filled, "restore", str(backup), replace=True)
    assert rows(filled) == rows(filled_original)


@only_sqlite
def test_a_database_with_pages_of_another_size_comes_back(
    backup: Path, changed: Site, filled_original: Site
) -> None:
    with closing(sqlite3.connect(changed.database)) as database:
        database.execute("PRAGMA journal_mode = DELETE")
        database.execute("PRAGMA page_size = 8192")
        database.execute("VACUUM")
        database.execute("PRAGMA journal_mode = WAL")
    command(changed, "restore", str(backup), replace=True)
    assert rows(changed) == rows(filled_original)


@only_sqlite
def test_somebody_who_reads_during_a_restore_is_not_disturbed(
    backup: Path, changed: Site, filled_original: Site
) -> None:
    count = "SELECT count(*) FROM wagtailcore_page"
    with closing(sqlite3.connect(changed.database, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        before = reader.execute(count).fetchone()
        command(changed, "restore", str(backup), replace=True)
        assert reader.execute(count).fetchone() == before
        reader.execute("COMMIT")
        assert reader.execute(count).fetchone() != before
    assert rows(changed) == rows(filled_original)


def folder_of_programs(folder: Path, **scripts: str) -> str:
    """A folder with programs that are not PostgreSQL's."""
    for name, script in scripts.items():
        (folder / name).write_text(f"#!/bin/sh\n{script}\n")
        (folder / name).chmod(0o755)
    return str(folder)


@only_postgresql
def test_a_machine_without_the_programs_of_postgresql_is_told(
    filled_original: Site, tmp_path: Path
) -> None:
    (tmp_path / "bin").mkdir()
    with override_settings(PG_BIN=str(tmp_path / "bin")):
        told = refusal(filled_original, "backup", tmp_path / "clinic.tar")
    assert told.startswith("pg_dump was not found: install")
    assert os.listdir(tmp_path) == ["bin"]


@only_postgresql
def test_what_pg_dump_says_is_told_in_one_line(filled_original: Site, tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    script = (
        "echo 'pg_dump: detail' >&2; echo 'pg_dump: error: server version mismatch' >&2; exit 1"
    )
    with override_settings(PG_BIN=folder_of_programs(tmp_path / "bin", pg_dump=script)):
        told = refusal(filled_original, "backup", tmp_path / "clinic.tar")
    assert told == "pg_dump failed: server version mismatch"
    assert os.listdir(tmp_path) == ["bin"]


@only_postgresql
def test_a_password_is_not_among_the_arguments(
    filled_original: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bin").mkdir()
    script = f'echo "$@" >{tmp_path}/arguments; echo "$PGPASSWORD" >{tmp_path}/password; exit 1'
    programs = folder_of_programs(tmp_path / "bin", pg_dump=script)
    with at(filled_original), override_settings(PG_BIN=programs):
        connection.ensure_connection()
        monkeypatch.setitem(connection.settings_dict, "PASSWORD", "s3cret")
        with pytest.raises(CommandError):
            command(filled_original, "backup", str(tmp_path / "clinic.tar"))
    assert (tmp_path / "password").read_text() == "s3cret\n"
    assert "s3cret" not in (tmp_path / "arguments").read_text()


@only_postgresql
def test_the_programs_are_found_where_they_are_installed() -> None:
    done = subprocess.run(
        [postgresql.program("pg_restore"), "--version"], capture_output=True, check=True
    )
    assert b"PostgreSQL" in done.stdout


@only_postgresql
def test_a_restore_that_fails_in_the_middle_changes_nothing(
    changed: Site, filled: Site, tmp_path: Path
) -> None:
    """A view stands on a table that is to be replaced."""
    back_up(filled, tmp_path / "clinic.tar")
    with at(changed), connection.cursor() as cursor:
        cursor.execute("CREATE VIEW later_view AS SELECT title FROM wagtailcore_page")
    before = rows(changed)
    with pytest.raises(CommandError, match="wagtailcore_page"):
        command(changed, "restore", str(tmp_path / "clinic.tar"), replace=True)
    assert rows(changed) == before
    with at(changed):
        assert missing_uploads() == []
