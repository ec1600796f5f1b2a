from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from clinic.review.falling_due import attend


class Command(BaseCommand):
    help = (
        "Remind of reviews that fall due and withdraw pages that are overdue for too long. Run it "
        "daily; a second run does nothing again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say what would be done")

    def handle(self, *args: Any, **options: Any) -> None:
        done = 0
        for text in attend(dry_run=options["dry_run"]):
            self.stdout.write(text)
            done += 1
        self.stdout.write(f"{done} things {'to do' if options['dry_run'] else 'done'}.")
