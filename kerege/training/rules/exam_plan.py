"""What an exam is to be, as it was typed: numbers, times at the place of the course, and what is chosen from lists."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kerege.lib.refusal import Refusal, RefusalWord
from kerege.lib.text import clean_line
from kerege.lib.zones import moment
from kerege.training.rules.exam_blueprint import Row, kept_rows, read_rows
from kerege.training.words import exams as words
from kerege.training.words import exams_refused as refused
from kerege.training.words.exams import ShownAfter

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})?")
YEARS = range(2000, 2200)
"""In which exams are sat; the ends of the calendar cannot be reckoned with."""
NUMBERS = {
    "pass_mark": (1, 100, 70),
    "minutes": (1, words.MOST_MINUTES, 60),
    "tries": (1, words.MOST_TRIES, 1),
    "wait": (0, words.MOST_WAIT, 0),
    "markers": (1, 2, 1),
    "gap": (0, 100, 20),
    "appeal_days": (1, 60, 7),
}
"""Of each number the least, the most, and what it is where nothing is said."""


@dataclass(frozen=True)
class Plan:
    """An exam as it is kept; `columns` are those of its table."""

    rows: tuple[Row, ...]
    columns: Mapping[str, Any]


def read_plan(given: Mapping[str, Any], *, zone: str) -> Plan:
    """The plan that was typed: what `read_paper` reads, in the window that `read_window` reads.

    Refuses what these two refuse.
    """
    paper = read_paper(given)
    return Plan(paper.rows, {**paper.columns, **read_window(given, zone=zone)})


def read_window(given: Mapping[str, Any], *, zone: str) -> dict[str, Any]:
    """When an exam opens and closes: moments, or texts at `zone`. Refuses training.exam_window_wrong."""
    opens, closes = _moment(given.get("opens"), zone), _moment(given.get("closes"), zone)
    if opens is None or closes is None or closes <= opens:
        raise Refusal(refused.EXAM_WINDOW_WRONG, field="closes" if opens else "opens")
    return {"opens": opens, "closes": closes}


def read_paper(given: Mapping[str, Any]) -> Plan:
    """What an exam asks and how it is sat, without its times; `title` is by language.

    Refuses training.exam_untitled, .exam_language, .exam_number_wrong, .exam_word_unknown, .exam_blueprint_*, and
    text.*.
    """
    title = {tag: clean_line(text, field="title", max_length=200) for tag, text in _titles(given.get("title"))}
    if not title:
        raise Refusal(refused.EXAM_UNTITLED, field="title")
    rows = tuple(read_rows(given.get("rows") or ()))
    shown = str(given.get("shown") or ShownAfter.SCORE)
    if shown not in set(ShownAfter):
        raise Refusal(refused.EXAM_WORD_UNKNOWN, field="shown", value=shown[:20])
    columns = {
        "title": title,
        "languages": languages(given.get("languages") or list(title)),
        "blueprint": kept_rows(rows),
        "shown": shown,
        "shuffled": bool(given.get("shuffled", True)),
        "counts": bool(given.get("counts", False)),
    }
    numbers = {name: whole(given.get(name), name, *bounds) for name, bounds in NUMBERS.items()}
    return Plan(rows, columns | numbers)


def languages(given: Iterable[str]) -> list[str]:
    """Tags of languages, each once. Refuses training.exam_language."""
    found = list(dict.fromkeys(str(each).strip() for each in given if str(each).strip()))
    if not found or not all(LANGUAGE.fullmatch(each) for each in found):
        raise Refusal(refused.EXAM_LANGUAGE, field="languages")
    return found


def whole(
    value: Any, name: str, least: int, most: int, usual: int, word: RefusalWord = refused.EXAM_NUMBER_WRONG
) -> int:
    """A whole number within its bounds. Refuses training.exam_number_wrong."""
    text = "" if value is None else str(value).strip()
    if not text:
        return usual
    if not text.isascii() or not text.isdigit() or len(text) > 6 or not least <= int(text) <= most:
        raise Refusal(word, field=name, value=text[:20], least=least, most=most)
    return int(text)


def _titles(given: Any) -> list[tuple[str, str]]:
    told = given.items() if isinstance(given, Mapping) else ()
    found = [(str(tag), str(text)) for tag, text in told if str(text or "").strip()]
    if any(not LANGUAGE.fullmatch(tag) for tag, _ in found):
        raise Refusal(refused.EXAM_LANGUAGE, field="title")
    return found


def _moment(value: Any, zone: str) -> datetime | None:
    try:
        found = value if isinstance(value, datetime) else moment(str(value or ""), zone)
    except (ValueError, OverflowError):  # clocks there jump over it, or it is beyond all calendars
        return None
    return found if found is not None and found.year in YEARS else None


def read_allowance(given: Mapping[str, Any], *, zone: str) -> dict[str, Any]:
    """An accommodation as it was typed: more time in percent, more attempts, other times, a language, a reader.

    Refuses training.exam_allowance_empty, .exam_number_wrong, .exam_language and .exam_window_wrong.
    """
    opens, closes = ((given.get(name) or None) for name in ("opens", "closes"))
    told: dict[str, Any] = {
        "extra_time": whole(given.get("extra_time"), "extra_time", 0, 200, 0),
        "extra_tries": whole(given.get("extra_tries"), "extra_tries", 0, words.MOST_TRIES, 0),
        "opens": _moment(opens, zone) if opens else None,
        "closes": _moment(closes, zone) if closes else None,
        "language": languages([given["language"]])[0] if given.get("language") else "",
        "reader": bool(given.get("reader")),
    }
    wrong = next((name for name in ("opens", "closes") if given.get(name) and told[name] is None), "")
    if wrong or (told["opens"] and told["closes"] and told["closes"] <= told["opens"]):
        raise Refusal(refused.EXAM_WINDOW_WRONG, field=wrong or "closes")
    if not any(told.values()):
        raise Refusal(refused.EXAM_ALLOWANCE_EMPTY, field="extra_time")
    return told


def check_widens(told: Mapping[str, Any], *, opens: datetime, closes: datetime) -> None:
    """Refuse training.exam_window_within where other times lie within those of everybody and change nothing."""
    first, last = told["opens"], told["closes"]
    if (first or last) and not ((first and first < opens) or (last and last > closes)):
        raise Refusal(refused.EXAM_WINDOW_WITHIN, field="closes" if last else "opens")
