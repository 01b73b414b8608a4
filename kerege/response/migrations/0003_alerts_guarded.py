"""The database itself refuses to change or delete an alert that was issued, to issue past the review, to turn an exercise
into something actual, and to change what a neighbour said in return.

A row may come in issued: that is how a backup is read back, with the constraints of the table upon it.
"""

from django.db import migrations

from kerege.records.triggers import differs, guarded

ALERT, REPLY = "response_alert", "response_acknowledgement"
FIXED = (
    *("uid", "owner", "label", "synthetic", "thread", "follows_id", "identifier", "status", "msg_type", "level", "hazard"),
    *("urgency", "severity", "certainty", "response_type", "onset", "expires", "contact", "note", "state", "author"),
    *("reviewer", "reviewed_at", "issued_by", "sender", "sent", "references", "xml", "digest", "sealed_by"),
)
AS_TEXT = ("texts", "areas", "recipients")
"""PostgreSQL keeps these as jsonb, which compares as it is."""
REPLIED = ("uid", "owner", "alert_id", "kind", "at", "said_by")
ISSUED = "an issued alert is not changed"
APPROVED = "an approved alert is not changed"
OF_APPROVED = tuple(
    each for each in FIXED if each not in ("state", "issued_by", "sender", "sent", "references", "xml", "digest", "sealed_by")
)


def _rules(op):
    """Table, moment, when it is refused, and what is said. `op` is how the database says that two values differ."""
    return [
        (ALERT, "UPDATE", f"OLD.state = 'issued' AND ({differs((*FIXED, *AS_TEXT), op)})", ISSUED),
        (ALERT, "UPDATE", f"OLD.state = 'approved' AND ({differs((*OF_APPROVED, *AS_TEXT), op)})", APPROVED),
        (ALERT, "UPDATE", "NEW.state = 'issued' AND OLD.state NOT IN ('approved', 'issued')", "only what was approved is issued"),
        (ALERT, "UPDATE", "NEW.state = 'approved' AND OLD.state NOT IN ('in_review', 'approved')", "only what was reviewed is approved"),
        (ALERT, "UPDATE", differs(("status", "identifier", "thread", "author"), op), "what an alert is does not change"),
        (ALERT, "DELETE", "OLD.state = 'issued'", ISSUED),
        (REPLY, "UPDATE", differs(REPLIED, op), "what was said in return is only added"),
    ]


# SQLite replaces a row without firing the trigger against deletion.
REPLACED = [
    (
        ALERT,
        "INSERT",
        f"EXISTS (SELECT 1 FROM {ALERT} a WHERE a.state = 'issued' AND (a.id = NEW.id OR a.uid = NEW.uid "
        "OR a.identifier = NEW.identifier))",
        ISSUED,
    ),
    (REPLY, "INSERT", f"EXISTS (SELECT 1 FROM {REPLY} r WHERE r.id = NEW.id OR r.uid = NEW.uid)", "what was said in return is only added"),
]


class Migration(migrations.Migration):
    dependencies = [("response", "0002_alerts")]
    operations = [guarded(_rules, replaced=REPLACED)]
