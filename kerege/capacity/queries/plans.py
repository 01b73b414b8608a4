"""Quality plans for readers: by clearance, at the own facility, or from the seat of the mentor or the host.

Like the team of an assessment, whoever sits on a seat of a plan reads that plan and no other (queries.teams).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from kerege.capacity.models import ActivityProof, Finding, MentorVisit, QualityPlan, StagedChecklist
from kerege.capacity.queries.assessment_lines import AssessmentLine, Choice
from kerege.capacity.queries.assessments import assessments
from kerege.capacity.queries.findings import names_of
from kerege.capacity.queries.places import keeps, own_facilities, rows_at
from kerege.capacity.queries.teams import DOOR, through
from kerege.capacity.rules.checklists import Checklist, read
from kerege.capacity.rules.plans import StageProgress, next_activities, progress
from kerege.capacity.words import AssessmentState
from kerege.capacity.words.plans import PlanState, Proved, VisitKind
from kerege.capacity.words.quality import Source
from kerege.lib.ids import uid_or_none
from kerege.people import queries as people
from kerege.people.rules import Actor
from kerege.records.reading_versions import read_once
from kerege.records.viewers import Viewer

checklist_of = read_once(read)
"""The checklist that a version holds."""


@dataclass(frozen=True)
class ChecklistLine:
    key: str
    version: str
    title: str
    rights: str
    checklist: Checklist


@dataclass(frozen=True)
class ProofLine:
    """That an activity was done, with what proves it, and what somebody said who looked at it."""

    activity: str
    proof: str
    state: str
    reported_on: date
    looked_on: date | None
    note: str


@dataclass(frozen=True)
class VisitLine:
    uid: str
    kind: str
    on: date
    seen: str
    agreed: str
    next_on: date | None


@dataclass(frozen=True)
class PlanLine:
    """A plan as lists show it. `keeps`, `mentors`, `hosts`: what the reader may do in it. `on_course` is the last day
    on which the mentor said that it is.
    """

    id: int
    uid: str
    owner: str
    facility: str
    title: str
    unit: str
    checklist: Checklist
    checklist_key: str
    checklist_version: str
    mentor: str
    host: str
    set_key: str
    start: date
    until: date
    state: str
    ended_on: date | None
    conclusion: str
    independence: str
    stages: tuple[StageProgress, ...]
    on_course: date | None
    keeps: bool
    mentors: bool
    hosts: bool
    synthetic: bool

    @property
    def running(self) -> bool:
        return self.state == PlanState.RUNNING

    @property
    def asked(self) -> int:
        return sum(stage.asked for stage in self.stages)

    @property
    def verified(self) -> int:
        return sum(stage.verified for stage in self.stages)

    @property
    def reported(self) -> int:
        return sum(stage.reported for stage in self.stages)

    @property
    def late(self) -> StageProgress | None:
        """The first stage whose day is over and that is not reached."""
        return next((stage for stage in self.stages if stage.late), None) if self.running else None


@dataclass(frozen=True)
class PlanPage:
    """A plan with its proofs by activity (the one that counts, else the last), its visits, and what was found in them.
    `before` and `after` are the assessments between which it is seen what changed.
    """

    line: PlanLine
    proofs: Mapping[str, ProofLine]
    visits: tuple[VisitLine, ...]
    found: tuple[str, ...]
    next: tuple[tuple[str, str], ...]
    before: AssessmentLine | None
    after: AssessmentLine | None


def checklists(viewer: Viewer, *, on: date) -> list[ChecklistLine]:
    """The versions of checklists that were there by the day, by key, the newest first."""
    rows = StagedChecklist.objects.seen_by(viewer).filter(published_on__lte=on).order_by("key", "-published_on", "-id")
    return [ChecklistLine(row.key, row.version, row.title, row.rights, checklist_of(row)) for row in rows.seen()]


def plans(viewer: Viewer, *, me: Actor, on: date, lang: str, owner: str = "", facility: str = "") -> list[PlanLine]:
    """Plans that the reader may read and that had begun by the day: running ones first, late ones before others."""
    wanted = {"owner": owner, "facility": facility}
    rows = _readable(viewer, me, on, {name: value for name, value in wanted.items() if value})
    lines = _lines(viewer, me, rows, on, lang)
    return sorted(lines, key=lambda line: (not line.running, line.late is None, line.until, line.uid))


def plan(viewer: Viewer, uid: object, *, me: Actor, on: date, lang: str) -> PlanPage | None:
    """One plan; None where there is none that the reader may read."""
    number = uid_or_none(uid)
    rows = _readable(viewer, me, on, {"uid": number}) if number else []
    if not rows:
        return None
    (line,) = _lines(viewer, me, rows, on, lang)
    proofs = _proofs([rows[0].id], on).get(rows[0].id, {})
    visits = MentorVisit.objects.seen_by(DOOR).filter(plan_id=rows[0].id, on__lte=on).order_by("-on", "-id").seen()
    wrong = Finding.objects.seen_by(DOOR).filter(owner=line.owner, facility=line.facility, source=Source.VISIT)
    wrong = wrong.filter(found_on__lte=on, found_on__gte=line.start).order_by("-found_on", "id")
    before, after = _rounds(viewer, me, line, on, lang)
    return PlanPage(
        line=line,
        proofs=proofs,
        visits=tuple(VisitLine(str(v.uid), v.kind, v.on, v.seen, v.agreed, v.next_on) for v in visits),
        found=tuple(each.text for each in wrong.seen()),
        next=tuple(next_activities(line.checklist, {key: each.state for key, each in proofs.items()})),
        before=before,
        after=after,
    )


def _readable(viewer: Viewer, me: Actor, on: date, chosen: Mapping[str, Any]) -> list[Any]:
    seats = _seats(me, on)
    seated = QualityPlan.objects.seen_by(DOOR).filter(Q(mentor_id__in=seats) | Q(host_id__in=seats))
    doors = (QualityPlan.objects.seen_by(viewer), seated, rows_at(own_facilities(me, on=on), QualityPlan))
    told = (rows.filter(start__lte=on, **chosen).select_related("mentor", "host").order_by("id") for rows in doors)
    return through(*told)


def _seats(me: Actor, on: date) -> set[int]:
    """The seats on which somebody acts: none while a second factor is owed."""
    return {place.seat for place in people.places_of(me.uid, on=on)} if not me.owes_factor else set()


def _lines(viewer: Viewer, me: Actor, rows: list[Any], on: date, lang: str) -> list[PlanLine]:
    lists = StagedChecklist.objects.seen_by(DOOR).filter(id__in={row.checklist_id for row in rows}).seen()
    of = {each.id: each for each in lists}
    names = names_of(viewer, {row.facility for row in rows}, on=on, lang=lang)
    proofs, said = _proofs([row.id for row in rows], on), _on_course([row.id for row in rows], on)
    own, seats = own_facilities(me, on=on), _seats(me, on)
    return [
        _line(
            row,
            of[row.checklist_id],
            proofs.get(row.id, {}),
            on,
            title=names.get(row.facility, row.facility),
            keeps=keeps(me, own, owner=row.owner, facility=row.facility),
            on_course=said.get(row.id),
            mentors=row.mentor_id in seats,
            hosts=row.host_id in seats,
        )
        for row in rows
    ]


def _line(row: Any, of: Any, proofs: Mapping[str, ProofLine], on: date, **reader: Any) -> PlanLine:
    """The line of a plan; `reader` is what it is called for the reader, and what the reader may do in it."""
    checklist = checklist_of(of)
    days = {key: date.fromisoformat(day) for key, day in row.days.items()}
    over = row.ended_on is not None and row.ended_on <= on
    return PlanLine(
        id=row.id,
        uid=str(row.uid),
        owner=row.owner,
        facility=row.facility,
        unit=row.unit,
        checklist=checklist,
        checklist_key=of.key,
        checklist_version=of.version,
        mentor=row.mentor.title,
        host=row.host.title,
        set_key=row.set_key,
        start=row.start,
        until=row.until,
        state=row.state if over else PlanState.RUNNING.value,
        ended_on=row.ended_on if over else None,
        conclusion=row.conclusion if over else "",
        independence=row.independence,
        stages=progress(checklist, days, {key: each.state for key, each in proofs.items()}, on=on),
        synthetic=row.synthetic,
        **reader,
    )


def _on_course(ids: list[int], on: date) -> dict[int, date]:
    rows = MentorVisit.objects.seen_by(DOOR).filter(plan_id__in=ids, kind=VisitKind.CHECK, on__lte=on).order_by("on")
    return {row.plan_id: row.on for row in rows.seen()}


def _proofs(ids: list[int], on: date) -> dict[int, dict[str, ProofLine]]:
    """The proofs of plans by activity: the one that counts, else the last."""
    found: dict[int, dict[str, ProofLine]] = {}
    rows = ActivityProof.objects.seen_by(DOOR).filter(plan_id__in=ids, reported_on__lte=on).order_by("id")
    for row in rows.seen():
        seen = row.looked_on is not None and row.looked_on <= on
        state = row.state if seen else Proved.REPORTED.value
        line = ProofLine(
            row.activity, row.proof, state, row.reported_on, row.looked_on if seen else None, row.note if seen else ""
        )
        found.setdefault(row.plan_id, {})[row.activity] = line
    return found


def _rounds(
    viewer: Viewer, me: Actor, line: PlanLine, on: date, lang: str
) -> tuple[AssessmentLine | None, AssessmentLine | None]:
    """The last round closed before the plan began, and the last one opened since; as far as the reader reads."""
    choice = Choice(set_key=line.set_key, facility=line.facility, state=AssessmentState.CLOSED)
    found = assessments(viewer, me=me.uid, on=min(on, line.ended_on or on), lang=lang, choice=choice)
    before = next((each for each in found if each.opened_on <= line.start), None)
    after = next((each for each in found if each.opened_on > line.start), None)
    return before, after
