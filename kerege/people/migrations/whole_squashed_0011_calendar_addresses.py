"""All that the migrations up to 0011 make of an empty database, at once (docs/decisions/0119-one-migration-of-a-room-in-place-of-many.md)."""

from importlib import import_module

import django.db.models.deletion
import django.db.models.manager
import kerege.lib.ids
import kerege.lib.sensitivity
import kerege.people.words.devices
import kerege.records.labels
from django.conf import settings
from django.db import migrations, models

from kerege.records.triggers import OnTables

cache = import_module("kerege.people.migrations.0008_shared_cache")


class Migration(migrations.Migration):

    replaces = [('people', '0001_initial'), ('people', '0002_roles_on_seats'), ('people', '0003_pseudonymkey_tombstone'), ('people', '0004_pseudonym_keys'), ('people', '0005_asides'), ('people', '0006_invitations_and_lost_factors'), ('people', '0007_tasks_and_handovers'), ('people', '0008_shared_cache'), ('people', '0009_pseudonyms_in_tasks'), ('people', '0010_device_passwords'), ('people', '0011_calendar_addresses')]

    initial = True

    dependencies = [
        ('atlas', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=kerege.lib.ids.new_uid, editable=False, unique=True)),
                ('key', models.SlugField(max_length=60, unique=True)),
                ('kind', models.CharField(max_length=20)),
                ('start', models.DateField(null=True)),
                ('end', models.DateField(null=True)),
                ('synthetic', models.BooleanField(default=False)),
                ('territory', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='atlas.territory', to_field='code')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('end__isnull', True), ('start__isnull', True), ('end__gt', models.F('start')), _connector='OR'), name='organisation_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=kerege.lib.ids.new_uid, editable=False, unique=True)),
                ('owner', models.CharField(db_index=True, max_length=8)),
                ('label', kerege.records.labels.SensitivityField(choices=[(0, 'public'), (1, 'regional'), (2, 'national'), (3, 'restricted')], default=kerege.lib.sensitivity.Sensitivity['PUBLIC'])),
                ('synthetic', models.BooleanField(default=False)),
                ('key', models.SlugField(max_length=60, unique=True)),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
            ],
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('relations', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='Account',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('uid', models.UUIDField(default=kerege.lib.ids.new_uid, editable=False, unique=True)),
                ('email', models.EmailField(max_length=254, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('language', models.CharField(blank=True, max_length=12)),
                ('is_active', models.BooleanField(default=True)),
                ('demo', models.BooleanField(default=False)),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('session_round', models.PositiveIntegerField(default=0)),
                ('sessions_end_on', models.DateField(null=True)),
                ('calendar_round', models.PositiveIntegerField(default=0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('person__isnull', False)), fields=('person',), name='one_account_per_person')],
            },
        ),
        migrations.CreateModel(
            name='PersonName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=kerege.lib.ids.new_uid, editable=False, unique=True)),
                ('owner', models.CharField(db_index=True, max_length=8)),
                ('label', kerege.records.labels.SensitivityField(choices=[(0, 'public'), (1, 'regional'), (2, 'national'), (3, 'restricted')], default=kerege.lib.sensitivity.Sensitivity['PUBLIC'])),
                ('synthetic', models.BooleanField(default=False)),
                ('text', models.CharField(max_length=200)),
                ('lang', models.CharField(max_length=12)),
                ('folded', models.CharField(db_index=True, max_length=400)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='names', to='people.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'text', 'lang'), name='one_spelling_per_language')],
            },
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('relations', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='Seat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=kerege.lib.ids.new_uid, editable=False, unique=True)),
                ('key', models.SlugField(max_length=60, unique=True)),
                ('kind', models.CharField(max_length=16)),
                ('title', models.CharField(max_length=200)),
                ('owner', models.CharField(db_index=True, max_length=8)),
                ('mandate', models.CharField(max_length=400)),
                ('mandate_on', models.DateField()),
                ('end', models.DateField(null=True)),
                ('synthetic', models.BooleanField(default=False)),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='people.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='RoleGrant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=kerege.lib.ids.new_uid, editable=False, unique=True)),
                ('role', models.CharField(max_length=30)),
                ('owner', models.CharField(max_length=8)),
                ('start', models.DateField()),
                ('end', models.DateField(null=True)),
                ('account', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='grants', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
                ('deputies', models.BooleanField(default=False)),
                ('seat', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='grants', to='people.seat')),
                ('withdrawn', models.BooleanField(default=False)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('end__isnull', True), ('end__gt', models.F('start')), _connector='OR'), name='grant_ends_after_start'), models.CheckConstraint(condition=models.Q(('account__isnull', False), ('seat__isnull', False), _connector='OR'), name='grant_has_account_or_seat')],
            },
        ),
        migrations.CreateModel(
            name='SeatTerm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=kerege.lib.ids.new_uid, editable=False, unique=True)),
                ('owner', models.CharField(db_index=True, max_length=8)),
                ('label', kerege.records.labels.SensitivityField(choices=[(0, 'public'), (1, 'regional'), (2, 'national'), (3, 'restricted')], default=kerege.lib.sensitivity.Sensitivity['PUBLIC'])),
                ('synthetic', models.BooleanField(default=False)),
                ('capacity', models.CharField(max_length=8)),
                ('start', models.DateField()),
                ('end', models.DateField(null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='terms', to='people.person')),
                ('seat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='terms', to='people.seat')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('end__isnull', True), ('end__gt', models.F('start')), _connector='OR'), name='term_ends_after_start'), models.UniqueConstraint(condition=models.Q(('end__isnull', True)), fields=('seat', 'capacity'), name='one_open_term')],
            },
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('relations', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='Succession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=kerege.lib.ids.new_uid, editable=False, unique=True)),
                ('kind', models.CharField(max_length=12)),
                ('on', models.DateField(null=True)),
                ('predecessor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='successions', to='people.organisation')),
                ('source', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='atlas.source')),
                ('successor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='origins', to='people.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('predecessor', 'successor'), name='one_succession_per_pair'), models.CheckConstraint(condition=models.Q(('predecessor', models.F('successor')), _negated=True), name='no_self_succession')],
            },
        ),
        migrations.CreateModel(
            name='PseudonymKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=kerege.lib.ids.new_uid, editable=False, unique=True)),
                ('subject', models.UUIDField(unique=True)),
                ('key', models.CharField(max_length=64)),
                ('pseudonym', models.CharField(max_length=64, unique=True)),
            ],
        ),
        migrations.CreateModel(
            name='Tombstone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=kerege.lib.ids.new_uid, editable=False, unique=True)),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('kind', models.CharField(max_length=8)),
                ('on', models.DateField()),
            ],
        ),
        migrations.CreateModel(
            name='PersonCalled',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=kerege.lib.ids.new_uid, editable=False, unique=True)),
                ('owner', models.CharField(db_index=True, max_length=8)),
                ('label', kerege.records.labels.SensitivityField(choices=[(0, 'public'), (1, 'regional'), (2, 'national'), (3, 'restricted')], default=kerege.lib.sensitivity.Sensitivity['PUBLIC'])),
                ('synthetic', models.BooleanField(default=False)),
                ('value', models.CharField(max_length=200)),
                ('record', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='name_aside', to='people.person')),
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
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=kerege.lib.ids.new_uid, editable=False, unique=True)),
                ('email', models.EmailField(max_length=254)),
                ('name', models.CharField(max_length=200)),
                ('language', models.CharField(blank=True, max_length=12)),
                ('owner', models.CharField(db_index=True, max_length=8)),
                ('role', models.CharField(max_length=30)),
                ('round', models.PositiveIntegerField(default=1)),
                ('sent_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('accepted_at', models.DateTimeField(null=True)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('account', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('invited_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('seat', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.seat')),
            ],
        ),
        migrations.CreateModel(
            name='LostFactor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=kerege.lib.ids.new_uid, editable=False, unique=True)),
                ('asked_at', models.DateTimeField()),
                ('how', models.CharField(blank=True, max_length=20)),
                ('note', models.CharField(blank=True, max_length=400)),
                ('proved_at', models.DateTimeField(null=True)),
                ('done_at', models.DateTimeField(null=True)),
                ('refused_at', models.DateTimeField(null=True)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('confirmed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('proved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('done_at__isnull', True), ('refused_at__isnull', True)), fields=('account',), name='one_open_request_per_account')],
            },
        ),
        migrations.CreateModel(
            name='SeatHandover',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=kerege.lib.ids.new_uid, editable=False, unique=True)),
                ('owner', models.CharField(db_index=True, max_length=8)),
                ('label', kerege.records.labels.SensitivityField(choices=[(0, 'public'), (1, 'regional'), (2, 'national'), (3, 'restricted')], default=kerege.lib.sensitivity.Sensitivity['PUBLIC'])),
                ('synthetic', models.BooleanField(default=False)),
                ('on', models.DateField()),
                ('former_end', models.DateField(null=True)),
                ('agreed_on', models.DateField()),
                ('agreed_by', models.CharField(max_length=64)),
                ('withdrawn_on', models.DateField(null=True)),
                ('begun', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.seatterm')),
                ('ended', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.seatterm')),
                ('following', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('leaving', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('seat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.seat')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_on__isnull', True)), fields=('seat', 'on'), name='one_handover_of_a_seat_a_day')],
            },
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('relations', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='HandedItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=kerege.lib.ids.new_uid, editable=False, unique=True)),
                ('owner', models.CharField(db_index=True, max_length=8)),
                ('label', kerege.records.labels.SensitivityField(choices=[(0, 'public'), (1, 'regional'), (2, 'national'), (3, 'restricted')], default=kerege.lib.sensitivity.Sensitivity['PUBLIC'])),
                ('synthetic', models.BooleanField(default=False)),
                ('kind', models.CharField(max_length=12)),
                ('about', models.CharField(max_length=64)),
                ('title', models.CharField(blank=True, max_length=300)),
                ('detail', models.CharField(blank=True, max_length=300)),
                ('fate', models.CharField(max_length=8)),
                ('note', models.CharField(blank=True, max_length=1000)),
                ('former_end', models.DateField(null=True)),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('handover', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.seathandover')),
            ],
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('relations', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='SeatHandoverNoted',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=kerege.lib.ids.new_uid, editable=False, unique=True)),
                ('owner', models.CharField(db_index=True, max_length=8)),
                ('label', kerege.records.labels.SensitivityField(choices=[(0, 'public'), (1, 'regional'), (2, 'national'), (3, 'restricted')], default=kerege.lib.sensitivity.Sensitivity['PUBLIC'])),
                ('synthetic', models.BooleanField(default=False)),
                ('value', models.CharField(blank=True, max_length=1000)),
                ('record', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='note_aside', to='people.seathandover')),
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
        migrations.CreateModel(
            name='Task',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=kerege.lib.ids.new_uid, editable=False, unique=True)),
                ('owner', models.CharField(db_index=True, max_length=8)),
                ('label', kerege.records.labels.SensitivityField(choices=[(0, 'public'), (1, 'regional'), (2, 'national'), (3, 'restricted')], default=kerege.lib.sensitivity.Sensitivity['PUBLIC'])),
                ('synthetic', models.BooleanField(default=False)),
                ('title', models.CharField(max_length=200)),
                ('about', models.CharField(blank=True, max_length=64)),
                ('due', models.DateField()),
                ('set_on', models.DateField()),
                ('set_by', models.CharField(max_length=64)),
                ('state', models.CharField(default='open', max_length=8)),
                ('closed_on', models.DateField(null=True)),
                ('closed_by', models.CharField(blank=True, max_length=64)),
                ('note', models.CharField(blank=True, max_length=1000)),
                ('seat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.seat')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('closed_on__isnull', True), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('closed_on__isnull', False), models.Q(('note', ''), _negated=True)), _connector='OR'), name='task_closes_with_day_and_note')],
            },
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('relations', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='DevicePassword',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=kerege.lib.ids.new_uid, editable=False, unique=True)),
                ('name', models.CharField(max_length=60)),
                ('scope', models.CharField(default=kerege.people.words.devices.DeviceScope['FORMS'], max_length=10)),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('strong', models.BooleanField(default=False)),
                ('session_round', models.PositiveIntegerField(default=0)),
                ('made_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('used_on', models.DateField(null=True)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        OnTables(cache.make, cache.drop),
    ]
