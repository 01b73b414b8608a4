"""The database itself keeps what was decided about incidents: how one ended, what an investigation found, who opened a
name, and the words of a lesson that a second person checked.

A row may come in as it is: that is how a backup is read back, with the constraints of the table upon it.
"""

from django.db import migrations

from kerege.records.triggers import differs, guarded

INCIDENT, FOUND, READ, SAID, LESSON = (
    f"response_{name}" for name in ("labincident", "investigation", "identityread", "incidentmessage", "lesson")
)
ENDED = "('closed', 'set_aside')"
REPORT = (
    *("uid", "owner", "synthetic", "desk_id", "facility", "kind", "room", "activity", "risk_group", "occurrences"),
    *("occurred_at", "discovered_at", "reported_on", "confidence", "code_hash", "label"),
)
AS_ENDED = ("state", "severity", "acknowledged_on", "handled_by", "closed_on", "findings")
AS_FOUND = ("uid", "owner", "incident_id", "method", "causes", "clauses", "competences", "lead", "concluded_on")
AS_READ = ("uid", "incident_id", "account_id", "reader_id", "on")
AS_SAID = ("uid", "owner", "incident_id", "of_reporter", "on")
AS_TOLD = ("uid", "owner", "incident_id", "author", "checker", "published_on", "kind", "causes", "title", "text", "label")
REPORTED, PAST, KEPT = "a report is not changed", "an incident that ended is not changed", "a lesson that was published stays"
NOT_FOUND, ADDED = "what was found is not changed", "who opened a name is only added"


def _rules(op):
    """Table, moment, when it is refused, and what is said. `op` is how the database says that two values differ."""
    return [
        (INCIDENT, "UPDATE", differs(REPORT, op), REPORTED),
        (INCIDENT, "UPDATE", f"OLD.state IN {ENDED} AND ({differs(AS_ENDED, op)})", PAST),
        (INCIDENT, "UPDATE", "NEW.state = 'closed' AND OLD.state NOT IN ('acting', 'closed')", "closed past its causes"),
        (INCIDENT, "UPDATE", "NEW.state = 'reported' AND OLD.state <> 'reported'", "no incident is unread again"),
        (INCIDENT, "DELETE", f"OLD.state IN {ENDED}", PAST),
        (FOUND, "UPDATE", differs(AS_FOUND, op), NOT_FOUND),
        (READ, "UPDATE", differs(AS_READ, op), ADDED),
        (SAID, "UPDATE", differs(AS_SAID, op), "who said what and when is not changed"),
        (LESSON, "UPDATE", f"OLD.published_on IS NOT NULL AND ({differs(AS_TOLD, op)})", KEPT),
        (LESSON, "UPDATE", "NEW.state = 'published' AND OLD.state NOT IN ('submitted', 'published')", "not handed in"),
        (LESSON, "UPDATE", "OLD.published_on IS NOT NULL AND NEW.state NOT IN ('published', 'withdrawn')", KEPT),
        (LESSON, "DELETE", "OLD.published_on IS NOT NULL", KEPT),
    ]


def _there(table, when="1 = 1"):
    return f"EXISTS (SELECT 1 FROM {table} r WHERE {when} AND (r.id = NEW.id OR r.uid = NEW.uid))"


# SQLite replaces a row without firing the trigger against deletion.
REPLACED = [
    (INCIDENT, "INSERT", _there(INCIDENT), REPORTED),
    (FOUND, "INSERT", f"EXISTS (SELECT 1 FROM {FOUND} r WHERE r.id = NEW.id OR r.incident_id = NEW.incident_id)", NOT_FOUND),
    (READ, "INSERT", _there(READ), ADDED),
    (LESSON, "INSERT", _there(LESSON, "r.published_on IS NOT NULL"), KEPT),
]


class Migration(migrations.Migration):
    dependencies = [("response", "0004_incidents")]
    operations = [guarded(_rules, replaced=REPLACED)]
