"""Whether the site can answer: what a request may need, asked one by one."""

import logging
from collections.abc import Callable
from functools import lru_cache

from django.conf import settings
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from clinic.operations.pulse import is_working

logger = logging.getLogger(__name__)


class NotReady(Exception):
    """Something answered, but not as it should."""


def not_ready() -> str:
    """The name of the first part that fails, or nothing. Why it fails is for the log alone."""
    for name, answers in PARTS.items():
        try:
            answers()
        except Exception:  # each part fails in its own way
            logger.exception("Not ready: %s", name)
            return name
    return ""


def _database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


@lru_cache  # of success alone: what has been migrated stays so
def _migrations() -> None:
    executor = MigrationExecutor(connection)
    # What the database has and this code does not know is a newer release beside it.
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise NotReady("migrations are missing")


def _cache() -> None:
    cache.set("readiness", True, 30)
    if not cache.get("readiness"):
        raise NotReady("the cache keeps nothing")


def _storage() -> None:
    default_storage.exists("readiness")


def _worker() -> None:
    if settings.TASKS_WORKER and not is_working():
        raise NotReady("no worker lives")


PARTS: dict[str, Callable[[], None]] = {
    "database": _database,
    "migrations": _migrations,
    "cache": _cache,
    "storage": _storage,
    "worker": _worker,
}
