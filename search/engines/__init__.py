"""The engines: what finds passages by their terms. Each is a class with the same methods."""

from django.conf import settings
from django.db import connection

from search.engines.base import BROAD, Engine, EngineError, Wanted
from search.engines.postgresql import PostgreSQLEngine
from search.engines.sqlite import SQLiteEngine

__all__ = ["BROAD", "Engine", "EngineError", "Wanted", "get_engine"]


def get_engine() -> Engine:
    """OpenSearch where SEARCH_URL names one, or else the engine of the database in use."""
    if settings.SEARCH_URL:
        from search.engines.opensearch import opensearch_at  # only who uses it pays for it

        return opensearch_at(settings.SEARCH_URL)
    return PostgreSQLEngine() if connection.vendor == "postgresql" else SQLiteEngine()
