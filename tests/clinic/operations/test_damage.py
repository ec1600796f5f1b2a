"""A backup that is not what was written is refused, and the site stays as it is."""

import gzip
import hashlib
import io
import json
import random
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError

from clinic.operations.archive import verify
from clinic.operations.errors import DamagedBackup
from tests.clinic.operations.sites import Site, command, rows, uploads

pytestmark = pytest.mark.django_db
SEED = 20_240_229
# Of a gzip's header these say nothing: for whom it was compressed, and how hard.
OF_NO_MEANING = range(8, 10)


@pytest.fixture(params=["clinic.tar", "clinic.tar.gz"])
def whole(request: pytest.FixtureRequest, backup: Path, tmp_path: Path) -> bytes:
    """A backup's bytes: plain, and compressed."""
    if request.param.endswith(".tar"):
        return backup.read_bytes()
    made = io.BytesIO()
    with gzip.GzipFile("", "wb", fileobj=made, mtime=0) as file:
        file.write(backup.read_bytes())
    (tmp_path / "whole").write_bytes(made.getvalue())
    verify(tmp_path / "whole")
    return made.getvalue()


def expect_refusal(folder: Path, content: bytes) -> None:
    file = folder / "damaged"
    file.write_bytes(content)
    with pytest.raises(DamagedBackup):
        verify(file)


def test_a_backup_that_was_cut_anywhere_is_refused(whole: bytes, tmp_path: Path) -> None:
    chance = random.Random(SEED)
    anywhere = [chance.randrange(len(whole)) for _ in range(40)]
    blocks = [len(whole) - 512 * number for number in range(1, 24)]
    for length in (0, 1, 511, 512, 1024, len(whole) - 1, *blocks, *anywhere):
        expect_refusal(tmp_path, whole[:length])


def test_a_backup_with_a_bit_turned_anywhere_is_refused(whole: bytes, tmp_path: Path) -> None:
    chance = random.Random(SEED)
    compressed = whole[:2] == b"\x1f\x8b"
    places = [chance.randrange(len(whole)) for _ in range(80)]
    places += [len(whole) - 1 - chance.randrange(4096) for _ in range(40)]
    for place in (*range(12), *places):
        if compressed and place in OF_NO_MEANING:
            continue
        altered = bytearray(whole)
        altered[place] ^= 1 << chance.randrange(8)
        expect_refusal(tmp_path, bytes(altered))


def test_a_backup_with_something_after_it_is_refused(whole: bytes, tmp_path: Path) -> None:
    expect_refusal(tmp_path, whole + b"more")
    expect_refusal(tmp_path, whole + whole)


@pytest.mark.parametrize("content", [b"", b"\0" * 10240, b"\x1f\x8b", b"SQLite format 3\0" * 100])
def test_what_is_no_backup_at_all_is_refused(tmp_path: Path, content: bytes) -> None:
    expect_refusal(tmp_path, content)


