"""A share of the record of somebody who was erased before does not repeat the uid that it had."""

from django.db import migrations

from kerege.lib.ids import new_uid
from kerege.people.rules import tombstone


def rename(apps, schema_editor):
    """A new uid and never an empty one: a share without a record would be a list of all of them."""
    erased = set(apps.get_model("people", "Tombstone").objects.values_list("digest", flat=True))
    rows = apps.get_model("sharing", "Share").objects.filter(kind="people.person", record__isnull=False)
    for share in rows if erased else ():
        if tombstone(str(share.record)) in erased:
            share.record = new_uid()
            share.save(update_fields=["record"])


class Migration(migrations.Migration):
    dependencies = [("sharing", "0005_pseudonyms"), ("people", "0009_pseudonyms_in_tasks")]
    operations = [migrations.RunPython(rename, migrations.RunPython.noop)]
