"""What the checks of writing know of the whole site. For a timer, once a day."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from clinic.writing import outside, stated, term_uses


class Command(BaseCommand):
    help = (
        "Put down what live pages state of doses, durations and intervals and which terms of the "
        "glossary they have, and try the links that lead to other sites."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--at-most", type=int, default=300, help="how many links to try")
        parser.add_argument("--seconds", type=float, default=300, help="how long to try them")
        parser.add_argument("--no-links", action="store_true", help="ask no other site")

    def handle(self, *args: Any, **options: Any) -> None:
        for page in outside.live_pages():
            stated.remember(page)
            term_uses.remember(page)
        if options["no_links"] or not settings.CHECK_OUTSIDE_LINKS:
            return
        outside.register(outside.live_pages())
        counts = outside.try_links(options["at_most"], options["seconds"])
        if counts["failed"] or options["verbosity"] > 1:
            self.stdout.write(f"links: {counts['answered']} answered, {counts['failed']} did not")
