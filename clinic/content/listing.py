"""Which pages a visitor may be shown. Every listing, feed, search and link asks here."""

import re
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from django.conf import settings
from django.core.paginator import Page as Slice
from django.core.paginator import Paginator
from django.db import connections, router
from django.db.models import BooleanField, F, Func, Q, QuerySet
from django.utils import timezone, translation
from wagtail.models import Locale, Page, PageViewRestriction
from wagtail.query import PageQuerySet

Pages = TypeVar("Pages", bound=PageQuerySet)

PAGE_SIZE = 10


# How many slices beyond the one asked for are counted.
COUNTED_AHEAD = 100

# The paths of restricted pages and of their aliases: what stands below an alias is as private as
# the page that it mirrors. Written in SQL, as every request asks several times and Django takes
# longer to put the same together from querysets than the database to answer. CROSS JOIN has SQLite
# begin with the few restrictions, and BETWEEN has it use the index on aliases, in which nearly
# every row is NULL.
_CLOSED_PATHS = f"""
    SELECT restricted.path FROM {PageViewRestriction._meta.db_table} restriction
    CROSS JOIN {Page._meta.db_table} restricted WHERE restricted.id = restriction.page_id
    UNION SELECT mirror.path FROM {PageViewRestriction._meta.db_table} restriction
    CROSS JOIN {Page._meta.db_table} mirror
    WHERE mirror.alias_of_id BETWEEN restriction.page_id AND restriction.page_id"""  # noqa: S608

# Whether one of them is at or above the path in question. MATERIALIZED has the database gather
# them once for a list, whatever it knows of how many pages there are.
_CLOSED = f"""EXISTS (
    WITH closed AS MATERIALIZED ({_CLOSED_PATHS})
    SELECT 1 FROM closed
    WHERE closed.path = SUBSTR(%(expressions)s, 1, LENGTH(closed.path)))"""  # noqa: S608


def open_to_all(pages: Pages) -> Pages:
    """`pages` that are live, not past their expiry, and behind no password, log-in or group.
    Adds no query of its own."""
    unexpired = Q(expire_at=None) | Q(expire_at__gt=timezone.now())
    return pages.live().filter(unexpired, ~_closed("path"), ~_closed("alias_of__path"))


def _closed(path: str) -> Func:
    """Whether the path in this field is behind a restriction."""
    return Func(F(path), template=_CLOSED, output_field=BooleanField())


def visible(pages: Pages, language: str | None = None) -> Pages:
    """`pages` that are open to all and in `language` (a code), the active one unless given."""
    language = language or translation.get_language() or settings.LANGUAGE_CODE
    # Not a join, which SQLite would begin with, and then read all pages.
    return open_to_all(pages).filter(locale=Locale.objects.filter(language_code=language)[:1])


def newest_first(pages: Pages) -> Pages:
    """Published `pages` in the order of their first publication.

    Every published page meets the condition. It is there for SQLite, which by it reads the index
    of the dates and stops after as many pages as are asked for, instead of sorting all.
    """
    published = pages.filter(first_published_at__lte=timezone.now())
    return published.order_by("-first_published_at", "-id")


def open_by_id(ids: Iterable[int], language: str | None = None) -> dict[int, Page]:
    """Those of the pages with these ids that are open to all, and in `language` if one is given.

    The same rule as `open_to_all` in two queries that cost as much on a site of any size: the
    few restrictions are fetched, and each page is compared with them.
    """
    pages = Page.objects.live().filter(pk__in=ids).select_related("alias_of", "locale")
    if language is not None:
        pages = pages.filter(locale__language_code=language)
    found = list(pages)
    restricted = restricted_paths() if found else ()
    return {page.pk: page for page in found if _is_open(page, restricted)}


def restricted_paths() -> tuple[str, ...]:
    """The paths in the tree below which nothing is open to all."""
    with connections[router.db_for_read(Page)].cursor() as cursor:
        cursor.execute(_CLOSED_PATHS)
        return tuple(path for (path,) in cursor.fetchall())


def _is_open(page: Page, restricted: tuple[str, ...]) -> bool:
    if page.expire_at and page.expire_at <= timezone.now():
        return False
    mirrored = page.alias_of.path if page.alias_of_id else page.path
    return not page.path.startswith(restricted) and not mirrored.startswith(restricted)


def visible_in_order(pages: PageQuerySet, ids: Sequence[int]) -> list[Page]:
    """Those of `pages` that are visible and have one of the `ids`, in the order of `ids`."""
    if not ids:
        return []
    found = {page.pk: page for page in visible(pages.filter(pk__in=ids))}
    return [found[pk] for pk in dict.fromkeys(ids) if pk in found]


def paginated(
    items: QuerySet[Any] | Iterable[Any], number: str | None, size: int = PAGE_SIZE
) -> Slice:
    """The slice of `items` that `number` names, a query parameter: the first for rubbish or a
    number below one, the last for one beyond the end.

    Rows of the database are counted up to `COUNTED_AHEAD` slices further: to count fifty thousand
    takes longer than the page that shows ten of them.
    """
    # int() reads thousands of digits slowly, and no list is that long.
    asked = int(number) if number and re.fullmatch(r"[1-9][0-9]{0,8}", number) else 1
    paginator = Paginator(items, size)
    if isinstance(items, QuerySet):
        paginator.count = items.order_by()[: (asked + COUNTED_AHEAD) * size].count()
    return paginator.get_page(asked)
