"""A question set as a plain sheet, for whoever has a checklist in a table: section, code, question, scale, weight.

It becomes an XLSForm, and goes on as one. A scale is one of the sheet “scales”, a range such as 0-4, or yes/no, text,
number or date. A heading with a language behind it, such as “question (ru)”, is the same in that language.
"""

import re
from collections.abc import Iterator, Mapping

from kerege.capacity.rules.form_words import CHOICES, SETTINGS, SURVEY, Sheets, heading_of
from kerege.capacity.rules.parts import YES_NO
from kerege.capacity.words import refused
from kerege.lib.refusal import Refusal
from kerege.lib.workbooks import Rows

QUESTIONS, SCALES, ABOUT = SHEETS = ("questions", "scales", "about")
_KINDS = {"text": "text", "number": "decimal", "date": "date"}
_RANGE = re.compile(r"(\d{1,2})\s*[-–]\s*(\d{1,2})")
_HEADING = re.compile(r"(section|question|proof|answer|title)\s*\(([a-z]{2,3}(?:-[a-z0-9]+)*)\)")
_YES = frozenset({"yes", "x", "1", "да", "true"})
MOST_OF_RANGE = 20
Row = Mapping[str, str]


def example() -> Sheets:
    """A sheet to begin with: every column, and a line that shows what stands in it."""
    question = {
        "section": "Waste",
        "code": "W.1",
        "question": "Is every load of the autoclave recorded and checked?",
        "question (ru)": "Записывается ли и проверяется ли каждая загрузка автоклава?",
        "scale": "extent",
        "weight": "2",
        "critical": "yes",
        "may not apply": "yes",
        "proof": "The log of the autoclave",
    }
    short = {"section": "Waste", "code": "W.2", "question": "Are sharps put away at once?", "scale": "yes/no"}
    ranged = {
        "section": "People",
        "code": "P.1",
        "question": "How far is the training plan carried out?",
        "scale": "0-4",
    }
    answers = (("no", "0", "No", "Нет"), ("partly", "1", "In part", "Частично"), ("yes", "2", "Yes", "Да"))
    scales = [
        {"scale": "extent", "code": code, "points": points, "answer": text, "answer (ru)": russian}
        for code, points, text, russian in answers
    ]
    about = {"key": "my-checklist", "version": "1", "title": "My checklist", "title (ru)": "Мой контрольный лист"}
    return {QUESTIONS: [question, short, ranged], SCALES: scales, ABOUT: [about]}


def form_of(sheets: Sheets) -> Sheets:
    """The sheet as an XLSForm. Refuses capacity.sheet_lacks and .sheet_no_scale."""
    rows = sheets.get(QUESTIONS) or []
    scales = list(_scales(sheets.get(SCALES) or []))
    known = {row["list_name"] for row in scales}
    survey: Rows = []
    ranges: dict[str, Rows] = {}
    before = None
    for number, row in enumerate(rows, start=2):
        if not row:
            continue
        named = _headed(row)
        if named.get("section") != before or before is None:
            survey += _turn(named, number, first=before is None)
            before = named["section"]
        survey.append(_asked(named, number, known, ranges))
    survey += [{"type": "end_group"}] if survey else []
    yes_no = [{"list_name": YES_NO, "name": code, "label": code.title()} for code in ("yes", "no")]
    choices = [*scales, *(row for made in ranges.values() for row in made), *yes_no]
    about = next(iter(sheets.get(ABOUT) or []), {})
    return {SURVEY: survey, CHOICES: choices, SETTINGS: [_settings(about)]}


def _headed(row: Row) -> dict[str, str]:
    return {" ".join(heading.lower().split()): text for heading, text in row.items()}


def _texts(row: Row, what: str, into: str) -> dict[str, str]:
    """A text in the languages in which the row has it, as columns of an XLSForm."""
    found = {into: row[what]} if row.get(what) else {}
    for heading, text in row.items():
        match = _HEADING.fullmatch(heading)
        if match and match[1] == what:
            found[f"{into}::{heading_of(match[2])}"] = text
    return found


def _demand(row: Row, column: str, number: int, sheet: str) -> str:
    if not row.get(column):
        raise Refusal(refused.SHEET_LACKS, field="file", row=number, sheet=sheet, column=column)
    return row[column]


def _turn(row: Row, number: int, *, first: bool) -> Rows:
    """The end of the section before, and the beginning of the next one."""
    name = f"s_{_demand(row, 'section', number, QUESTIONS)}"
    begin = {"type": "begin_group", "name": f"{name[:50]}_{number}"} | _texts(row, "section", "label")
    return [begin] if first else [{"type": "end_group"}, begin]


def _asked(row: Row, number: int, known: set[str], ranges: dict[str, Rows]) -> dict[str, str]:
    code, text = (_demand(row, column, number, QUESTIONS) for column in ("code", "question"))
    found = {
        "type": _type(_demand(row, "scale", number, QUESTIONS).strip(), number, known, ranges),
        "name": code,
        **_texts(row, "question", "label"),
        **_texts(row, "proof", "hint"),
        "required": "" if row.get("optional", "").lower() in _YES else "yes",
        "kerege_weight": row.get("weight", "").replace(",", "."),
        "kerege_critical": "yes" if row.get("critical", "").lower() in _YES else "",
        "kerege_may_not_apply": "yes" if row.get("may not apply", "").lower() in _YES else "",
    }
    if not text.startswith(code):
        found |= {name: f"{code} {told}" for name, told in found.items() if name.startswith("label")}
    return {name: told for name, told in found.items() if told}


def _type(scale: str, number: int, known: set[str], ranges: dict[str, Rows]) -> str:
    if scale.lower() in _KINDS:
        return _KINDS[scale.lower()]
    if scale.lower() in {"yes/no", "yes-no", YES_NO}:
        return f"select_one {YES_NO}"
    name = "_".join(scale.split())
    if name in known:
        return f"select_one {name}"
    match = _RANGE.fullmatch(scale)
    low, high = (int(match[1]), int(match[2])) if match else (0, 0)
    if not low < high <= low + MOST_OF_RANGE:
        raise Refusal(refused.SHEET_NO_SCALE, field="file", row=number, scale=scale[:40])
    name = f"from_{low}_to_{high}"
    points = [str(n) for n in range(low, high + 1)]
    ranges[name] = [{"list_name": name, "name": n, "kerege_points": n, "label": n} for n in points]
    return f"select_one {name}"


def _scales(rows: Rows) -> Iterator[dict[str, str]]:
    for number, row in enumerate(rows, start=2):
        if not row:
            continue
        named = _headed(row)
        scale, text = (_demand(named, column, number, SCALES) for column in ("scale", "answer"))
        told = {"list_name": "_".join(scale.split()), "name": named.get("code") or text}
        yield told | {"kerege_points": named.get("points", "").replace(",", ".")} | _texts(named, "answer", "label")


def _settings(about: Row) -> dict[str, str]:
    named = _headed(about)
    titles = {name.replace("label", "kerege_title", 1): text for name, text in _texts(named, "title", "label").items()}
    languages = {f"kerege_title::{_tag(name)}": text for name, text in titles.items() if "::" in name}
    if named.get("title") and languages:
        languages["kerege_title::en"] = named["title"]
    told = {"form_title": named.get("title", ""), "form_id": named.get("key", ""), "version": named.get("version", "")}
    return {name: text for name, text in (told | languages).items() if text}


def _tag(heading: str) -> str:
    return heading.rpartition("(")[2].rstrip(")")
