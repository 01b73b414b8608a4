"""The database itself refuses to change what was said on a draft and what was decided on it, and to decide on one's own
wording. Texts of people may be emptied by an erasure.
"""

from django.db import migrations

from kerege.records.triggers import differs, guarded

REMARK, MEMBER, VERSION = "law_remark", "law_groupmember", "law_draftversion"
SAID = ("uid", "owner", "task_id", "version_id", "eid", "part_hash", "answers_id", "kind", "before", "after", "sha256")
DECIDED = ("state", "decided_by", "decided_on", "taken_in_id")
ENTERED = ("uid", "owner", "task_id", "member", "order", "ordered_on", "start", "entered_by")
OTHER_DRAFT = (
    "(NEW.taken_in_id IS NOT NULL AND OLD.taken_in_id IS NULL AND NOT EXISTS "
    f"(SELECT 1 FROM {VERSION} v, {VERSION} o WHERE v.id = NEW.taken_in_id AND o.id = NEW.version_id "
    "AND v.task_id = NEW.task_id AND v.number > o.number))"
)


def _rules(op: str) -> list[tuple[str, str, str, str]]:
    emptied = " OR ".join(f"(OLD.{name} <> NEW.{name} AND NEW.{name} <> '')" for name in ("words",))
    entered = tuple(name for name in ENTERED if name != "order")
    return [
        (REMARK, "UPDATE", f"{differs((*SAID, 'author', 'made_on'), op)} OR {emptied}", "what was said is not changed"),
        (REMARK, "UPDATE", f"OLD.state <> 'open' AND ({differs(DECIDED, op)})", "what was decided is not changed"),
        (REMARK, "UPDATE", OTHER_DRAFT, "a wording is taken into a later version of its draft"),
        (REMARK, "DELETE", "TRUE", "what was said is not deleted"),
        (MEMBER, "UPDATE", differs(entered, op), "a membership is only ended"),
        (MEMBER, "UPDATE", 'OLD."until" IS NOT NULL AND (OLD."until" <> NEW."until" OR NEW."until" IS NULL)', "a membership is only ended"),
        (MEMBER, "DELETE", "TRUE", "a membership is only ended"),
    ]


# SQLite replaces a row without firing the trigger against deletion.
REPLACED = [
    (table, "INSERT", f"EXISTS (SELECT 1 FROM {table} t WHERE t.id = NEW.id OR t.uid = NEW.uid)", "this is not replaced")
    for table in (REMARK, MEMBER)
]


class Migration(migrations.Migration):
    dependencies = [("law", "0011_working")]
    operations = [guarded(_rules, replaced=REPLACED)]
