"""The file of a backup: a tar, its manifest, and a checksum of all that is before it.

The members are `database`, `media/…`, `manifest.json` and at last `SHA256`, which holds the
checksum of every byte before itself. So a file that was cut or altered anywhere is found out,
and one pass from front to back, in little memory, is enough to write or to check it.
"""

import gzip
import hashlib
import os
import tarfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import IO, Any, BinaryIO

from clinic.operations.errors import DamagedBackup
from clinic.operations.manifest import DATABASE, Manifest, Member, is_safe

MANIFEST = "manifest.json"
CHECKSUM = "SHA256"
CHUNK = 1024 * 1024  # bytes
LARGEST_MANIFEST = 512 * 1024 * 1024  # bytes: several million files

# Gives the file to which the member of this name is copied, or None.
Receiver = Callable[[str], BinaryIO | None]


class Writer:
    """Writes a backup into `file`; `finish` makes it whole."""

    def __init__(self, file: BinaryIO, *, compressed: bool, made: datetime) -> None:
        self.made = int(made.timestamp())
        # No name and no time: nothing that a reader would not check.
        self._gzip = (
            gzip.GzipFile("", "wb", compresslevel=6, fileobj=file, mtime=0) if compressed else None
        )
        self._out = _Measured(self._gzip or file)
        self._tar = tarfile.TarFile(fileobj=self._out, mode="w", format=tarfile.PAX_FORMAT)  # type: ignore[arg-type]
        self.members: list[Member] = []

    def add(self, name: str, source: IO[bytes]) -> None:
        """Add what `source` holds from its beginning to its end; it must be seekable."""
        size = source.seek(0, 2)
        source.seek(0)
        measured = _Measured(source)
        self._add(name, size, measured)
        self.members.append(Member(name, size, measured.hash.hexdigest()))

    def finish(self, manifest: Manifest) -> None:
        """Add the manifest and the checksum of everything."""
        text = manifest.as_json()
        self._add(MANIFEST, len(text), BytesIO(text))
        checksum = self._out.hash.hexdigest().encode()
        self._add(CHECKSUM, len(checksum), BytesIO(checksum))
        self._tar.close()
        if self._gzip:
            self._gzip.close()

    def _add(self, name: str, size: int, source: Any) -> None:
        info = tarfile.TarInfo(name)
        info.size, info.mtime, info.mode = size, self.made, 0o600
        self._tar.addfile(info, source)


def verify(path: Path) -> Manifest:
    """Read all of the backup and give its manifest; nothing is written anywhere.

    Raises DamagedBackup if a byte is missing, altered or too many, or if it holds anything but
    regular files with safe names; OSError if the file cannot be read.
    """
    return read(path, lambda name: None)


def read(path: Path, receive: Receiver) -> Manifest:
    """Like `verify`, and copies each member to the file that `receive` gives for it.

    The manifest comes last: whoever receives before it was verified must be able to forget.
    """
    with path.open("rb") as file, _telling_damage():
        compressed = file.read(2) == b"\x1f\x8b"
        if compressed and any(file.read(6)[1:]):
            raise DamagedBackup("Its first bytes are not those of a backup.")
        file.seek(0)
        source = _Forward(gzip.GzipFile(fileobj=file, mode="rb") if compressed else file)
        members: list[Member] = []
        manifest = None
        with tarfile.TarFile(fileobj=source, mode="r") as tar:  # type: ignore[arg-type]
            for info in _regular(tar):
                if info.name == CHECKSUM and manifest:
                    wanted = source.before.hexdigest().encode()
                    if info.size != len(wanted) or _content(tar, info) != wanted:
                        raise DamagedBackup("Its checksum is wrong.")
                    source.expect_nothing_more()
                    break
                if manifest:
                    raise DamagedBackup("Something follows its manifest.")
                if info.name == MANIFEST:
                    manifest = Manifest.from_json(_content(tar, info))
                    _compare(members, manifest)
                else:
                    members.append(_receive(tar, info, receive))
            else:
                raise DamagedBackup("It is cut short, or no backup.")
    return manifest


