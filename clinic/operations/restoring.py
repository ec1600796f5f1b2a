"""Bringing a backup back: nothing is changed until all of it was read and is in its place to be
moved. Then come the uploads that are new, the database, and only then what takes something away.
"""

from pathlib import Path
from typing import BinaryIO

from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from wagtail.models import Page, Revision

from clinic.operations import archive, media
from clinic.operations.databases import database
from clinic.operations.errors import OperationError
from clinic.operations.locking import alone
from clinic.operations.manifest import DATABASE, Manifest


def restore(path: Path, *, replace: bool = False) -> Manifest:
    """Make the site what it was when the backup was made, and give the backup's manifest.

    Killed at any moment, it leaves the old database or the new one. Until the database is
    replaced, no upload of the old one is touched; done again with `replace` it finishes.

    Raises OperationError if the file is no whole backup, was made on another kind of database or
    by later code, or, without `replace`, if the site holds anything. Then nothing was changed.
    OSError if a file cannot be read or written.
    """
    manifest = archive.verify(path)
    _expect_fitting(manifest)
    with alone() as got:
        if not got:
            raise OperationError("The daily commands or another restore are running: try later.")
        if not replace and (found := what_the_site_holds()):
            raise OperationError(f"The site holds {found}: add --replace to throw that away.")
        with media.staging() as staging:
            _stage(path, manifest, staging)
            _put_in_place(manifest, staging)
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", interactive=False, verbosity=0)
    cache.clear()  # it knows the old site
    return manifest


def what_the_site_holds() -> str:
    """What would be lost, in words: users, pages that no migration made, uploads. Or nothing."""
    tables = set(connection.introspection.table_names())

    def has(*models: type) -> bool:
        return all(model._meta.db_table in tables for model in models)  # type: ignore[attr-defined]

    user = get_user_model()
    if has(user) and user._default_manager.exists():
        return "users"
    if has(Page) and (
        Page.objects.filter(depth__gt=2).exists() or Page.objects.filter(depth=2).count() > 1
    ):
        return "pages"
    if has(Revision) and Revision.objects.exists():
        return "edited content"
    return "uploads" if next(media.uploads(), None) else ""


def _expect_fitting(manifest: Manifest) -> None:
    if manifest.vendor != connection.vendor:
        raise OperationError(
            f"The backup is of a {manifest.vendor} database, the site has {connection.vendor}."
        )
    # The last of each app: earlier ones may have been squashed since, and be forgotten.
    unknown = set(dict(manifest.migrations).items()) - _known_migrations()
    if unknown:
        app, name = min(unknown)
        more = f" and {len(unknown) - 1} more" if len(unknown) > 1 else ""
        raise OperationError(
            f"The backup has the migration {app}.{name}{more}, which this code does not know: "
            "take the code that made it, or later code."
        )


def _known_migrations() -> set[tuple[str, str]]:
    known = set()
    for key, migration in MigrationLoader(None).disk_migrations.items():
        known |= {key, *map(tuple, migration.replaces)}
    return known


def _stage(path: Path, manifest: Manifest, staging: Path) -> None:
    """Copy the backup's files to where they can be moved from. Raises OperationError if they are
    no longer those that were verified, or its database is not whole."""
    numbers = {member.name: number for number, member in enumerate(manifest.members)}

    def receive(name: str) -> BinaryIO:
        if name not in numbers:
            raise OperationError(f"{path} was changed while it was read.")
        return _staged(staging, numbers[name]).open("xb")

    if archive.read(path, receive) != manifest:
        raise OperationError(f"{path} was changed while it was read.")
    database().check(_staged(staging, numbers[DATABASE]))


def _put_in_place(manifest: Manifest, staging: Path) -> None:
    there = set(media.uploads())
    new: list[tuple[Path, str]] = []
    changed: list[tuple[Path, str]] = []
    for number, member in enumerate(manifest.media, 1):
        name, staged = member.media_name, _staged(staging, number)
        if name not in there:
            new.append((staged, name))
        elif not media.holds(member):
            changed.append((staged, name))
    for staged, name in new:
        media.place(staged, name)
    database().replace(_staged(staging, 0))
    for staged, name in changed:
        media.place(staged, name)
    for name in there - {member.media_name for member in manifest.media}:
        default_storage.delete(name)


def _staged(staging: Path, number: int) -> Path:
    """By number: a name of the backup's could not be longer, or be a folder's."""
    return staging / str(number)
