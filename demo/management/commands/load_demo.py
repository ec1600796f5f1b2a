from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from clinic.content.checks import DEMO_PASSWORD
from demo.clinic import LOG_INS
from demo.loading import DemonstrationRefusedError, Outcome, load

SAID = {
    Outcome.LOADED: "The demonstration clinic is loaded.",
    Outcome.ALREADY_LOADED: "The demonstration clinic was loaded before. Nothing was changed.",
    Outcome.SITE_IN_USE: (
        "This site has content of its own, so the demonstration clinic was not loaded. "
        "Nothing was changed."
    ),
}


class Command(BaseCommand):
    help = "Load the demonstration clinic, once. A second time it changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--quiet", action="store_true", help="Print nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            outcome = load()
        except DemonstrationRefusedError:
            raise CommandError(
                "The demonstration has log-ins whose password is public. It loads only with "
                "the development settings (DEMO_ALLOWED)."
            ) from None
        if options["quiet"]:
            return
        self.stdout.write(SAID[outcome])
        if outcome is Outcome.SITE_IN_USE:
            return
        names = ", ".join(log_in.username for log_in in LOG_INS)
        address = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
        self.stdout.write(f"Address: {address}/  Admin: {address}/admin/")
        self.stdout.write(f"Log-ins: {names}  Password of each: {DEMO_PASSWORD}")
