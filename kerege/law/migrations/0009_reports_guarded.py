"""The database itself refuses to release past the rules, and to change or delete what was released.

A report may come in released: that is how a backup is read back, with the constraints of the table upon it. A field or
file that somebody adds past the actions to a released report is told by its seal.
"""

from django.db import migrations

from kerege.records.triggers import differs, guarded

SETTLED = "('released', 'superseded')"
REPORT, FIELD, FILE, SENT = "law_report", "law_reportfield", "law_reportfile", "law_reportsubmission"
RELEASED = "a released report is not changed"
FIXED = {
    REPORT: (
        *("uid", "owner", "form_id", "form_key", "period", "edition", "as_of", "audience", "opened_by", "opened_on"),
        *("filled_on", "prepared_by", "prepared_on", "released_by", "released_on", "supersedes_id", "seal"),
    ),
    FIELD: (
        *("uid", "owner", "report_id", "key", "computed", "sources", "own", "instead", "written_by", "written_on"),
    ),
    FILE: ("uid", "owner", "report_id", "language", "format", "sha256", "content"),
    SENT: ("uid", "owner", "report_id", "sent_on", "channel", "reference", "recorded_by", "recorded_on"),
}


def _settled(column: str) -> str:
    return f"EXISTS (SELECT 1 FROM {REPORT} r WHERE r.id = {column} AND r.state IN {SETTLED})"


MOVED_WRONGLY = (
    f"(OLD.state = 'released' AND NEW.state NOT IN {SETTLED}) OR (OLD.state = 'superseded' AND NEW.state <> OLD.state)"
)
NOT_PREPARED = "(NEW.state = 'released' AND OLD.state NOT IN ('released', 'prepared'))"
OWN_FIELDS = (
    f"(NEW.state IN {SETTLED} AND EXISTS (SELECT 1 FROM {FIELD} f WHERE f.report_id = NEW.id "
    "AND f.written_by = NEW.released_by))"
)
OF_RELEASER = (
    f"EXISTS (SELECT 1 FROM {REPORT} r WHERE r.id = NEW.report_id AND r.state IN {SETTLED} "
    "AND r.released_by = NEW.written_by)"
)


def _rules(op: str) -> list[tuple[str, str, str, str]]:
    """Table, moment, when it is refused, and what is said. `op` is how the database says that two values differ."""
    found = [
        (
            REPORT,
            "UPDATE",
            f"(OLD.state IN {SETTLED} AND ({differs(FIXED[REPORT], op)})) OR {MOVED_WRONGLY}",
            RELEASED,
        ),
        (REPORT, "UPDATE", NOT_PREPARED, "only a prepared report is released"),
        (REPORT, "UPDATE", OWN_FIELDS, "who wrote in a report does not release it"),
        (REPORT, "DELETE", f"OLD.state IN {SETTLED}", RELEASED),
        (FIELD, "INSERT", OF_RELEASER, "who wrote in a report does not release it"),
        (SENT, "UPDATE", differs(FIXED[SENT], op), "what was sent is only added"),
    ]
    for table in (FIELD, FILE):
        found.append(
            (table, "UPDATE", f"{_settled('OLD.report_id')} AND ({differs(FIXED[table], op)})", RELEASED)
        )
        found.append((table, "DELETE", _settled("OLD.report_id"), RELEASED))
    found.append((SENT, "DELETE", _settled("OLD.report_id"), RELEASED))
    return found


# SQLite replaces a row without firing the trigger against deletion.
REPLACED = [
    (
        REPORT,
        "INSERT",
        f"EXISTS (SELECT 1 FROM {REPORT} r WHERE r.state IN {SETTLED} AND (r.id = NEW.id OR r.uid = NEW.uid "
        "OR (NEW.state = 'released' AND r.state = 'released' AND r.owner = NEW.owner "
        "AND r.form_key = NEW.form_key AND r.period = NEW.period)))",
        RELEASED,
    ),
    *(
        (
            table,
            "INSERT",
            f"EXISTS (SELECT 1 FROM {table} t WHERE (t.id = NEW.id OR t.uid = NEW.uid) AND {_settled('t.report_id')})",
            RELEASED,
        )
        for table in (FIELD, FILE, SENT)
    ),
]


class Migration(migrations.Migration):
    dependencies = [("law", "0008_reports")]
    operations = [guarded(_rules, replaced=REPLACED)]
