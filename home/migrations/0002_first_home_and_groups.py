"""A home page to begin with, and groups with the rights that each needs and no more."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SNIPPETS = ["person", "topic", "reference"]


def make_home_page(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Put a HomePage in the place of Wagtail's welcome page, on a database that has no other
    page yet."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Locale = apps.get_model("wagtailcore", "Locale")
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    HomePage = apps.get_model("home", "HomePage")

    if list(Page.objects.order_by("path").values_list("path", flat=True)) != ["0001", "00010001"]:
        return
    Site.objects.all().delete()
    Page.objects.filter(path="00010001").delete()
    home_type, _ = ContentType.objects.get_or_create(app_label="home", model="homepage")
    home = HomePage.objects.create(
        title="Home",
        draft_title="Home",
        slug="home",
        content_type=home_type,
        path="00010001",
        depth=2,
        numchild=0,
        url_path="/home/",
        locale=Locale.objects.get(language_code="en"),
    )
    Site.objects.create(hostname="localhost", root_page_id=home.pk, is_default_site=True)


def make_groups(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    Collection = apps.get_model("wagtailcore", "Collection")
    Group = apps.get_model("auth", "Group")
    GroupCollectionPermission = apps.get_model("wagtailcore", "GroupCollectionPermission")
    GroupPagePermission = apps.get_model("wagtailcore", "GroupPagePermission")
    Page = apps.get_model("wagtailcore", "Page")
    WorkflowPage = apps.get_model("wagtailcore", "WorkflowPage")

    # Wagtail's own two begin with rights of a news site, and so does its workflow: whoever
    # moderates could publish what was sent to it.
    WorkflowPage.objects.all().delete()
    for name in ("Editors", "Clinicians", "Moderators"):
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.set([permission(apps, "wagtailadmin", "admin", "access_admin")])
        GroupPagePermission.objects.filter(group=group).delete()
        GroupCollectionPermission.objects.filter(group=group).delete()

    editors = Group.objects.get(name="Editors")
    for model in SNIPPETS:
        for action in ("add", "change", "view"):
            editors.permissions.add(permission(apps, "content", model, f"{action}_{model}"))
    root_page = Page.objects.get(depth=1)
    for action in ("add", "change", "publish"):
        GroupPagePermission.objects.create(
            group=editors,
            page=root_page,
            permission=permission(apps, "wagtailcore", "page", f"{action}_page"),
        )
    root_collection = Collection.objects.get(depth=1)
    for app, model in (("wagtailimages", "image"), ("wagtaildocs", "document")):
        for action in ("add", "change", "choose"):
            GroupCollectionPermission.objects.create(
                group=editors,
                collection=root_collection,
                permission=permission(apps, app, model, f"{action}_{model}"),
            )
    clinicians = Group.objects.get(name="Clinicians")
    for model in SNIPPETS:
        clinicians.permissions.add(permission(apps, "content", model, f"view_{model}"))


def permission(apps: Apps, app_label: str, model: str, codename: str) -> object:
    """The permission; Django makes them only after the migrations of an app."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    content_type, _ = ContentType.objects.get_or_create(app_label=app_label, model=model)
    action, _, name = codename.partition("_")
    found, _ = Permission.objects.get_or_create(
        content_type=content_type,
        codename=codename,
        defaults={"name": f"Can {action} {name}".strip()},
    )
    return found


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0001_initial"),
        ("content", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
    ]

    operations = [
        migrations.RunPython(make_home_page, migrations.RunPython.noop),
        migrations.RunPython(make_groups, migrations.RunPython.noop),
    ]
