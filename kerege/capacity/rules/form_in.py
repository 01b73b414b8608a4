"""The sheets of an XLSForm as the content of a question set. What is not understood is refused with its row."""

import re
from collections.abc import Mapping
from typing import Any

from kerege.capacity.rules.definitions import check_size
from kerege.capacity.rules.form_words import (
    APART,
    BANDS,
    CHOICES,
    LANGUAGES,
    NOT_APPLICABLE,
    PLAIN,
    ROW,
    SETTINGS,
    SURVEY,
    Sheets,
)
from kerege.capacity.rules.parts import YES_NO
from kerege.capacity.words import LinkKind, QuestionKind, Translation, refused
from kerege.lib.refusal import Refusal
from kerege.lib.workbooks import Rows

_TYPES = {"decimal": QuestionKind.NUMBER, "integer": QuestionKind.NUMBER} | {
    name: kind for kind, name in PLAIN.items() if kind != QuestionKind.NUMBER
}
_OF_LANGUAGE = re.compile(r"(?P<what>label|hint)(?:::(?P<name>[^()]*?)\s*(?:\((?P<tag>[A-Za-z-]+)\))?)?")
_BOUNDS = re.compile(r"(?:\. >= (?P<low>-?[0-9.]+))?(?: and )?(?:\. <= (?P<high>-?[0-9.]+))?")


def content_of(sheets: Sheets) -> tuple[str, str, dict[str, Any]]:
    """Key, version and content of a form; what the content says, definitions.read judges.

    Refuses capacity.form_* and capacity.set_too_large.
    """
    if not sheets.get(SURVEY):
        raise Refusal(refused.FORM_NO_SURVEY, field="file", sheet=SURVEY)
    check_size(sum("group" not in row.get("type", "") for row in sheets[SURVEY]))
    settings = next(iter(sheets.get(SETTINGS) or []), {})
    languages = _languages_of(sheets, settings)
    source = next(lang for lang, state in languages.items() if state == Translation.SOURCE)
    lists = _lists_of(sheets.get(CHOICES, []), source)
    content = {
        "title": _named(settings, "kerege_title::")
        or {source: settings.get("form_title") or settings.get("form_id", "")},
        "lead": _named(settings, "kerege_lead::"),
        "languages": languages,
        "threshold": settings.get("kerege_threshold") or "0.5",
        "scales": {name: points for name, points in lists.items() if name != YES_NO and not name.endswith(APART)},
        "sections": _sections_of(sheets[SURVEY], lists, source),
        "bands": _bands_of(settings),
    }
    return settings.get("form_id", ""), settings.get("version", ""), content


def _bands_of(settings: Mapping[str, str]) -> list[dict[str, Any]]:
    """What scores are called, one line for each; a text without a share is left to `read` to refuse."""
    found: dict[str, dict[str, str]] = {}
    for lang, told in _named(settings, BANDS).items():
        for pair in filter(str.strip, told.splitlines()):
            least, _, text = pair.partition("=")
            found.setdefault(least.strip(), {})[lang] = text.strip()
    return [{"least": least, "text": texts} for least, texts in found.items()]


def _languages_of(sheets: Sheets, settings: Mapping[str, str]) -> dict[str, str]:
    if told := settings.get("kerege_languages"):
        return {lang: state for lang, _, state in (pair.strip().partition(" ") for pair in told.split(","))}
    default = _tag_of(settings.get("default_language", "")) or "en"
    found = {default: Translation.SOURCE.value}
    for row in (*sheets[SURVEY], *sheets.get(CHOICES, ())):
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
    known = {name.casefold(): tag for tag, name in LANGUAGES.items()}
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
    for place, row in enumerate(rows, start=2):
        number = int(row.get(ROW, place))
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
    kind_of, text = _kind_of(kind, lists, number), _texts_of(row, "label", source)
    if not text:
        raise Refusal(refused.FORM_NO_LABEL, field="file", row=number)
    return {
        "key": row.get("name", ""),
        "text": text,
        "evidence": _texts_of(row, "hint", source),
        "relevant": row.get("relevant", ""),
        "needed": row.get("required", "").lower() in {"yes", "true", "true()"},
        "low": bounds["low"] or "",
        "high": bounds["high"] or "",
        "weight": row.get("kerege_weight") or "1",
        "critical": row.get("kerege_critical") == "yes",
        "links": [_link_of(text) for text in row.get("kerege_links", "").split(";") if text.strip()],
        "may_not_apply": row.get("kerege_may_not_apply") == "yes",
        **kind_of,
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
