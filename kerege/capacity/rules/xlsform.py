"""Question sets as XLSForms: three sheets of texts, and back. What XLSForm has no column for stands in `kerege_*`.

`sheets_of` and `content_of` are inverse to each other for every set that is written here. Of another form what is
not understood is refused with its row; nothing is dropped silently. Conditions are XLSForm's own.
"""

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from kerege.capacity.rules.definitions import (
    YES_NO,
    Definition,
    Link,
    Question,
    Texts,
    check_size,
    number_text,
)
from kerege.capacity.words import LinkKind, QuestionKind, Translation, refused
from kerege.lib.refusal import Refusal
from kerege.lib.workbooks import Rows

Sheets = dict[str, Rows]
SURVEY, CHOICES, SETTINGS = ORDER = ("survey", "choices", "settings")
APART = "__na"
"""The end of the name of a list that has “not applicable” beside the answers of a scale."""
NOT_APPLICABLE = "not_applicable"
_PLAIN: Mapping[QuestionKind, str] = {
    QuestionKind.NUMBER: "decimal",
    QuestionKind.DATE: "date",
    QuestionKind.TEXT: "text",
}
_TYPES = {"decimal": QuestionKind.NUMBER, "integer": QuestionKind.NUMBER} | {
    name: kind for kind, name in _PLAIN.items() if kind != QuestionKind.NUMBER
}
_LANGUAGES = {
    "en": "English",
    "ru": "Русский",
    "kk": "Қазақша",
    "ky": "Кыргызча",
    "uz": "Oʻzbekcha",
    "tg": "Тоҷикӣ",
    "mn": "Монгол",
    "fa": "فارسی",
}
_OF_LANGUAGE = re.compile(r"(?P<what>label|hint)(?:::(?P<name>[^()]*?)\s*(?:\((?P<tag>[A-Za-z-]+)\))?)?")
_BOUNDS = re.compile(r"(?:\. >= (?P<low>-?[0-9.]+))?(?: and )?(?:\. <= (?P<high>-?[0-9.]+))?")
_YES_NO: Mapping[str, Texts] = {
    "yes": {"en": "Yes", "ru": "Да"},
    "no": {"en": "No", "ru": "Нет"},
    NOT_APPLICABLE: {"en": "Does not apply", "ru": "Не применимо"},
}


# -- out ---------------------------------------------------------------------------------------------------------------


def sheets_of(found: Definition, *, key: str, version: str) -> Sheets:
    """The set as the sheets of an XLSForm."""
    survey: Rows = []
    for section in found.sections:
        begin = {"type": "begin_group", "name": section.key, "relevant": section.relevant}
        survey.append(_filled(begin | _labels("label", section.title)))
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
    return {SURVEY: survey, CHOICES: _choices(found), SETTINGS: [_filled(settings)]}


