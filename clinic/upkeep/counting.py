"""How often pages are read, by day and page alone: nothing about a reader is kept.

nginx writes a line for each page that a browser showed (`deploy/nginx/clinic.conf`); search says
which page somebody chose.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import Page, Site

from clinic.content.listing import open_to_all
from clinic.upkeep.models import PageCount

FORGOTTEN_AFTER = timedelta(days=400)
CHUNK = 500

Reads = Mapping[tuple[date, str], int]


def pages_at(paths: Iterable[str]) -> dict[str, int]:
    """The ids of the pages that visitors read at these paths, such as `/articles/sleep/`."""
    roots = _roots()
    stored = {}
    for path in {path for path in paths if "\x00" not in path}:
        for prefix, root_path in roots:
            if path.startswith(prefix):
                stored[path] = root_path + path[len(prefix) :]
                break
    wanted = sorted(set(stored.values()))
    found: dict[str, int] = {}
    for start in range(0, len(wanted), CHUNK):
        pages = open_to_all(Page.objects.filter(url_path__in=wanted[start : start + CHUNK]))
        found |= dict(pages.values_list("url_path", "pk"))
    return {path: found[url_path] for path, url_path in stored.items() if url_path in found}


def _roots() -> list[tuple[str, str]]:
    """(beginning of an address, the same of Wagtail's `url_path`), the longest first."""
    roots: dict[str, str] = {}
    for site in Site.get_site_root_paths():
        with translation.override(site.language_code):
            roots.setdefault(reverse("wagtail_serve", args=("",)), site.root_path)
    return sorted(roots.items(), key=lambda pair: -len(pair[0]))


@transaction.atomic
def add_reads(reads: Reads) -> int:
    """Count reads of (day, path); how many were of a page."""
    pages = pages_at(path for _day, path in reads)
    counts: Counter[tuple[int, date]] = Counter()
    for (day, path), number in reads.items():
        if path in pages:
            counts[pages[path], day] += number
    days = sorted({day for _page, day in counts})
    for day in days:
        of_day = {page: number for (page, on), number in counts.items() if on == day}
        PageCount.objects.bulk_create(
            [PageCount(page_id=page, day=day) for page in of_day],
            ignore_conflicts=True,
            batch_size=CHUNK,
        )
        rows = list(PageCount.objects.select_for_update().filter(day=day, page__in=of_day))
        for row in rows:
            row.reads += of_day[row.page_id]
        PageCount.objects.bulk_update(rows, ["reads"], batch_size=CHUNK)
    return sum(counts.values())


def count_landing(path: str) -> None:
    """Count that search led a visitor to the page at this path."""
    for page_id in pages_at([path[:1000]]).values():
        row, _created = PageCount.objects.get_or_create(page_id=page_id, day=timezone.localdate())
        PageCount.objects.filter(pk=row.pk).update(landings=F("landings") + 1)


def forget_counts() -> int:
    """Delete what is older than any report shows; how many rows."""
    old = PageCount.objects.filter(day__lt=timezone.localdate() - FORGOTTEN_AFTER)
    return old.delete()[0]
