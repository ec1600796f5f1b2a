"""How often pages were read, from nginx's log of reads. For a timer, once a day."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from clinic.upkeep.counting import forget_counts
from clinic.upkeep.read_log import count_log


class Command(BaseCommand):
    help = "Count what is new in nginx's logs of reads, and delete counts that are over a year old."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="*", help="the logs; READS_LOG unless given")

    def handle(self, *args: Any, files: list[str], **options: Any) -> None:
        forget_counts()
        failed = []
        for name in files or settings.READS_LOG:
            try:
                counted = count_log(Path(name))
            except OSError as error:
                failed.append(f"{name}: {error.strerror}")
            else:
                if options["verbosity"] > 1:
                    self.stdout.write(f"{name}: {counted} reads")
        if failed:
            raise CommandError(f"Could not be read: {'; '.join(failed)}")
