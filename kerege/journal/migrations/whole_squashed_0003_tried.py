"""All that the migrations up to 0003 make of an empty database, at once (docs/decisions/0119-one-migration-of-a-room-in-place-of-many.md)."""

from importlib import import_module

from django.db import migrations, models

append_only = import_module("kerege.journal.migrations.0002_append_only")


class Migration(migrations.Migration):

    replaces = [('journal', '0001_initial'), ('journal', '0002_append_only'), ('journal', '0003_tried')]

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Act',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seq', models.BigIntegerField(unique=True)),
                ('at', models.CharField(max_length=32)),
                ('node', models.CharField(max_length=16)),
                ('actor', models.CharField(db_index=True, max_length=64)),
                ('owner', models.CharField(blank=True, db_index=True, max_length=8)),
                ('word', models.CharField(db_index=True, max_length=80)),
                ('about', models.CharField(blank=True, db_index=True, max_length=64)),
                ('facts', models.JSONField(default=dict)),
                ('prev', models.CharField(max_length=64)),
                ('hash', models.CharField(max_length=64, unique=True)),
            ],
        ),
        migrations.CreateModel(
            name='Head',
            fields=[
                ('id', models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ('seq', models.BigIntegerField(default=0)),
                ('hash', models.CharField(max_length=64)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='journal_has_one_head')],
            },
        ),
        migrations.CreateModel(
            name='Tried',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seq', models.BigIntegerField(unique=True)),
                ('at', models.CharField(db_index=True, max_length=32)),
                ('salt', models.CharField(max_length=32)),
                ('content', models.JSONField(default=dict)),
            ],
        ),
        migrations.RunPython(append_only.guard, append_only.unguard),
    ]
