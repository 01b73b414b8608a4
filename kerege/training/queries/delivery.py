"""Planned courses with their sessions, for whoever may see the course and for its staff."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from kerege.inventory import queries as inventory
from kerege.people.rules import Actor, may
from kerege.people.words import Deed
from kerege.records.labels import WITHHELD, Withheld
from kerege.records.personal import subject_model
from kerege.records.viewers import Viewer
from kerege.training.models import Course, CourseSession
from kerege.training.queries.staff import DOOR, courses_of, parts_in
from kerege.training.queries.taught import closed_of, content_of, said
from kerege.training.rules.sessions import Slot, minutes_of, shortfall, stage
from kerege.training.words.planning import Stage


@dataclass(frozen=True)
class SessionLine:
    """One session. `booked`: a room is booked for it; `freed`: its centre called that booking off. One that was called
    off has the reason. The title of a session of a module is withheld from whoever may not read its curriculum.
    """

    uid: str
    title: str | Withheld
    module: str
    starts: datetime
    ends: datetime
    place: str
    booked: bool
    called_off: date | None
    called_off_for: str
    sequence: int
    freed: bool = False

    @property
    def minutes(self) -> int:
        return int((self.ends - self.starts).total_seconds() // 60)


@dataclass(frozen=True)
class TaughtLine:
    """The curriculum version that a course teaches, under its title in the reader's language."""

    key: str
    version: str
    title: str
    hours: float
    has_modules: bool
    has_materials: bool


@dataclass(frozen=True)
class PlanPage:
    """A course as it is planned. `mine` are the parts of whoever asks in it; `organises`: they plan for its owner.
    `minutes` are those of the sessions that stand, `short` those that are missing to the hours of the curriculum.
    """

    uid: str
    key: str
    owner: str
    title: str
    kind: str
    status: str
    stage: Stage
    first_day: date | None
    last_day: date | None
    venue: str
    venue_place: str
    trainees_from: str
    centre: str
    zone: str
    language: str
    least: int | None
    most: int | None
    cohort_reason: str
    entry: str
    enrol_from: date | None
    enrol_until: date | None
    called_off_for: str
    external_funding: bool | None
    synthetic: bool
    taught: TaughtLine | None
    sessions: tuple[SessionLine, ...]
    minutes: int
    short: int
    mine: frozenset[str]
    organises: bool

    @property
    def standing(self) -> tuple[SessionLine, ...]:
        return tuple(each for each in self.sessions if each.called_off is None)

    @property
    def is_planned(self) -> bool:
        """Whether a plan was made of it: a course that is only known from sources has none."""
        return bool(self.zone or self.sessions)


def plan(viewer: Viewer, uid: str, *, acting: Actor, on: date, lang: str) -> PlanPage | None:
    """The plan of one course; None where there is none that the viewer may see and the actor has no part in it."""
    row, reader = course_row(viewer, uid, acting)
    if row is None:
        return None
    mine, organises = parts_in(acting, row), may(acting, Deed.RECORD_ACTIVITY, row.owner)
    sessions = sessions_of(DOOR if mine or organises else reader, [row.id]).get(row.id, ())
    slots = [Slot(s.uid, s.starts, s.ends) for s in sessions if s.called_off is None]
    taught = _taught(reader, row, lang)
    minutes = minutes_of(slots)
    return PlanPage(
        uid=str(row.uid),
        key=row.key,
        owner=row.owner,
        title=row.title,
        kind=row.kind,
        status=row.status,
        stage=stage(row.status, first=row.first_day, last=row.last_day, on=on),
        first_day=row.first_day,
        last_day=row.last_day,
        venue=row.venue_id or "",
        venue_place=row.venue_place,
        trainees_from=row.trainees_from_id or "",
        centre=centre_keys([row.centre_id]).get(row.centre_id, ""),
        zone=row.zone,
        language=row.language,
        least=row.least,
        most=row.most,
        cohort_reason=row.cohort_reason,
        entry=row.entry,
        enrol_from=row.enrol_from,
        enrol_until=row.enrol_until,
        called_off_for=row.called_off_for,
        external_funding=row.external_funding,
        synthetic=row.synthetic,
        taught=taught,
        sessions=sessions,
        minutes=minutes,
        short=shortfall(minutes, taught.hours if taught else None),
        mine=mine,
        organises=organises,
    )


def course_row(viewer: Viewer, uid: str, acting: Actor) -> tuple[Any, Viewer]:
    """The row of a course with the viewer that its parts are read with: DOOR for whoever is of its staff."""
    row = Course.objects.seen_by(viewer).filter(uid=uid).one()
    if row is not None:
        return row, viewer
    own = courses_of(acting)
    row = Course.objects.seen_by(DOOR).filter(uid=uid, id__in=own).one() if own else None
    return row, DOOR


def sessions_of(viewer: Viewer, courses: Iterable[int]) -> Mapping[int, tuple[SessionLine, ...]]:
    """The sessions of these courses by their row numbers, in their order."""
    rows = CourseSession.objects.seen_by(viewer).filter(course_id__in=list(courses)).order_by("starts", "id")
    found: dict[int, tuple[SessionLine, ...]] = {}
    seen = rows.seen()
    of_modules = {row.course_id for row in seen if row.module} if viewer is not DOOR else ()
    closed = closed_of(viewer, Course.objects.seen_by(viewer).filter(id__in=of_modules).seen()) if of_modules else ()
    freed = inventory.freed_bookings(viewer, [str(r.booking) for r in seen if r.booking and r.called_off is None])
    for row in seen:
        found[row.course_id] = (*found.get(row.course_id, ()), session_line(row, freed, closed))
    return found


def session_line(row: Any, freed: Collection[str] = (), closed: Collection[int] = ()) -> SessionLine:
    """A session; `closed` are the courses of whose modules the reader may know nothing."""
    return SessionLine(
        uid=str(row.uid),
        title=WITHHELD if row.module and row.course_id in closed else row.title,
        module=row.module,
        starts=row.starts,
        ends=row.ends,
        place=row.place,
        booked=row.booking is not None and str(row.booking) not in freed,
        called_off=row.called_off,
        called_off_for=row.called_off_for,
        sequence=row.sequence,
        freed=row.booking is not None and str(row.booking) in freed,
    )


def centre_keys(numbers: Iterable[int | None]) -> dict[int, str]:
    """The keys of training centres by their row number: no more than a course that is at one says anyway."""
    model, wanted = subject_model(Course, "centre"), {number for number in numbers if number is not None}
    return dict(model.objects.seen_by(DOOR).filter(id__in=wanted).values_list("id", "key")) if wanted else {}


def _taught(viewer: Viewer, row: Any, lang: str) -> TaughtLine | None:
    content = content_of(row, viewer)
    if not content:
        return None
    modules = content.get("modules", ())
    return TaughtLine(
        key=str(content.get("key", "")),
        version=str(content.get("version", "")),
        title=said(content.get("title", {}), lang, content),
        hours=float(content.get("hours") or 0),
        has_modules=any(each.get("minutes") for each in modules),
        has_materials=any(a.get("materials") for each in modules for a in each.get("activities", ())),
    )
