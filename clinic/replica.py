"""What visitors read may come from a copy of the database that follows the first one.

A visitor without a cookie who asks for a public page reads from the copy, once that holds
everything that was written before; all else goes to the first database. So a copy that lags behind
shows nothing old, to a front cache that refills after a change least of all.

PostgreSQL numbers what it writes (https://www.postgresql.org/docs/current/datatype-pg-lsn.html).
Each change is counted in the shared cache. The first reader after it asks the first database for
its number, and every reader asks the copy whether it has got so far; that also tells whether it
answers at all.
"""

import logging
import re
import time
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from django.core.cache import cache
from django.db import DEFAULT_DB_ALIAS, Error, connections, router, transaction
from django.db.backends.signals import connection_created
from django.http import HttpRequest, HttpResponse

logger = logging.getLogger(__name__)

REPLICA = "replica"
# The views that show what is public, by their names.
PUBLIC_VIEWS = {"clinician", "search", "sitemap", "suggest", "wagtail_serve"}
# In the shared cache: the count of changes, and how far the first database was after each.
CHANGES, POSITION = "replica-changes", "replica-position-{}"
KEPT = 3600  # seconds
WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|WITH|TRUNCATE|MERGE|COPY)\b", re.IGNORECASE)
# How long a copy that did not answer is left alone, in seconds.
REST = 10

_reading: ContextVar[bool] = ContextVar("reading from the replica", default=False)
_resting_until = 0.0


class Router:
    """Sends reads to the copy while `PublicReads` lets it, outside of transactions."""

    def __init__(self) -> None:  # before the first query
        connection_created.connect(_watch)
        for connection in connections.all(initialized_only=True):
            _watch(connection)

    def db_for_read(self, model: Any, **hints: Any) -> str:
        if _reading.get() and not connections[DEFAULT_DB_ALIAS].in_atomic_block:
            return REPLICA
        return DEFAULT_DB_ALIAS

    def db_for_write(self, model: Any, **hints: Any) -> str:
        return DEFAULT_DB_ALIAS

    def allow_relation(self, one: Any, other: Any, **hints: Any) -> bool:
        return True  # both are one database

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return db == DEFAULT_DB_ALIAS


class PublicReads:
    """Let a public view read from the copy, or from the first database if the copy breaks off.

    The innermost middleware: what the others ask is asked of the first database.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = _reading.set(False)
        try:
            return self.get_response(request)
        finally:
            _reading.reset(token)

    def process_view(self, request: HttpRequest, *view: Any) -> None:
        # Who has written, or is a member of staff, has a cookie.
        if (
            request.method in ("GET", "HEAD")
            and not request.COOKIES
            and request.resolver_match.url_name in PUBLIC_VIEWS
        ):
            _reading.set(is_up_to_date())

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not (_reading.get() and isinstance(error, Error)):
            return None
        _rest(error)
        _reading.set(False)
        match = request.resolver_match
        response = match.func(request, *match.args, **match.kwargs)
        return response.render() if hasattr(response, "render") else response


def reading_connection(model: Any) -> Any:
    """The connection for a statement of one's own that reads the rows of a model."""
    return connections[router.db_for_read(model)]


def is_up_to_date() -> bool:
    """Whether the copy answers and has all that was written before this moment."""
    if time.monotonic() < _resting_until:
        return False
    try:
        written = _position()
    except Exception:  # the cache's errors are its own
        return False
    try:
        with connections[REPLICA].cursor() as cursor:
            cursor.execute("SELECT pg_last_wal_replay_lsn() >= %s::pg_lsn", [written])
            return cursor.fetchone() == (True,)
    except Error as error:
        _rest(error)
        return False


def _rest(error: Exception) -> None:
    global _resting_until
    if time.monotonic() >= _resting_until:
        logger.warning("The read replica does not answer; reading from the primary: %s", error)
    _resting_until = time.monotonic() + REST
    connections[REPLICA].close()


# --- Who writes says so ---------------------------------------------------------------------------


def _watch(connection: Any, **kwargs: Any) -> None:
    if connection.alias == DEFAULT_DB_ALIAS and _noting not in connection.execute_wrappers:
        connection.execute_wrappers.append(_noting)


def _noting(
    execute: Callable[..., Any], sql: Any, parameters: Any, many: bool, context: Any
) -> Any:
    result = execute(sql, parameters, many, context)
    if isinstance(sql, str) and WRITES.match(sql):
        # Before whatever else waits for the end of the transaction, such as emptying a front
        # cache; once for each transaction.
        waiting = [function for _, function, *_ in connections[DEFAULT_DB_ALIAS].run_on_commit]
        if _note not in waiting:
            transaction.on_commit(_note)
    return result


def _note() -> None:
    """Never the reason why something that was written looks as if it were not."""
    try:
        try:
            cache.incr(CHANGES)
        except ValueError:  # the cache has forgotten it
            cache.set(CHANGES, time.time_ns(), None)
    except Exception:
        logger.exception("Readers may miss a change until the read replica has it.")


def _position() -> str:
    """How far the first database was after the last change or later; it is asked once for each."""
    key = POSITION.format(cache.get_or_set(CHANGES, time.time_ns, None))
    position = cache.get(key)
    if position is None:
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            cursor.execute("SELECT pg_current_wal_lsn()::text")
            (position,) = cursor.fetchone()
        cache.set(key, position, KEPT)
    return str(position)
