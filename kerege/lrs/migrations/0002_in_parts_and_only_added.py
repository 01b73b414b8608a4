"""On PostgreSQL the tables of statements and mentions are in parts; on both databases statements are only added."""

from django.db import migrations

from kerege.records.partitions import partition

TABLE, MENTIONS = "lrs_statement", "lrs_mention"
REFUSED = "statements are only added"
ON_SQLITE = [
    f"CREATE TRIGGER {TABLE}_no_update BEFORE UPDATE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END",
    f"CREATE TRIGGER {TABLE}_no_delete BEFORE DELETE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END",
]
ON_POSTGRESQL = [
    f"CREATE FUNCTION {TABLE}_only_added() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{REFUSED}'; END $$",
    f"CREATE TRIGGER {TABLE}_only_added BEFORE UPDATE OR DELETE ON {TABLE} "
    f"FOR EACH ROW EXECUTE FUNCTION {TABLE}_only_added()",
]


def make(apps, schema_editor):
    connection = schema_editor.connection
    if connection.vendor == "postgresql":
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for name, once in (("Statement", "owner"), ("Mention", "")):
            model = apps.get_model("lrs", name)
            partition(connection, model._meta.db_table, once=once)
            for index in model._meta.indexes:
                schema_editor.add_index(model, index)
    for statement in ON_POSTGRESQL if connection.vendor == "postgresql" else ON_SQLITE:
        schema_editor.execute(statement)


def take_away(apps, schema_editor):
    """The triggers go; a table in parts stays one, and does all that a whole one does."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP FUNCTION {TABLE}_only_added() CASCADE")
    else:
        schema_editor.execute(f"DROP TRIGGER {TABLE}_no_update")
        schema_editor.execute(f"DROP TRIGGER {TABLE}_no_delete")


class Migration(migrations.Migration):
    dependencies = [("lrs", "0001_initial")]
    operations = [migrations.RunPython(make, take_away)]
