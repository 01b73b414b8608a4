"""The database itself refuses to change a corrected key that was decided: grades rest on it. Its words may be
taken out when somebody whom they name is erased.
"""

from django.db import migrations

TABLE, SAID = "training_examcorrection", "a corrected key that was decided is not changed"
FIXED = (
    *("uid", "owner", "exam_id", "ref", "source", "data", "state", "proposed_by", "proposed_at", "decided_by"),
    "decided_at",
)


def _rules(op):
    changed = " OR ".join(f'OLD."{column}" {op} NEW."{column}"' for column in FIXED)
    return [("UPDATE", f"OLD.state <> 'proposed' AND ({changed})")]


def guard(apps, schema_editor):
    for n, (moment, when) in enumerate(_on(schema_editor), start=1):
        name = f"{TABLE}_guard_{n}"
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(
                f"CREATE TRIGGER {name} BEFORE {moment} ON {TABLE} WHEN {when} BEGIN SELECT RAISE(ABORT, '{SAID}'); END"
            )
            continue
        schema_editor.execute(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {when} THEN RAISE EXCEPTION '{SAID}'; END IF; RETURN NEW; END $$"
        )
        schema_editor.execute(
            f"CREATE TRIGGER {name} BEFORE {moment} ON {TABLE} FOR EACH ROW EXECUTE FUNCTION {name}()"
        )


def unguard(apps, schema_editor):
    for n, _rule in enumerate(_on(schema_editor), start=1):
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(f"DROP TRIGGER {TABLE}_guard_{n}")
        else:
            schema_editor.execute(f"DROP FUNCTION {TABLE}_guard_{n}() CASCADE")


def _on(schema_editor):
    return _rules("IS NOT" if schema_editor.connection.vendor == "sqlite" else "IS DISTINCT FROM")


class Migration(migrations.Migration):
    dependencies = [("training", "0035_corrected_keys")]
    operations = [migrations.RunPython(guard, unguard)]
