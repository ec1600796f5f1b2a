"""What cannot be done is said in one line, and nothing is changed."""

import errno
import os
import stat
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import FileSystemStorage
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from clinic.operations import manifest
from clinic.operations.archive import Writer, verify
from home.models import HomePage
from tests.clinic.operations.sites import (
    Site,
    at,
    back_up,
    command,
    refusal,
    rows,
    stored_by,
    upload,
)
from tests.factories import StandardPageFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_a_file_that_exists_is_kept_unless_told_otherwise(
    filled_original: Site, tmp_path: Path
) -> None:
    file = tmp_path / "clinic.tar"
    file.write_bytes(b"older")
    file.chmod(0o644)
    assert "--overwrite" in refusal(filled_original, "backup", file)
    assert file.read_bytes() == b"older"
    back_up(filled_original, file, overwrite=True)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_backup_cannot_go_where_there_is_no_folder(filled_original: Site, tmp_path: Path) -> None:
    told = refusal(filled_original, "backup", tmp_path / "nowhere" / "clinic.tar")
    assert "No such file or directory" in told


def test_a_backup_is_not_written_among_the_uploads(filled_original: Site) -> None:
    file = filled_original.media / "clinic.tar"
    assert "among the uploads" in refusal(filled_original, "backup", file)


def test_what_a_killed_backup_left_is_written_over_and_hidden(
    filled_original: Site, tmp_path: Path
) -> None:
    for name in ("clinic.tar.part", "clinic.tar.part.database"):
        (tmp_path / name).write_bytes(b"half" * 10_000_000)
        (tmp_path / name).chmod(0o644)
    back_up(filled_original, tmp_path / "clinic.tar")
    assert os.listdir(tmp_path) == ["clinic.tar"]
    assert stat.S_IMODE((tmp_path / "clinic.tar").stat().st_mode) == 0o600


def test_a_full_disk_is_told_and_leaves_nothing(
    filled_original: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*arguments: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Writer, "finish", full)
    assert "No space left" in refusal(filled_original, "backup", tmp_path / "clinic.tar")
    assert os.listdir(tmp_path) == []


def test_two_backups_do_not_write_the_same_file(filled_original: Site, tmp_path: Path) -> None:
    told = ""

    class Storage(FileSystemStorage):
        """Somebody makes the same backup while the first reads its uploads."""

        def listdir(self, path: str) -> tuple[list[str], list[str]]:
            nonlocal told
            told = told or refusal(filled_original, "backup", tmp_path / "clinic.tar")
            return super().listdir(path)

    with at(filled_original), stored_by(Storage(location=filled_original.media)):
        back_up(filled_original, tmp_path / "clinic.tar")
    assert "Another process is writing" in told
    assert os.listdir(tmp_path) == ["clinic.tar"]


def test_an_upload_deleted_meanwhile_is_reported(filled: Site, tmp_path: Path) -> None:
    class Storage(FileSystemStorage):
        """Somebody deletes an upload after it was listed."""

        def _open(self, name: str, mode: str = "rb") -> Any:
            if name.endswith("large.pdf"):
                Path(self.path(name)).unlink(missing_ok=True)
            return super()._open(name, mode)

    with at(filled), stored_by(Storage(location=filled.media)):
        told = command(filled, "backup", str(tmp_path / "clinic.tar"))
    assert "named and not there, so not in the backup: documents/large.pdf\n" in told
    assert verify(tmp_path / "clinic.tar").missing == ["documents/large.pdf"]


def test_an_upload_that_was_missing_before_is_reported(filled: Site, tmp_path: Path) -> None:
    (filled.media / "documents" / "leaflet.txt").unlink()
    assert back_up(filled, tmp_path / "clinic.tar").missing == ["documents/leaflet.txt"]


