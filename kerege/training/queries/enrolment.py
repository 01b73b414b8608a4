"""The cohort of a course as a page shows it: who has a place, who waits, who was there; sums for everybody else."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from kerege.files.queries import FileLine, files_of
from kerege.files.words import Purpose
from kerege.journal.rules import known_as
from kerege.lib.sensitivity import Sensitivity
from kerege.people import queries as people
from kerege.people.rules import Actor
from kerege.records.labels import WITHHELD, Withheld
from kerege.records.personal import subject_model
from kerege.records.viewers import Viewer
from kerege.training.models import Attendance, Course, CourseSession, Enrolment
from kerege.training.queries.cohort import (
    course_row,
    enrolments_of,
    held_of,
    keeps_list,
    offer_of,
    organises,
    readable,
    reads_cohort,
)
from kerege.training.queries.showing import needs_of
from kerege.training.queries.staff import DOOR
from kerege.training.queries.taught import closed_of
from kerege.training.rules.attending import USUAL_SHARE, Told, attended
from kerege.training.rules.enrolling import Need, Offer
from kerege.training.words.attending import Aside
from kerege.training.words.delivery import IN_COHORT, EnrolmentState, Presence


@dataclass(frozen=True)
class MeetingLine:
    """A session with how many of the cohort are recorded there. `over`: it has ended. What it is called is withheld
    from whoever is not in the course and may not read its curriculum.
    """

    uid: str
    title: str | Withheld
    starts: datetime
    ends: datetime
    place: str
    called_off: date | None
    begun: bool
    over: bool
    told: int


@dataclass(frozen=True)
class MarkLine:
    """What is recorded of one person in one session, how and by whom; `before` are the words for what stood there."""

    presence: Presence
    minutes: int
    via: str
    by: str
    at: datetime
    before: tuple[Presence, ...] = ()


@dataclass(frozen=True)
class AsideLine:
    """A record that was kept aside and waits for somebody to decide."""

    name: str
    session: str
    presence: Presence
    why: Aside
    at: datetime


@dataclass(frozen=True)
class PersonInCourse:
    """One row of the list. `number` is that of the slip, `place` the one in the waiting list, `attended` in percent of
    the sessions that are over; `abroad`: the person comes from another country than the course is for. `mine`: whoever
    reads it nominated the person; `me`: it is the reader. `written`: an account is there to which mail goes.
    `letter`: the number of the address in their letter; None once it was withdrawn. `slip`: how often the PIN was
    replaced.
    """

    uid: str
    number: int
    person: int
    name: str
    country: str
    state: EnrolmentState
    employer: str
    commitment: str
    nominator: str
    nominated_on: date
    decided_on: date | None
    place: int
    reason: str
    language: str
    attended: int | None
    abroad: bool
    mine: bool
    me: bool
    written: bool
    letter: int | None
    slip: int
    synthetic: bool


@dataclass(frozen=True)
class CohortPage:
    """A course with its list, as far as somebody may read it. `whole`: all of it is there. Sums are None for whoever
    may not know them; `full` everybody may know.
    """

    uid: str
    key: str
    owner: str
    title: str
    venue: str
    trainees_from: str
    zone: str
    share: int
    offer: Offer
    first_day: date | None
    closed_on: date | None
    needs: tuple[Need, ...]
    people: tuple[PersonInCourse, ...]
    sessions: tuple[MeetingLine, ...]
    marks: Mapping[tuple[str, str], MarkLine]
    aside: tuple[AsideLine, ...]
    taken: int | None
    waiting: int | None
    undecided: int | None
    full: bool
    whole: bool
    organises: bool
    keeps: bool
    synthetic: bool

    def of_state(self, *states: EnrolmentState) -> list[PersonInCourse]:
        return [each for each in self.people if each.state in states]

    @property
    def cohort(self) -> list[PersonInCourse]:
        """Those who have a place."""
        return self.of_state(*IN_COHORT)

    @property
    def unwritten(self) -> list[PersonInCourse]:
        """Those who are to know how they stand and whom no mail reaches."""
        told = self.of_state(*IN_COHORT, EnrolmentState.WAITING, EnrolmentState.REFUSED)
        return [each for each in told if not each.written]

    @property
    def standing(self) -> list[MeetingLine]:
        """The sessions that were not called off."""
        return [each for each in self.sessions if each.called_off is None]

    @property
    def missing(self) -> int:
        """For how many places in sessions that are over nothing is recorded."""
        over = [each for each in self.standing if each.over]
        return sum((p.uid, s.uid) not in self.marks for s in over for p in self.of_state(EnrolmentState.ENROLLED))


def cohort_page(viewer: Viewer, uid: object, *, by: Actor, now: datetime) -> CohortPage | None:
    """The list of one course; None where there is no course that the viewer may see and none in which the actor has
    a part. Names are read by whoever reads the row: nominating tells them.
    """
    row = course_row(viewer, by, uid)
    if row is None:
        return None
    rows, whole = enrolments_of(row.id), reads_cohort(viewer, by, row)
    me = people.person_number(by.uid) if by.uid else None
    known = _persons(each.person_id for each in rows)
    seen = readable(viewer, by, row, rows, {number: owner for number, (_, owner) in known.items()}, me)
    inside = whole or any(each.person_id == me for each in seen)
    closed = () if inside else closed_of(viewer, [row])
    sessions = _sessions(row, rows if whole else seen, now, closed) if seen or whole else []
    marks = _marks(sessions, seen, names=whole)
    lines = _lines(row, rows, seen, known, marks, sessions, by=by, me=me)
    return CohortPage(
        **_facts(row),
        **_sums(row, rows, told=whole or viewer.may_see(Sensitivity.NATIONAL, row.owner)),
        people=tuple(lines),
        sessions=tuple(sessions),
        marks=marks,
        aside=_asides(sessions, lines) if whole else (),
        whole=whole,
        organises=organises(by, row),
        keeps=keeps_list(by, row),
    )


def _facts(row: Any) -> dict[str, Any]:
    same = ("key", "owner", "title", "first_day", "synthetic")
    return {name: getattr(row, name) for name in same} | {
        "uid": str(row.uid),
        "venue": row.venue_id or "",
        "trainees_from": row.trainees_from_id or "",
        "zone": row.zone or "UTC",
        "share": USUAL_SHARE if row.share is None else row.share,
        "offer": offer_of(row),
        "closed_on": row.register_closed_on,
        "needs": tuple(needs_of(row.id)),
    }


def _sums(row: Any, rows: list[Any], *, told: bool) -> dict[str, Any]:
    taken = sum(each.state in IN_COHORT for each in rows)
    waiting, undecided = (
        sum(each.state == state for each in rows) for state in (EnrolmentState.WAITING, EnrolmentState.NOMINATED)
    )
    sums = {"taken": taken, "waiting": waiting, "undecided": undecided}
    shown: dict[str, Any] = sums if told else dict.fromkeys(sums)
    return shown | {"full": row.most is not None and taken >= row.most}


def session_course(uid: str) -> str:
    """The uid of the course to which a session belongs, empty where there is none; for addresses that name a session.
    Whoever calls it asks for the page of the course, which decides about its reader.
    """
    row = CourseSession.objects.seen_by(DOOR).filter(uid=uid).one()
    course = Course.objects.seen_by(DOOR).filter(id=row.course_id).one() if row is not None else None
    return str(course.uid) if course is not None else ""


def sheets_of(session: str) -> list[FileLine]:
    """The signed sheets of a session. Asks no clearance: whoever calls it has asked who takes attendance there."""
    return files_of(DOOR, [session], purpose=Purpose.EVIDENCE)


def marks_of(person: int, sessions: list[int]) -> dict[int, Told]:
    """What stands of one person in these sessions (row numbers), for rules and for the person's own page."""
    rows = Attendance.objects.seen_by(DOOR).filter(person_id=person, session_id__in=sessions, stands=True).seen()
    return {row.session_id: Told(Presence(row.presence), row.minutes or 0) for row in rows}


