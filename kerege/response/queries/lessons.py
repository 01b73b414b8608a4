"""Lessons as far as their reader may read them; drafts for whoever writes and checks them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kerege.journal.rules import known_as
from kerege.lib.ids import uid_or_none
from kerege.people.rules import Actor, may
from kerege.people.words import Deed
from kerege.records.viewers import Viewer
from kerege.response.models import LabIncident, Lesson
from kerege.response.queries.incident_doors import DOOR, handled_facilities
from kerege.response.words.incidents import LessonState


@dataclass(frozen=True)
class LessonLine:
    """A lesson. Who wrote it and at which facility it happened is not told; `incident` is for whoever handles that.
    `note` says why it was withdrawn, or for whoever handles it why it was returned.
    """

    uid: str
    owner: str
    kind: str
    causes: tuple[str, ...]
    title: Mapping[str, str]
    text: Mapping[str, str]
    state: str
    label: int
    published_on: date | None
    note: str
    mine: bool
    handled: bool
    checks: bool
    incident: str
    synthetic: bool


def lessons(viewer: Viewer, me: Actor, *, on: date, owner: str = "", kind: str = "") -> list[LessonLine]:
    """Published lessons that the reader may read, the newest first."""
    chosen = {name: value for name, value in (("owner", owner), ("kind", kind)) if value}
    rows = Lesson.objects.seen_by(viewer).filter(state=LessonState.PUBLISHED, published_on__lte=on, **chosen)
    return _lines(rows.order_by("-published_on", "-id"), me, on)


def to_check(me: Actor, *, on: date) -> list[LessonLine]:
    """Lessons that wait for a second person, for those who may check them and did not write them."""
    rows = Lesson.objects.seen_by(DOOR).filter(state=LessonState.SUBMITTED).order_by("id")
    return [line for line in _lines(rows, me, on) if line.checks and not line.mine]


def lessons_of(me: Actor, incident: int, *, on: date) -> list[LessonLine]:
    """The lessons of an incident, for whoever handles it."""
    rows = Lesson.objects.seen_by(DOOR).filter(incident_id=incident).order_by("id")
    return [line for line in _lines(rows, me, on) if line.handled]


def lesson(viewer: Viewer, me: Actor, uid: object, *, on: date) -> LessonLine | None:
    """One lesson: published or withdrawn for its readers, before that for those who write and check it."""
    number = uid_or_none(uid)
    if number is None:
        return None
    told = {"state__in": [LessonState.PUBLISHED, LessonState.WITHDRAWN], "published_on__isnull": False}
    found = _lines(Lesson.objects.seen_by(viewer).filter(uid=number, **told), me, on)
    found += [each for each in _lines(Lesson.objects.seen_by(DOOR).filter(uid=number), me, on) if _works_on(each)]
    return next(iter(found), None)


def _works_on(line: LessonLine) -> bool:
    return line.handled or line.checks


def _lines(rows: Any, me: Actor, on: date) -> list[LessonLine]:
    found = rows.seen()
    incidents = LabIncident.objects.seen_by(DOOR).filter(id__in={row.incident_id for row in found})
    of = {each.id: each for each in incidents.seen()}
    own, who = handled_facilities(me, on=on), known_as(me.uid) if me.uid else ""
    return [_line(row, of[row.incident_id], me, own, who) for row in found]


def _line(row: Any, of: Any, me: Actor, own: frozenset[tuple[str, str]], who: str) -> LessonLine:
    handled = (of.owner, of.facility) in own
    told = row.state == LessonState.WITHDRAWN or (handled and row.state == LessonState.DRAFT)
    return LessonLine(
        uid=str(row.uid),
        owner=row.owner,
        kind=row.kind,
        causes=tuple(row.causes),
        title=row.title,
        text=row.text,
        state=row.state,
        label=int(row.label),
        published_on=row.published_on,
        note=row.note if told else "",
        mine=bool(who) and row.author == who,
        handled=handled,
        checks=row.state == LessonState.SUBMITTED and (may(me, Deed.REVIEW_LESSONS, row.owner) or handled),
        incident=str(of.uid) if handled else "",
        synthetic=row.synthetic,
    )
