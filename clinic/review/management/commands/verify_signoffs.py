"""`manage.py verify_signoffs`"""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from clinic.review.verification import verify


class Command(BaseCommand):
    help = (
        "Check the record of sign-offs and that every live page under review is what its record "
        "permits. Exits with 1 if anything is wrong."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="Print one JSON object.")

    def handle(self, *args: Any, **options: Any) -> None:
        found = verify()
        if options["json"]:
            self.stdout.write(
                json.dumps(
                    {
                        "ok": not found.problems,
                        "records": found.records,
                        "pages": found.pages,
                        "problems": found.problems,
                        "notes": found.notes,
                    },
                    ensure_ascii=False,
                    indent=2,
                )
            )
        else:
            for note in found.notes:
                self.stdout.write(f"Note: {note}")
            for problem in found.problems:
                self.stdout.write(self.style.ERROR(f"WRONG: {problem}"))
            self.stdout.write(
                f"{found.records} records and {found.pages} live pages: "
                f"{len(found.problems)} wrong."
            )
        if found.problems:
            sys.exit(1)
