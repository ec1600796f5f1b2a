"""What is backed up comes back."""

import stat
import subprocess
import tarfile
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, default_storage
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import override_settings

from clinic.operations import media
from clinic.operations.archive import verify
from tests.clinic.operations.sites import (
    Site,
    at,
    back_up,
    command,
    fill,
    rows,
    upload,
    uploads,
)

pytestmark = pytest.mark.django_db

IN_MEMORY = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}


@pytest.mark.parametrize("name", ["clinic.tar", "clinic.tar.gz", "clinic.tgz"])
def test_every_row_and_every_upload_comes_back_to_a_fresh_site(
    filled_original: Site, fresh: Site, tmp_path: Path, name: str
) -> None:
    back_up(filled_original, tmp_path / name)
    told = command(fresh, "restore", str(tmp_path / name))
    assert f"{len(uploads(filled_original))} uploads" in told
    assert rows(fresh) == rows(filled_original)
    assert uploads(fresh) == uploads(filled_original)
    assert "1 records and 1 live pages: 0 wrong" in command(fresh, "verify_signoffs")
    assert "is true" in command(fresh, "check_search")
    assert {path.name for path in fresh.var.iterdir()} <= {
        *("media", "db.sqlite3", "db.sqlite3-wal", "db.sqlite3-shm", "operations.lock")
    }


def test_a_site_that_went_on_goes_back(backup: Path, filled_original: Site, changed: Site) -> None:
    command(changed, "restore", str(backup), replace=True)
    assert rows(changed) == rows(filled_original)
    assert uploads(changed) == uploads(filled_original)
    assert not (changed.media / ".restoring").exists()


def test_an_upload_that_was_altered_comes_back(
    backup: Path, filled: Site, filled_original: Site
) -> None:
    altered = next(path for path in filled.media.rglob("*.txt") if path.stat().st_size)
    altered.write_bytes(altered.read_bytes()[::-1])
    command(filled, "restore", str(backup), replace=True)
    assert uploads(filled) == uploads(filled_original)


def test_a_site_without_uploads_can_be_backed_up(
    fresh_original: Site, changed: Site, tmp_path: Path
) -> None:
    assert back_up(fresh_original, tmp_path / "empty.tar").media == []
    command(changed, "restore", str(tmp_path / "empty.tar"), replace=True)
    assert rows(changed) == rows(fresh_original)
    assert uploads(changed) == {}


def test_an_empty_database_without_any_table_takes_a_backup(
    backup: Path, filled_original: Site, fresh: Site
) -> None:
    with at(fresh):
        if connection.vendor == "sqlite":
            connection.close()
            Path(fresh.database).unlink()
        else:
            with connection.cursor() as cursor:
                cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    command(fresh, "restore", str(backup))
    assert rows(fresh) == rows(filled_original)


def test_what_later_code_added_to_the_database_is_gone(
    backup: Path, filled_original: Site, changed: Site
) -> None:
    with at(changed), connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE later_thing (id integer PRIMARY KEY,"
            " page_id integer REFERENCES wagtailcore_page (id))"
        )
        cursor.execute("CREATE TABLE later_other (thing_id integer REFERENCES later_thing (id))")
        cursor.execute(
            "ALTER TABLE content_person ADD COLUMN later_id integer REFERENCES later_thing (id)"
        )
        MigrationRecorder(connection).record_applied("content", "9999_later")
    command(changed, "restore", str(backup), replace=True)
    assert rows(changed) == rows(filled_original)


def test_older_backups_are_migrated(filled: Site, fresh: Site, tmp_path: Path) -> None:
    with at(filled):
        command(filled, "migrate", "operations", "zero", verbosity=0)
    back_up(filled, tmp_path / "old.tar")
    command(fresh, "restore", str(tmp_path / "old.tar"))
    assert "operations_periodicrun" in rows(fresh)


def test_uploads_in_another_storage_come_back(fresh: Site, tmp_path: Path) -> None:
    file = str(tmp_path / "clinic.tar")
    with at(fresh), override_settings(STORAGES=IN_MEMORY):
        fill()
        command(fresh, "backup", file)
        assert isinstance(default_storage, InMemoryStorage)
        kept = stored()
        upload("later.txt", b"Later.")
        name = next(name for name in kept if name.endswith("leaflet.txt"))
        default_storage.delete(name)
        other = next(name for name in kept if name.endswith("large.pdf"))
        default_storage.delete(other)
        default_storage.save(other, ContentFile(b"Altered."))
        assert stored() != kept
        command(fresh, "restore", file, replace=True)
        assert stored() == kept


def stored() -> dict[str, bytes]:
    """Every upload of whatever storage there is."""
    return {name: default_storage.open(name).read() for name in media.uploads()}


def test_a_backup_can_be_read_without_this_program(backup: Path, filled_original: Site) -> None:
    with tarfile.open(backup) as tar:
        names = tar.getnames()
        assert names[0] == "database"
        assert names[-2:] == ["manifest.json", "SHA256"]
        for name, content in uploads(filled_original).items():
            file = tar.extractfile(f"media/{name}")
            assert file
            assert file.read() == content
    listed = subprocess.run(["tar", "-tf", backup], capture_output=True, check=True)  # noqa: S607
    assert len(listed.stdout.splitlines()) == len(names)


def test_nobody_else_may_read_a_backup(backup: Path) -> None:
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600


def test_the_manifest_says_what_is_in_it(backup: Path, filled_original: Site) -> None:
    manifest = verify(backup)
    assert manifest.vendor == connection.vendor
    assert ("operations", "0001_initial") in manifest.migrations
    assert {member.media_name for member in manifest.media} == set(uploads(filled_original))
    assert manifest.missing == []
