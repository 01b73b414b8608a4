"""The card of a facility as an XLSForm, in every language of the pages: for ODK Collect and its relatives.

What is asked and in which order is said by rules.facility_form; the words are those of the pages.
"""

from collections.abc import Callable, Iterator, Mapping

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from kerege.inventory.queries.import_settings import VOCABULARIES
from kerege.inventory.rules import column_words as words
from kerege.inventory.rules.facility_form import FORM, MANY, ONE, QUESTIONS, VERSION, Question
from kerege.lib.refusal import N_
from kerege.lib.tables.writers import to_book
from kerege.web.inventory.imports.wording import field_name

TITLE = N_("Card of a facility")
GROUPS: Mapping[str, str] = {
    "names": N_("What it is called"),
    "what": N_("What it is and what it can do"),
    "where": N_("Where it is"),
    "contact": N_("The office"),
    "staff": N_("How many people work there"),
    "verified": N_("Who looked at it, and when"),
}
HINTS: Mapping[str, str] = {
    f"{words.NAME}:en": N_("Write at least one name."),
    words.POINT: N_("The exact position is for regional partners at most, whatever else is open to everybody."),
    f"{words.CONTACT}:phone": N_("A number of the office, not of a person."),
    f"{words.CONTACT}:mail": N_("An address of the office, not of a person."),
}
_LANGUAGES = {"uz-cyrl": "uz-Cyrl"}
"""Codes of languages that stand otherwise on a card."""


def xlsform() -> bytes:
    """The form as a workbook. The same vocabulary gives the same form."""
    return to_book({"survey": _survey(), "choices": _choices(), "settings": _settings()})


def _survey() -> Iterator[list[str]]:
    yield ["type", "name", "required", "appearance", *_headings("label"), *_headings("hint")]
    for group, title in GROUPS.items():
        at_once = "field-list" if group in {"names", "staff"} else ""
        yield ["begin_group", group, "", at_once, *_said(title), *_nothing()]
        for question in (q for q in QUESTIONS if q.group == group):
            needed = "yes" if question.needed else ""
            yield [_type(question), question.name, needed, "", *_labels(question), *_hint(question.field)]
        yield ["end_group", "", "", "", *_nothing(), *_nothing()]


def _type(question: Question) -> str:
    return f"{question.kind} {question.field}" if question.kind in {ONE, MANY} else question.kind


def _choices() -> Iterator[list[str]]:
    yield ["list_name", "name", *_headings("label")]
    for target, codes in VOCABULARIES.items():
        for code, sentence in codes.items():
            yield [target, code.value, *_said(sentence)]
    for code, own_name in settings.LANGUAGES:
        yield [words.LANGUAGES, _LANGUAGES.get(code, code), *[own_name for _ in settings.LANGUAGES]]


def _settings() -> Iterator[list[str]]:
    code, name = settings.LANGUAGES[0]
    yield ["form_title", "form_id", "version", "default_language", "instance_name"]
    title = gettext(TITLE)
    yield [title, FORM, VERSION, f"{name} ({code})", f"coalesce(${{name_{code}}}, ${{name_ru}})"]


def _headings(what: str) -> list[str]:
    return [f"{what}::{name} ({code.partition('-')[0]})" for code, name in settings.LANGUAGES]


def _said(sentence: str) -> list[str]:
    return [_in(code, lambda: gettext(sentence)) for code, _ in settings.LANGUAGES]


def _labels(question: Question) -> list[str]:
    return [_in(code, lambda: field_name(question.field)) for code, _ in settings.LANGUAGES]


def _hint(of: str) -> list[str]:
    return _said(HINTS[of]) if of in HINTS else _nothing()


def _nothing() -> list[str]:
    return [""] * len(settings.LANGUAGES)


def _in(code: str, say: Callable[[], str]) -> str:
    with translation.override(code):
        return say()
