"""Forms of reports in their newest version, and when they are due."""

from dataclasses import dataclass
from datetime import date

from kerege.law.models import FormTemplate
from kerege.law.rules.forms.template import Form, read_form
from kerege.law.rules.release import number_of


@dataclass(frozen=True)
class FormLine:
    """A form in one version."""

    key: str
    version: str
    published_on: date
    form: Form


def newest_form(key: str) -> FormTemplate | None:
    """The newest version of a form; None where there is no such form."""
    rows = list(FormTemplate.objects.filter(key=key[:40]))
    return max(rows, key=lambda row: number_of(row.version), default=None)


def forms() -> list[FormLine]:
    """Every form in its newest version, by key."""
    newest: dict[str, FormTemplate] = {}
    for row in FormTemplate.objects.order_by("key", "id"):
        there = newest.get(row.key)
        if there is None or number_of(row.version) > number_of(there.version):
            newest[row.key] = row
    return [FormLine(row.key, row.version, row.published_on, read_form(row.content)) for row in newest.values()]
