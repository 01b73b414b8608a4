"""What is asked of the records, and the shape of their answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kerege.indicators.rules import BY_VENUE, Conflict, Evidence, RecordRef, Scope
from kerege.indicators.words import State
from kerege.records.viewers import Viewer

NOTHING, WITHHELD = Evidence(State.NO_RECORDS), Evidence(State.WITHHELD)


@dataclass(frozen=True)
class Question:
    """One indicator's question; `page` and `size` choose which records come along, size 0 none."""

    viewer: Viewer
    on: date
    scope: Scope
    page: int = 1
    size: int = 50

    @property
    def courses(self) -> dict[str, Any]:
        """The question in the words of training."""
        return {
            "on": self.on,
            "project": self.scope.project,
            "territories": self.scope.territories,
            "by": self.scope.by,
        }

    @property
    def plain(self) -> dict[str, Any]:
        """The question in the words of rooms where a record has one country."""
        return {"on": self.on, "project": self.scope.project, "territories": self.scope.territories}

    @property
    def by_venue(self) -> bool:
        return self.scope.by == BY_VENUE


@dataclass(frozen=True)
class Answer:
    """What records say. `last_days` has the last day of a record by country; `protected` says, for a reader who may not
    know who is counted, how the figure is told.
    """

    evidence: Evidence = NOTHING
    planned: int | None = None
    unknown_records: int = 0
    conflicts: tuple[Conflict, ...] = ()
    records: tuple[RecordRef, ...] = ()
    records_total: int = 0
    withheld_records: int = 0
    by_territory: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    last_days: Mapping[str, date] = field(default_factory=dict)
    breakdown: Any = None
    protected: str = ""


def recorded(low: float, high: float | None = None, **base: int) -> Evidence:
    """Evidence that there is."""
    return Evidence(State.RECORDED, low, low if high is None else high, **base)


def per_country(lines: Any, country: str, value: Any = None) -> dict[str, tuple[float, float]]:
    """Sums by country of lines that have one, where each line adds `value(line)`, by default 1."""
    sums: dict[str, tuple[float, float]] = {}
    for line in lines:
        low, high = value(line) if value else (1, 1)
        before = sums.get(getattr(line, country), (0, 0))
        sums[getattr(line, country)] = (before[0] + low, before[1] + high)
    return sums


def last_days(lines: Any, country: str) -> dict[str, date]:
    """The last day of a line by country, of those that have one."""
    days: dict[str, date] = {}
    for line in lines:
        if line.last_day:
            code = getattr(line, country)
            days[code] = max(days.get(code, date.min), line.last_day)
    return days
