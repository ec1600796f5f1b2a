"""Making a backup: the database first, so that every upload that it names is there, then those."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import BinaryIO

from django.core.files.storage import default_storage
from django.db import connection

from clinic.operations import media
from clinic.operations.archive import CHUNK, Writer
from clinic.operations.databases import database
from clinic.operations.errors import OperationError
from clinic.operations.manifest import DATABASE, MEDIA, Manifest, is_safe

COMPRESSED = (".gz", ".tgz")
IN_MEMORY = 8 * 1024 * 1024  # bytes of an upload


def make_backup(path: Path, *, overwrite: bool = False) -> Manifest:
    """Write the database and all uploads to one file, compressed if its name says so.

    The file appears when it is whole; until then it is beside itself, as `.part`. Its manifest
    names the uploads that are missing. Raises OperationError if it cannot be made, OSError if a
    file cannot be read or written; a file that was there before is then as it was.
    """
    _expect_place(path, overwrite)
    with _unfinished(path) as file:
        made = datetime.now(UTC)
        writer = Writer(file, compressed=path.name.endswith(COMPRESSED), made=made)
        with _private(path.with_name(f"{path.name}.part.database")) as dump:
            found = database().dump(dump)
            with dump.open("rb") as source:
                writer.add(DATABASE, source)
        saved = {name for name in media.uploads() if _add_upload(writer, name, path.parent)}
        manifest = Manifest(
            made=made.isoformat(timespec="seconds"),
            vendor=connection.vendor,
            migrations=found.migrations,
            members=writer.members,
            missing=sorted(found.uploads - saved),
        )
        writer.finish(manifest)
    return manifest


def _expect_place(path: Path, overwrite: bool) -> None:
    if path.exists() and not overwrite:
        raise OperationError(f"{path} exists: choose another name, or add --overwrite.")
    uploads = media.folder()
    if uploads and path.resolve().is_relative_to(uploads.resolve()):
        raise OperationError(f"{path} is among the uploads, where visitors may get at it.")


def _add_upload(writer: Writer, name: str, near: Path) -> bool:
    """Whether the upload was there still. It is copied first: it may be growing."""
    if not is_safe(MEDIA + name):
        return False
    with SpooledTemporaryFile(max_size=IN_MEMORY, dir=str(near)) as copy:
        try:
            with default_storage.open(name) as source:
                shutil.copyfileobj(source, copy, CHUNK)
        except FileNotFoundError:
            return False
        writer.add(MEDIA + name, copy)
    return True


@contextmanager
def _unfinished(path: Path) -> Iterator[BinaryIO]:
    """The file beside `path` that takes its place when the block ends well.

    What a killed process left there is written over; what a living one writes is not.
    """
    part = path.with_name(f"{path.name}.part")
    with os.fdopen(os.open(part, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600), "r+b") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            mine = os.path.samestat(os.fstat(file.fileno()), part.stat())
        except (BlockingIOError, FileNotFoundError):
            mine = False
        if not mine:
            raise OperationError(f"Another process is writing {path}.")
        os.fchmod(file.fileno(), 0o600)  # it holds what people wrote in confidence
        file.truncate(0)
        try:
            yield file
            file.flush()
            os.fsync(file.fileno())
            os.replace(part, path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


@contextmanager
def _private(path: Path) -> Iterator[Path]:
    """An empty file that nobody else may read, gone afterwards."""
    path.unlink(missing_ok=True)
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)
