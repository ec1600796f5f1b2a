"""What the rows of a database say that a backup has to know."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.apps import apps
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import FileField

from clinic.operations.databases import Dump

# Runs SQL and gives the rows.
Query = Callable[[str], Iterable[tuple[Any, ...]]]


def contents(query: Query) -> Dump:
    """The applied migrations, in their order, and the uploads that rows name."""
    uploads = set()
    for table, column in _upload_columns():
        # A condition against rows without a file would be another one on each database.
        rows = query(f"SELECT DISTINCT {column} FROM {table}")  # noqa: S608 - names of our own
        uploads |= {name for (name,) in rows if name}
    return Dump(applied(query), uploads)


def applied(query: Query) -> list[tuple[str, str]]:
    """The pairs of app and name of the migrations that the database has."""
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
    table = MigrationRecorder.Migration._meta.db_table
    if table not in names:
        return []
    return [(app, name) for app, name in query(f"SELECT app, name FROM {table} ORDER BY id")]  # noqa: S608 - a name of Django's


def _upload_columns() -> Iterator[tuple[str, str]]:
    """The quoted tables and columns that name a file in the storage of uploads."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        for model in apps.get_models(include_auto_created=True):
            options = model._meta
            fields = [
                field
                for field in options.local_concrete_fields
                if isinstance(field, FileField) and field.storage is default_storage
            ]
            if not fields or options.db_table not in tables:
                continue
            # Code may be newer than the database: a backup is made before its migrations run.
            known = {
                column.name
                for column in connection.introspection.get_table_description(
                    cursor, options.db_table
                )
            }
            for field in fields:
                if field.column in known:
                    yield quote(options.db_table), quote(field.column)
