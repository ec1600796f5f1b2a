"""System checks of who must have a second factor."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.checks import CheckMessage, Tags, Warning, register
from django.db import connection

from clinic.access.second_factor import ADMINISTRATORS, NOBODY


@register(Tags.database)
def second_factor_groups_exist(
    app_configs: Any, databases: Any = None, **kwargs: Any
) -> list[CheckMessage]:
    """A slip of the pen in a group's name would free its members from a second factor."""
    named = {*settings.SECOND_FACTOR_GROUPS} - {ADMINISTRATORS, NOBODY}
    # Before the first migration there is nothing to look into.
    if not databases or not named or Group._meta.db_table not in _tables():
        return []
    there = set(Group.objects.filter(name__in=named).values_list("name", flat=True))
    return [
        Warning(
            f"SECOND_FACTOR_GROUPS names “{name}”, and there is no such group.",
            hint=f"Name groups, “{ADMINISTRATORS}”, or “{NOBODY}” alone.",
            id="access.W001",
        )
        for name in sorted(named - there)
    ]


def _tables() -> list[str]:
    return list(connection.introspection.table_names())
