"""A question set as the sheets of an XLSForm."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from kerege.capacity.rules.form_words import (
    APART,
    BANDS,
    CHOICES,
    NOT_APPLICABLE,
    PLAIN,
    SETTINGS,
    SURVEY,
    Sheets,
    heading_of,
    labels,
)
from kerege.capacity.rules.parts import YES_NO, Definition, Link, Question, Texts, number_text
from kerege.capacity.words import QuestionKind
from kerege.lib.workbooks import Rows

_YES_NO: Mapping[str, Texts] = {
    "yes": {"en": "Yes", "ru": "Да"},
    "no": {"en": "No", "ru": "Нет"},
    NOT_APPLICABLE: {"en": "Does not apply", "ru": "Не применимо"},
}


def sheets_of(found: Definition, *, key: str, version: str) -> Sheets:
    """The set as the sheets of an XLSForm."""
    survey: Rows = []
    for section in found.sections:
        begin = {"type": "begin_group", "name": section.key, "relevant": section.relevant}
        survey.append(_filled(begin | labels("label", section.title)))
        survey += [_asked(question) for question in section.questions]
        survey.append({"type": "end_group"})
    settings = {
        "form_title": found.title[found.source] if found.source in found.title else next(iter(found.title.values())),
        "form_id": key,
        "version": version,
        "default_language": heading_of(found.source),
        "kerege_threshold": number_text(found.threshold),
        "kerege_languages": ", ".join(f"{lang} {state.value}" for lang, state in found.languages.items()),
    }
    settings |= {f"kerege_title::{lang}": text for lang, text in found.title.items()}
    settings |= {f"kerege_lead::{lang}": text for lang, text in found.lead.items()}
    settings |= {f"{BANDS}{lang}": _bands(found, lang) for lang in found.languages}
    return {SURVEY: survey, CHOICES: _choices(found), SETTINGS: [_filled(settings)]}


def _bands(found: Definition, lang: str) -> str:
    """The bands in one language, a line for each, such as “0.55 = One star”."""
    named = [(band.least, band.text[lang]) for band in found.bands if lang in band.text]
    return "\n".join(f"{number_text(least)} = {text}" for least, text in named)


def _asked(question: Question) -> dict[str, str]:
    told = {
        "type": _type_of(question),
        "name": question.key,
        **labels("label", question.text),
        **labels("hint", question.evidence),
        "required": "yes" if question.needed else "",
        "relevant": question.relevant,
        "constraint": _constraint(question),
        "kerege_weight": "" if question.weight == 1 else number_text(question.weight),
        "kerege_critical": "yes" if question.critical else "",
        "kerege_may_not_apply": "yes" if question.may_not_apply else "",
        "kerege_links": "; ".join(_link_text(link) for link in question.links),
    }
    return _filled(told)


def _type_of(question: Question) -> str:
    if question.kind in PLAIN:
        return PLAIN[question.kind]
    scale = YES_NO if question.kind == QuestionKind.YES_NO else question.scale
    if question.kind == QuestionKind.SEVERAL:
        return f"select_multiple {scale}"
    return f"select_one {scale}{APART if question.may_not_apply else ''}"


def _constraint(question: Question) -> str:
    parts = [f". >= {question.low}" if question.low else "", f". <= {question.high}" if question.high else ""]
    return " and ".join(part for part in parts if part)


def _link_text(link: Link) -> str:
    return " | ".join((link.kind.value, link.of, link.edition, link.clause))


def _choices(found: Definition) -> Rows:
    rows: Rows = []
    used = {_type_of(question).partition(" ")[2] for question in found.questions()}
    for scale in found.scales.values():
        whole = scale.key if scale.key in used or scale.key != YES_NO else ""
        for name in filter(None, (whole, f"{scale.key}{APART}" if f"{scale.key}{APART}" in used else "")):
            rows += [
                _choice(name, point.code, point.points, point.text or _YES_NO[point.code]) for point in scale.points
            ]
            if name.endswith(APART):
                rows.append(_choice(name, NOT_APPLICABLE, None, _YES_NO[NOT_APPLICABLE]))
    return [_only(row, found.languages) for row in rows]


def _choice(name: str, code: str, points: Fraction | None, text: Texts) -> dict[str, str]:
    told = {"list_name": name, "name": code, **labels("label", text)}
    return _filled(told | {"kerege_points": "" if points is None else number_text(points)})


def _only(row: dict[str, str], languages: Mapping[str, Any]) -> dict[str, str]:
    """Without the labels of languages that the set does not have."""
    wanted = {f"label::{heading_of(lang)}" for lang in languages}
    return {name: value for name, value in row.items() if not name.startswith("label::") or name in wanted}


def _filled(told: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in told.items() if value}
