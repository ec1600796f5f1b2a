"""The uploads: those of a folder, or of any other storage of Django's."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.core.files.storage import FileSystemStorage, default_storage

from clinic.operations.archive import CHUNK
from clinic.operations.errors import OperationError
from clinic.operations.manifest import Member

STAGING = ".restoring"


def folder() -> Path | None:
    """Where the uploads are, if they are in a folder of this machine."""
    return (
        Path(default_storage.location) if isinstance(default_storage, FileSystemStorage) else None
    )


def uploads(below: str = "") -> Iterator[str]:
    """The names of all uploads. What comes or goes meanwhile may be among them or not."""
    try:
        folders, files = default_storage.listdir(below)
    except FileNotFoundError:
        return
    for name in sorted(files):
        yield f"{below}{name}"
    for name in sorted(folders):
        if below or name != STAGING:
            yield from uploads(f"{below}{name}/")


@contextmanager
def staging() -> Iterator[Path]:
    """An empty folder that only the site's user may read, gone afterwards.

    It is where a file can be renamed into the uploads, if they are in a folder.
    """
    where = (folder() or Path(settings.VAR_DIR)) / STAGING
    shutil.rmtree(where, ignore_errors=True)  # of a restore that was killed
    where.mkdir(mode=0o700, parents=True)
    try:
        yield where
    finally:
        shutil.rmtree(where, ignore_errors=True)


def holds(member: Member) -> bool:
    """Whether an upload of this name with these bytes is there already."""
    name = member.media_name
    if default_storage.size(name) != member.size:
        return False
    digest = hashlib.sha256()
    with default_storage.open(name) as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest() == member.sha256


def place(staged: Path, name: str) -> None:
    """Make the staged file the upload of this name, in place of another one."""
    if isinstance(default_storage, FileSystemStorage):
        _move(staged, Path(default_storage.path(name)))
        return
    if default_storage.exists(name):
        default_storage.delete(name)
    with staged.open("rb") as file:
        saved = default_storage.save(name, File(file))
    if saved != name:
        raise OperationError(f"The storage keeps the upload {name} as {saved}.")


def _move(staged: Path, target: Path) -> None:
    mode = default_storage.file_permissions_mode
    staged.chmod(0o666 & ~_umask() if mode is None else mode)
    for parent in reversed(target.parents):
        if not parent.exists():
            parent.mkdir(exist_ok=True)
            if default_storage.directory_permissions_mode is not None:
                parent.chmod(default_storage.directory_permissions_mode)
    os.replace(staged, target)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
