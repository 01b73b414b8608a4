"""All that the migrations up to 0004 make of an empty database, at once (docs/decisions/0119-one-migration-of-a-room-in-place-of-many.md)."""

import django.db.models.deletion
import django.db.models.manager
import kerege.lib.ids
import kerege.lib.sensitivity
import kerege.planning.words
import kerege.records.labels
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('planning', '0001_initial'), ('planning', '0002_stated_needs'), ('planning', '0003_outlooks'), ('planning', '0004_trials')]

    initial = True

    dependencies = [
        ('people', '0011_calendar_addresses'),
    ]

    operations = [
        migrations.CreateModel(
            name='Scenario',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=kerege.lib.ids.new_uid, editable=False, unique=True)),
                ('owner', models.CharField(db_index=True, max_length=8)),
                ('synthetic', models.BooleanField(default=False)),
                ('label', kerege.records.labels.SensitivityField(choices=[(0, 'public'), (1, 'regional'), (2, 'national'), (3, 'restricted')], default=kerege.lib.sensitivity.Sensitivity['RESTRICTED'])),
                ('title', models.CharField(max_length=200)),
                ('centre', models.SlugField(blank=True, max_length=60)),
                ('first', models.DateField()),
                ('last', models.DateField()),
                ('currency', models.CharField(blank=True, max_length=3)),
                ('use_needs', models.BooleanField(default=True)),
                ('also', models.CharField(blank=True, max_length=100)),
                ('settings', models.JSONField(default=dict)),
                ('goals', models.JSONField(default=list)),
                ('seconds', models.PositiveSmallIntegerField(default=30)),
                ('least_change', models.BooleanField(default=False)),
                ('state', models.CharField(default=kerege.planning.words.State['DRAFT'], max_length=12)),
                ('inputs', models.JSONField(default=dict)),
                ('notes', models.JSONField(default=list)),
                ('digest', models.CharField(blank=True, max_length=64)),
                ('gathered_on', models.DateField(null=True)),
                ('result', models.JSONField(default=dict)),
                ('earlier', models.JSONField(default=dict)),
                ('before', models.JSONField(default=dict)),
                ('stepped_at', models.DateTimeField(null=True)),
                ('made_on', models.DateField()),
                ('made_from', models.UUIDField(null=True)),
                ('fault', models.CharField(blank=True, max_length=200)),
                ('trials', models.JSONField(default=list)),
                ('tried_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['owner', '-id'], name='scenarios_of_an_owner')],
            },
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('relations', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='AcceptedCourse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=kerege.lib.ids.new_uid, editable=False, unique=True)),
                ('owner', models.CharField(db_index=True, max_length=8)),
                ('synthetic', models.BooleanField(default=False)),
                ('label', kerege.records.labels.SensitivityField(choices=[(0, 'public'), (1, 'regional'), (2, 'national'), (3, 'restricted')], default=kerege.lib.sensitivity.Sensitivity['RESTRICTED'])),
                ('number', models.PositiveSmallIntegerField()),
                ('course', models.UUIDField(db_index=True)),
                ('of', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='accepted', to='planning.scenario')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('of', 'number'), name='accepted_course_once')],
            },
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('relations', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='ScenarioTrainer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=kerege.lib.ids.new_uid, editable=False, unique=True)),
                ('owner', models.CharField(db_index=True, max_length=8)),
                ('synthetic', models.BooleanField(default=False)),
                ('label', kerege.records.labels.SensitivityField(choices=[(0, 'public'), (1, 'regional'), (2, 'national'), (3, 'restricted')], default=kerege.lib.sensitivity.Sensitivity['RESTRICTED'])),
                ('number', models.PositiveSmallIntegerField()),
                ('country', models.CharField(max_length=8)),
                ('listing', models.UUIDField(null=True)),
                ('of', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='trainers', to='planning.scenario')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('of', 'number'), name='scenario_trainer_once'), models.UniqueConstraint(fields=('of', 'person'), name='scenario_person_once')],
            },
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('relations', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='StatedNeeds',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=kerege.lib.ids.new_uid, editable=False, unique=True)),
                ('owner', models.CharField(db_index=True, max_length=8)),
                ('synthetic', models.BooleanField(default=False)),
                ('label', kerege.records.labels.SensitivityField(choices=[(0, 'public'), (1, 'regional'), (2, 'national'), (3, 'restricted')], default=kerege.lib.sensitivity.Sensitivity['NATIONAL'])),
                ('stated_on', models.DateField()),
                ('source', models.CharField(max_length=300)),
                ('rows', models.JSONField(default=list)),
            ],
            options={
                'verbose_name': 'stated needs',
                'indexes': [models.Index(fields=['owner', '-id'], name='stated_needs_of_an_owner')],
            },
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('relations', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='Outlook',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=kerege.lib.ids.new_uid, editable=False, unique=True)),
                ('owner', models.CharField(db_index=True, max_length=8)),
                ('synthetic', models.BooleanField(default=False)),
                ('label', kerege.records.labels.SensitivityField(choices=[(0, 'public'), (1, 'regional'), (2, 'national'), (3, 'restricted')], default=kerege.lib.sensitivity.Sensitivity['RESTRICTED'])),
                ('title', models.CharField(max_length=200)),
                ('territory', models.CharField(max_length=8)),
                ('scheme', models.CharField(max_length=60)),
                ('language', models.CharField(blank=True, max_length=12)),
                ('curriculum', models.CharField(blank=True, max_length=60)),
                ('currency', models.CharField(max_length=3)),
                ('hold', models.PositiveSmallIntegerField()),
                ('told', models.JSONField(default=dict)),
                ('seen', models.JSONField(default=dict)),
                ('digest', models.CharField(max_length=64)),
                ('taken_on', models.DateField()),
                ('made_on', models.DateField()),
                ('made_from', models.UUIDField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['owner', '-id'], name='outlooks_of_an_owner')],
            },
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('relations', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='OutlookVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=kerege.lib.ids.new_uid, editable=False, unique=True)),
                ('owner', models.CharField(db_index=True, max_length=8)),
                ('synthetic', models.BooleanField(default=False)),
                ('label', kerege.records.labels.SensitivityField(choices=[(0, 'public'), (1, 'regional'), (2, 'national'), (3, 'restricted')], default=kerege.lib.sensitivity.Sensitivity['RESTRICTED'])),
                ('number', models.PositiveIntegerField()),
                ('change', models.CharField(max_length=12)),
                ('family', models.CharField(blank=True, max_length=20)),
                ('why', models.CharField(blank=True, max_length=300)),
                ('told', models.JSONField(default=dict)),
                ('seen', models.JSONField(default=dict)),
                ('told_by', models.CharField(max_length=64)),
                ('told_on', models.DateField()),
                ('of', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='planning.outlook')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('of', 'number'), name='outlook_version_once')],
            },
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('relations', django.db.models.manager.Manager()),
            ],
        ),
    ]
