"""What a backup says of itself."""

import json
from dataclasses import asdict, dataclass
from pathlib import PurePosixPath
from typing import Any

from clinic.operations.errors import DamagedBackup, OperationError

FORMAT = 1
DATABASE = "database"
MEDIA = "media/"


@dataclass(frozen=True)
class Member:
    """A file in a backup: its name there, its size in bytes, its SHA-256 in hexadecimal."""

    name: str
    size: int
    sha256: str

    @property
    def media_name(self) -> str:
        """The name that the storage of uploads knows it by."""
        return self.name.removeprefix(MEDIA)


@dataclass(frozen=True)
class Manifest:
    """A backup's contents: the database, then the uploads.

    `made` is an ISO 8601 time in UTC, `vendor` Django's name of the database, `migrations` the
    pairs of app and name that were applied, `missing` the uploads that rows name and that were
    not there.
    """

    made: str
    vendor: str
    migrations: list[tuple[str, str]]
    members: list[Member]
    missing: list[str]

    @property
    def media(self) -> list[Member]:
        return self.members[1:]

    def as_json(self) -> bytes:
        return json.dumps({"format": FORMAT, **asdict(self)}, indent=1).encode()

    @classmethod
    def from_json(cls, text: bytes) -> "Manifest":
        """Raises DamagedBackup for anything that `as_json` does not write, and OperationError
        for what a later version of this code wrote."""
        try:
            found = json.loads(text)
            version = found.pop("format")
            if isinstance(version, int) and version > FORMAT:
                raise OperationError(
                    f"The backup has format {version}, this code knows {FORMAT}: "
                    "restore it with the code that made it, or later code."
                )
            manifest = cls(
                made=_text(found.pop("made")),
                vendor=_text(found.pop("vendor")),
                migrations=[
                    (_text(app), _text(name)) for app, name in _list(found.pop("migrations"))
                ],
                members=[_member(**fields) for fields in _list(found.pop("members"))],
                missing=[_text(name) for name in _list(found.pop("missing"))],
            )
            if found or version != FORMAT:
                raise ValueError("It has more than a manifest has.")
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise DamagedBackup("Its manifest cannot be read.") from error
        return manifest


def is_safe(name: str) -> bool:
    """Whether a member may have this name: the database, or a file below the uploads."""
    if name == DATABASE:
        return True
    below = name.removeprefix(MEDIA)
    return (
        name.startswith(MEDIA)
        and "\0" not in below
        and ".." not in PurePosixPath(below).parts
        and str(PurePosixPath(below)) == below != "."
        and not below.startswith("/")
    )


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("It is no text.")
    return value


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError("It is no list.")
    return value


def _member(name: str, size: int, sha256: str) -> Member:
    return Member(_text(name), int(size), _text(sha256))
