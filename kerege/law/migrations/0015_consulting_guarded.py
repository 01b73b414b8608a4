"""The database itself refuses to change what was laid out and what was said on it, and to answer once it is over."""

from django.db import migrations

from kerege.records.triggers import differs, guarded

LAID, CAME = "law_consultation", "law_consultationresponse"
LAID_OUT = (
    *("uid", "owner", "task_id", "version_id", "step", "language", "content", "sha256", "audience", "opens", "closes"),
    *("least_days", "law", "opened_by"),
)
SAID = ("uid", "owner", "consultation_id", "eid", "sent_on", "entered_by")
ANSWERED = ("answer", "answered_by", "answered_on")
OVER = f"EXISTS (SELECT 1 FROM {LAID} c WHERE c.id = OLD.consultation_id AND c.ended_on IS NOT NULL)"

def _rules(op: str) -> list[tuple[str, str, str, str]]:
    return [
        (LAID, "UPDATE", differs(LAID_OUT, op), "what was laid out is not changed"),
        (LAID, "UPDATE", "OLD.ended_on IS NOT NULL AND (NEW.ended_on IS NULL OR NEW.ended_on <> OLD.ended_on)", "a consultation that is over stays so"),
        (LAID, "DELETE", "TRUE", "a consultation is not deleted"),
        (CAME, "UPDATE", differs(SAID, op), "what was said is not changed"),
        (CAME, "UPDATE", f"{OVER} AND ({differs(ANSWERED, op)})", "answers stay once a consultation is over"),
        (CAME, "DELETE", "TRUE", "a response is not deleted"),
    ]


# SQLite replaces a row without firing the trigger against deletion.
REPLACED = [
    (table, "INSERT", f"EXISTS (SELECT 1 FROM {table} t WHERE t.id = NEW.id OR t.uid = NEW.uid)", "this is not replaced")
    for table in (LAID, CAME)
]


class Migration(migrations.Migration):
    dependencies = [("law", "0014_consulting")]
    operations = [guarded(_rules, replaced=REPLACED)]
