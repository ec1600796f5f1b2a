"""The engine behind every search box, the admin's included."""

import re
from typing import Any

from django.db.models import QuerySet
from wagtail.search.backends.database import SearchBackend as database_backend

# On SQLite a double quote ends the engine's own quoting; no database takes a null byte.
_SYNTAX = re.compile(r'["\x00]')


class CleanQueries:
    """Hands words to the engine, never its syntax; signs alone find nothing."""

    def _search(self, query_compiler_class: Any, query: Any, items: Any, **kwargs: Any) -> Any:
        if isinstance(query, str) and query:
            # To SQLite a sign between words would be one more word, which is nowhere.
            query = " ".join(filter(_says_something, _SYNTAX.sub(" ", query).split()))
            if not query:
                # Not the engine's own empty result: the admin's lists take only a queryset's.
                items = (items if isinstance(items, QuerySet) else items.objects).none()
                query = "-"
        return super()._search(query_compiler_class, query, items, **kwargs)  # type: ignore[misc]


def SearchBackend(params: dict[str, Any]) -> Any:
    """Wagtail's engine for the database in use, with clean queries and, on SQLite, our rank."""
    engine = type(database_backend(params))
    parts: tuple[type, ...] = (CleanQueries, engine)
    if engine.__name__ == "SQLiteSearchBackend":
        from search.fulltext import RankedOnce  # its tables are SQLite's alone

        parts = (CleanQueries, RankedOnce, engine)
    return type(f"Clean{engine.__name__}", parts, {})(params)


def _says_something(word: str) -> bool:
    return any(map(str.isalnum, word))