def _persons(numbers: Any) -> dict[int, tuple[str, str]]:
    """Key and owner of persons, by their row numbers."""
    model: Any = subject_model(Enrolment, "person")
    rows = model.objects.seen_by(DOOR).filter(id__in=set(numbers)).values_list("id", "key", "owner")
    return {number: (key, owner) for number, key, owner in rows}


def _sessions(row: Any, rows: list[Any], now: datetime, closed: Collection[int]) -> list[MeetingLine]:
    found = CourseSession.objects.seen_by(DOOR).filter(course_id=row.id).order_by("starts", "id").seen()
    cohort = {each.person_id for each in rows if each.state in IN_COHORT}
    marked = Attendance.objects.seen_by(DOOR).filter(session_id__in=[s.id for s in found], stands=True)
    told: dict[int, int] = {}
    for session, person in marked.values_list("session_id", "person_id"):
        told[session] = told.get(session, 0) + (person in cohort)
    return [
        MeetingLine(
            uid=str(s.uid),
            title=WITHHELD if s.module and s.course_id in closed else s.title,
            starts=s.starts,
            ends=s.ends,
            place=s.place,
            called_off=s.called_off,
            begun=s.starts <= now,
            over=s.ends <= now,
            told=told.get(s.id, 0),
        )
        for s in found
    ]


