"""A report with what fills it, what a person wrote, its file and its submission, for the worlds of the leak tests.

All of it has one level, as a released report has; its form asks for a field that a person fills.
"""

import json
from datetime import date
from hashlib import sha256
from typing import Any

from kerege.journal.actions import act
from kerege.law.actions.forms import publish_form
from kerege.law.models import Report, ReportField, ReportFile, ReportSubmission
from kerege.law.words.reports import ReportState
from kerege.lib.papers import WRITERS, Paper
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import SYSTEM

OWNER, DAY = "KAZ", date(2025, 1, 6)
FIELD = {"section": "one", "obligations": [], "near": [], "select": {}, "mandatory": False, "provisional": True}
FORM = {
    "key": "canary-form",
    "title": {"en": "Form of nothing"},
    "publisher": {"en": "Nobody"},
    "source": "https://example.org/form",
    "languages": ["en"],
    "provisional": True,
    "sections": [{"key": "one", "label": {"en": "One"}}],
    "fields": [{**FIELD, "key": "W1", "type": "text", "fed_by": "nothing", "label": {"en": "Asked"}}],
}


def lay_reports(level: Sensitivity, laid: Any) -> None:
    """All of one level: a released report with a field, a file and a submission."""
    form = publish_form(by=SYSTEM, version="1.0.0", published_on=DAY, content=FORM)
    kept: dict[str, Any] = {"owner": OWNER, "label": level}
    text = laid.word("lawreport", level)
    told = {"language": "en", "columns": {}, "sections": [{"label": text, "key": "one", "fields": []}]}
    paper = Paper(text, text, [], [], [], text, "en")
    files = {"json": json.dumps(told).encode()} | {name: write(paper) for name, (_, write) in WRITERS.items()}
    with act("tests.reports.laid", by=SYSTEM, about="reports"):
        row = Report(**kept, form=form, form_key=form.key, as_of=DAY, opened_by="a", opened_on=DAY, filled_on=DAY)
        row.period = 1990 + int(level) * 2 + (laid.mark != "")
        row.audience = min(int(level), int(Sensitivity.NATIONAL))
        row.state, row.prepared_by, row.prepared_on = ReportState.PREPARED, "a", DAY
        row.reason = laid.word("lawreason", level)
        row.save()
        ReportField.objects.create(**kept, report=row, key="W1", own={"text": text}, written_by="c", written_on=DAY)
        for format, data in files.items():
            about = {"language": "en", "format": format, "sha256": sha256(data).hexdigest()}
            ReportFile.objects.create(**kept, report=row, content=data, **about)
        row.state, row.released_by, row.released_on, row.seal = ReportState.RELEASED, "b", DAY, "s"
        row.save()
        channel = laid.word("lawchannel", level)
        ReportSubmission.objects.create(
            **kept, report=row, sent_on=DAY, channel=channel, recorded_by="b", recorded_on=DAY
        )
    laid.keep("law_report", row)
