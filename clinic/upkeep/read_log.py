"""nginx's log of reads: `2026-05-03T10:15:00+01:00 /articles/sleep/` on each line.

Each line is counted once, whatever happens: how far a file has been read is stored in the same
transaction as the counts, and what logrotate has put aside meanwhile is read to its end first.
"""

import re
import socket
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from clinic.upkeep.counting import FORGOTTEN_AFTER, add_reads
from clinic.upkeep.models import ReadLog

# Days and paths that are told apart at once; a log of more is counted in several steps.
MOST = 20_000
LONGEST = 2_000  # bytes of a line

_LINE = re.compile(rb"(\d{4}-\d\d-\d\d)T\S+ (/.*)\n")


def count_log(path: Path) -> int:
    """Count what is new in a log; how many reads of pages. Raises OSError where it cannot be
    read."""
    total = 0
    while True:
        counted, is_done = _count_some(path)
        total += counted
        if is_done:
            return total


@transaction.atomic
def _count_some(path: Path) -> tuple[int, bool]:
    # Several machines may keep a log of the same name.
    name = f"{socket.gethostname()}:{path}"
    ReadLog.objects.get_or_create(name=name)
    log = ReadLog.objects.select_for_update().get(name=name)
    reads: Counter[tuple[date, str]] = Counter()
    is_done = True
    for line, inode, offset in lines_after(path, log.inode, log.offset):
        log.inode, log.offset = inode, offset
        if read := read_of(line):
            reads[read] += 1
            if len(reads) >= MOST:
                is_done = False
                break
    log.save()
    return add_reads(reads), is_done


def lines_after(path: Path, inode: int, offset: int) -> Iterator[tuple[bytes, int, int]]:
    """Each whole line that was written since, with the inode and the offset behind it."""
    now = path.stat()
    aside = path.with_name(f"{path.name}.1")
    if inode and inode != now.st_ino and aside.exists() and aside.stat().st_ino == inode:
        yield from _lines(aside, inode, offset)
    begins_anew = inode != now.st_ino or now.st_size < offset
    yield from _lines(path, now.st_ino, 0 if begins_anew else offset)


def _lines(path: Path, inode: int, offset: int) -> Iterator[tuple[bytes, int, int]]:
    with path.open("rb") as file:
        file.seek(offset)
        while (line := file.readline()).endswith(b"\n"):  # the last may still be being written
            offset += len(line)
            yield line, inode, offset
        if not line:
            yield b"", inode, offset


def read_of(line: bytes) -> tuple[date, str] | None:
    """The day and the path of a line, None for any other."""
    match = _LINE.fullmatch(line) if len(line) <= LONGEST else None
    if match is None:
        return None
    try:
        day, path = date.fromisoformat(match[1].decode()), match[2].decode()
    except ValueError:
        return None
    today = timezone.localdate()
    # Clocks differ by a zone at the most.
    is_near = today - FORGOTTEN_AFTER <= day and (day - today).days <= 1
    return (day, path) if is_near else None
