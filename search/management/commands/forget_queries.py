"""Old search queries are forgotten."""

from typing import Any

from django.core.management.base import BaseCommand

from search.counting import forget


class Command(BaseCommand):
    help = "Deletes counts of search queries that were asked rarely or long ago."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{forget()} counts of search queries are deleted.")
