"""The index on PostgreSQL that Wagtail's own search looks for and Wagtail does not make: it asks
for title and body put together, which the indexes on each of them cannot answer."""

from django.db import migrations


def make_index(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "CREATE INDEX IF NOT EXISTS search_wagtail_title_body "
            "ON wagtailsearch_indexentry USING gin ((title || body))"
        )


def drop_index(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX IF EXISTS search_wagtail_title_body")


class Migration(migrations.Migration):

    dependencies = [
        ("search", "0001_initial"),
        ("wagtailsearch", "0006_customise_indexentry"),
    ]

    operations = [migrations.RunPython(make_index, drop_index)]
