"""`manage.py restore FILE`"""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from clinic.operations.errors import DamagedBackup
from clinic.operations.management.telling import in_one_line
from clinic.operations.restoring import restore


class Command(BaseCommand):
    help = (
        "Bring back what `backup` wrote. All of the file is checked before anything is changed. "
        "Stop the site first."
    )
    # They would ask a database that may be broken, which is why there is a restore.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--replace", action="store_true", help="Throw away what the site holds now."
        )

    def handle(self, *args: Any, file: Path, replace: bool, **options: Any) -> None:
        with in_one_line("The backup could not be restored"):
            try:
                manifest = restore(file, replace=replace)
            except DamagedBackup as error:
                raise CommandError(f"{file} is not restored: {error}") from error
        self.stdout.write(
            f"The site is as it was on {manifest.made}: the database and "
            f"{len(manifest.media)} uploads."
        )
