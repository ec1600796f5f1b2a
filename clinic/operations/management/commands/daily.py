"""`manage.py daily`: what a clinic's site does by itself once a day."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.formats import date_format

from clinic.operations.locking import alone
from clinic.operations.management.telling import in_one_line
from clinic.operations.models import PeriodicRun
from clinic.operations.periodic import due, run


class Command(BaseCommand):
    help = (
        "Run each command of DAILY_COMMANDS, and those of WEEKLY_COMMANDS whose last success is a "
        "week ago. One that fails does not stop the others; the exit status then is 1."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--status", action="store_true", help="Only tell when each ran, and how it ended."
        )

    def handle(self, *args: Any, status: bool, **options: Any) -> None:
        with in_one_line("The daily commands could not be run"):
            if status:
                self.tell()
                return
            with alone() as got:
                if not got:
                    self.stdout.write("The daily commands are running already, or a restore is.")
                    return
                failed = [line for line in due() if not self.ends_well(line)]
        if failed:
            raise CommandError(f"Failed: {', '.join(failed)}. The log says why.")

    def ends_well(self, line: str) -> bool:
        self.stdout.write(f"{line}:")
        self.stdout.flush()
        return run(line, stdout=self.stdout._out, stderr=self.stderr._out)

    def tell(self) -> None:
        for ran in PeriodicRun.objects.all():
            started, succeeded = (
                date_format(timezone.localtime(time), "Y-m-d H:i") if time else "never"
                for time in (ran.last_started, ran.last_succeeded)
            )
            error = f", {ran.last_error}" if ran.last_error else ""
            self.stdout.write(f"{ran.name}: started {started}, succeeded {succeeded}{error}")
