"""The database itself refuses to approve past the rules, and to change or delete what was approved.

A row may come in approved: that is how a backup is read back, with the constraints of the table upon it. Evidence that
somebody adds past the actions to an approved judgement is told by its seal.
"""

from django.db import migrations

from kerege.records.triggers import OnTables

SETTLED = "('approved', 'superseded')"
JUDGEMENT, GROUNDS, EVIDENCE, REVIEW = "law_judgement", "law_judgementgrounds", "law_evidence", "law_review"
APPROVED = "an approved judgement is not changed"
FIXED = {
    JUDGEMENT: (
        *("uid", "owner", "round_id", "obligation_id", "status", "author", "drafted_on", "submitted_on", "reviewer"),
        *("reviewed_on", "overridden_by", "supersedes_id", "confirm_due", "seal"),
    ),
    GROUNDS: ("uid", "owner", "record_id", "value"),
    EVIDENCE: (
        *("uid", "owner", "judgement_id", "relation", "work", "expression", "eid", "wid", "title", "place", "rank"),
        *("exact", "prefix", "suffix", "content_hash", "added_by", "added_on"),
    ),
    REVIEW: ("uid", "owner", "judgement_id", "kind", "done_by", "on"),
}
OF = {GROUNDS: "record_id", EVIDENCE: "judgement_id"}


def _differs(table: str, op: str) -> str:
    return " OR ".join(f'OLD."{column}" {op} NEW."{column}"' for column in FIXED[table])


def _settled(column: str) -> str:
    return f"EXISTS (SELECT 1 FROM {JUDGEMENT} j WHERE j.id = {column} AND j.state IN {SETTLED})"


MOVED_WRONGLY = (
    f"(OLD.state = 'approved' AND NEW.state NOT IN {SETTLED}) OR (OLD.state = 'superseded' AND NEW.state <> OLD.state)"
)
NOT_SUBMITTED = "(NEW.state = 'approved' AND OLD.state NOT IN ('approved', 'submitted'))"
OWN_EVIDENCE = (
    f"(NEW.state IN {SETTLED} AND EXISTS (SELECT 1 FROM {EVIDENCE} e WHERE e.judgement_id = NEW.id "
    "AND e.added_by = NEW.reviewer))"
)
OF_REVIEWER = (
    f"EXISTS (SELECT 1 FROM {JUDGEMENT} j WHERE j.id = NEW.judgement_id AND j.state IN {SETTLED} "
    "AND j.reviewer = NEW.added_by)"
)
TEXT_KEPT = "OLD.text <> NEW.text AND NEW.text <> ''"


def _rules(op: str) -> list[tuple[str, str, str, str]]:
    """Table, moment, when it is refused, and what is said. `op` is how the database says that two values differ."""
    found = [
        (JUDGEMENT, "UPDATE", f"(OLD.state IN {SETTLED} AND ({_differs(JUDGEMENT, op)})) OR {MOVED_WRONGLY}", APPROVED),
        (JUDGEMENT, "UPDATE", NOT_SUBMITTED, "only a submitted judgement is approved"),
        (JUDGEMENT, "UPDATE", OWN_EVIDENCE, "who added evidence does not approve"),
        (JUDGEMENT, "DELETE", f"OLD.state IN {SETTLED}", APPROVED),
        (EVIDENCE, "INSERT", OF_REVIEWER, "who added evidence does not approve"),
        (REVIEW, "UPDATE", f"{_differs(REVIEW, op)} OR ({TEXT_KEPT})", "what reviewers said is only added"),
    ]
    for table, column in OF.items():
        found.append((table, "UPDATE", f"{_settled(f'OLD.{column}')} AND ({_differs(table, op)})", APPROVED))
        found.append((table, "DELETE", _settled(f"OLD.{column}"), APPROVED))
    return found


# SQLite replaces a row without firing the trigger against deletion.
REPLACED = [
    (
        JUDGEMENT,
        "INSERT",
        f"EXISTS (SELECT 1 FROM {JUDGEMENT} j WHERE j.state IN {SETTLED} AND (j.id = NEW.id OR j.uid = NEW.uid "
        "OR (NEW.state = 'approved' AND j.state = 'approved' AND j.round_id = NEW.round_id "
        "AND j.obligation_id = NEW.obligation_id)))",
        APPROVED,
    ),
    *(
        (
            table,
            "INSERT",
            f"EXISTS (SELECT 1 FROM {table} t WHERE (t.id = NEW.id OR t.uid = NEW.uid) AND {_settled(f't.{column}')})",
            APPROVED,
        )
        for table, column in OF.items()
    ),
]


def _on_sqlite() -> list[str]:
    return [
        f"CREATE TRIGGER {table}_guard_{n} BEFORE {moment} ON {table} WHEN {when} "
        f"BEGIN SELECT RAISE(ABORT, '{said}'); END"
        for n, (table, moment, when, said) in enumerate([*_rules("IS NOT"), *REPLACED], start=1)
    ]


def _on_postgresql() -> list[str]:
    """A condition that asks another table stands inside the function: WHEN takes none there."""
    found = []
    for n, (table, moment, when, said) in enumerate(_rules("IS DISTINCT FROM"), start=1):
        name, gives = f"{table}_guard_{n}", "OLD" if moment == "DELETE" else "NEW"
        found.append(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {when} THEN RAISE EXCEPTION '{said}'; END IF; RETURN {gives}; END $$"
        )
        found.append(f"CREATE TRIGGER {name} BEFORE {moment} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()")
    return found


def guard(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for statement in _on_sqlite() if vendor == "sqlite" else _on_postgresql():
        schema_editor.execute(statement)


def unguard(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for n, (table, *_) in enumerate([*_rules("IS NOT"), *REPLACED], start=1):
            schema_editor.execute(f"DROP TRIGGER {table}_guard_{n}")
    else:
        for n, (table, *_) in enumerate(_rules("IS DISTINCT FROM"), start=1):
            schema_editor.execute(f"DROP FUNCTION {table}_guard_{n}() CASCADE")


class Migration(migrations.Migration):
    dependencies = [("law", "0004_coverage")]
    operations = [OnTables(guard, unguard)]
