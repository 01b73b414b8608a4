"""The table in which all processes count tries to sign in. It has no model: nothing in it is a record."""

from django.core.management import call_command
from django.db import migrations

from kerege.records.triggers import OnTables


def make(apps, schema_editor):
    call_command("createcachetable", "kerege_shared", database=schema_editor.connection.alias, verbosity=0)


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE kerege_shared")


class Migration(migrations.Migration):
    dependencies = [("people", "0007_tasks_and_handovers")]
    operations = [OnTables(make, drop)]
