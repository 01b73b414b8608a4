"""Results of a test as a sheet has them: which column is whose, and which rows can be taken. Headings are read in the
languages of the region; a row that cannot be taken is named with its reason, and the others are taken all the same.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kerege.lib.refusal import Refusal
from kerege.lib.sheets import Grid, Line
from kerege.lib.sheets.shape import as_text
from kerege.lib.text import fold
from kerege.training.rules.evaluation_tests import graded, read_score
from kerege.training.words import evaluation_refused as refused

HEAD_WITHIN = 15
_NAMES = (
    "participant person name full trainee student learner участник участница фио ф имя слушатель қатысушы аты жөні "
    "катышуучу жөнү иштирокчи исм оролцогч нэр иштирокчӣ ном نام شرکت کننده"
)
_CODES = "key code number id код номер ключ шифр"
_SCORES = (
    "score points result mark marks total sum балл баллы баллов итого результат оценка сумма ұпай нәтиже упай жыйынтык "
    "ball natija оноо дүн натиҷа نمره امتیاز"
)


def _words(text: str) -> frozenset[str]:
    return frozenset(fold(text).split())


NAMES, CODES, SCORES = _words(_NAMES), _words(_CODES), _words(_SCORES)


@dataclass(frozen=True)
class Entered:
    """One row that can be taken: who it is, the score, and the answers where the sheet has columns of them."""

    number: int
    who: str
    score: Decimal
    answers: Mapping[str, Any]


@dataclass(frozen=True)
class BadRow:
    """One row that cannot, with why."""

    number: int
    who: str
    refusal: Refusal


Who = Callable[[str], str]
"""From what stands in the column of participants to one that is known. Refuses what is not."""


@dataclass(frozen=True)
class Columns:
    """Which column of a sheet has what, by place; `start` is the place of the first line below the heading."""

    who: int
    score: int | None
    items: Mapping[str, int]
    start: int


def columns_of(lines: Sequence[Line], items: Sequence[Mapping[str, Any]]) -> Columns:
    """Refuses training.sheet_columns for a sheet without a participant, or with neither a score nor every question."""
    for at, line in enumerate(lines[:HEAD_WITHIN]):
        found = _heading({place: as_text(cell.value) for place, cell in line.cells.items()}, items)
        if found is not None:
            return Columns(*found, start=at + 1)
    used = sorted({place for line in lines for place in line.cells})
    if len(used) == 2 and not items:
        return Columns(used[0], used[1], {}, 0)  # two columns without a heading: who, and how much
    named = ", ".join(str(item["id"]) for item in items[:8]) or "1, 2"
    raise Refusal(refused.SHEET_COLUMNS, field="sheet", items=named)


def _heading(
    named: Mapping[int, str], items: Sequence[Mapping[str, Any]]
) -> tuple[int, int | None, Mapping[str, int]] | None:
    """What each column is, if this is the line of headings."""
    found = {item["id"]: place for item in items if (place := _of_item(named, str(item["id"]))) is not None}
    whole = found if items and len(found) == len(items) else {}
    taken = set(whole.values())
    who = _first(named, NAMES, taken)
    who = _first(named, CODES, taken) if who is None else who
    if who is None:
        return None
    score = _first(named, SCORES, taken | {who})
    return (who, score, whole) if score is not None or whole else None


def _of_item(named: Mapping[int, str], item: str) -> int | None:
    """The column of a question: its number alone, or with a letter or a word before it: 7, Q7, В7, Question 7."""
    wanted = item.casefold()
    for place, name in named.items():
        last = re.split(r"[\s.№#:]+", name.casefold().strip(" .:"))[-1]
        if wanted in {last, re.sub(r"^[^\W\d]{1,3}(?=\d)", "", last)}:
            return place
    return None


def _first(named: Mapping[int, str], wanted: frozenset[str], taken: set[int]) -> int | None:
    return next((at for at, name in sorted(named.items()) if at not in taken and _words(name) & wanted), None)


def read_rows(
    grid: Grid, items: Sequence[Mapping[str, Any]], *, most: Decimal, who: Who
) -> tuple[list[Entered], list[BadRow]]:
    """The rows of a sheet, good and bad, by their numbers in the file. `who` knows the participants; `Entered.who` is
    what it makes of a name. Somebody who stands there twice is refused in the second row.

    Refuses training.sheet_columns.
    """
    lines = [line for line in grid.lines if line.cells]
    columns = columns_of(lines, items)
    good: list[Entered] = []
    bad: list[BadRow] = []
    there: set[str] = set()
    for line in lines[columns.start :]:
        texts = {place: as_text(cell.value) for place, cell in line.cells.items()}
        name = texts.get(columns.who, "")
        try:
            known = who(name)
            if known.startswith("code:") and not columns.start:  # any number could be one: a heading has to say so
                raise Refusal(refused.WHO_WROTE, field="person", name=name[:60])
            if known in there:
                raise Refusal(refused.RESULT_TWICE, field="sheet")
            there.add(known)
            score, answers = _read(columns, items, texts, most)
            good.append(Entered(line.number, known, score, answers))
        except Refusal as refusal:
            bad.append(BadRow(line.number, name, refusal))
    return good, bad


def _read(
    columns: Columns, items: Sequence[Mapping[str, Any]], texts: Mapping[int, str], most: Decimal
) -> tuple[Decimal, Mapping[str, Any]]:
    """The score of a row: of the answers where they are there, and a score beside them has to be the same."""
    told = texts.get(columns.score, "") if columns.score is not None else ""
    if not columns.items:
        return read_score(told, most=most), {}
    total, answers = graded(items, {key: texts.get(place, "") for key, place in columns.items.items()})
    if told and read_score(told, most=most) != total:
        raise Refusal(refused.SUM_DIFFERS, field="sheet", told=told, counted=f"{total.normalize():f}")
    return total, answers
