"""The database itself keeps the order of steps when countries help each other: no case jumps over one, an exercise is
never actual, what ended stays, and what either side said is only added.

A row may come in as it is: that is how a backup is read back, with the constraints of the table upon it.
"""

from django.db import migrations

from kerege.records.triggers import differs, guarded

CASE, ENTRY = "response_aidcase", "response_aidentry"
FOLLOWS = {
    "asked": ("offered", "declined", "withdrawn"),
    "offered": ("requisitioned", "declined", "withdrawn"),
    "requisitioned": ("committed", "declined", "withdrawn"),
    "committed": ("deployed", "withdrawn"),
    "deployed": ("arrived", "leaving"),
    "arrived": ("leaving",),
    "leaving": ("returned",),
}
ENDED = "('returned', 'declined', 'withdrawn')"
AS_BEGUN = ("uid", "owner", "request_id", "giver", "status", "synthetic", "facility", "begun_on", "label")
AS_PROMISED = ("start", "until", "bearer", "cost", "currency")
AS_ENDED = ("state", "spent", "returned_on", "changed_on")
AS_SAID = ("uid", "owner", "case_id", "number", "side", "step", "day", "said_by")
BEGUN, PROMISED, ENDS, ORDER = (
    "how a case was begun is not changed",
    "what was promised is not changed",
    "a case that ended is not changed",
    "no step is passed over",
)
ADDED = "what was said is only added"


def _in_order():
    return " OR ".join(
        f"(OLD.state = '{state}' AND NEW.state IN ({', '.join(repr(each) for each in then)}))" for state, then in FOLLOWS.items()
    )


def _rules(op):
    """Table, moment, when it is refused, and what is said. `op` is how the database says that two values differ."""
    away = "OLD.state IN ('committed', 'deployed', 'arrived', 'leaving', 'returned')"
    return [
        (CASE, "UPDATE", differs(AS_BEGUN, op), BEGUN),
        (CASE, "UPDATE", f"OLD.state <> NEW.state AND NOT ({_in_order()})", ORDER),
        (CASE, "UPDATE", f"{away} AND ({differs(AS_PROMISED, op)})", PROMISED),
        (CASE, "UPDATE", f"OLD.state IN {ENDED} AND ({differs(AS_ENDED, op)})", ENDS),
        (CASE, "DELETE", "OLD.state <> 'asked'", ENDS),
        (ENTRY, "UPDATE", differs(AS_SAID, op), ADDED),
    ]


# SQLite replaces a row without firing the trigger against deletion.
REPLACED = [
    (CASE, "INSERT", f"EXISTS (SELECT 1 FROM {CASE} r WHERE r.id = NEW.id OR r.uid = NEW.uid)", BEGUN),
    (
        ENTRY,
        "INSERT",
        f"EXISTS (SELECT 1 FROM {ENTRY} r WHERE r.id = NEW.id OR r.uid = NEW.uid "
        "OR (r.case_id = NEW.case_id AND r.number = NEW.number))",
        ADDED,
    ),
]


class Migration(migrations.Migration):
    dependencies = [("response", "0008_aid")]
    operations = [guarded(_rules, replaced=REPLACED)]
