"""When a report is due, from what its form says. Plain Python.

`every` years, on `day` of `month`: in the year `first` and in whole steps after it. `lag` is how many years the report
looks back: the return that is due in April covers the year before.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Deadline:
    """`period` is the year that the report covers."""

    form: str
    on: date
    period: int


def deadlines(form: str, due: Mapping[str, Any], *, since: date, until: date) -> Iterator[Deadline]:
    """The days on which a report is due from `since` until before `until`; none of a form without a day."""
    if not due:
        return
    for year in range(since.year, until.year + 1):
        if (year - int(due.get("first", year))) % int(due["every"]):
            continue
        on = date(year, int(due["month"]), int(due["day"]))
        if since <= on < until and year >= int(due.get("first", year)):
            yield Deadline(form, on, year - int(due.get("lag", 0)))


def days_left(deadline: Deadline, *, on: date) -> int:
    return (deadline.on - on).days
