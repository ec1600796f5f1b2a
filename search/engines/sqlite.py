"""SQLite's FTS5. The terms are analysed before; FTS5 only parts them at spaces."""

from typing import Any

from django.db import DatabaseError, connection
from django.utils import timezone

from search.engines.base import BROAD, DatabaseEngine, Wanted
from search.understanding import Alternative, Group

RANKED_AT_MOST = 5 * BROAD
# What a term counts in title, heading, short answer, body and among the tags.
RANK = "bm25(search_terms, 2.0, 4.0, 2.0, 1.0, 0.0)"
# Those that passed away since the last change; an index on the column makes it free.
FRESH = "rowid NOT IN (SELECT id FROM search_passage WHERE expire_at <= %s)"


class SQLiteEngine(DatabaseEngine):
    """Ranks in one query, tags and all; of too much, what it finds first in headings and then
    anywhere."""

    def best(self, wanted: Wanted, limit: int) -> list[int]:
        if wanted.about > RANKED_AT_MOST:
            return self._best_of_some(wanted, limit)
        return _ids(
            f"SELECT rowid FROM search_terms WHERE search_terms MATCH %s AND {FRESH} "  # noqa: S608
            f"ORDER BY {RANK} LIMIT %s",
            [expression(wanted), timezone.now(), limit],
        )

    def _best_of_some(self, wanted: Wanted, limit: int) -> list[int]:
        some = (
            f"SELECT * FROM (SELECT rowid AS pk, {RANK} AS score FROM search_terms "  # noqa: S608
            f"WHERE search_terms MATCH %s AND {FRESH} LIMIT %s)"
        )
        now, at_most = timezone.now(), BROAD // 10
        return _ids(
            f"SELECT pk FROM ({some} UNION ALL {some}) GROUP BY pk "  # noqa: S608
            "ORDER BY min(score) LIMIT %s",
            [
                *(expression(wanted, "heading_terms"), now, at_most),
                *(expression(wanted), now, at_most),
                limit,
            ],
        )

    def newest(self, wanted: Wanted, limit: int) -> list[int]:
        return _ids(
            "SELECT id FROM search_passage WHERE id IN (SELECT rowid FROM search_terms "  # noqa: S608
            f"WHERE search_terms MATCH %s AND {FRESH}) "
            "ORDER BY published_at DESC, id LIMIT %s",
            [expression(wanted), timezone.now(), limit],
        )

    def headed(self, wanted: Wanted, limit: int) -> list[int]:
        return _ids(
            f"SELECT rowid FROM search_terms WHERE search_terms MATCH %s AND {FRESH} "  # noqa: S608
            "LIMIT %s",
            [expression(wanted, "heading_terms"), timezone.now(), limit],
        )

    def mend(self) -> None:
        _do("rebuild")

    def is_sound(self) -> bool:
        try:
            _do("integrity-check")
        except DatabaseError:
            return False
        return True


def _ids(sql: str, parameters: list[Any]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return [pk for (pk,) in cursor.fetchall()]


def _do(command: str) -> None:
    with connection.cursor() as cursor:
        # The rank of 1 also compares the index with the rows that it was made from.
        cursor.execute("INSERT INTO search_terms(search_terms, rank) VALUES (%s, 1)", [command])


def expression(wanted: Wanted, column: str = "") -> str:
    """What is wanted in FTS5's syntax; each term within quotes."""
    text = _all_or_any(wanted)
    if column:
        text = f"{column} : ({text})"
    for tag in wanted.tags:
        text = f'({text}) AND tags : "{tag}"'
    if wanted.excluded:
        text = f"({text}) NOT ({_any(wanted.excluded)})"
    return text


def _all_or_any(wanted: Wanted) -> str:
    required = [_group(group) for group in wanted.groups if group.required]
    others = [_group(group) for group in wanted.groups if not group.required]
    if wanted.match_all:
        return " AND ".join([*required, *others])
    anything = [f"({' OR '.join(others)})"] if others and not required else []
    return " AND ".join([*required, *anything])


def _group(group: Group) -> str:
    return f"({_any(group.alternatives)})"


def _any(alternatives: Any) -> str:
    return " OR ".join(_phrase(alternative) for alternative in alternatives)


def _phrase(alternative: Alternative) -> str:
    return '"' + " ".join(alternative.terms).replace('"', '""') + '"'
