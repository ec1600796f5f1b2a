"""`manage.py backup FILE`"""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from clinic.operations.backing_up import make_backup
from clinic.operations.management.telling import in_one_line

NAMED = 10


class Command(BaseCommand):
    help = (
        "Write the database and all uploads to one file, while the site runs. Compressed if the "
        "name ends with .gz or .tgz."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--overwrite", action="store_true", help="Take the place of a file that exists."
        )

    def handle(self, *args: Any, file: Path, overwrite: bool, **options: Any) -> None:
        with in_one_line("The backup could not be made"):
            manifest = make_backup(file, overwrite=overwrite)
        if missing := manifest.missing:
            more = f" and {len(missing) - NAMED} more" if len(missing) > NAMED else ""
            self.stderr.write(
                f"Uploads that are named and not there, so not in the backup: "
                f"{', '.join(missing[:NAMED])}{more}"
            )
        size = sum(member.size for member in manifest.members)
        self.stdout.write(
            f"{file}: the database and {len(manifest.media)} uploads, {size / 1e6:.1f} MB."
        )
