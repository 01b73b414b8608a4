"""Give every account and person that is there already the key of their pseudonym."""

import secrets

from django.db import migrations

from kerege.people.rules import pseudonym


def give_keys(apps, schema_editor):
    keys = apps.get_model("people", "PseudonymKey")
    there = set(keys.objects.values_list("subject", flat=True))
    for model in ("Account", "Person"):
        rows = []
        for uid in apps.get_model("people", model).objects.values_list("uid", flat=True).iterator(chunk_size=2000):
            if uid not in there:
                key = secrets.token_hex(32)
                rows.append(keys(subject=uid, key=key, pseudonym=pseudonym(str(uid), key)))
        keys.objects.bulk_create(rows, batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("people", "0003_pseudonymkey_tombstone")]
    operations = [migrations.RunPython(give_keys, migrations.RunPython.noop)]
