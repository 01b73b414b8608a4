"""An edited sheet of a plan, read by the names in which it was taken out: rows by keys, and what cannot be read."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kerege.lib.canonical import digest
from kerege.lib.refusal import Refusal
from kerege.lib.text import fold
from kerege.planning import words
from kerege.planning.solver.editing import Told
from kerege.planning.solver.kept import plain
from kerege.planning.solver.plan import Held, Plan

MOST_ROWS = 300
AS_IS = "="
"""Before a name that is compared as it is written."""
PARTS = ("course", "first", "language", "room", "countries", "people", "leads", "locals", "code")
"""The columns that are read, by what they hold."""


@dataclass(frozen=True)
class Row:
    """A row as it stands in the sheet: its line, and texts by column."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Unread:
    """A row that cannot be read. `number` is its course in the plan, which stays; None where it has none."""

    line: int
    number: int | None
    refused: tuple[Refusal, ...]


Names = Mapping[str, Mapping[str, Sequence[str]]]
"""By column and folded name the keys that are called so: a trainer's name may be that of two."""


def code_of(plan: Plan) -> str:
    """Which plan a sheet is of."""
    return str(digest(plain(plan)))[:8]


def names_of(called: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, list[str]]]:
    """By column the keys by what each is called, as it is written and folded; a key is understood too. What is written
    alike stands before what only sounds alike: a language has two scripts.
    """
    found: dict[str, dict[str, list[str]]] = {}
    for column, names in called.items():
        of = found.setdefault(column, {})
        for key, name in names.items():
            for text in dict.fromkeys((AS_IS + name, AS_IS + key, fold(name), fold(key))):
                of.setdefault(text, []).append(key)
    return found


def read(rows: Iterable[Row], names: Names, plan: Plan) -> tuple[list[Told], list[Unread]]:
    """The rows by keys, and those that cannot be read. Refuses planning.sheet_of_another_plan and .sheet_too_long."""
    found: list[Told] = []
    unread: list[Unread] = []
    seen: set[int] = set()
    for row in rows:
        if len(found) + len(unread) >= MOST_ROWS:
            raise Refusal(words.SHEET_TOO_LONG, field="file", most=MOST_ROWS)
        number = _number(row, plan)
        if number in seen:
            unread.append(Unread(row.line, None, (Refusal(words.ROW_CODE_TWICE, line=row.line),)))
            continue
        seen |= {number} if number is not None else set()
        reading = _Reading(row, names)
        told = reading.told(number)
        if told is not None:
            found.append(told)
        else:
            unread.append(Unread(row.line, number, tuple(reading.refused)))
    return found, unread


def as_it_was(number: int, line: int, held: Held) -> Told:
    """The row of a course that was not changed."""
    course = held.course
    return Told(
        line, number, course.topic, course.language, course.room, course.days[0], course.cohort, held.leads, held.locals
    )  # fmt: skip


def _number(row: Row, plan: Plan) -> int | None:
    text = row.cells.get("code", "").strip()
    if not text:
        return None
    code, _dash, number = text.rpartition("-")
    known = number.isascii() and number.isdigit() and len(number) < 5 and 1 <= int(number) <= len(plan.courses)
    if code != code_of(plan) or not known:
        raise Refusal(words.SHEET_OF_ANOTHER_PLAN, field="file", line=row.line)
    return int(number)


class _Reading:
    """One row, with what is wrong in it."""

    def __init__(self, row: Row, names: Names) -> None:
        self.row, self.names = row, names
        self.refused: list[Refusal] = []

    def told(self, number: int | None) -> Told | None:
        one = {name: self._one(name) for name in ("course", "language", "room")}
        day, people = self._day(), self._people()
        several = {name: self._several(name) for name in ("countries", "leads", "locals")}
        if not several["countries"] and not self.refused:
            self._refuse(words.ROW_UNKNOWN, value="", column="countries")
        if self.refused or day is None:
            return None
        return Told(
            self.row.line,
            number,
            one["course"],
            one["language"],
            one["room"],
            day,
            frozenset(several["countries"]),
            frozenset(several["leads"]),
            frozenset(several["locals"]),
            people,
        )

    def _cell(self, name: str) -> str:
        return " ".join(self.row.cells.get(name, "").split())

    def _refuse(self, word: words.RefusalWord, **data: Any) -> None:
        self.refused.append(Refusal(word, line=self.row.line, **data))

    def _one(self, column: str) -> str:
        return self._key(column, self._cell(column))

    def _key(self, column: str, text: str) -> str:
        known = self.names[column]
        keys = (known.get(AS_IS + text) or known.get(fold(text), ())) if text else ()
        trainer = column in {"leads", "locals"}
        if len(keys) > 1:
            self._refuse(words.ROW_NAME_TWICE, value=text[:60], keys=", ".join(keys))
        elif not keys and trainer:
            self._refuse(words.ROW_UNKNOWN_TRAINER, value=text[:60])
        elif not keys:
            self._refuse(words.ROW_UNKNOWN, value=text[:60], column=column)
        return keys[0] if len(keys) == 1 else ""

    def _several(self, column: str) -> list[str]:
        parts = [part.strip() for part in re.split(r"[,;،\n]", self.row.cells.get(column, "")) if part.strip()]
        return [key for part in parts if (key := self._key(column, " ".join(part.split())))]

    def _day(self) -> date | None:
        text = self._cell("first")[:19]
        dotted = re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", text)
        try:
            if dotted:
                return within_reach(date(int(dotted[3]), int(dotted[2]), int(dotted[1])))
            return within_reach(date.fromisoformat(text[:10]))
        except ValueError:
            self._refuse(words.ROW_NOT_A_DAY, value=text[:40])
            return None

    def _people(self) -> int | None:
        text = self._cell("people")
        if text and not (text.isascii() and text.isdigit() and len(text) < 7):
            self._refuse(words.ROW_NOT_PEOPLE, value=text[:40])
        return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else None


def within_reach(day: date) -> date:
    """A day on which somebody may plan. Raises ValueError for one from which no other can be counted."""
    if not 2000 <= day.year <= 2100:
        raise ValueError(day)
    return day


def told_of(kept: Mapping[str, Any]) -> Told:
    """The row that `kept.plain` made this of. Raises what a wrong shape raises: KeyError, TypeError, ValueError, and
    OverflowError for a number without end.
    """
    people, number = kept["people"], kept["number"]
    return Told(
        int(kept["line"]),
        None if number is None else int(number),
        str(kept["topic"]),
        str(kept["language"]),
        str(kept["room"]),
        within_reach(date.fromisoformat(kept["day"])),
        frozenset(map(str, kept["cohort"])),
        frozenset(map(str, kept["leads"])),
        frozenset(map(str, kept["locals"])),
        None if people is None else int(people),
    )
