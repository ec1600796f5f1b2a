"""The tables of the checks while writing, with the rules and words to begin with."""

import clinic.writing.models
import django.core.validators
import django.db.models.deletion
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from clinic.writing.registry import RULES
from clinic.writing.words import STARTING_WORDS


def begin(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Each rule as the site has it, and each language's starting words: the clinic's to change."""
    WritingRule = apps.get_model("writing", "WritingRule")
    WordRule = apps.get_model("writing", "WordRule")
    WritingRule.objects.bulk_create(
        WritingRule(rule=rule.name, severity=rule.severity) for rule in RULES.values()
    )
    WordRule.objects.bulk_create(
        WordRule(language=language, kind=kind.value, word=word, better=better)
        for language, kinds in STARTING_WORDS.items()
        for kind, words in kinds.items()
        for word, better in words.items()
    )


def let_editors_keep_the_glossary(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Rules and words are for administrators: an editor can't switch off what stops her."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    kind, _ = ContentType.objects.get_or_create(app_label="writing", model="glossaryterm")
    for group in apps.get_model("auth", "Group").objects.filter(name="Editors"):
        for action in ("add", "change", "delete", "view"):
            permission, _ = Permission.objects.get_or_create(
                content_type=kind,
                codename=f"{action}_glossaryterm",
                defaults={"name": f"Can {action} glossary term"},
            )
            group.permissions.add(permission)


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
        ("home", "0002_first_home_and_groups"),
    ]

    operations = [
        migrations.CreateModel(
            name='OutsideLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('url', models.URLField(max_length=2000)),
                ('url_hash', models.CharField(max_length=64, unique=True)),
                ('checked_at', models.DateTimeField(db_index=True, null=True)),
                ('status', models.PositiveSmallIntegerField(null=True)),
                ('error', models.CharField(blank=True, max_length=250)),
                ('failures', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'ordering': ['url'],
            },
        ),
        migrations.CreateModel(
            name='WritingRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rule', models.CharField(choices=clinic.writing.models.rules, max_length=30, unique=True, verbose_name='rule')),
                ('severity', models.CharField(choices=[('block', 'Stops a submission for review'), ('advise', 'Advises'), ('off', 'Off')], max_length=10, verbose_name='what it does')),
                ('target', models.PositiveIntegerField(blank=True, help_text="For rules with a number: the most that is fine. Left empty, the site's own.", null=True, validators=[django.core.validators.MinValueValidator(1)], verbose_name='target')),
            ],
            options={
                'verbose_name': 'writing rule',
                'verbose_name_plural': 'writing rules',
                'ordering': ['rule'],
            },
        ),
        migrations.CreateModel(
            name='GlossaryTerm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(choices=clinic.writing.models.languages, default='en', max_length=12, verbose_name='language')),
                ('term', models.CharField(help_text='As a text has it; capitals make no difference.', max_length=100, verbose_name='term')),
                ('explanation', models.CharField(help_text='One sentence that a patient understands.', max_length=250, verbose_name='explanation')),
            ],
            options={
                'verbose_name': 'glossary term',
                'verbose_name_plural': 'glossary',
                'ordering': ['language', 'term'],
                'constraints': [models.UniqueConstraint(fields=('language', 'term'), name='glossary_term_once')],
            },
        ),
        migrations.CreateModel(
            name='WordRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(choices=clinic.writing.models.languages, default='en', max_length=12, verbose_name='language')),
                ('kind', models.CharField(choices=[('absolute', 'Says too much: cure, safe'), ('fine', 'Fine: an absolute word in it does not count'), ('off_label', 'Off-label use: ketamine + depression'), ('stigma', 'Stigma: has a better word'), ('jargon', 'Jargon: wants an explanation'), ('vague_link', 'Words of a link that say nothing')], max_length=20, verbose_name='kind')),
                ('word', models.CharField(help_text='As a text has them; capitals make no difference. Several with a bar between them: addict|addicts. For an off-label use, the medicine and the use: ketamine + depression.', max_length=250, verbose_name='words')),
                ('better', models.CharField(blank=True, help_text='What to write instead.', max_length=250, verbose_name='better')),
            ],
            options={
                'verbose_name': 'word to watch',
                'verbose_name_plural': 'words to watch',
                'ordering': ['language', 'kind', 'word'],
                'constraints': [models.UniqueConstraint(fields=('language', 'kind', 'word'), name='word_rule_once')],
            },
        ),
        migrations.CreateModel(
            name='StatedFact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=12)),
                ('subject', models.CharField(max_length=60)),
                ('kind', models.CharField(max_length=60)),
                ('way', models.CharField(blank=True, max_length=10)),
                ('low', models.FloatField()),
                ('high', models.FloatField()),
                ('words', models.CharField(max_length=250)),
                ('sentence', models.TextField()),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.WAGTAIL_PAGE_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['language', 'subject'], name='writing_fact_subject')],
            },
        ),
        migrations.RunPython(begin, migrations.RunPython.noop),
        migrations.RunPython(let_editors_keep_the_glossary, migrations.RunPython.noop),
    ]
