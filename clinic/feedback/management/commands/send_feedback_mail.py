"""Send again what the mail server refused. For a timer, several times an hour."""

from typing import Any

from django.core.management.base import BaseCommand

from clinic.feedback.mail import catch_up


class Command(BaseCommand):
    help = "Sends the mail about comments that the mail server refused before; no mail twice."

    def handle(self, *args: Any, **options: Any) -> None:
        catch_up()