def test_the_site_is_untouched_by_what_is_refused(
    whole: bytes, changed: Site, tmp_path: Path
) -> None:
    before = rows(changed), uploads(changed)
    altered = bytearray(whole)
    altered[len(whole) // 2] ^= 1
    for content in (whole[: len(whole) * 9 // 10], bytes(altered), b"nothing"):
        (tmp_path / "damaged").write_bytes(content)
        with pytest.raises(CommandError, match=r"damaged is not restored: .+\.$") as refused:
            command(changed, "restore", str(tmp_path / "damaged"), replace=True)
        assert "\n" not in str(refused.value)
        assert (rows(changed), uploads(changed)) == before
        assert not (changed.media / ".restoring").exists()


Entry = tuple[tarfile.TarInfo, bytes]


def entry(name: str, content: bytes = b"", kind: bytes = tarfile.REGTYPE, **more: Any) -> Entry:
    info = tarfile.TarInfo(name)
    info.size, info.type = len(content), kind
    for key, value in more.items():
        setattr(info, key, value)
    return info, content


def manifest(entries: list[Entry], **other: Any) -> Entry:
    """A manifest that fits the entries."""
    found = {
        "format": 1,
        "made": "2026-01-01T00:00:00+00:00",
        "vendor": "sqlite",
        "migrations": [],
        "members": [
            {"name": info.name, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
            for info, content in entries
        ],
        "missing": [],
    }
    return entry("manifest.json", json.dumps({**found, **other}).encode())


def packed(entries: list[Entry]) -> bytes:
    """A tar of the entries, with the right checksum of everything before it."""
    made = io.BytesIO()
    with tarfile.TarFile(fileobj=made, mode="w", format=tarfile.PAX_FORMAT) as tar:
        for info, content in entries:
            tar.addfile(info, io.BytesIO(content) if content else None)
        checksum = hashlib.sha256(made.getvalue()).hexdigest().encode()
        tar.addfile(entry("SHA256", checksum)[0], io.BytesIO(checksum))
    return made.getvalue()


DATABASE = entry("database", b"rows")
HOSTILE = {
    "an absolute name": entry("/etc/cron.d/clinic", b"x"),
    "an absolute name below the uploads": entry("media//etc/passwd", b"x"),
    "a way up": entry("media/../../x", b"x"),
    "a way up at the end": entry("media/a/..", b"x"),
    "a way through here": entry("media/./x", b"x"),
    "no name": entry("media/", b"x"),
    "another folder": entry("static/x.js", b"x"),
    "a name that ends in a text": entry("media/a\0b", b"x"),
    "a symbolic link": entry("media/x", kind=tarfile.SYMTYPE, linkname="/etc/passwd"),
    "a hard link": entry("media/x", kind=tarfile.LNKTYPE, linkname="database"),
    "a character device": entry("media/x", kind=tarfile.CHRTYPE, devmajor=1, devminor=3),
    "a block device": entry("media/x", kind=tarfile.BLKTYPE, devmajor=8),
    "a pipe": entry("media/x", kind=tarfile.FIFOTYPE),
    "a folder": entry("media/x", kind=tarfile.DIRTYPE),
    "a file with holes": entry("media/x", kind=tarfile.GNUTYPE_SPARSE),
    "a kind of file nobody knows": entry("media/x", kind=b"Z"),
    "the database again": entry("database", b"other"),
    "a file with holes by its headers": entry(
        "media/x", b"1\n0\n512\n".ljust(512, b"\0"),
        pax_headers={"GNU.sparse.major": "1", "GNU.sparse.minor": "0",
                     "GNU.sparse.name": "media/x", "GNU.sparse.realsize": str(2**50)},
    ),
    "a size below zero": entry("media/x", pax_headers={"size": "-512"}),
    "a size without end": entry("media/x", pax_headers={"size": str(2**60)}),
}  # fmt: skip


def test_a_tar_that_somebody_else_made_rightly_is_taken(tmp_path: Path) -> None:
    """So that what is refused below is refused for what it is."""
    entries = [DATABASE, entry("media/a/b.txt", b"x"), entry("media/ünï", b"")]
    (tmp_path / "tar").write_bytes(packed([*entries, manifest(entries)]))
    assert [member.name for member in verify(tmp_path / "tar").media] == [
        "media/a/b.txt",
        "media/ünï",
    ]


@pytest.mark.parametrize("what", HOSTILE)
def test_a_tar_is_refused_that_holds(tmp_path: Path, what: str) -> None:
    entries = [DATABASE, HOSTILE[what]]
    expect_refusal(tmp_path, packed([*entries, manifest(entries)]))


def test_a_tar_is_refused_that_holds_a_name_twice(tmp_path: Path) -> None:
    entries = [DATABASE, entry("media/x", b"1"), entry("media/x", b"1")]
    expect_refusal(tmp_path, packed([*entries, manifest(entries)]))


def test_a_header_that_claims_to_be_endless_is_not_read_into_memory(tmp_path: Path) -> None:
    for kind in (tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.GNUTYPE_LONGNAME):
        info = tarfile.TarInfo("media/x")
        info.type, info.size = kind, 2**33 - 1
        content = info.tobuf(tarfile.GNU_FORMAT)
        expect_refusal(tmp_path, packed([DATABASE])[:1024] + content + b"\0" * 10240)


def test_a_small_file_that_claims_to_unpack_to_much_is_refused(tmp_path: Path) -> None:
    info = tarfile.TarInfo("database")
    info.size = 2**50
    expect_refusal(tmp_path, gzip.compress(info.tobuf() + b"\0" * 2**20, mtime=0))


def other_manifests() -> Iterator[tuple[str, Callable[[list[Entry]], list[Entry]]]]:
    yield "no manifest", lambda entries: entries
    yield "two manifests", lambda entries: [*entries, manifest(entries), manifest(entries)]
    yield "a file after it", lambda entries: [DATABASE, manifest(entries), entries[1]]
    yield "a file it lacks", lambda entries: [*entries, manifest(entries[:1])]
    yield "a file only it has", lambda entries: [DATABASE, manifest(entries)]
    yield "another order", lambda entries: [*entries[::-1], manifest(entries[::-1])]
    yield "no database", lambda entries: [entries[1], manifest(entries[1:])]
    yield "nothing", lambda entries: [manifest([])]
    yield (
        "another content",
        lambda entries: [*entries, manifest([DATABASE, entry("media/x", b"2")])],
    )
    for name, content in {
        "no JSON": b"{",
        "no object": b"[]",
        "deep JSON": b"[" * 100_000,
        "no text": b"\xff\xfe",
        "an empty object": b"{}",
    }.items():
        yield name, lambda entries, content=content: [*entries, entry("manifest.json", content)]  # type: ignore[misc]
    for key, value in {
        "format": "1",
        "made": None,
        "vendor": 5,
        "migrations": [["content"]],
        "members": [{"name": "database"}],
        "missing": "all",
        "more": 1,
    }.items():
        yield (
            f"{key} {value!r}",
            lambda entries, more={key: value}: [  # type: ignore[misc]
                *entries,
                manifest(entries, **more),
            ],
        )


OTHER_MANIFESTS = dict(other_manifests())


@pytest.mark.parametrize("what", OTHER_MANIFESTS)
def test_a_manifest_is_refused_with(tmp_path: Path, what: str) -> None:
    entries = [DATABASE, entry("media/x", b"1")]
    expect_refusal(tmp_path, packed(OTHER_MANIFESTS[what](entries)))
