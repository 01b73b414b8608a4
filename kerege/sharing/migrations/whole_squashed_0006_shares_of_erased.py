"""All that the migrations up to 0006 make of an empty database, at once (docs/decisions/0119-one-migration-of-a-room-in-place-of-many.md)."""

import django.db.models.deletion
import kerege.lib.ids
import kerege.lib.sensitivity
import kerege.records.labels
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('sharing', '0001_initial'), ('sharing', '0002_shares'), ('sharing', '0003_frozen_periods'), ('sharing', '0004_frozen_on_moves'), ('sharing', '0005_pseudonyms'), ('sharing', '0006_shares_of_erased')]

    initial = True

    dependencies = [
        ('atlas', '0001_initial'),
        ('people', '0009_pseudonyms_in_tasks'),
    ]

    operations = [
        migrations.CreateModel(
            name='Node',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=kerege.lib.ids.new_uid, editable=False, unique=True)),
                ('key', models.CharField(max_length=8, unique=True)),
                ('since', models.DateField(null=True)),
                ('territory', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='atlas.territory', to_field='code')),
            ],
        ),
        migrations.CreateModel(
            name='Share',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=kerege.lib.ids.new_uid, editable=False, unique=True)),
                ('owner', models.CharField(db_index=True, max_length=8)),
                ('kind', models.CharField(max_length=60)),
                ('record', models.UUIDField(db_index=True, null=True)),
                ('project', models.CharField(blank=True, max_length=20)),
                ('field', models.CharField(max_length=40)),
                ('level', kerege.records.labels.SensitivityField(choices=[(0, 'public'), (1, 'regional'), (2, 'national'), (3, 'restricted')], default=kerege.lib.sensitivity.Sensitivity['NATIONAL'])),
                ('start', models.DateField()),
                ('end', models.DateField()),
                ('state', models.CharField(default=kerege.lib.sensitivity.ShareState['WAITING'], max_length=10)),
                ('purpose', models.CharField(max_length=300)),
                ('made_by', models.CharField(max_length=64)),
                ('made_on', models.DateField()),
                ('confirmed_by', models.CharField(blank=True, max_length=64)),
                ('withdrawn_by', models.CharField(blank=True, max_length=64)),
                ('withdrawn_on', models.DateField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['kind', 'record', 'state'], name='share_of_record')],
                'constraints': [models.CheckConstraint(condition=models.Q(('end__gt', models.F('start'))), name='share_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='ShareReader',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=kerege.lib.ids.new_uid, editable=False, unique=True)),
                ('owner', models.CharField(max_length=8)),
                ('role', models.CharField(max_length=30)),
                ('share', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='readers', to='sharing.share')),
            ],
            options={
                'indexes': [models.Index(fields=['owner', 'role', 'share'], name='share_for_reader')],
                'constraints': [models.UniqueConstraint(fields=('share', 'owner', 'role'), name='share_names_reader_once'), models.CheckConstraint(condition=models.Q(models.Q(('owner', ''), _negated=True), models.Q(('role', ''), _negated=True)), name='share_reader_is_somebody')],
            },
        ),
        migrations.CreateModel(
            name='FrozenPeriod',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=kerege.lib.ids.new_uid, editable=False, unique=True)),
                ('start', models.DateField()),
                ('end', models.DateField(null=True)),
                ('reason', models.CharField(blank=True, max_length=400)),
                ('revived', models.CharField(blank=True, max_length=400)),
                ('node', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='frozen_periods', to='sharing.node')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('end__isnull', True), ('end__gt', models.F('start')), _connector='OR'), name='frozen_ends_after_start'), models.UniqueConstraint(condition=models.Q(('end__isnull', True)), fields=('node',), name='one_frozen_period')],
            },
        ),
    ]
