"""The search index made anew while the old one serves."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.checking import check
from search.engines import EngineError, get_engine


class Command(BaseCommand):
    help = (
        "Makes the search index anew: every page's passages, the engine's own index, the "
        "vocabulary. Searches go on meanwhile."
    )

    def handle(self, *args: Any, verbosity: int, **options: Any) -> None:
        start = told = time.monotonic()

        def progress(done: int, total: int) -> None:
            nonlocal told
            if verbosity and (time.monotonic() - told > 2 or done == total):
                told = time.monotonic()
                self.stdout.write(f"{done} of {total} pages, {told - start:.0f} s")

        try:
            check(mend=True, progress=progress)
            get_engine().mend()
        except EngineError as failure:
            raise CommandError(f"The engine's own index could not be made: {failure}") from failure
        if verbosity:
            self.stdout.write(f"The search index is new after {time.monotonic() - start:.0f} s.")
