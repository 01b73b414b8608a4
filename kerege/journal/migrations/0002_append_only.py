"""The database itself refuses to change or delete an act."""

from django.db import migrations

SQLITE = [
    "CREATE TRIGGER journal_act_no_update BEFORE UPDATE ON journal_act "
    "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END",
    "CREATE TRIGGER journal_act_no_delete BEFORE DELETE ON journal_act "
    "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END",
]
# SQLite replaces a row without firing the trigger against deletion, so an act that is there cannot come again.
SQLITE.append(
    "CREATE TRIGGER journal_act_no_replace BEFORE INSERT ON journal_act "
    "WHEN EXISTS (SELECT 1 FROM journal_act WHERE seq = NEW.seq OR id = NEW.id OR hash = NEW.hash) "
    "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
)
POSTGRESQL = [
    "CREATE FUNCTION journal_append_only() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$",
    "CREATE TRIGGER journal_act_append_only BEFORE UPDATE OR DELETE ON journal_act "
    "FOR EACH ROW EXECUTE FUNCTION journal_append_only()",
    "CREATE TRIGGER journal_act_no_truncate BEFORE TRUNCATE ON journal_act "
    "FOR EACH STATEMENT EXECUTE FUNCTION journal_append_only()",
]


def guard(apps, schema_editor):
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def unguard(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER journal_act_no_update")
        schema_editor.execute("DROP TRIGGER journal_act_no_delete")
        schema_editor.execute("DROP TRIGGER journal_act_no_replace")
    else:
        schema_editor.execute("DROP FUNCTION journal_append_only CASCADE")


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]
