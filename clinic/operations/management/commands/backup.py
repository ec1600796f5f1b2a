"""`manage.py backup FILE`"""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError

from clinic.operations.backing_up import make_backup
from clinic.operations.errors import OperationError

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
        try:
            manifest = make_backup(file, overwrite=overwrite)
        except OperationError as error:
            raise CommandError(str(error)) from error
        except OperationalError as error:
            raise CommandError(f"The database does not serve: {error}") from error
        except OSError as error:
            raise CommandError(f"The backup could not be made: {error}") from error
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
