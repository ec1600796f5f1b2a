"""Wagtail's own index in SQLite, ranked once a search, the title before the rest.

Wagtail itself searches once more for each row to rank it, and raises the rank of a whole row,
wherever in it the words stand, by how short its title is.
"""

from copy import copy
from typing import Any

from django.db.models import FloatField, Model
from django.db.models.expressions import Expression
from django.db.models.sql.constants import INNER
from wagtail.search.backends.database.sqlite.query import MatchExpression, normalize
from wagtail.search.backends.database.sqlite.sqlite import (
    SQLiteAutocompleteQueryCompiler,
    SQLiteSearchQueryCompiler,
)
from wagtail.search.models import IndexEntry, SQLiteFTSIndexEntry
from wagtail.search.query import MatchAll, Not
from wagtail.search.utils import get_descendants_content_types_pks

ENTRIES = IndexEntry._meta.db_table
WORDS = SQLiteFTSIndexEntry._meta.db_table
# What a word counts in the columns of that table: the beginnings, the body, the title. So far
# apart, because bm25 counts each further time less and a long text less.
RANK = f"bm25({WORDS}, 100.0, 0.1, 100.0)"
# The cross join has SQLite look for the words first; without the limit it would move bm25 to
# where rows are grouped, and there is none.
FOUND = f"""
    SELECT pk, min(rank) AS rank FROM (
        SELECT CAST({ENTRIES}.object_id AS {{kind}}) AS pk, {RANK} AS rank
        FROM {WORDS} CROSS JOIN {ENTRIES} ON {ENTRIES}.id = {WORDS}.rowid
        WHERE {{match}} AND {ENTRIES}.content_type_id IN ({{types}})
        LIMIT -1
    ) GROUP BY pk"""  # noqa: S608


class Found:
    """What the words are found in, with its rank: a table that a query joins to its own.

    Joined, because Django has no way to order by a subquery that runs once.
    """

    table_name = "found"
    join_type = INNER
    nullable = False
    filtered_relation = None

    def __init__(self, model: type[Model], parent_alias: str, match: MatchExpression) -> None:
        self.model, self.parent_alias, self.match = model, parent_alias, match
        self.table_alias = self.table_name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        key = self.model._meta.pk
        kind = key
        while kind.remote_field:
            kind = kind.target_field
        types = get_descendants_content_types_pks(self.model)
        match, words = compiler.compile(self.match)
        found = FOUND.format(
            kind=kind.cast_db_type(connection), match=match, types=", ".join(["%s"] * len(types))
        )
        alias, parent, column = map(
            connection.ops.quote_name, (self.table_alias, self.parent_alias, key.column)
        )
        return (
            f"{self.join_type} ({found}) {alias} ON ({alias}.pk = {parent}.{column})",
            [*words, *types],
        )

    def relabeled_clone(self, aliases: dict[str, str]) -> "Found":
        clone = copy(self)
        clone.parent_alias = aliases.get(self.parent_alias, self.parent_alias)
        clone.table_alias = aliases.get(self.table_alias, self.table_alias)
        return clone


class Rank(Expression):
    """How well a row answers; the least is the best."""

    output_field = FloatField()

    def __init__(self, alias: str) -> None:
        super().__init__()
        self.alias = alias

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        return f"{connection.ops.quote_name(self.alias)}.rank", []

    def relabeled_clone(self, aliases: dict[str, str]) -> "Rank":
        return Rank(aliases.get(self.alias, self.alias))


class RanksOnce:
    """Joins what is found to the rows, for whatever way of searching."""

    def search(
        self: Any, config: Any, start: Any, stop: Any, score_field: str | None = None
    ) -> Any:
        query = normalize(self.query)
        if isinstance(query, MatchAll | Not):
            return super().search(config, start, stop, score_field)  # type: ignore[misc]
        match = MatchExpression(
            self.fields or self.FTS_TABLE_FIELDS, self.build_search_query(query, config=config)
        )
        rows = self.queryset.all()
        alias = rows.query.join(Found(rows.model, rows.query.get_initial_alias(), match))
        if self.order_by_relevance:
            score_field = score_field or "_score"
        if score_field:
            rows = rows.annotate(**{score_field: Rank(alias)})
        if self.order_by_relevance:
            rows = rows.order_by(score_field, "-pk")
        elif not rows.query.order_by:
            rows = rows.order_by("-pk")  # pages of results would overlap
        return rows[start:stop]


class SearchCompiler(RanksOnce, SQLiteSearchQueryCompiler):
    """Whole words."""


class AutocompleteCompiler(RanksOnce, SQLiteAutocompleteQueryCompiler):
    """Words, the last of which may be a beginning."""


class RankedOnce:
    """Gives Wagtail's engine for SQLite a rank that costs one search."""

    query_compiler_class = SearchCompiler
    autocomplete_query_compiler_class = AutocompleteCompiler
