"""All that the migrations up to 0005 make of an empty database, at once (docs/decisions/0119-one-migration-of-a-room-in-place-of-many.md)."""

from importlib import import_module

import django.db.models.manager
import kerege.lib.ids
import kerege.lib.sensitivity
import kerege.records.labels
from django.db import migrations, models

from kerege.records.triggers import OnTables

parts = import_module("kerege.lrs.migrations.0002_in_parts_and_only_added")


def lay_what_waits(apps, schema_editor):
    """Django makes indexes when a migration ends; `parts` puts other tables into the place of two before that."""
    waiting, schema_editor.deferred_sql = schema_editor.deferred_sql, []
    for statement in waiting:
        schema_editor.execute(statement)


class Migration(migrations.Migration):

    replaces = [('lrs', '0001_initial'), ('lrs', '0002_in_parts_and_only_added'), ('lrs', '0003_forwarding'), ('lrs', '0004_limits'), ('lrs', '0005_leaner_rows')]

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Credential',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=kerege.lib.ids.new_uid, editable=False, unique=True)),
                ('owner', models.CharField(db_index=True, max_length=8)),
                ('purpose', models.CharField(max_length=120)),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('scopes', models.JSONField(default=list)),
                ('per_minute', models.PositiveIntegerField()),
                ('public_key', models.TextField(default='')),
                ('made_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('revoked_on', models.DateField(null=True)),
                ('agent', models.UUIDField(null=True)),
                ('registration', models.UUIDField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='StoreClock',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('owner', models.CharField(max_length=8, unique=True)),
                ('stored', models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='Activity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(editable=False)),
                ('owner', models.CharField(max_length=8)),
                ('iri', models.TextField()),
                ('told', models.JSONField(null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('owner', 'uid'), name='lrs_activity_once')],
            },
        ),
        migrations.CreateModel(
            name='Content',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('owner', models.CharField(max_length=8)),
                ('sha2', models.CharField(max_length=128)),
                ('content_type', models.CharField(max_length=200)),
                ('content', models.BinaryField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('owner', 'sha2'), name='lrs_content_once')],
            },
        ),
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(editable=False)),
                ('owner', models.CharField(max_length=8)),
                ('kind', models.CharField(max_length=8)),
                ('activity', models.UUIDField(null=True)),
                ('agent', models.UUIDField(null=True)),
                ('registration', models.UUIDField(null=True)),
                ('key', models.TextField()),
                ('content_type', models.CharField(max_length=200)),
                ('content', models.BinaryField()),
                ('etag', models.CharField(max_length=42)),
                ('changed', models.BigIntegerField()),
            ],
            options={
                'indexes': [models.Index(fields=['owner', 'kind', 'activity', 'agent'], name='lrs_document_place')],
                'constraints': [models.UniqueConstraint(fields=('owner', 'uid'), name='lrs_document_once')],
            },
        ),
        migrations.CreateModel(
            name='KnownId',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(editable=False)),
                ('owner', models.CharField(max_length=8)),
                ('stored', models.BigIntegerField()),
                ('digest', models.BinaryField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('owner', 'uid'), name='lrs_known_id_once')],
            },
        ),
        migrations.CreateModel(
            name='Mention',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('thing', models.BigIntegerField()),
                ('stored', models.BigIntegerField()),
                ('related', models.BooleanField()),
            ],
            options={
                'indexes': [models.Index(fields=['thing', 'stored', 'related'], name='lrs_mention_thing')],
            },
        ),
        migrations.CreateModel(
            name='Statement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('synthetic', models.BooleanField(default=False)),
                ('uid', models.UUIDField(editable=False)),
                ('owner', models.CharField(max_length=8)),
                ('label', kerege.records.labels.SensitivityField(choices=[(0, 'public'), (1, 'regional'), (2, 'national'), (3, 'restricted')], default=kerege.lib.sensitivity.Sensitivity['RESTRICTED'])),
                ('stored', models.BigIntegerField()),
                ('verb', models.BigIntegerField()),
                ('registration', models.UUIDField(null=True)),
                ('refers', models.UUIDField(null=True)),
                ('credential', models.BigIntegerField()),
                ('version', models.CharField(max_length=5)),
                ('signed', models.CharField(default='', max_length=10)),
                ('raw', models.TextField()),
            ],
            options={
                'base_manager_name': 'relations',
                'indexes': [models.Index(fields=['verb', 'stored'], name='lrs_statement_verb'), models.Index(condition=models.Q(('refers__isnull', False)), fields=['refers'], name='lrs_statement_refers'), models.Index(condition=models.Q(('registration__isnull', False)), fields=['registration', 'stored'], name='lrs_statement_course')],
                'constraints': [models.UniqueConstraint(fields=('owner', 'stored'), name='lrs_statement_order')],
            },
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('relations', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='Voided',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(editable=False)),
                ('owner', models.CharField(max_length=8)),
                ('statement', models.UUIDField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('owner', 'uid'), name='lrs_voided_once')],
            },
        ),
        migrations.CreateModel(
            name='Forwarding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=kerege.lib.ids.new_uid, editable=False, unique=True)),
                ('owner', models.CharField(max_length=8)),
                ('target', models.CharField(max_length=500)),
                ('stored', models.BigIntegerField(default=0)),
                ('tries', models.PositiveIntegerField(default=0)),
                ('due', models.BigIntegerField(default=0)),
                ('passed_over', models.PositiveIntegerField(default=0)),
                ('fault', models.CharField(default='', max_length=60)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('owner', 'target'), name='lrs_forwarding_once')],
            },
        ),
        OnTables(lay_what_waits, migrations.RunPython.noop),
        migrations.RunPython(parts.make, parts.take_away),
    ]
