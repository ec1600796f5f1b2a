"""What those may do who lead the clinic's clinicians."""

from importlib import import_module

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

first = import_module("home.migrations.0002_first_home_and_groups")


def give_rights(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Clinical leads correct a page in an emergency, so they may edit every page; they publish
    nothing else. Those who sign may read the record of sign-offs."""
    Group = apps.get_model("auth", "Group")
    leads = Group.objects.get(name="Clinical leads")
    leads.permissions.add(first.permission(apps, "wagtailadmin", "admin", "access_admin"))
    for model in first.SNIPPETS:
        leads.permissions.add(first.permission(apps, "content", model, f"view_{model}"))
    apps.get_model("wagtailcore", "GroupPagePermission").objects.create(
        group=leads,
        page=apps.get_model("wagtailcore", "Page").objects.get(depth=1),
        permission=first.permission(apps, "wagtailcore", "page", "change_page"),
    )
    for name in ("Clinicians", "Clinical leads", "Editors"):
        Group.objects.get(name=name).permissions.add(
            first.permission(apps, "review", "signoff", "view_signoff")
        )


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0002_first_home_and_groups"),
        ("review", "0002_workflows"),
    ]

    operations = [migrations.RunPython(give_rights, migrations.RunPython.noop)]
