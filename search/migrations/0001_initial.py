"""The tables of search, and the engine's own index, which triggers keep in step with the
passages: whatever writes or deletes a passage, a cascade or a loaded fixture too, is seen."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from search.vocabulary import VOCABULARIES

COLUMNS = ["title_terms", "heading_terms", "short_terms", "body_terms", "tags"]
OLD = ", ".join(f"old.{column}" for column in COLUMNS)
NEW = ", ".join(f"new.{column}" for column in COLUMNS)
NAMES = ", ".join(COLUMNS)

# The terms are analysed already: the tokenizer only parts them at spaces.
SQLITE = [
    f"""CREATE VIRTUAL TABLE search_terms USING fts5(
        {NAMES}, content='search_passage', content_rowid='id', tokenize='ascii')""",
    f"""CREATE TRIGGER search_passage_added AFTER INSERT ON search_passage BEGIN
        INSERT INTO search_terms(rowid, {NAMES}) VALUES (new.id, {NEW}); END""",
    f"""CREATE TRIGGER search_passage_gone AFTER DELETE ON search_passage BEGIN
        INSERT INTO search_terms(search_terms, rowid, {NAMES})
        VALUES ('delete', old.id, {OLD}); END""",
    f"""CREATE TRIGGER search_passage_changed AFTER UPDATE OF {NAMES} ON search_passage BEGIN
        INSERT INTO search_terms(search_terms, rowid, {NAMES})
        VALUES ('delete', old.id, {OLD});
        INSERT INTO search_terms(rowid, {NAMES}) VALUES (new.id, {NEW}); END""",
]
POSTGRESQL = [
    "ALTER TABLE search_passage ADD COLUMN vector tsvector, ADD COLUMN heads tsvector",
    """CREATE FUNCTION search_vector(terms text, weight "char") RETURNS tsvector
        LANGUAGE sql IMMUTABLE AS $$
        SELECT setweight(coalesce(
            string_agg('''' || term || ''':' || least(place, 16383), ' '), '')::tsvector, weight)
        FROM unnest(string_to_array(terms, ' ')) WITH ORDINALITY AS one(term, place)
        WHERE term <> '' $$""",
    """CREATE FUNCTION search_passage_vector() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        NEW.heads := search_vector(NEW.heading_terms, 'B');
        NEW.vector := search_vector(NEW.title_terms, 'A') || NEW.heads
            || search_vector(NEW.short_terms, 'C') || search_vector(NEW.body_terms, 'D')
            || array_to_tsvector(array_remove(string_to_array(NEW.tags, ' '), ''));
        RETURN NEW; END $$""",
    f"""CREATE TRIGGER search_passage_vector BEFORE INSERT OR UPDATE OF {NAMES}
        ON search_passage FOR EACH ROW EXECUTE FUNCTION search_passage_vector()""",
    """CREATE INDEX search_passage_terms ON search_passage
        USING gin (vector) WITH (fastupdate = off)""",
    """CREATE INDEX search_passage_heads ON search_passage
        USING gin (heads) WITH (fastupdate = off)""",
]
UNDO = {
    "sqlite": ["DROP TABLE search_terms"],
    "postgresql": [
        "DROP TRIGGER search_passage_vector ON search_passage",
        "DROP FUNCTION search_passage_vector()",
        "DROP FUNCTION search_vector(text, \"char\")",
    ],
}


def make_index(apps, schema_editor):
    statements = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
    for statement in statements[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def drop_index(apps, schema_editor):
    for statement in UNDO[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def load_synonyms(apps, schema_editor):
    """Give the clinic a vocabulary to begin with; from then on it is the clinic's."""
    Synonym = apps.get_model("search", "Synonym")
    Synonym.objects.bulk_create(
        Synonym(
            language=language,
            words=entry.words,
            means="\n".join(entry.means),
            both_ways=entry.both_ways,
        )
        for language, known in VOCABULARIES.items()
        for entry in known.synonyms
    )


def let_editors_keep_them(apps, schema_editor):
    """Editors keep synonyms and best bets."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    for group in Group.objects.filter(name="Editors"):
        for app, model in (("search", "synonym"), ("wagtailsearchpromotions", "searchpromotion")):
            kind, _ = ContentType.objects.get_or_create(app_label=app, model=model)
            for action in ("add", "change", "delete", "view"):
                permission, _ = Permission.objects.get_or_create(
                    content_type=kind,
                    codename=f"{action}_{model}",
                    defaults={"name": f"Can {action} {model}"},
                )
                group.permissions.add(permission)
        kind, _ = ContentType.objects.get_or_create(app_label="search", model="querycount")
        permission, _ = Permission.objects.get_or_create(
            content_type=kind,
            codename="view_querycount",
            defaults={"name": "Can view search query"},
        )
        group.permissions.add(permission)


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
        ("home", "0002_first_home_and_groups"),
        ("wagtailsearchpromotions", "0008_query_verbose_name"),
    ]

    operations = [
        migrations.CreateModel(
            name='IndexSize',
            fields=[
                ('language', models.CharField(max_length=20, primary_key=True, serialize=False)),
                ('passages', models.BigIntegerField(default=0)),
                ('terms', models.BigIntegerField(default=0, help_text='Of all bodies.')),
            ],
        ),
        migrations.CreateModel(
            name='QueryCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=20)),
                ('key', models.CharField(max_length=64)),
                ('words', models.CharField(blank=True, max_length=80, verbose_name='words')),
                ('first_day', models.DateField()),
                ('last_day', models.DateField(verbose_name='last asked')),
                ('days', models.PositiveIntegerField(default=1, verbose_name='days')),
                ('searches', models.PositiveIntegerField(default=0, verbose_name='searches')),
                ('empty', models.PositiveIntegerField(default=0, verbose_name='without result')),
                ('clicks', models.PositiveIntegerField(default=0, verbose_name='clicks')),
            ],
            options={
                'verbose_name': 'search query',
                'verbose_name_plural': 'search queries',
                'indexes': [models.Index(fields=['first_day'], name='search_query_first'), models.Index(fields=['language', 'words'], name='search_query_words')],
                'constraints': [models.UniqueConstraint(fields=('language', 'key'), name='search_query_once')],
            },
        ),
        migrations.CreateModel(
            name='Synonym',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(choices=[('en', 'English'), ('es', 'Spanish')], max_length=20, verbose_name='language')),
                ('words', models.CharField(help_text='What a reader may type, for example: heart attack', max_length=100, verbose_name='words')),
                ('means', models.TextField(help_text='One term a line, for example: myocardial infarction', verbose_name='also look for')),
                ('both_ways', models.BooleanField(default=True, help_text='Whether who types one of the terms also finds the words above.', verbose_name='both ways')),
            ],
            options={
                'verbose_name': 'synonym',
                'verbose_name_plural': 'synonyms',
                'ordering': ['language', 'words'],
                'constraints': [models.UniqueConstraint(fields=('language', 'words'), name='search_synonym_once')],
            },
        ),
        migrations.CreateModel(
            name='Word',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=20)),
                ('word', models.CharField(db_index=True, max_length=60)),
                ('stem', models.CharField(max_length=60)),
                ('sound', models.CharField(help_text='What misspellings leave alone.', max_length=60)),
                ('initial', models.CharField(max_length=1)),
                ('length', models.PositiveSmallIntegerField()),
                ('passages', models.IntegerField(default=0)),
            ],
            options={
                'indexes': [models.Index(fields=['language', 'stem'], name='search_word_stem'), models.Index(fields=['language', 'sound'], name='search_word_sound'), models.Index(fields=['language', 'initial', 'length'], name='search_word_initial')],
                'constraints': [models.UniqueConstraint(fields=('language', 'word'), name='search_word_once')],
            },
        ),
        migrations.CreateModel(
            name='Passage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField(help_text='0 is the lead.')),
                ('language', models.CharField(max_length=20)),
                ('anchor', models.CharField(blank=True, max_length=100)),
                ('kind', models.CharField(blank=True, help_text="The block's name.", max_length=40)),
                ('heading', models.CharField(help_text="The page's title for a lead.", max_length=255)),
                ('text', models.TextField(blank=True)),
                ('keywords', models.TextField(blank=True, help_text='Found, and not shown: topics, authors.')),
                ('title_terms', models.TextField(blank=True)),
                ('heading_terms', models.TextField(blank=True)),
                ('short_terms', models.TextField(blank=True, help_text='Summary, in short, bottom line.')),
                ('body_terms', models.TextField(blank=True)),
                ('tags', models.TextField(blank=True, help_text='Language, kind and topics, to filter by.')),
                ('length', models.PositiveIntegerField(help_text='Terms of the body.')),
                ('published_at', models.DateTimeField(null=True)),
                ('expire_at', models.DateTimeField(null=True)),
                ('reviewed_on', models.DateField(null=True)),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.WAGTAIL_PAGE_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['-published_at'], name='search_passage_newest'), models.Index(condition=models.Q(('expire_at__isnull', False)), fields=['expire_at'], name='search_passage_expiry')],
                'constraints': [models.UniqueConstraint(fields=('page', 'position'), name='search_passage_once')],
            },
        ),
        migrations.RunPython(make_index, drop_index),
        migrations.RunPython(load_synonyms, migrations.RunPython.noop),
        migrations.RunPython(let_editors_keep_them, migrations.RunPython.noop),
    ]
