"""How many queries something takes, which, and how much work they are."""

import re
from collections import Counter
from collections.abc import Callable

from django.db import connection
from django.test.utils import CaptureQueriesContext


def queries(action: Callable[[], object]) -> list[str]:
    """The SQL that the action sends, its values left out so that it can be compared."""
    with CaptureQueriesContext(connection) as captured:
        action()
    return [_shape(query["sql"]) for query in captured.captured_queries]


def assert_same_queries(few: list[str], many: list[str]) -> None:
    """Fail if more rows took more queries, and name the ones that grew."""
    grown = Counter(many) - Counter(few)
    told = "\n".join(f"{count} more: {sql}" for sql, count in grown.items())
    assert len(many) <= len(few), f"{len(few)} queries became {len(many)}:\n{told}"


def sqlite_steps(action: Callable[[], object]) -> int:
    """How many hundred steps SQLite's machine takes for an action: work that, unlike time, is the
    same on every machine."""
    steps: list[None] = []
    connection.ensure_connection()
    connection.connection.set_progress_handler(lambda: steps.append(None), 100)
    try:
        action()
    finally:
        connection.connection.set_progress_handler(None, 0)
    return len(steps)


def _shape(sql: str) -> str:
    values_gone = re.sub(r"'(?:[^']|'')*'|\b\d+(?:\.\d+)?\b", "?", sql)
    return re.sub(r"\(\?(?:, \?)+\)", "(?)", values_gone)
