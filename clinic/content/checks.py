"""System checks of the project's own rules."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import check_password
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import DatabaseError

DEMO_USERNAMES = ("admin", "editor", "clinician", "lead", "moderator")
DEMO_PASSWORD = "demo"  # noqa: S105 - published on purpose, and never valid in production


@register(Tags.security, deploy=True)
def demonstration_accounts_are_closed(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """No account of the demonstration clinic may open a real one."""
    users = get_user_model()._default_manager.filter(username__in=DEMO_USERNAMES, is_active=True)
    try:
        accounts = list(users.values_list("username", "password"))
    except DatabaseError:
        return [
            Warning(
                "The database could not be asked for demonstration accounts.",
                hint="Run this check where the site runs, after the migrations.",
                id="content.W001",
            )
        ]
    return [
        Error(
            f"The demonstration account “{username}” can log in with its published password.",
            hint=f"Delete it, or set another: manage.py changepassword {username}",
            id="content.E001",
        )
        for username, password in accounts
        if check_password(DEMO_PASSWORD, password)
    ]
