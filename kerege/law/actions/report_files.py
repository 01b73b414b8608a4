"""The files of a report: one content in each language of the form, written as JSON, DOCX, XLSX and PDF."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext, override

from kerege.atlas import queries as atlas
from kerege.law.models import Report
from kerege.law.rules.forms.filling import Value
from kerege.law.rules.forms.template import Form
from kerege.law.rules.forms.told import content, paper
from kerege.law.words.coverage import NO_FINDING
from kerege.law.words.reports import COLUMNS, PROVISIONAL
from kerege.lib.papers import WRITERS
from kerege.lib.refusal import N_
from kerege.lib.versions import text_in

WORDS = {
    "country_name": N_("Country"),
    "period": N_("Year that the report covers"),
    "as_of": N_("As on"),
    "edition": N_("Version of the report"),
    "form_version": N_("Version of the form"),
    "publisher": N_("Publisher of the form"),
    "source": N_("Source"),
    "number": N_("No."),
    "question": N_("What is asked"),
    "nothing": N_("Nothing was recorded."),
    "provisional": N_("provisional"),
}


def _told_of(row: Report, form: Form, values: Mapping[str, Value], *, lang: str) -> dict[str, Any]:
    """What leaves in one language: the same for the same report, whoever asks."""
    with override(lang):
        country = atlas.display_names([row.owner], lang=lang, on=row.as_of)[row.owner]
        notices = [text_in(form.notice, lang, "en")] if form.notice else []
        notices.append(gettext(NO_FINDING))
        if form.provisional:
            notices.append(gettext(PROVISIONAL) % {"publisher": text_in(form.publisher, lang, "en")})
        if country.note:
            notices.append(country.footnote)
        if row.synthetic:
            notices.append(gettext("An example with made-up records."))
        facts = {
            "country": row.owner,
            "country_name": str(country),
            "period": row.period,
            "as_of": row.as_of.isoformat(),
            "edition": row.edition,
            "form_version": row.form.version,
        }
        columns = {name: gettext(word) for name, word in COLUMNS.items()}
        return content(form, values, lang=lang, columns=columns, facts=facts, notices=notices)


def _files_of(row: Report, form: Form, values: Mapping[str, Value]) -> Iterator[tuple[str, str, bytes]]:
    """Language, format and bytes of every file."""
    for lang in form.languages:
        told = _told_of(row, form, values, lang=lang)
        with override(lang):
            words = {name: gettext(word) for name, word in WORDS.items()}
        yield lang, "json", json.dumps(told, ensure_ascii=False, indent=1).encode()
        made = paper(told, words=words)
        for format, (_media, write) in WRITERS.items():
            yield lang, format, write(made)
