"""Date every live article: lists of articles are in the order of their dates, and show no other."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models.functions import Coalesce, Now


def date_live_articles(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    undated = apps.get_model("blog", "ArticlePage").objects.filter(
        live=True, first_published_at=None
    )
    undated.update(first_published_at=Coalesce("latest_revision_created_at", Now()))


class Migration(migrations.Migration):
    dependencies = [("blog", "0003_article_templates")]

    operations = [migrations.RunPython(date_live_articles, migrations.RunPython.noop)]