def rewritten(
    backup: Path, folder: Path, database: bytes = b"rows", number: int = 1, **changes: str
) -> Path:
    """A whole backup of another database and no uploads, and with another manifest."""
    with (folder / "other.tar").open("wb") as file, pytest.MonkeyPatch.context() as patch:
        writer = Writer(file, compressed=False, made=datetime.now(UTC))
        writer.add("database", BytesIO(database))
        other = replace(verify(backup), members=writer.members, **changes)  # type: ignore[arg-type]
        patch.setattr(manifest, "FORMAT", number)
        writer.finish(other)
    return folder / "other.tar"


HOLDING = {
    "users": UserFactory,
    "pages": StandardPageFactory,
    "uploads": lambda: upload("leaflet.txt", b"Water."),
}


@pytest.mark.parametrize("what", HOLDING)
def test_a_site_is_not_thrown_away_that_holds(backup: Path, fresh: Site, what: str) -> None:
    with at(fresh):
        HOLDING[what]()
    told = refusal(fresh, "restore", backup)
    assert told == f"The site holds {what}: add --replace to throw that away."
    command(fresh, "restore", str(backup), replace=True)


def test_a_home_page_that_was_edited_is_not_thrown_away(backup: Path, fresh: Site) -> None:
    with at(fresh):
        HomePage.objects.get().save_revision()
    assert "holds edited content" in refusal(fresh, "restore", backup)


def test_a_backup_of_another_kind_of_database_is_refused(
    backup: Path, changed_original: Site, tmp_path: Path
) -> None:
    other = {"sqlite": "postgresql", "postgresql": "sqlite"}[connection.vendor]
    told = refusal(changed_original, "restore", rewritten(backup, tmp_path, vendor=other))
    assert f"of a {other} database" in told


def test_a_backup_of_a_later_format_is_refused(
    backup: Path, changed_original: Site, tmp_path: Path
) -> None:
    file = rewritten(backup, tmp_path, number=2)
    assert "has format 2" in refusal(changed_original, "restore", file)


def test_a_backup_made_by_later_code_is_refused(
    filled: Site, changed_original: Site, tmp_path: Path
) -> None:
    with at(filled):
        MigrationRecorder(connection).record_applied("content", "9998_later")
        MigrationRecorder(connection).record_applied("content", "9999_later_still")
        MigrationRecorder(connection).record_applied("another_app", "0001_initial")
    back_up(filled, tmp_path / "later.tar")
    told = refusal(changed_original, "restore", tmp_path / "later.tar", replace=True)
    assert "another_app.0001_initial and 1 more" in told


def test_a_backup_that_remembers_migrations_squashed_since_is_taken(
    filled: Site, fresh: Site, tmp_path: Path
) -> None:
    with at(filled):
        recorder = MigrationRecorder(connection)
        last = recorder.migration_qs.filter(app="content").latest("id")
        last.delete()
        recorder.record_applied("content", "0001_squashed_away")
        recorder.record_applied("content", last.name)
    back_up(filled, tmp_path / "old.tar")
    command(fresh, "restore", str(tmp_path / "old.tar"))
    assert rows(fresh) == rows(filled)


def test_a_backup_that_is_not_there_is_told(changed_original: Site, tmp_path: Path) -> None:
    told = refusal(changed_original, "restore", tmp_path / "nothing.tar")
    assert "No such file or directory" in told


def test_a_backup_whose_database_was_damaged_before_is_refused(
    backup: Path, changed_original: Site, tmp_path: Path
) -> None:
    content = b"SQLite format 3\0".ljust(8192, b"x")
    file = rewritten(backup, tmp_path, content)
    assert refusal(changed_original, "restore", file, replace=True)


def test_a_disk_that_fills_during_a_restore_changes_nothing(
    backup: Path, changed_original: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(file: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr("clinic.operations.archive.os.fsync", full)
        told = refusal(changed_original, "restore", backup, replace=True)
    assert "No space left" in told
    assert not (changed_original.media / ".restoring").exists()
