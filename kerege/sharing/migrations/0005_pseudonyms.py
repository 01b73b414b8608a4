"""Shares call accounts by their pseudonyms: what held a uid before holds the pseudonym."""

from django.db import migrations

COLUMNS = ("made_by", "confirmed_by", "withdrawn_by")


def veil(apps, schema_editor):
    share, key = apps.get_model("sharing", "Share"), apps.get_model("people", "PseudonymKey")
    known = {str(subject): name for subject, name in key.objects.values_list("subject", "pseudonym")}
    for row in share.objects.all():
        for column in COLUMNS:
            setattr(row, column, known.get(getattr(row, column), getattr(row, column)))
        row.save(update_fields=COLUMNS)


def unveil(apps, schema_editor):
    share, key = apps.get_model("sharing", "Share"), apps.get_model("people", "PseudonymKey")
    known = {name: str(subject) for subject, name in key.objects.values_list("subject", "pseudonym")}
    for row in share.objects.all():
        for column in COLUMNS:
            setattr(row, column, known.get(getattr(row, column), getattr(row, column)))
        row.save(update_fields=COLUMNS)


class Migration(migrations.Migration):
    dependencies = [("sharing", "0004_frozen_on_moves"), ("people", "0004_pseudonym_keys")]
    operations = [migrations.RunPython(veil, unveil)]
