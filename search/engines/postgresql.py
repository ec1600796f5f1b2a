"""PostgreSQL's text search: vectors that triggers write, found by their GIN index."""

from typing import Any

from django.db import connection
from django.utils import timezone

from clinic.replica import reading_connection
from search.engines.base import DatabaseEngine, Wanted
from search.models import Passage
from search.understanding import Alternative, Group

RANKED_AT_MOST = 10_000  # a rank reads the row: some ten milliseconds a thousand
SOME = 1_000  # of more, so many are ranked
# What a term counts in the body, the short answer, the heading and the title.
RANK = "ts_rank('{0.1, 0.2, 0.4, 0.2}', vector, %s::tsquery, 1)"
FRESH = "(expire_at IS NULL OR expire_at > %s)"


class PostgreSQLEngine(DatabaseEngine):
    """Ranks what it finds; of too much, what it finds first in headings and then anywhere:
    each rank costs a row."""

    def best(self, wanted: Wanted, limit: int) -> list[int]:
        found, ranked = query(wanted), query(wanted, tags=False)
        if wanted.about <= RANKED_AT_MOST:
            return _ids(
                f"SELECT id FROM search_passage WHERE vector @@ %s::tsquery AND {FRESH} "  # noqa: S608
                f"ORDER BY {RANK} DESC, id LIMIT %s",
                [found, timezone.now(), ranked, limit],
            )
        return _ids(
            "SELECT id FROM search_passage WHERE id IN ("  # noqa: S608
            "(SELECT id FROM search_passage WHERE heads @@ %s::tsquery "
            f"AND vector @@ %s::tsquery AND {FRESH} LIMIT %s) UNION "
            "(SELECT id FROM search_passage WHERE vector @@ %s::tsquery "
            f"AND {FRESH} LIMIT %s)) ORDER BY {RANK} DESC, id LIMIT %s",
            [ranked, found, timezone.now(), SOME, found, timezone.now(), SOME, ranked, limit],
        )

    def newest(self, wanted: Wanted, limit: int) -> list[int]:
        return _ids(
            f"SELECT id FROM search_passage WHERE vector @@ %s::tsquery AND {FRESH} "  # noqa: S608
            "ORDER BY published_at DESC NULLS LAST, id LIMIT %s",
            [query(wanted), timezone.now(), limit],
        )

    def headed(self, wanted: Wanted, limit: int) -> list[int]:
        return _ids(
            "SELECT id FROM search_passage WHERE heads @@ %s::tsquery "  # noqa: S608
            f"AND vector @@ %s::tsquery AND {FRESH} LIMIT %s",
            [query(wanted, tags=False), query(wanted), timezone.now(), limit],
        )

    def mend(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE search_passage SET title_terms = title_terms")

    def is_sound(self) -> bool:
        """The vectors are written with their rows by a trigger: only its absence harms."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM search_passage WHERE vector IS NULL LIMIT 1")
            return cursor.fetchone() is None


def _ids(sql: str, parameters: list[Any]) -> list[int]:
    with reading_connection(Passage).cursor() as cursor:
        cursor.execute(sql, parameters)
        return [pk for (pk,) in cursor.fetchall()]


def query(wanted: Wanted, tags: bool = True) -> str:
    """What is wanted in the syntax of a tsquery; each term within quotes."""
    required = [_group(group) for group in wanted.groups if group.required]
    others = [_group(group) for group in wanted.groups if not group.required]
    anything = required or [f"({' | '.join(others)})"]
    parts = [*required, *others] if wanted.match_all else [*anything]
    if tags:
        parts += [_quoted(tag) for tag in wanted.tags]
        parts += [f"!({_any(wanted.excluded)})"] if wanted.excluded else []
    return " & ".join(parts)


def _group(group: Group) -> str:
    return f"({_any(group.alternatives)})"


def _any(alternatives: Any) -> str:
    return " | ".join(_phrase(alternative) for alternative in alternatives)


def _phrase(alternative: Alternative) -> str:
    return "(" + " <-> ".join(map(_quoted, alternative.terms)) + ")"


def _quoted(term: str) -> str:
    """A term as a tsquery takes it whatever its signs: two words joined may hold what stood
    between them."""
    return "'" + term.replace("\\", "\\\\").replace("'", "''") + "'"
