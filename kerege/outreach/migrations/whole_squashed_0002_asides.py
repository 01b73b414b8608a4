"""All that the migrations up to 0002 make of an empty database, at once (docs/decisions/0119-one-migration-of-a-room-in-place-of-many.md)."""

import django.db.models.deletion
import django.db.models.manager
import kerege.lib.ids
import kerege.lib.sensitivity
import kerege.lib.stated
import kerege.records.labels
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('outreach', '0001_initial'), ('outreach', '0002_asides')]

    initial = True

    dependencies = [
        ('atlas', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=kerege.lib.ids.new_uid, editable=False, unique=True)),
                ('owner', models.CharField(db_index=True, max_length=8)),
                ('label', kerege.records.labels.SensitivityField(choices=[(0, 'public'), (1, 'regional'), (2, 'national'), (3, 'restricted')], default=kerege.lib.sensitivity.Sensitivity['PUBLIC'])),
                ('synthetic', models.BooleanField(default=False)),
                ('first_day', models.DateField(null=True)),
                ('last_day', models.DateField(null=True)),
                ('precision', models.CharField(default=kerege.lib.stated.Precision['NONE'], max_length=5)),
                ('date_text', models.CharField(blank=True, max_length=120)),
                ('done_by', models.DateField(db_index=True, null=True)),
                ('key', models.SlugField(max_length=60, unique=True)),
                ('title', models.CharField(max_length=200)),
                ('kind', models.CharField(max_length=20)),
                ('level', models.CharField(max_length=16)),
                ('project_key', models.CharField(blank=True, max_length=20)),
                ('status', models.CharField(max_length=10)),
                ('place', models.CharField(blank=True, max_length=120)),
                ('venue', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='atlas.territory', to_field='code')),
            ],
            options={
                'indexes': [models.Index(fields=['project_key', 'kind', 'status', 'done_by'], name='event_scope')],
            },
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('relations', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='EventCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=kerege.lib.ids.new_uid, editable=False, unique=True)),
                ('owner', models.CharField(db_index=True, max_length=8)),
                ('label', kerege.records.labels.SensitivityField(choices=[(0, 'public'), (1, 'regional'), (2, 'national'), (3, 'restricted')], default=kerege.lib.sensitivity.Sensitivity['PUBLIC'])),
                ('synthetic', models.BooleanField(default=False)),
                ('measure', models.CharField(max_length=40)),
                ('value', models.PositiveIntegerField()),
                ('qualifier', models.CharField(choices=[('exact', 'exact'), ('about', 'about'), ('more_than', 'more_than'), ('planned', 'planned')], max_length=12)),
                ('note', models.CharField(blank=True, max_length=200)),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='counts', to='outreach.event')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='atlas.source')),
            ],
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('relations', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='EventSource',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=kerege.lib.ids.new_uid, editable=False, unique=True)),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='citations', to='outreach.event')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='atlas.source')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('event', 'source'), name='event_cites_once')],
            },
        ),
        migrations.CreateModel(
            name='EventNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=kerege.lib.ids.new_uid, editable=False, unique=True)),
                ('owner', models.CharField(db_index=True, max_length=8)),
                ('label', kerege.records.labels.SensitivityField(choices=[(0, 'public'), (1, 'regional'), (2, 'national'), (3, 'restricted')], default=kerege.lib.sensitivity.Sensitivity['PUBLIC'])),
                ('synthetic', models.BooleanField(default=False)),
                ('value', models.TextField(blank=True)),
                ('record', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='note_aside', to='outreach.event')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'relations',
            },
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('relations', django.db.models.manager.Manager()),
            ],
        ),
    ]
