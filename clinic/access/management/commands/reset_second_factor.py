"""Let somebody in who lost her second factor and her recovery codes."""

from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser

from clinic.access.resetting import reset_second_factor


class Command(BaseCommand):
    help = (
        "Take a person's second factor and recovery codes away and end all her sessions. She logs "
        "in with her password and sets up a new factor. She is told by e-mail."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="The name with which the person logs in.")

    def handle(self, *args: Any, name: str, **options: Any) -> None:
        model = get_user_model()
        try:
            user = model._default_manager.get_by_natural_key(name)
        except model.DoesNotExist:
            raise CommandError(f"Nobody logs in as “{name}”.") from None
        count = reset_second_factor(user)
        self.stdout.write(f"{name}: {count} taken away, all sessions ended.")