def _asked(question: Question) -> dict[str, str]:
    told = {
        "type": _type_of(question),
        "name": question.key,
        **_labels("label", question.text),
        **_labels("hint", question.evidence),
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
    if question.kind in _PLAIN:
        return _PLAIN[question.kind]
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
    told = {"list_name": name, "name": code, **_labels("label", text)}
    return _filled(told | {"kerege_points": "" if points is None else number_text(points)})


def _only(row: dict[str, str], languages: Mapping[str, Any]) -> dict[str, str]:
    """Without the labels of languages that the set does not have."""
    wanted = {f"label::{heading_of(lang)}" for lang in languages}
    return {name: value for name, value in row.items() if not name.startswith("label::") or name in wanted}


def _labels(what: str, texts: Texts) -> dict[str, str]:
    return {f"{what}::{heading_of(lang)}": text for lang, text in texts.items()}


def heading_of(lang: str) -> str:
    return f"{_LANGUAGES.get(lang, lang)} ({lang})"


def _filled(told: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in told.items() if value}


# -- in ----------------------------------------------------------------------------------------------------------------


def content_of(sheets: Sheets) -> tuple[str, str, dict[str, Any]]:
    """Key, version and content of a form; what the content says, definitions.read judges.

    Refuses capacity.form_* and capacity.set_too_large.
    """
    for name in (SURVEY, CHOICES):
        if not sheets.get(name):
            raise Refusal(refused.FORM_NO_SURVEY, field="file", sheet=name)
    check_size(sum("group" not in row.get("type", "") for row in sheets[SURVEY]))
    settings = next(iter(sheets.get(SETTINGS) or []), {})
    languages = _languages_of(sheets, settings)
    source = next(lang for lang, state in languages.items() if state == Translation.SOURCE)
    lists = _lists_of(sheets[CHOICES], source)
    content = {
        "title": _named(settings, "kerege_title::")
        or {source: settings.get("form_title") or settings.get("form_id", "")},
        "lead": _named(settings, "kerege_lead::"),
        "languages": languages,
        "threshold": settings.get("kerege_threshold") or "0.5",
        "scales": {name: points for name, points in lists.items() if name != YES_NO and not name.endswith(APART)},
        "sections": _sections_of(sheets[SURVEY], lists, source),
    }
    return settings.get("form_id", ""), settings.get("version", ""), content


def _languages_of(sheets: Sheets, settings: Mapping[str, str]) -> dict[str, str]:
    if told := settings.get("kerege_languages"):
        return {lang: state for lang, _, state in (pair.strip().partition(" ") for pair in told.split(","))}
    default = _tag_of(settings.get("default_language", "")) or "en"
    found = {default: Translation.SOURCE.value}
    for row in (*sheets[SURVEY], *sheets[CHOICES]):
        for heading in row:
            match = _OF_LANGUAGE.fullmatch(heading)
            if match and (match["name"] or match["tag"]):
                found.setdefault(_tag_of(heading.partition("::")[2]) or default, Translation.DRAFT.value)
    return found


def _tag_of(heading: str) -> str:
    """The tag of a language as XLSForms name it: “English (en)”, or the tag alone."""
    inside = re.search(r"\(([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)\)", heading)
    if inside:
        return inside[1]
    known = {name.casefold(): tag for tag, name in _LANGUAGES.items()}
    text = heading.strip()
    return known.get(text.casefold(), text.lower() if re.fullmatch(r"[A-Za-z]{2,3}", text) else "")


def _texts_of(row: Mapping[str, str], what: str, source: str) -> dict[str, str]:
    found = {}
    for heading, text in row.items():
        match = _OF_LANGUAGE.fullmatch(heading)
        if match and match["what"] == what and text:
            found[_tag_of(heading.partition("::")[2]) or source] = text
    return found


def _lists_of(rows: Rows, source: str) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        name = row.get("list_name") or row.get("list name") or ""
        point = {"code": row.get("name", "").lower(), "points": row.get("kerege_points", "")}
        found.setdefault(name, []).append(point | {"text": _texts_of(row, "label", source)})
    return found


def _sections_of(rows: Rows, lists: Mapping[str, Any], source: str) -> list[dict[str, Any]]:
    sections: list[dict[str, Any]] = []
    inside = False
    for number, row in enumerate(rows, start=2):
        kind = (
            " ".join(row.get("type", "").split())
            .replace("begin group", "begin_group")
            .replace("end group", "end_group")
        )
        if kind == "begin_group":
            if inside:
                raise Refusal(refused.FORM_GROUPS, field="file", row=number)
            inside = True
            told = {"key": row.get("name", ""), "title": _texts_of(row, "label", source)}
            sections.append(told | {"relevant": row.get("relevant", ""), "questions": []})
        elif kind == "end_group":
            if not inside:
                raise Refusal(refused.FORM_GROUPS, field="file", row=number)
            inside = False
        elif kind:
            if not inside:
                raise Refusal(refused.FORM_GROUPS, field="file", row=number)
            sections[-1]["questions"].append(_question_of(kind, row, lists, source, number))
    if inside:
        raise Refusal(refused.FORM_GROUPS, field="file", row=len(rows) + 1)
    return sections


def _question_of(
    kind: str, row: Mapping[str, str], lists: Mapping[str, Any], source: str, number: int
) -> dict[str, Any]:
    bounds = _BOUNDS.fullmatch(row.get("constraint", "").strip())
    if bounds is None:
        near = row["constraint"][:40]
        raise Refusal(refused.BAD_CONDITION, field="file", place=f"{SURVEY} {number}", near=near)
    return {
        "key": row.get("name", ""),
        "text": _texts_of(row, "label", source),
        "evidence": _texts_of(row, "hint", source),
        "relevant": row.get("relevant", ""),
        "needed": row.get("required", "").lower() in {"yes", "true", "true()"},
        "low": bounds["low"] or "",
        "high": bounds["high"] or "",
        "weight": row.get("kerege_weight") or "1",
        "critical": row.get("kerege_critical") == "yes",
        "links": [_link_of(text) for text in row.get("kerege_links", "").split(";") if text.strip()],
        "may_not_apply": row.get("kerege_may_not_apply") == "yes",
        **_kind_of(kind, lists, number),
    }


def _kind_of(kind: str, lists: Mapping[str, Any], number: int) -> dict[str, Any]:
    word, _, name = kind.partition(" ")
    if kind in _TYPES:
        return {"kind": _TYPES[kind].value}
    if word not in {"select_one", "select_multiple"} or not name or " " in name:
        raise Refusal(refused.FORM_UNKNOWN_TYPE, field="file", row=number, type=kind[:40])
    if name not in lists:
        raise Refusal(refused.FORM_UNKNOWN_LIST, field="file", row=number, list=name[:40])
    scale = name.removesuffix(APART)
    if word == "select_multiple":
        return {"kind": QuestionKind.SEVERAL.value, "scale": scale}
    codes = [point["code"] for point in lists[name] if point["code"] != NOT_APPLICABLE]
    if scale == YES_NO and codes == ["yes", "no"]:
        return {"kind": QuestionKind.YES_NO.value}
    return {"kind": QuestionKind.CHOICE.value, "scale": scale}


def _link_of(text: str) -> dict[str, str]:
    parts = [part.strip() for part in text.split("|")] + [""] * 4
    kind = parts[0] or LinkKind.STANDARD.value
    return {"kind": kind, "of": parts[1], "edition": parts[2], "clause": parts[3]}


def _named(settings: Mapping[str, str], prefix: str) -> dict[str, str]:
    return {name.removeprefix(prefix): text for name, text in settings.items() if name.startswith(prefix)}


# -- what a client says ------------------------------------------------------------------------------------------------


def check_form(sheets: Sheets) -> str:
    """The form as XForm, as an ODK client gets it. Refuses capacity.form_refused with what pyxform says is wrong."""
    from pyxform.errors import PyXFormError  # a second of imports that only whoever brings a form waits for
    from pyxform.xls2xform import convert

    try:
        done = convert(xlsform=sheets, validate=False, form_name="data")
    except (PyXFormError, KeyError, ValueError, TypeError) as fault:
        told = " ".join(str(fault).split())[:300]
        raise Refusal(refused.FORM_REFUSED, field="file", told=told) from None
    return str(done.xform)
