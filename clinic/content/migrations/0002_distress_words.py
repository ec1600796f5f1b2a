"""The clinic's words of acute distress, each language with its starting list."""

import clinic.content.distress
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from clinic.content.distress_words import STARTING_WORDS


def begin(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    DistressWords = apps.get_model("content", "DistressWords")
    for language, words in STARTING_WORDS.items():
        DistressWords.objects.create(
            language=language, phrases=words.phrases, no_distress=words.no_distress
        )


class Migration(migrations.Migration):

    dependencies = [
        ('content', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='DistressWords',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(choices=clinic.content.distress.languages, max_length=12, unique=True, verbose_name='language')),
                ('phrases', models.TextField(help_text='One a line. Whoever writes one of them, in a search or a comment, is shown the crisis lines at once. Capitals, accents, apostrophes and common misspellings make no difference.', max_length=50000, verbose_name='phrases of distress')),
                ('no_distress', models.TextField(blank=True, help_text='One a line. A phrase of distress that is part of one of these does not count: “career suicide”. If in doubt leave it out: lines shown once too often do no harm.', max_length=50000, verbose_name='phrases that are no distress')),
            ],
            options={
                'verbose_name': 'words of distress',
                'verbose_name_plural': 'words of distress',
                'ordering': ['language'],
            },
        ),
        migrations.RunPython(begin, migrations.RunPython.noop),
    ]
