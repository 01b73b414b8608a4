"""Tasks and handovers call accounts by their pseudonyms, and no task is about somebody who was erased."""

from uuid import UUID

from django.db import migrations

from kerege.people.rules import tombstone

COLUMNS = {"Task": ("set_by", "closed_by"), "SeatHandover": ("agreed_by",)}


def veil(apps, schema_editor):
    """A uid that nobody has any more was that of somebody who was erased before: it goes."""
    keys, stones = apps.get_model("people", "PseudonymKey"), apps.get_model("people", "Tombstone")
    known = {str(subject): name for subject, name in keys.objects.values_list("subject", "pseudonym")}
    erased = set(stones.objects.values_list("digest", flat=True))
    for model, columns in COLUMNS.items():
        for row in apps.get_model("people", model).objects.iterator(chunk_size=2000):
            for column in columns:
                value = getattr(row, column)
                setattr(row, column, known.get(value, "" if is_uid(value) else value))
            row.save(update_fields=columns)
    for task in apps.get_model("people", "Task").objects.exclude(about="").iterator(chunk_size=2000):
        if erased and tombstone(task.about) in erased:
            task.about = ""
            task.save(update_fields=["about"])


def unveil(apps, schema_editor):
    keys = apps.get_model("people", "PseudonymKey")
    known = {name: str(subject) for subject, name in keys.objects.values_list("subject", "pseudonym")}
    for model, columns in COLUMNS.items():
        for row in apps.get_model("people", model).objects.iterator(chunk_size=2000):
            for column in columns:
                setattr(row, column, known.get(getattr(row, column), getattr(row, column)))
            row.save(update_fields=columns)


def is_uid(text):
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


class Migration(migrations.Migration):
    dependencies = [("people", "0008_shared_cache")]
    operations = [migrations.RunPython(veil, unveil)]
