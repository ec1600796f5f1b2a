from typing import Any

from django.core.management.base import BaseCommand

from clinic.caching import addresses
from clinic.caching.changes import Changes
from clinic.caching.sending import send


class Command(BaseCommand):
    help = "Makes the front cache forget every public page, one by one: after an upgrade."

    def handle(self, *args: Any, **options: Any) -> None:
        gone = addresses.of_everything(Changes())
        send(gone)
        self.stdout.write(f"{len(gone)} addresses")
