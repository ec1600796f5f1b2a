"""Requests a second of each kind of page, beside the same HTML as a file."""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass, field

from bench.front import Front, fetched
from bench.load import Load, middle, wrk
from bench.programs import resident_bytes
from bench.table import DASH, share, table

# The demonstration's article of middle length, and its longest one.
PAGES = {
    "article": "/articles/when-two-treatments-have-not-helped/",
    "longest article": "/articles/how-long-does-ketamine-last/",
    "index": "/articles/",
    "search": "/search/?query=how+long+does+it+last",
}
ROUNDS = 5
HEADS = [
    "", "requests/s", "file", "of the file", "p50 ms", "p99 ms", "file p99", "core ms",
    "file's core ms", "queries", "bytes",
]  # fmt: skip


@dataclass
class Pair:
    """An answer and the same as a file, at one door, asked in turns."""

    name: str
    address: str
    file_address: str
    size: int
    queries: int | None = None
    headers: dict[str, str] = field(default_factory=dict)
    answers: list[Load] = field(default_factory=list)
    files: list[Load] = field(default_factory=list)

    def take_turns(self, seconds: float, pid: int, nginx: int) -> None:
        self.files.append(wrk(self.file_address, seconds / 2, nginx, self.headers))
        self.answers.append(wrk(self.address, seconds, pid, self.headers))

    def row(self) -> list[object]:
        answer, file = middle(self.answers), middle(self.files)
        rates = zip(self.files, self.answers, strict=True)
        shares = sorted(one.rate / other.rate for one, other in rates)
        return [
            self.name,
            answer.rate,
            file.rate,
            share(shares[len(shares) // 2], 1),
            answer.p50,
            answer.p99,
            file.p99,
            answer.cpu,
            file.cpu,
            self.queries,
            self.size,
        ]


def uncached(front: Front, queries: dict[str, int]) -> Iterator[Pair]:
    """Each page as the site makes it, plain and compressed."""
    asks = {"Accept-Encoding": "gzip"}
    for name, path in PAGES.items():
        html, _headers = fetched(front.plain, path)
        compressed, headers = fetched(front.plain, path, asks)
        if headers.get("content-encoding") != "gzip":
            compressed = gzip.compress(html)
        file = f"{name.replace(' ', '-')}.html"
        front.keep_file(file, html, compressed)
        address, beside = front.plain + path, f"{front.plain}/file/{file}"
        yield Pair(name, address, beside, len(html), queries[path])
        yield Pair(f"{name}, gzip", address, beside, len(compressed), queries[path], asks)


def cached(front: Front) -> Iterator[Pair]:
    """The pages that nginx keeps, as a browser asks for them. Raises ValueError where one that
    should be kept is not."""
    asks = {"Accept-Encoding": "gzip"}
    for name in ("article", "longest article", "index"):
        for _ in range(2):
            body, headers = fetched(front.deployed, PAGES[name], asks)
        if headers.get("x-cache") != "HIT":
            raise ValueError(f"{PAGES[name]} is not kept: {headers}")
        file = f"{front.deployed}/static/file/{name.replace(' ', '-')}.html"
        yield Pair(name, front.deployed + PAGES[name], file, len(body), headers=asks)


def measure(pairs: list[Pair], seconds: float, pid: int, nginx: int) -> str:
    """The table of all pairs, each asked in several rounds, so that what else the machine does
    meanwhile meets all of them."""
    for _ in range(ROUNDS):
        for pair in pairs:
            pair.take_turns(seconds / ROUNDS, pid, nginx)
    return table(HEADS, [pair.row() for pair in pairs])


def speed(front: Front, seconds: float, site: int, nginx: int, queries: dict[str, int]) -> str:
    """Both tables. `site` and `nginx` are the processes that answer."""
    begun = resident_bytes(site)
    parts = [
        "## Made anew for each request",
        measure(list(uncached(front, queries)), seconds, site, nginx),
        f"Memory of the process: {begun / 2**20:.0f} MiB before, "
        f"{resident_bytes(site) / 2**20:.0f} MiB after.",
        "## Kept by nginx",
        measure(list(cached(front)), seconds, nginx, nginx) if front.has_cache else DASH,
    ]
    return "\n\n".join(parts)
