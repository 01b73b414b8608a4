"""All that the migrations up to 0004 make of an empty database, at once (docs/decisions/0119-one-migration-of-a-room-in-place-of-many.md)."""

import django.db.models.deletion
import django.db.models.manager
import kerege.lib.ids
import kerege.lib.sensitivity
import kerege.records.labels
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('privacy', '0001_initial'), ('privacy', '0002_consents_looks_listings'), ('privacy', '0003_listed_fields'), ('privacy', '0004_listing_without_columns')]

    initial = True

    dependencies = [
        ('people', '0009_pseudonyms_in_tasks'),
    ]

    operations = [
        migrations.CreateModel(
            name='Processing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=kerege.lib.ids.new_uid, editable=False, unique=True)),
                ('owner', models.CharField(db_index=True, max_length=8)),
                ('key', models.SlugField(max_length=60)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('basis', models.CharField(max_length=24)),
                ('categories', models.CharField(max_length=200)),
                ('end', models.DateField(null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('owner', 'key'), name='one_processing_per_key')],
            },
        ),
        migrations.CreateModel(
            name='ProcessingText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=kerege.lib.ids.new_uid, editable=False, unique=True)),
                ('lang', models.CharField(max_length=12)),
                ('purpose', models.CharField(max_length=400)),
                ('whose', models.CharField(max_length=400)),
                ('recipients', models.CharField(max_length=400)),
                ('retention', models.CharField(max_length=400)),
                ('place', models.CharField(max_length=400)),
                ('processing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='texts', to='privacy.processing')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('processing', 'lang'), name='one_processing_text_per_language')],
            },
        ),
        migrations.CreateModel(
            name='RetentionRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=kerege.lib.ids.new_uid, editable=False, unique=True)),
                ('key', models.SlugField(max_length=40, unique=True)),
                ('days', models.PositiveIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='BulkRead',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=kerege.lib.ids.new_uid, editable=False, unique=True)),
                ('owner', models.CharField(db_index=True, max_length=8)),
                ('persons', models.PositiveIntegerField()),
                ('at', models.DateTimeField()),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='ConsentText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=kerege.lib.ids.new_uid, editable=False, unique=True)),
                ('key', models.SlugField(max_length=40)),
                ('version', models.PositiveSmallIntegerField()),
                ('lang', models.CharField(max_length=12)),
                ('since', models.DateField()),
                ('title', models.CharField(max_length=200)),
                ('text', models.TextField(max_length=4000)),
                ('fingerprint', models.CharField(max_length=64)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('key', 'version', 'lang'), name='one_consent_text_per_language')],
            },
        ),
        migrations.CreateModel(
            name='Listing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=kerege.lib.ids.new_uid, editable=False, unique=True)),
                ('owner', models.CharField(db_index=True, max_length=8)),
                ('synthetic', models.BooleanField(default=False)),
                ('start', models.DateField()),
                ('until', models.DateField()),
                ('label', kerege.records.labels.SensitivityField(choices=[(0, 'public'), (1, 'regional'), (2, 'national'), (3, 'restricted')], default=kerege.lib.sensitivity.Sensitivity['REGIONAL'])),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
            ],
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('relations', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=kerege.lib.ids.new_uid, editable=False, unique=True)),
                ('fingerprint', models.CharField(max_length=64)),
                ('how', models.CharField(max_length=12)),
                ('given_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('text', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='privacy.consenttext')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_at__isnull', True)), fields=('account', 'text'), name='one_open_consent_per_text')],
            },
        ),
        migrations.CreateModel(
            name='Look',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=kerege.lib.ids.new_uid, editable=False, unique=True)),
                ('owner', models.CharField(db_index=True, max_length=8)),
                ('roles', models.CharField(max_length=200)),
                ('outlet', models.CharField(max_length=8)),
                ('on', models.DateField()),
                ('at', models.DateTimeField(db_index=True)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
            ],
            options={
                'indexes': [models.Index(fields=['account', 'at'], name='looks_of_a_reader')],
                'constraints': [models.UniqueConstraint(fields=('person', 'account', 'outlet', 'on'), name='one_look_per_outlet_and_day')],
            },
        ),
        migrations.CreateModel(
            name='ListedField',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=kerege.lib.ids.new_uid, editable=False, unique=True)),
                ('owner', models.CharField(db_index=True, max_length=8)),
                ('synthetic', models.BooleanField(default=False)),
                ('field', models.CharField(max_length=16)),
                ('value', models.CharField(max_length=500)),
                ('until', models.DateField()),
                ('label', kerege.records.labels.SensitivityField(choices=[(0, 'public'), (1, 'regional'), (2, 'national'), (3, 'restricted')], default=kerege.lib.sensitivity.Sensitivity['REGIONAL'])),
                ('listing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='shown', to='privacy.listing')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('listing', 'field'), name='listed_field_once')],
            },
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('relations', django.db.models.manager.Manager()),
            ],
        ),
    ]
