"""Which pages a visitor may be shown. Every listing, feed, search and link asks here."""

import re
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from django.conf import settings
from django.core.paginator import Page as Slice
from django.core.paginator import Paginator
from django.db.models import BooleanField, F, Func, Q, QuerySet
from django.utils import timezone, translation
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet

Pages = TypeVar("Pages", bound=PageQuerySet)

PAGE_SIZE = 10


# A restricted page, or an alias of one, at or above the path in question: what stands below an
# alias is as private as the page that it mirrors. MATERIALIZED has the database gather those few
# paths once for a list, whatever it knows of how many pages there are. Written in SQL: every
# request asks several times, and Django takes longer to put the same together from querysets than
# the database to answer.
_CLOSED = f"""EXISTS (
    WITH closed AS MATERIALIZED (
        SELECT restricted.path FROM {PageViewRestriction._meta.db_table} restriction
        JOIN {Page._meta.db_table} restricted ON restricted.id = restriction.page_id
        UNION SELECT mirror.path FROM {PageViewRestriction._meta.db_table} restriction
        JOIN {Page._meta.db_table} mirror ON mirror.alias_of_id = restriction.page_id)
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
    return open_to_all(pages).filter(locale__language_code=language)


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
    rows = PageViewRestriction.objects.values_list("page__path", "page__aliases__path")
    return tuple({path for row in rows for path in row if path})


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
    number below one, the last for one beyond the end."""
    paginator = Paginator(items, size)
    # int() reads thousands of digits slowly, and no list is that long.
    if not re.fullmatch(r"[1-9][0-9]{0,8}", number or ""):
        return paginator.page(1)
    return paginator.get_page(number)
