"""What may be said of how a country stands with an instrument. Plain Python."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kerege.law.rules.dates import check_status_date
from kerege.law.rules.release_table import Cell, Fault, Sheet, a_day, among, line, one_of, read, unique, yes_no
from kerege.law.words import releases as words
from kerege.law.words.parties import Consent, Standing
from kerege.lib.refusal import Refusal
from kerege.lib.stated import Precision, Stated, read_stated
from kerege.people.rules import choice

FILE = "party_status.csv"
BY_A_PERSON = "~"
"""Stands in the key of what somebody stated here: a table that is brought later leaves it alone."""
ENDED = ".ended"
"""Ends the key of a row of the table that goes on being known with the end that somebody stated."""


def is_stated(key: str) -> bool:
    """Whether somebody stated the status here, and no table brought it."""
    return BY_A_PERSON in key and not key.endswith(ENDED)


@dataclass(frozen=True)
class Exists:
    """What of a version the dates are held against."""

    title: str
    since: date | None


@dataclass(frozen=True)
class Said:
    """A status as somebody states it. `since` may be a year, a month or nothing."""

    status: str
    since: Stated
    until: date | None
    expression: str
    expressed_on: date | None
    source_as_of: date | None

    @property
    def begins(self) -> date:
        return self.since.first or date.min


def a_consent(typed: str, name: str) -> str:
    return choice(typed.strip(), Consent, name) if typed.strip() else ""


def a_stated(typed: str, name: str) -> str:
    read_stated(typed, field=name)
    return typed.strip()


COLUMNS: dict[str, Cell] = {
    "key": line(60),
    "territory": line(3),
    "version": line(40),
    "status": one_of(Standing),
    "since": a_stated,
    "until": a_day,
    "expression": a_consent,
    "expressed_on": a_day,
    "reservation": line(2000, empty=True),
    "source": line(300),
    "source_as_of": a_day,
    "verified": yes_no,
    "provisional": yes_no,
    "note": line(300, empty=True),
}


def said(row: Mapping[str, Any]) -> Said:
    """The status of a row of text."""
    days = {n: date.fromisoformat(row[n]) if row[n] else None for n in ("until", "expressed_on", "source_as_of")}
    return Said(row["status"], read_stated(row["since"], field="since"), expression=row["expression"], **days)


def check_said(status: Said, about: Exists, *, today: date) -> None:
    """Refuse law.before_adoption (the 1972 record of a protocol of 2000), law.no_adoption_date,
    law.force_before_consent, law.ends_before_begin and law.source_in_future.
    """
    for field, on in (("since", status.since), ("expressed_on", _day(status.expressed_on))):
        if on.last is not None:
            try:
                check_status_date(act=status.status, on=on, instrument=about.title, exists=about.since)
            except Refusal as refusal:
                refusal.field = field
                raise
    begins = status.since.last
    if begins and status.expressed_on and begins < status.expressed_on:
        told = {"since": begins.isoformat(), "expressed_on": status.expressed_on.isoformat()}
        raise Refusal(words.FORCE_BEFORE_CONSENT, field="since", **told)
    if begins and status.until and status.until <= (status.since.first or begins):
        raise Refusal(words.ENDS_BEFORE_BEGIN, field="until", since=begins.isoformat(), until=status.until.isoformat())
    if status.source_as_of and status.source_as_of > today:
        raise Refusal(words.STATUS_FUTURE_SOURCE, field="source_as_of", day=status.source_as_of.isoformat())


def _day(day: date | None) -> Stated:
    return Stated(day, day, Precision.DAY) if day else Stated()


def overlaps(one: Said, other: Said) -> bool:
    """Whether two statuses of one country for one version hold on a common day; without a beginning, since ever."""
    ends = [(a.until, b.begins) for a, b in ((one, other), (other, one))]
    return not any(until is not None and until <= begins for until, begins in ends)


def is_change(old: Said, new: Said) -> bool:
    """Whether the new status came after the old one; otherwise it corrects what was said of it."""
    begins, ended = new.since.first, old.since.last
    return new.status != old.status and begins is not None and ended is not None and begins > ended


def check_statuses(
    data: bytes, *, versions: Mapping[str, Exists], territories: Iterable[str], today: date, published: bool = True
) -> Sheet:
    """Read the table of statuses and find every fault. Good rows stay: each of them is a fact of its own."""
    sheet = read(FILE, data, COLUMNS)
    known = frozenset(territories)
    good: list[tuple[int, dict[str, Any]]] = []
    taken: dict[tuple[str, str], list[Said]] = {}
    for number, row in unique(sheet, "key"):
        if not among(sheet, number, row, "territory", known, "countries", "territories.csv"):
            continue
        if not among(sheet, number, row, "version", versions, "versions", "versions.csv"):
            continue
        try:
            if published and not row["verified"] and not row["provisional"]:
                raise Refusal(words.NOT_FLAGGED, field="provisional")
            _take(said(row), row, versions, taken, today)
        except Refusal as refusal:
            sheet.refuse(number, refusal)
        else:
            good.append((number, row))
    sheet.rows = good
    return sheet


def _take(
    new: Said,
    row: Mapping[str, Any],
    versions: Mapping[str, Exists],
    taken: dict[tuple[str, str], list[Said]],
    today: date,
) -> None:
    check_said(new, versions[row["version"]], today=today)
    others = taken.setdefault((row["territory"], row["version"]), [])
    for other in others:
        if overlaps(new, other):
            raise Refusal(words.STATUSES_OVERLAP, field="since", country=row["territory"], other=other.status)
    others.append(new)


__all__ = [
    "COLUMNS",
    "FILE",
    "Exists",
    "Fault",
    "Said",
    "check_said",
    "check_statuses",
    "is_change",
    "overlaps",
    "said",
]
