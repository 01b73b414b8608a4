"""The database itself refuses to change when a clock began, that a duty was done or ended, what a duty said, a line of a
timeline, a switch of the mode and a check of a contact; and to turn an exercise into something that happened.

Rows may come in as they are: that is how a backup is read back. Labels move; texts that people typed may lose a name.
"""

from django.db import migrations

from kerege.records.triggers import differs, guarded

OCCASION, DUTY, ENTRY = "response_occasion", "response_dutyclock", "response_clockentry"
SWITCH, CHECK = "response_modeswitch", "response_contactcheck"
BEGAN = ("uid", "owner", "kind", "about", "exercise", "zone", "detected_at", "opened_by", "opened_at")
SAYS = (
    *("uid", "owner", "occasion_id", "duty", "sender", "recipient", "subject", "what", "form", "mode", "timing", "period"),
    *("clock", "working_days", "basis", "source", "recorded_by", "recorded_at"),
)
SETTLED = ("done_by", "done_at", "started_at", "due_at", "ended_at", "why_ended", "settled_at")
LINE = ("uid", "owner", "occasion_id", "clock_id", "step", "at", "level", "said_by")
SWITCHED = ("uid", "owner", "mode", "at", "zone", "body", "recorded_by", "recorded_at")
CHECKED = ("uid", "owner", "mandate_id", "on", "how", "reached", "checked_by")
IS_BEGUN, IS_SAID, IS_DONE = "what started clocks stays as it was", "what a duty said is not changed", "what was done stays done"
IS_TOLD, IS_SWITCHED, IS_CHECKED = (
    "a timeline is only added to",
    "a switch of the mode is only added",
    "a check of a contact is only added",
)


def _rules(op):
    """Table, moment, when it is refused, and what is said. `op` is how the database says that two values differ."""
    return [
        (OCCASION, "UPDATE", differs(BEGAN, op), IS_BEGUN),
        (OCCASION, "DELETE", "OLD.id IS NOT NULL", IS_BEGUN),
        (DUTY, "UPDATE", differs(SAYS, op), IS_SAID),
        (DUTY, "UPDATE", f"OLD.settled_at IS NOT NULL AND ({differs(SETTLED, op)})", IS_DONE),
        (
            DUTY,
            "UPDATE",
            f"OLD.started_at IS NOT NULL AND ({differs(('started_at', 'due_at'), op)})",
            "a clock is not turned back",
        ),
        (DUTY, "DELETE", "OLD.id IS NOT NULL", IS_DONE),
        (ENTRY, "UPDATE", differs(LINE, op), IS_TOLD),
        (ENTRY, "DELETE", "OLD.id IS NOT NULL", IS_TOLD),
        (SWITCH, "UPDATE", differs(SWITCHED, op), IS_SWITCHED),
        (SWITCH, "DELETE", "OLD.id IS NOT NULL", IS_SWITCHED),
        (CHECK, "UPDATE", differs(CHECKED, op), IS_CHECKED),
        (CHECK, "DELETE", "OLD.id IS NOT NULL", IS_CHECKED),
    ]


# SQLite replaces a row without firing the trigger against deletion.
REPLACED = [
    (table, "INSERT", f"EXISTS (SELECT 1 FROM {table} r WHERE r.id = NEW.id OR r.uid = NEW.uid)", said)
    for table, said in (
        (OCCASION, IS_BEGUN),
        (DUTY, IS_DONE),
        (ENTRY, IS_TOLD),
        (SWITCH, IS_SWITCHED),
        (CHECK, IS_CHECKED),
    )
]


class Migration(migrations.Migration):
    dependencies = [("response", "0012_clocks")]
    operations = [guarded(_rules, replaced=REPLACED)]
