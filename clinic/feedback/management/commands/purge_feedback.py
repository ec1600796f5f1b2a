"""Throw away what was kept of readers' feedback long enough. For a timer, once a day."""

from typing import Any

from django.core.management.base import BaseCommand

from clinic.feedback.retention import purge


class Command(BaseCommand):
    help = "Throw away rejected comments, spam, original texts and addresses that are old enough."

    def handle(self, *args: Any, **options: Any) -> None:
        for kind, count in purge().items():
            if count or options["verbosity"] > 1:
                self.stdout.write(f"{kind}: {count}")
