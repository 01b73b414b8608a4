"""What somebody shows stands in a row for each field, with its own readers and its own last day."""

import django.db.models.deletion
import django.db.models.manager
import kerege.lib.ids
import kerege.lib.sensitivity
import kerege.records.labels
from django.db import migrations, models

MOVED = ("name", "organisation", "languages", "topics")


def move(apps, schema_editor):
    """Each field that is filled becomes a row, as open and as long as the entry was."""
    listing, field = apps.get_model("privacy", "Listing"), apps.get_model("privacy", "ListedField")
    for row in listing.objects.order_by("id").iterator():
        told = {"owner": row.owner, "label": row.label, "synthetic": row.synthetic, "person_id": row.person_id}
        field.objects.bulk_create(
            field(listing_id=row.id, field=name, value=getattr(row, name), until=row.until, **told)
            for name in MOVED
            if getattr(row, name)
        )


def move_back(apps, schema_editor):
    """What the old columns can hold goes back into them."""
    listing, field = apps.get_model("privacy", "Listing"), apps.get_model("privacy", "ListedField")
    for row in field.objects.filter(field__in=MOVED).order_by("id").iterator():
        listing.objects.filter(id=row.listing_id).update(**{row.field: row.value})


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0009_pseudonyms_in_tasks'),
        ('privacy', '0002_consents_looks_listings'),
    ]

    operations = [
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
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('relations', django.db.models.manager.Manager()),
            ],
        ),
        migrations.AddConstraint(
            model_name='listedfield',
            constraint=models.UniqueConstraint(fields=('listing', 'field'), name='listed_field_once'),
        ),
        migrations.RunPython(move, move_back),
    ]
