"""Whether the search index is true to the pages."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.checking import check
from search.engines import EngineError


class Command(BaseCommand):
    help = "Compares the search index with the pages; with --mend, puts right what is wrong."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--mend", action="store_true", help="Put right what is wrong.")

    def handle(self, *args: Any, mend: bool, **options: Any) -> None:
        try:
            report = check(mend)
        except EngineError as failure:
            raise CommandError(
                f"The engine's own index could not be mended: {failure}"
            ) from failure
        if report.is_true:
            self.stdout.write("The search index is true to the pages.")
            return
        told = [
            f"{len(report.outdated)} pages are missing or not as they are now",
            f"{len(report.stray)} pages are in it that visitors may not read",
            f"{report.words} words are counted wrongly",
            "the engine's own index is sound" if report.engine else "the engine's own index is not",
        ]
        summary = (
            "The search index was not true to the pages: " if mend else "The index is not true: "
        )
        summary += "; ".join(told) + "."
        if not mend:
            raise CommandError(f"{summary} Run check_search --mend.")
        self.stdout.write(f"{summary} It is mended.")
