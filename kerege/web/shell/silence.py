"""Since when there is no data of a country: the day of its last record. Silence is not zero."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext

from kerege.indicators.rules import BY_TRAINEES, BY_VENUE
from kerege.indicators.words import FIGURES
from kerege.inventory import queries as inventory
from kerege.law import queries as law
from kerege.outreach import queries as outreach
from kerege.records.keeping import clearance, kept_until_written
from kerege.records.viewers import Viewer
from kerege.training import queries as training
from kerege.web.shell.figures import day

NEWEST = 200


@dataclass(frozen=True)
class LastRecord:
    """When the last record was, as exactly as its source says; for `{% days %}`."""

    first_day: date
    last_day: date
    precision: str


def no_data_since(since: date) -> str:
    """What stands in place of a figure of a country whose node is frozen."""
    return gettext("no data since %(day)s") % {"day": day(since)}


def last_records(viewer: Viewer, *, on: date) -> dict[str, LastRecord]:
    """By country the last record of something that had happened by the day; countries without any are not there.

    Ten queries at most; none where the same was asked before and nothing was written since.
    """
    what = f"last records {clearance(viewer)} {on}"
    return kept_until_written(what, lambda: _newest(_all(viewer, on)), by=FIGURES)


def _newest(found: Iterator[tuple[str, LastRecord]]) -> dict[str, LastRecord]:
    last: dict[str, LastRecord] = {}
    for code, record in found:
        if code and (code not in last or record.last_day > last[code].last_day):
            last[code] = record
    return last


def _all(viewer: Viewer, on: date) -> Iterator[tuple[str, LastRecord]]:
    for line in _lines(viewer, on):
        if line.last_day and line.last_day <= on:
            record = LastRecord(line.first_day, line.last_day, line.precision)
            for name in ("territory", "venue", "trainees_from"):
                yield getattr(line, name, ""), record
    # Countries whose courses are older than the newest ones above: the month is sure, the day may be a bound.
    for by in (BY_TRAINEES, BY_VENUE):
        for code, (_, last) in training.courses_held(viewer, on=on, by=by).items():
            yield code, LastRecord(last, last, "month")


def _lines(viewer: Viewer, on: date) -> Iterator[Any]:
    yield from training.courses(viewer, on=on, size=NEWEST).rows
    yield from outreach.events_held(viewer, on=on)
    yield from inventory.handovers(viewer, on=on)
    yield from law.milestones(viewer, on=on)
