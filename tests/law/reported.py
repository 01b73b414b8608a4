"""A small form with a field of each kind, and a report of Kyrgyzstan on its way."""

from datetime import date

from kerege.journal.rules import checking
from kerege.law.actions import forms, releasing, reports
from kerege.law.models import Report, ReportField
from kerege.people.rules import SYSTEM
from tests.law.judged import DRAFTER, FOCAL, TODAY

MARKS = {"full": "X", "partial": "?", "none": "–", "not_applicable": "NA"}


def field(key, type, fed_by, *, obligations=(), near=(), select=None, mandatory=False):
    return {
        "key": key,
        "section": "one",
        "type": type,
        "fed_by": fed_by,
        "obligations": list(obligations),
        "near": list(near),
        "select": select or {},
        "mandatory": mandatory,
        "provisional": True,
        "label": {"en": f"Asked {key}", "ru": f"Вопрос {key}"},
    }


FIELDS = (
    field("R1", "matrix", "judgements", obligations=["OB-1"], near=["OB-3"], mandatory=True),
    field("R2", "yes_no", "judgements", obligations=["OB-1", "OB-2"]),
    field("T1", "table", "facilities", select={"level_from": "3"}),
    field("T2", "table", "measures"),
    field("W1", "text", "nothing"),
)
FORM = {
    "key": "small-form",
    "title": {"en": "A small form", "ru": "Малая форма"},
    "publisher": {"en": "A body", "ru": "Орган"},
    "source": "https://example.org/form",
    "notice": {"en": "Not a tool for measuring compliance.", "ru": "Не средство оценки соблюдения."},
    "languages": ["en", "ru"],
    "provisional": True,
    "marks": MARKS,
    "sections": [{"key": "one", "label": {"en": "One", "ru": "Один"}}],
    "fields": list(FIELDS),
    "due": {"month": 4, "day": 15, "every": 1, "lag": 1, "source": "https://example.org/form"},
}
AS_OF = date(2026, 10, 15)


def published(content=FORM, version="1.0.0"):
    return forms.publish_form(by=SYSTEM, version=version, published_on=TODAY, content=content)


def opened(**changes):
    given = {"by": DRAFTER, "owner": "KGZ", "form": "small-form", "period": 2026, "as_of": AS_OF, "today": TODAY}
    return reports.open_report(**(given | changes))


def prepared(**changes):
    row = opened(**changes)
    return reports.prepare_report(by=DRAFTER, report=str(row.uid), today=TODAY)


def released(**changes):
    row = prepared(**changes)
    return releasing.release_report(by=FOCAL, report=str(row.uid), today=TODAY)


def stored(row):
    with checking():
        return Report.objects.inside_action().get(pk=row.pk)


def fields_of(row):
    with checking():
        return {each.key: each for each in ReportField.objects.inside_action().filter(report=row)}
