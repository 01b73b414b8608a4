"""Who teaches courses: the staff of one for its organisers and for itself, one's own parts, and what to look at."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from kerege.people import queries as people
from kerege.people.rules import Actor, may
from kerege.people.words import Deed
from kerege.records.labels import WITHHELD, Withheld
from kerege.records.viewers import Viewer
from kerege.training.models import Course, CourseStaff
from kerege.training.queries.delivery import SessionLine, course_row, sessions_of
from kerege.training.queries.staff import DOOR, parts_in
from kerege.training.queries.taught import certificates_of, curricula_needed
from kerege.training.rules.staffing import Lack, Member, lacks, may_lead
from kerege.training.words.delivery import Answer, StaffPart


@dataclass(frozen=True)
class StaffLine:
    """Somebody with a part in a course. `certified`: their certificate lets them lead it on its first day; None where
    it needs none. `sessions` are the uids of those in which they have the part, none where it is all of them. `mine`:
    it is whoever asks.
    """

    uid: str
    person: int
    name: str | Withheld
    part: str
    languages: tuple[str, ...]
    sessions: tuple[str, ...]
    answer: str
    answered_on: date | None
    since: date
    until: date | None
    reason: str
    certified: bool | None
    mine: bool


@dataclass(frozen=True)
class Staffed:
    """The staff of a course: who stands, who was replaced, and what should be looked at before it begins."""

    members: tuple[StaffLine, ...]
    gone: tuple[StaffLine, ...]
    lacks: tuple[Lack, ...]


def staffed(viewer: Viewer, uid: str, *, acting: Actor, on: date) -> Staffed | None:
    """The staff of one course, for whoever plans for its owner, has a part in it, or reads restricted records of the
    owner; None for everybody else.
    """
    row, _reader = course_row(viewer, uid, acting)
    if row is None:
        return None
    mine, organises = parts_in(acting, row), may(acting, Deed.RECORD_ACTIVITY, row.owner)
    inside = bool(mine) or organises
    rows = CourseStaff.objects.seen_by(DOOR if inside else viewer).filter(course_id=row.id).order_by("id").seen()
    if not rows and not inside:
        return None
    day = max(row.first_day or on, on)
    needed = curricula_needed(row)
    held = certificates_of({each.person_id for each in rows}, on=day) if needed is not None else {}
    names = people.person_names(DOOR if inside else viewer, [each.person_id for each in rows])
    me = people.person_number(acting.uid) if acting.uid else None
    lines = [_line(each, names, me, needed, held) for each in rows]
    standing = [each for each in rows if each.until is None]
    members = [
        Member(e.part, e.answer, frozenset(e.languages.split()), tuple(held.get(e.person_id, ()))) for e in standing
    ]
    return Staffed(
        tuple(sorted((line for line in lines if line.until is None), key=_order)),
        tuple(line for line in lines if line.until is not None),
        tuple(lacks(members, language=row.language, venue=row.venue_id or "", needed=needed)),
    )


@dataclass(frozen=True)
class OwnPart:
    """A part that somebody has in a course, with its sessions; `staff` is the uid of the invitation."""

    staff: str
    part: str
    answer: str
    reason: str
    course: str
    title: str
    status: str
    called_off_for: str
    venue: str
    venue_place: str
    trainees_from: str
    zone: str
    first_day: date | None
    last_day: date | None
    sessions: tuple[SessionLine, ...]


def own_parts(acting: Actor) -> list[OwnPart]:
    """What somebody teaches, interprets, observes or supports, the latest first; nothing for whom no account belongs to
    a person. While somebody looks with other eyes nobody acts, and nothing is there.
    """
    person = people.person_number(acting.uid) if acting.uid and not acting.owes_factor else None
    if person is None:
        return []
    rows = CourseStaff.objects.seen_by(DOOR).filter(person_id=person, until__isnull=True).order_by("id").seen()
    courses = {c.id: c for c in Course.objects.seen_by(DOOR).filter(id__in={r.course_id for r in rows}).seen()}
    sessions = sessions_of(DOOR, courses)
    found = [_own(row, courses[row.course_id], sessions.get(row.course_id, ())) for row in rows]
    return sorted(found, key=lambda each: (each.first_day or date.max, each.staff), reverse=True)


def _own(row: Any, course: Any, sessions: tuple[SessionLine, ...]) -> OwnPart:
    return OwnPart(
        staff=str(row.uid),
        part=row.part,
        answer=row.answer,
        reason=row.reason,
        course=str(course.uid),
        title=course.title,
        status=course.status,
        called_off_for=course.called_off_for,
        venue=course.venue_id or "",
        venue_place=course.venue_place,
        trainees_from=course.trainees_from_id or "",
        zone=course.zone,
        first_day=course.first_day,
        last_day=course.last_day,
        sessions=tuple(each for each in sessions if not row.sessions or each.uid in row.sessions),
    )


def _line(row: Any, names: dict[int, Any], me: int | None, needed: Any, held: dict[int, Any]) -> StaffLine:
    leads = needed is not None and row.part == StaffPart.LEAD
    return StaffLine(
        uid=str(row.uid),
        person=row.person_id,
        name=names.get(row.person_id, WITHHELD),
        part=row.part,
        languages=tuple(row.languages.split()),
        sessions=tuple(row.sessions),
        answer=row.answer,
        answered_on=row.answered_on,
        since=row.since,
        until=row.until,
        reason=row.reason,
        certified=may_lead(held.get(row.person_id, ()), needed) if leads else None,
        mine=me is not None and row.person_id == me,
    )


def _order(line: StaffLine) -> tuple[bool, int, str]:
    return line.answer == Answer.DECLINED, list(StaffPart).index(StaffPart(line.part)), line.uid


def waiting_for(parts: Iterable[OwnPart], on: date) -> list[OwnPart]:
    """The invitations to courses that lie ahead which nobody has answered yet."""
    ahead = [part for part in parts if part.status == "planned" and (part.last_day or date.max) >= on]
    return [part for part in ahead if part.answer == Answer.INVITED]
