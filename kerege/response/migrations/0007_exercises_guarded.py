"""The database itself keeps an exercise as it was played: the plan from the start on, what went out, what was answered and
seen, and a corrective action that was closed with proof.

A row may come in as it stood: that is how a backup is read back. Texts that people typed stay open to one writer, the
erasure of a person whose name they repeat.
"""

from django.db import migrations

from kerege.records.triggers import differs, guarded

EXERCISE, INJECT, REPLY = "response_exercise", "response_exerciseinject", "response_injectreply"
ROLE, SEEN = "response_exerciserole", "response_exerciseobservation"
FINDING, ACTION = "response_exercisefinding", "response_exerciseaction"

WHO = ("uid", "owner", "label", "synthetic", "director", "planned_at")
PLAN = ("kind", "languages", "zone", "starts_at", "ends_at", "started_at")
INJECT_PLAN = ("uid", "owner", "label", "exercise_id", "position", "minute", "release", "to", "objective")
GONE = (*INJECT_PLAN, "state", "out_at", "out_on_clock", "by")
REPLIED = ("uid", "owner", "label", "inject_id", "role_id", "read_at", "read_on_clock")
ANSWERED = (*REPLIED, "answered_at", "answered_on_clock")
NOTED = ("uid", "owner", "label", "exercise_id", "kind", "objective", "inject_id", "rating", "said_by", "at", "on_clock")
FOUND = ("uid", "owner", "label", "exercise_id", "kind", "objective", "written_by", "written_at")
DONE = ("uid", "owner", "label", "finding_id", "due", "state", "planned_by", "planned_at", "closed_by", "closed_at")
PART = ("uid", "owner", "exercise_id", "subject", "part", "team")
KEPT = "an exercise is kept as it was played"
STATES = {
    "planned": ("planned", "running", "cancelled"),
    "running": ("running", "paused", "ended"),
    "paused": ("paused", "running", "ended"),
    "ended": ("ended", "reported"),
    "reported": ("reported",),
    "cancelled": ("cancelled",),
}


def _moves():
    """The moves between states that there are."""
    known = " OR ".join(
        f"(OLD.state = '{before}' AND NEW.state IN ({', '.join(repr(each) for each in after)}))"
        for before, after in STATES.items()
    )
    return f"NOT ({known})"


def _in_state(row, states):
    return f"EXISTS (SELECT 1 FROM {EXERCISE} e WHERE e.id = {row}.exercise_id AND e.state IN ({states}))"


STARTED = "'running', 'paused', 'ended', 'reported'"


def _rules(op):
    """Table, moment, when it is refused, and what is said. `op` is how the database says that two values differ."""
    return [
        (EXERCISE, "UPDATE", _moves(), "an exercise has no such next state"),
        (EXERCISE, "UPDATE", f"({differs(WHO, op)})", KEPT),
        (EXERCISE, "UPDATE", f"OLD.state <> 'planned' AND ({differs(PLAN, op)})", KEPT),
        (EXERCISE, "UPDATE", f"OLD.state IN ('ended', 'reported') AND ({differs(('ended_at', 'paused_for'), op)})", KEPT),
        (EXERCISE, "UPDATE", f"OLD.state = 'reported' AND ({differs(('reported_at', 'reported_by'), op)})", KEPT),
        (EXERCISE, "DELETE", "OLD.state NOT IN ('planned', 'cancelled')", KEPT),
        (INJECT, "UPDATE", f"OLD.state <> 'planned' AND ({differs(GONE, op)})", KEPT),
        (INJECT, "UPDATE", f"({differs(INJECT_PLAN, op)}) AND {_in_state('OLD', STARTED)}", KEPT),
        (INJECT, "DELETE", f"OLD.state <> 'planned' OR {_in_state('OLD', STARTED)}", KEPT),
        (REPLY, "UPDATE", f"({differs(REPLIED, op)})", KEPT),
        (REPLY, "UPDATE", f"OLD.answer <> '' AND (NEW.answer = '' OR {differs(ANSWERED, op)})", KEPT),
        (REPLY, "DELETE", "OLD.uid IS NOT NULL", KEPT),
        (ROLE, "UPDATE", f"({differs(PART, op)})", "a part in an exercise is taken back and given anew"),
        (SEEN, "UPDATE", f"({differs(NOTED, op)})", KEPT),
        (SEEN, "UPDATE", f"({differs(('finding_id',), op)}) AND {_in_state('OLD', repr('reported'))}", KEPT),
        (SEEN, "DELETE", "OLD.uid IS NOT NULL", KEPT),
        (FINDING, "UPDATE", f"({differs(FOUND, op)})", KEPT),
        (FINDING, "DELETE", _in_state("OLD", repr("reported")), KEPT),
        (ACTION, "UPDATE", f"OLD.state = 'closed' AND (NEW.proof = '' OR {differs(DONE, op)})", KEPT),
        (ACTION, "DELETE", "OLD.state = 'closed'", KEPT),
    ]


def _replaced(table, when):
    return (table, "INSERT", f"EXISTS (SELECT 1 FROM {table} r WHERE (r.id = NEW.id OR r.uid = NEW.uid) AND {when})", KEPT)


# SQLite replaces a row without firing the trigger against deletion.
REPLACED = [
    _replaced(EXERCISE, "r.state NOT IN ('planned', 'cancelled')"),
    _replaced(INJECT, "r.state <> 'planned'"),
    _replaced(REPLY, "r.uid IS NOT NULL"),
    _replaced(SEEN, "r.uid IS NOT NULL"),
    _replaced(ACTION, "r.state = 'closed'"),
]


class Migration(migrations.Migration):
    dependencies = [("response", "0006_exercises")]
    operations = [guarded(_rules, replaced=REPLACED)]
