"""Hours of a case as its page shows them: what one course gave on one day is one line, which leads to the course."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from kerege.capacity.queries.cases import RecordLine
from kerege.capacity.rules.hours import in_hours
from kerege.capacity.words.certification import RecordKind
from kerege.records.viewers import Viewer
from kerege.training.queries.courses import titles
from kerege.web.shell.figures import figure

PARTS = " · "
"""Between the key of a course and the title of its session, as training.actions.evidence writes them."""


@dataclass(frozen=True)
class Day:
    """Records of hours of one day that came from one place. `course` is a uid, `title` that of the course."""

    on: date
    by: str
    hours: str
    course: str
    title: str
    what: tuple[str, ...]
    warned: tuple[str, ...]


def by_day(viewer: Viewer, records: list[RecordLine]) -> dict[str, Day]:
    """The days on which hours were recorded, each by the uid of its first record. Hours that no course gave, or one
    that the viewer may not see, are told as they were written.
    """
    hours = [each for each in records if each.kind == RecordKind.HOURS]
    known = titles(viewer, {_key(each) for each in hours})
    days = groupby(hours, key=lambda each: (each.on, each.by, _key(each) if _key(each) in known else each.uid))
    return {found[0].uid: _day(found, known) for found in (list(group) for _where, group in days)}


def _key(record: RecordLine) -> str:
    return record.text.partition(PARTS)[0] if PARTS in record.text else ""


def _day(found: list[RecordLine], known: dict[str, tuple[str, str]]) -> Day:
    uid, title = known.get(_key(found[0]), ("", ""))
    what = (each.text.partition(PARTS)[2] if uid else each.text for each in found)
    warned = dict.fromkeys(code for each in found for code in each.given.get("warned", ()))
    minutes = sum(each.given["minutes"] for each in found)
    hours = figure(float(in_hours(minutes)))
    return Day(found[0].on, found[0].by, hours, uid, title, tuple(filter(None, what)), tuple(warned))
