"""`manage.py tidy_database`: what SQLite asks for now and then; PostgreSQL sees to itself."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection


class Command(BaseCommand):
    help = "Let SQLite look at its indexes anew, and empty its journal. Does nothing elsewhere."

    def handle(self, *args: Any, **options: Any) -> None:
        if connection.vendor != "sqlite":
            return
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA optimize")  # https://www.sqlite.org/lang_analyze.html
            # As much of it as nobody is reading: this waits for no one.
            cursor.execute("PRAGMA wal_checkpoint(PASSIVE)")