def _regular(tar: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    seen = set()
    for info in tar:
        plain = info.type in (tarfile.REGTYPE, tarfile.AREGTYPE) and not info.issparse()
        if not plain or info.size < 0:
            raise DamagedBackup(f"It holds {info.name!r}, which is no regular file.")
        if info.name in seen:
            raise DamagedBackup(f"It holds {info.name!r} twice.")
        seen.add(info.name)
        yield info


def _receive(tar: tarfile.TarFile, info: tarfile.TarInfo, receive: Receiver) -> Member:
    if not is_safe(info.name):
        raise DamagedBackup(f"It holds {info.name!r}, which is no name of a backup's file.")
    digest = hashlib.sha256()
    with receive(info.name) or nullcontext() as file:
        for chunk in _chunks(tar, info):
            digest.update(chunk)
            if file:
                file.write(chunk)
        if file:
            file.flush()
            os.fsync(file.fileno())
    return Member(info.name, info.size, digest.hexdigest())


def _compare(members: list[Member], manifest: Manifest) -> None:
    if not members or members[0].name != DATABASE:
        raise DamagedBackup("It has no database.")
    if members != manifest.members:
        told = set(manifest.members)
        other = next((found.name for found in members if found not in told), "what it lists")
        raise DamagedBackup(f"Its manifest does not fit {other!r}.")


def _content(tar: tarfile.TarFile, info: tarfile.TarInfo) -> bytes:
    if info.size > LARGEST_MANIFEST:
        raise DamagedBackup(f"{info.name} claims to have {info.size} bytes.")
    return b"".join(_chunks(tar, info))


def _chunks(tar: tarfile.TarFile, info: tarfile.TarInfo) -> Iterator[bytes]:
    file = tar.extractfile(info)
    left = info.size
    while left and file:
        chunk = file.read(min(CHUNK, left))
        left -= len(chunk)
        yield chunk


@contextmanager
def _telling_damage() -> Iterator[None]:
    """What the readers of tar and gzip raise at bytes that are not theirs, as DamagedBackup."""
    try:
        yield
    except (tarfile.TarError, gzip.BadGzipFile, zlib.error, EOFError) as error:
        raise DamagedBackup("It is cut short, altered, or no backup.") from error
    except (ValueError, LookupError, ArithmeticError, RecursionError) as error:
        raise DamagedBackup("It is altered, or no backup.") from error


class _Measured:
    """A file whose bytes are hashed as they are read or written."""

    def __init__(self, file: Any) -> None:
        self.file = file
        self.hash = hashlib.sha256()
        self.place = 0

    def tell(self) -> int:
        return self.place

    def read(self, size: int) -> bytes:
        return self._measure(self.file.read(size))

    def write(self, data: bytes) -> int:
        self.file.write(self._measure(data))
        return len(data)

    def _measure(self, data: bytes) -> bytes:
        self.hash.update(data)
        self.place += len(data)
        return data


class _Forward(_Measured):
    """Reads each byte once. `before` is the hash of what came before the last reading."""

    def __init__(self, file: Any) -> None:
        super().__init__(file)
        self.before = self.hash

    def read(self, size: int) -> bytes:
        if not 0 <= size <= CHUNK:  # a header that claims to be endless
            raise DamagedBackup(f"A part of it claims to have {size} bytes.")
        self.before = self.hash.copy()
        return self._measure(self.file.read(size))

    def seek(self, place: int) -> int:
        if place < self.place:
            raise DamagedBackup("Its parts overlap.")
        while self.place < place:
            if not self.read(min(CHUNK, place - self.place)):
                raise DamagedBackup("It is cut short.")
        return self.place

    def expect_nothing_more(self) -> None:
        """Only zeros may follow, up to the length that a tar has."""
        zeros = 0
        while data := self.read(CHUNK):
            zeros += len(data)
            if any(data):
                raise DamagedBackup("Something follows its end.")
        if zeros < 2 * tarfile.BLOCKSIZE or self.place % tarfile.RECORDSIZE:
            raise DamagedBackup("It is cut short.")