def _marks(sessions: Any, seen: list[Any], *, names: bool) -> dict[tuple[str, str], MarkLine]:
    """Marks by the uid in the list and that of the session."""
    by_person = {each.person_id: str(each.uid) for each in seen}
    wanted = CourseSession.objects.seen_by(DOOR).filter(uid__in=[each.uid for each in sessions])
    uids = {number: str(uid) for number, uid in wanted.values_list("id", "uid")}
    rows = Attendance.objects.seen_by(DOOR).filter(session_id__in=list(uids), person_id__in=list(by_person))
    found = list(rows.order_by("id").seen())
    called = people.actor_names([each.noted_by for each in found if each.noted_by]) if names else {}
    before: dict[tuple[str, str], tuple[Presence, ...]] = {}
    marks: dict[tuple[str, str], MarkLine] = {}
    for each in found:
        where = by_person[each.person_id], uids[each.session_id]
        if each.stands:
            marks[where] = MarkLine(
                presence=Presence(each.presence),
                minutes=each.minutes or 0,
                via=each.via,
                by=called.get(each.noted_by, ""),
                at=each.noted_on,
                before=before.get(where, ()),
            )
        elif each.aside == Aside.REPLACED and each.client is None:
            before[where] = (*before.get(where, ()), Presence(each.presence))
    return marks


def _lines(
    row: Any,
    rows: list[Any],
    seen: list[Any],
    known: dict[int, tuple[str, str]],
    marks: Mapping[tuple[str, str], MarkLine],
    sessions: Any,
    *,
    by: Actor,
    me: int | None,
) -> list[PersonInCourse]:
    waits = (each for each in rows if each.state == EnrolmentState.WAITING)
    queue = [each.id for each in sorted(waits, key=lambda each: (each.waiting_since, each.id))]
    names = people.person_names(DOOR, [each.person_id for each in seen])
    nominators = people.actor_names([each.noted_by for each in seen])
    employers = people.organisation_keys([each.employer_id for each in seen if each.employer_id])
    numbers = {each.id: number for number, each in enumerate(rows, start=1)}
    over = [each for each in sessions if each.over and each.called_off is None]
    mine = known_as(by.uid) if by.uid else "-"
    written = people.with_accounts([each.person_id for each in seen])
    return [
        PersonInCourse(
            uid=str(each.uid),
            number=numbers[each.id],
            person=each.person_id,
            name=str(names.get(each.person_id, "")),
            country=known.get(each.person_id, ("", ""))[1],
            state=EnrolmentState(each.state),
            employer=employers.get(each.employer_id, ""),
            commitment=each.commitment,
            nominator=nominators.get(each.noted_by, ""),
            nominated_on=each.nominated_on,
            decided_on=each.decided_on,
            place=queue.index(each.id) + 1 if each.id in queue else 0,
            reason=each.reason,
            language=each.language,
            attended=_share(each, marks, over),
            abroad=bool(row.trainees_from_id) and known.get(each.person_id, ("", ""))[1] != row.trainees_from_id,
            mine=each.noted_by == mine,
            me=each.person_id == me,
            written=each.person_id in written,
            letter=each.letter if each.letter_ended is None else None,
            slip=each.slip,
            synthetic=each.synthetic,
        )
        for each in seen
    ]


def _share(each: Any, marks: Mapping[tuple[str, str], MarkLine], over: list[MeetingLine]) -> int | None:
    if each.state not in IN_COHORT or not over:
        return None
    found = {s.uid: marks.get((str(each.uid), s.uid)) for s in over}
    told = {uid: Told(mark.presence, mark.minutes) for uid, mark in found.items() if mark is not None}
    return attended(told, [held_of(s) for s in over])


def _asides(sessions: Any, lines: list[PersonInCourse]) -> tuple[AsideLine, ...]:
    """What was kept aside and is not decided yet: nothing that somebody recorded later for the same place."""
    wanted = CourseSession.objects.seen_by(DOOR).filter(uid__in=[each.uid for each in sessions])
    uids = {number: (title, str(uid)) for number, title, uid in wanted.values_list("id", "title", "uid")}
    names = {each.person: each.name for each in lines}
    rows = Attendance.objects.seen_by(DOOR).filter(session_id__in=list(uids), stands=False).exclude(aside="")
    found = [each for each in rows.order_by("id").seen() if each.aside != Aside.REPLACED]
    standing = Attendance.objects.seen_by(DOOR).filter(session_id__in=list(uids), stands=True)
    newest = {(s, p): number for number, s, p in standing.values_list("id", "session_id", "person_id")}
    return tuple(
        AsideLine(names[each.person_id], uids[each.session_id][0], Presence(each.presence), Aside(each.aside), each.at)
        for each in found
        if each.person_id in names and newest.get((each.session_id, each.person_id), 0) < each.id
    )
