"""Sites for a test to back up and to destroy: each has a database and a folder of its own, copied
from one that was migrated once."""

import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from io import StringIO
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.management import CommandError, call_command
from django.db import connection, connections, transaction
from django.test import override_settings
from wagtail.documents import get_document_model

from clinic.operations.archive import verify
from clinic.operations.manifest import Manifest
from tests.factories import (
    ArticlePageFactory,
    ImageFactory,
    PersonFactory,
    StandardPageFactory,
    TopicFactory,
    UserFactory,
)
from tests.support.review import sign_off

Rows = dict[str, list[str]]
_numbers = count(1)


@dataclass(frozen=True)
class Site:
    """Where a site keeps what it writes: the database's name, a folder, and the `server` of the
    database, as Django's settings say it, where it is not everybody's."""

    database: str
    var: Path
    server: Mapping[str, Any] = field(default_factory=dict)

    @property
    def media(self) -> Path:
        return self.var / "media"


@contextmanager
def at(site: Site) -> Iterator[None]:
    """This process works on that site until the block ends."""
    before = connections["default"]  # a test's transaction on it stays as it is
    own = before.copy()
    own.settings_dict |= {**site.server, "NAME": site.database}
    connections["default"] = own
    try:
        with override_settings(VAR_DIR=site.var, MEDIA_ROOT=site.media):
            cache.clear()
            yield
    finally:
        own.close()
        connections["default"] = before
        cache.clear()


def copied(site: Site, folder: Path) -> Site:
    """Another site with the same contents, below `folder`."""
    var = folder / f"site{next(_numbers)}"
    var.mkdir()
    if site.media.exists():
        shutil.copytree(site.media, var / "media")
    return Site(copied_database(site.database, var), var)


def copied_database(name: str, var: Path) -> str:
    """The name of a copy that is its owner's alone; nobody may be connected to the original."""
    if connection.vendor == "sqlite":
        path = var / "db.sqlite3"
        with closing(sqlite3.connect(name)) as old, closing(sqlite3.connect(path)) as new:
            old.backup(new)
        return str(path)
    copy = f"{connection.settings_dict['NAME']}_copy{next(_numbers)}"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {copy}")
        cursor.execute(f"CREATE DATABASE {copy} TEMPLATE {name}")
    return copy


def drop(site: Site) -> None:
    """Throw the site away."""
    shutil.rmtree(site.var)
    if connection.vendor == "postgresql":
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {site.database} WITH (FORCE)")


def fill() -> None:
    """A little of everything: people, a signed article, an image with a rendition, documents."""
    person = PersonFactory(name="Dr Ada Ünïcode")
    UserFactory(group="Editors")
    page = ArticlePageFactory(live=False, authors=[person], topics=[TopicFactory()])
    sign_off(page)
    StandardPageFactory(title="About “us”")
    ImageFactory().get_rendition("width-100")
    upload("leaflet.txt", b"Take it with water.\n" * 100)
    upload("ünï code.txt", b"")
    upload("large.pdf", bytes(range(256)) * 300)


def upload(name: str, content: bytes) -> Any:
    """A document that has been uploaded."""
    return get_document_model().objects.create(title=name, file=ContentFile(content, name))


def upload_two(title: str) -> None:
    """Two documents in one transaction: there are both or none."""
    with transaction.atomic():
        for number in (1, 2):
            upload(f"{title}-{number}.txt", f"{title} {number}".encode() * 50)


def change(site: Site) -> None:
    """Make the site one that differs from what it was copied from, in rows and uploads."""
    with at(site):
        StandardPageFactory(title="Written later")
        UserFactory(username="newcomer")
        document = get_document_model().objects.get(title="leaflet.txt")
        document.file.storage.delete(document.file.name)
        document.delete()
        upload("later.txt", b"Later.")


def rows(site: Site) -> Rows:
    """Every row of every table, in no order."""
    with at(site), connection.cursor() as cursor:
        found = {}
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - ours
            found[table] = sorted(map(repr, cursor.fetchall()))
        return found


def uploads(site: Site) -> dict[str, bytes]:
    """Every upload and what it holds."""
    return {
        str(path.relative_to(site.media)): path.read_bytes()
        for path in site.media.rglob("*")
        if path.is_file()
    }


def missing_uploads() -> list[str]:
    """The documents of the site whose file is not there."""
    names = get_document_model().objects.values_list("file", flat=True)
    return [name for name in names if not default_storage.exists(name)]


def back_up(site: Site, file: Path, **options: Any) -> Manifest:
    """The backup, made by the command and then read."""
    command(site, "backup", str(file), **options)
    return verify(file)


def command(site: Site, name: str, *arguments: str, **options: Any) -> str:
    """What a management command printed."""
    out = StringIO()
    with at(site):
        call_command(name, *arguments, stdout=out, stderr=out, **options)
    return out.getvalue()


def refusal(site: Site, name: str, *arguments: object, **options: Any) -> str:
    """The one line with which a command fails, having changed nothing."""
    before = rows(site), uploads(site)
    with pytest.raises(CommandError) as refused:
        command(site, name, *map(str, arguments), **options)
    assert (rows(site), uploads(site)) == before
    assert len(str(refused.value).splitlines()) == 1
    return str(refused.value)


def wait_for_the_database(site: Site) -> None:
    """The server may be at work still, when its client has ended."""
    if connection.vendor == "postgresql":
        with at(site), connection._nodb_cursor() as cursor:
            while True:
                cursor.execute(
                    "SELECT count(*) FROM pg_stat_activity WHERE datname = %s", [site.database]
                )
                if cursor.fetchone() == (0,):
                    return


@contextmanager
def stored_by(storage: FileSystemStorage) -> Iterator[None]:
    """Uploads go through this storage until the block ends."""
    default_storage.exists("")  # so that it has been loaded
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(default_storage, "_wrapped", storage)
        yield
