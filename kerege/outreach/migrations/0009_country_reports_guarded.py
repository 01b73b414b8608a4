"""The database itself keeps what a country agreed to, and publishes nothing of which an approval is missing.

A row may come in as it is: that is how a backup is read back, with the constraints of the table upon it.
"""

from django.db import migrations

from kerege.records.triggers import differs, guarded

REPORT, PASSAGE, REMARK = "outreach_countryreport", "outreach_reportpassage", "outreach_passageremark"
TEXT, PART, APPROVAL = "outreach_regionaltext", "outreach_regionalpassage", "outreach_passageapproval"
BEGUN = "how a report was begun is not changed"
ORDER = "no step is passed over"
AGREED = "what a country agreed to is not changed"
ADDED = "what was remarked is only added"
MISSING = "a country has not approved what is said of it"
PUBLISHED = "what is published is only withdrawn"
IS_AGREED = f"EXISTS (SELECT 1 FROM {REPORT} r WHERE r.id = OLD.report_id AND r.state = 'agreed')"
PART_IS_OUT = f"EXISTS (SELECT 1 FROM {TEXT} t WHERE t.id = OLD.of_id AND t.state = 'published')"
SAID_IS_OUT = (
    f"EXISTS (SELECT 1 FROM {PART} p JOIN {TEXT} t ON t.id = p.of_id WHERE p.id = OLD.passage_id AND t.state = 'published')"
)


def _left(where):
    """Whether an approval is missing among the passages so chosen."""
    return (
        f"EXISTS (SELECT 1 FROM {APPROVAL} a JOIN {PART} p ON p.id = a.passage_id "
        f"LEFT JOIN {PASSAGE} s ON s.id = a.origin_id "
        f"WHERE {where} AND (a.state <> 'approved' OR a.digest <> p.digest OR s.withdrawn_on IS NOT NULL))"
    )


def _rules(op):
    """Table, moment, when it is refused, and what is said. `op` is how the database says that two values differ."""
    return [
        (REPORT, "UPDATE", differs(("uid", "owner", "written_by", "lang", "begun_on", "label"), op), BEGUN),
        (
            REPORT,
            "UPDATE",
            "OLD.state <> NEW.state AND NOT ((OLD.state = 'writing' AND NEW.state = 'comments') "
            "OR (OLD.state = 'comments' AND NEW.state = 'agreed'))",
            ORDER,
        ),
        (REPORT, "UPDATE", f"OLD.state = 'agreed' AND ({differs(('sent_on', 'agreed_on', 'agreed_by'), op)})", AGREED),
        (REPORT, "DELETE", "OLD.state <> 'writing'", AGREED),
        (PASSAGE, "UPDATE", f"{IS_AGREED} AND ({differs(('uid', 'owner', 'report_id', 'number', 'digest'), op)})", AGREED),
        (PASSAGE, "UPDATE", f"OLD.withdrawn_on IS NOT NULL AND ({differs(('withdrawn_on',), op)})", AGREED),
        (PASSAGE, "DELETE", IS_AGREED, AGREED),
        (REMARK, "UPDATE", differs(("uid", "owner", "passage_id", "side", "on", "said_by"), op), ADDED),
        (TEXT, "UPDATE", differs(("uid", "owner", "written_by", "lang", "begun_on"), op), BEGUN),
        (
            TEXT,
            "UPDATE",
            "OLD.state <> NEW.state AND NOT ((OLD.state = 'draft' AND NEW.state = 'asked') "
            "OR (OLD.state = 'asked' AND NEW.state = 'published'))",
            ORDER,
        ),
        (TEXT, "UPDATE", f"OLD.state <> 'published' AND NEW.state = 'published' AND {_left('p.of_id = NEW.id')}", MISSING),
        (TEXT, "UPDATE", f"OLD.state = 'published' AND ({differs(('published_on', 'published_by'), op)})", PUBLISHED),
        (TEXT, "UPDATE", "NEW.label = 0 AND NEW.state <> 'published'", MISSING),
        (TEXT, "DELETE", "OLD.state = 'published'", PUBLISHED),
        (PART, "UPDATE", f"{PART_IS_OUT} AND ({differs(('uid', 'owner', 'of_id', 'number', 'digest'), op)})", PUBLISHED),
        (PART, "UPDATE", f"NEW.label = 0 AND (NOT {PART_IS_OUT} OR {_left('p.id = NEW.id')})", MISSING),
        (PART, "DELETE", PART_IS_OUT, PUBLISHED),
        (
            APPROVAL,
            "UPDATE",
            f"{SAID_IS_OUT} AND ({differs(('uid', 'owner', 'passage_id', 'origin_id', 'digest', 'state'), op)}) "
            f"AND NOT (OLD.state = 'approved' AND NEW.state = 'withdrawn')",
            PUBLISHED,
        ),
        (APPROVAL, "DELETE", SAID_IS_OUT, PUBLISHED),
    ]


def _again(table, said):
    return (table, "INSERT", f"EXISTS (SELECT 1 FROM {table} r WHERE r.id = NEW.id OR r.uid = NEW.uid)", said)


# SQLite replaces a row without firing the trigger against deletion.
REPLACED = [
    *(_again(table, AGREED) for table in (REPORT, PASSAGE)),
    _again(REMARK, ADDED),
    *(_again(table, PUBLISHED) for table in (TEXT, PART, APPROVAL)),
]


class Migration(migrations.Migration):
    dependencies = [("outreach", "0008_country_reports")]
    operations = [guarded(_rules, replaced=REPLACED)]
