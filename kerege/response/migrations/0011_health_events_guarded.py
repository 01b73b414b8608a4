"""The database itself refuses to change answers that were given, to decide before two persons answered, to change what was
decided, and to turn an exercise into something that happened.

Rows may come in as they are: that is how a backup is read back, with the constraints of the tables upon them. Labels
move with the event.
"""

from django.db import migrations

from kerege.records.triggers import differs, guarded

EVENT, SIGNAL = "response_healthevent", "response_signal"
ASSESSED, ANSWERS = "response_assessment", "response_assessmentanswers"
GIVEN = ("uid", "owner", "event_id", "assessment_id", "assessor", "answers", "given_at")
DECIDED = (
    *("uid", "owner", "event_id", "frame", "version", "edition", "state", "opened_by", "opened_at", "first", "second"),
    *("outcome", "reason", "proposed_by", "decided_by", "decided_at"),
)
IS_GIVEN, IS_DECIDED = "answers that were given are not changed", "what was decided is not changed"
PLAYED = "what is played stays played"


def _rules(op):
    """Table, moment, when it is refused, and what is said. `op` is how the database says that two values differ."""
    two = (
        f'(SELECT COUNT(*) FROM {ANSWERS} a WHERE a.assessment_id = NEW.id AND a.assessor IN (NEW."first", NEW."second"))'
    )
    return [
        (ANSWERS, "UPDATE", differs(GIVEN, op), IS_GIVEN),
        (ANSWERS, "DELETE", "OLD.id IS NOT NULL", IS_GIVEN),
        (
            ANSWERS,
            "INSERT",
            f"EXISTS (SELECT 1 FROM {ASSESSED} a WHERE a.id = NEW.assessment_id AND a.\"second\" <> '' "
            'AND NEW.assessor NOT IN (a."first", a."second"))',
            "two persons have answered already",
        ),
        (ASSESSED, "UPDATE", f"OLD.state = 'decided' AND ({differs(DECIDED, op)})", IS_DECIDED),
        (ASSESSED, "UPDATE", f"NEW.state = 'decided' AND OLD.state <> 'decided' AND {two} < 2", "two persons answer first"),
        (ASSESSED, "UPDATE", f"OLD.\"first\" <> '' AND ({differs(('first',), op)})", IS_GIVEN),
        (ASSESSED, "UPDATE", f"OLD.\"second\" <> '' AND ({differs(('second',), op)})", IS_GIVEN),
        (ASSESSED, "DELETE", "OLD.\"first\" <> ''", IS_DECIDED),
        (EVENT, "UPDATE", differs(("exercise",), op), PLAYED),
        (SIGNAL, "UPDATE", differs(("exercise",), op), PLAYED),
    ]


# SQLite replaces a row without firing the trigger against deletion.
REPLACED = [
    (ANSWERS, "INSERT", f"EXISTS (SELECT 1 FROM {ANSWERS} a WHERE a.id = NEW.id OR a.uid = NEW.uid)", IS_GIVEN),
    (
        ASSESSED,
        "INSERT",
        f"EXISTS (SELECT 1 FROM {ASSESSED} a WHERE a.state = 'decided' AND (a.id = NEW.id OR a.uid = NEW.uid))",
        IS_DECIDED,
    ),
]


class Migration(migrations.Migration):
    dependencies = [("response", "0010_health_events")]
    operations = [guarded(_rules, replaced=REPLACED)]
