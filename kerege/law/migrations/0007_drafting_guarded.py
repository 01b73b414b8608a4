"""The database itself refuses a gap without an approved judgement, closing one without another, and to change or delete
what was decided: versions, steps that were taken, adoptions and closed gaps.

A row may come in closed or adopted, and a gap before its judgement: that is how a backup is read back, with the
constraints of the tables upon it.
"""

from django.db import migrations

from kerege.records.triggers import differs, guarded

JUDGEMENT = "law_judgement"
GAP, STEP, VERSION, ADOPTION = "law_gap", "law_taskstep", "law_draftversion", "law_adoption"
SETTLED = "('approved', 'superseded')"
FIXED = {
    GAP: ("uid", "owner", "judgement_id", "obligation_id", "kind", "keeper", "opened_on", "closed_by_id", "closed_on"),
    STEP: ("uid", "owner", "task_id", "step", "kind", "on", "result", "done_by"),
    VERSION: (
        *("uid", "owner", "task_id", "number", "text", "content", "sha256", "parent_sha256", "base_id", "base_sha256"),
        *("instructions", "machine", "author", "written_on"),
    ),
    ADOPTION: (
        *("uid", "owner", "task_id", "version_id", "measure_id", "expression_id", "number", "adopted_on"),
        "recorded_by",
    ),
}
TYPED = {GAP: "missing", STEP: "note", VERSION: "note"}
"""Free text that only erasing a person empties."""
UNFOUNDED = (
    f"EXISTS (SELECT 1 FROM {JUDGEMENT} j WHERE j.id = NEW.judgement_id AND NOT (j.state IN {SETTLED} "
    "AND j.owner = NEW.owner AND j.obligation_id = NEW.obligation_id AND j.status IN ('partial', 'none')))"
)
NOT_CLOSED_SO = (
    "(NEW.closed_by_id IS NOT NULL AND OLD.closed_by_id IS NULL AND NOT EXISTS "
    f"(SELECT 1 FROM {JUDGEMENT} j WHERE j.id = NEW.closed_by_id AND j.id > NEW.judgement_id AND j.state = 'approved' "
    "AND j.owner = NEW.owner AND j.obligation_id = NEW.obligation_id AND j.status <> 'none'))"
)


def _rules(op: str) -> list[tuple[str, str, str, str]]:
    found = [
        (GAP, "INSERT", UNFOUNDED, "a gap rests on an approved judgement"),
        (GAP, "UPDATE", f"OLD.state = 'closed' AND (NEW.state <> 'closed' OR {differs(FIXED[GAP], op)})", "a closed gap stays"),
        (GAP, "UPDATE", NOT_CLOSED_SO, "a gap closes by a later approved judgement"),
        (GAP, "DELETE", "OLD.state = 'closed'", "a closed gap stays"),
    ]
    for table, said in (
        (STEP, "a step that was taken is not changed"),
        (VERSION, "a version of a draft is not changed"),
        (ADOPTION, "an adoption is not changed"),
    ):
        changed = differs(FIXED[table], op)
        if table in TYPED:
            name = TYPED[table]
            changed += f" OR (OLD.{name} <> NEW.{name} AND NEW.{name} <> '')"
        found.append((table, "UPDATE", changed, said))
        found.append((table, "DELETE", "TRUE", said))
    return found


# SQLite replaces a row without firing the trigger against deletion.
REPLACED = [
    (table, "INSERT", f"EXISTS (SELECT 1 FROM {table} t WHERE t.id = NEW.id OR t.uid = NEW.uid)", "this is not replaced")
    for table in (STEP, VERSION, ADOPTION)
]


class Migration(migrations.Migration):
    dependencies = [("law", "0006_drafting")]
    operations = [guarded(_rules, replaced=REPLACED)]
