"""Scenarios as a reader may see them: the list, one of them, who may teach in it, and whether it still holds."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.cache import cache
from django.utils.timezone import localdate

from kerege.inventory import queries as inventory
from kerege.inventory.rules.keepers import keeps
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.people import queries as people
from kerege.people.rules import Actor
from kerege.people.words import Deed, Role
from kerege.planning.models import AcceptedCourse, Scenario, ScenarioTrainer
from kerege.planning.queries.before import last_days, standing_before
from kerege.planning.queries.gathering import Asked, Gathered, gathered
from kerege.planning.rules.rows import Row
from kerege.planning.rules.states import WORKED_ON, progress_key
from kerege.planning.rules.trials import given
from kerege.planning.solver.kept import plan_of, problem_of
from kerege.planning.solver.plan import Contradiction, Plan
from kerege.planning.solver.problem import Problem
from kerege.planning.words import NO_SUCH_SCENARIO, Kind, State
from kerege.privacy.queries import names_of_listings
from kerege.records.viewers import Viewer
from kerege.sharing.queries import seated

ROLES = frozenset({Role.SECRETARIAT.value, Role.FOCAL_POINT.value, Role.TRAINING_CENTRE_MANAGER.value})
"""Who plans: nobody else finds these pages."""


@dataclass(frozen=True)
class ScenarioLine:
    uid: str
    owner: str
    title: str
    centre: str
    first: date
    last: date
    state: State
    courses: int
    people: int
    made_on: date
    synthetic: bool


@dataclass(frozen=True)
class ScenarioPage:
    """One scenario, whole. `problem` and `plan` are None where nothing was gathered or found yet; `earlier` is the plan
    before this one. `accepted` are the uids of courses by their number in the plan, `cancelled` the numbers of those
    that were cancelled since. `given` are the goals of the plan in their order with what each gave, `trials` what was
    tried beside it.
    """

    line: ScenarioLine
    currency: str
    use_needs: bool
    also: tuple[str, ...]
    rows: dict[str, list[Row]]
    goals: tuple[tuple[str, int], ...]
    seconds: int
    least_change: bool
    problem: Problem | None
    digest: str
    gathered_on: date | None
    notes: tuple[tuple[str, dict[str, Any]], ...]
    plan: Plan | None
    contradiction: Contradiction | None
    earlier: Plan | None
    stepped_at: datetime | None
    made_from: str
    fault: str
    accepted: dict[int, str]
    cancelled: frozenset[int] = frozenset()
    given: tuple[tuple[str, int], ...] = ()
    trials: tuple[dict[str, Any], ...] = ()
    progress: dict[str, Any] = field(default_factory=dict)

    @property
    def works(self) -> bool:
        """Whether the node has something to do with it."""
        return self.line.state in WORKED_ON

    @property
    def tries(self) -> bool:
        """Whether the node has something to try beside the plan."""
        return any(each["state"] == "waiting" for each in self.trials)


@dataclass(frozen=True)
class TrainerLine:
    """Somebody who may teach in a scenario, by their key; `name` is empty where the reader may not know it."""

    key: str
    name: str
    country: str
    listed: bool


def scenarios(viewer: Viewer, acting: Actor) -> list[ScenarioLine]:
    """The scenarios that the reader may see, the newest first; for those who plan."""
    rows = Scenario.objects.seen_by(viewer).filter(kind=Kind.SEASON).order_by("-id")[:200].seen()
    bodies = _bodies(viewer, {row.centre for row in rows})
    return [_line(row) for row in rows if plans(acting, row.owner, bodies.get(row.centre, ""))]


def plans(acting: Actor, owner: str, organisation: str) -> bool:
    """Whether somebody plans for an owner, or for a centre of this organisation there."""
    return keeps(acting, owner, organisation, deed=Deed.RECORD_ACTIVITY)


def _bodies(viewer: Viewer, centres: Collection[str]) -> dict[str, str]:
    """The organisations of these training centres, as far as the reader may see them."""
    wanted = {key for key in centres if key}
    lines = inventory.centres(viewer, on=localdate(), lang="en") if wanted else []
    return {line.key: line.organisation for line in lines if line.key in wanted}


def scenario(viewer: Viewer, uid: object, acting: Actor) -> ScenarioPage:
    """One scenario, for whoever plans for its owner. Refuses planning.no_such_scenario."""
    row = _row(viewer, uid, acting)
    accepted = AcceptedCourse.objects.seen_by(viewer).filter(of_id=row.id).values_list("number", "course")
    found = plan_of(row.result) if row.result else None
    earlier = plan_of(row.earlier) if row.earlier else None
    line = _line(row)
    return ScenarioPage(
        line,
        row.currency,
        row.use_needs,
        tuple(row.also.split()),
        row.settings,
        tuple((goal, give) for goal, give in row.goals),
        row.seconds,
        row.least_change,
        problem_of(row.inputs) if row.inputs else None,
        row.digest,
        row.gathered_on,
        tuple((word, data) for word, data in row.notes),
        found if isinstance(found, Plan) else None,
        found if isinstance(found, Contradiction) else None,
        earlier if isinstance(earlier, Plan) else None,
        row.stepped_at,
        str(row.made_from or ""),
        row.fault,
        {number: str(course) for number, course in accepted},
        frozenset(number for number, _ in accepted) - last_days(viewer, row).keys(),
        tuple((goal, give) for goal, give in given(row.result, row.goals)),
        tuple(row.trials),
        (cache.get(progress_key(row.uid)) or {}) if line.state in WORKED_ON else {},
    )


def trainers_of(viewer: Viewer, uid: object, acting: Actor, *, on: date) -> dict[str, TrainerLine]:
    """Who may teach in a scenario, by key. A name is told to whoever may read it, or to whom its bearer shows it."""
    row = _row(viewer, uid, acting)
    rows = ScenarioTrainer.objects.seen_by(viewer).filter(of_id=row.id).order_by("number").seen()
    names = people.person_names(viewer, [each.person_id for each in rows])
    shown = names_of_listings(viewer, [str(e.listing) for e in rows if e.listing], on=on)
    found = {}
    for each in rows:
        name = names.get(each.person_id)
        called = name if isinstance(name, str) else shown.get(str(each.listing), "") if each.listing else ""
        found[f"t{each.number}"] = TrainerLine(f"t{each.number}", called, each.country, each.listing is not None)
    return found


def gathered_now(viewer: Viewer, uid: object, acting: Actor, *, on: date, lang: str = "en") -> Gathered:
    """What the scenario would rest on if it were planned now. Refuses planning.no_such_scenario."""
    return gathered(asked_of(viewer, _row(viewer, uid, acting), acting, on=on, lang=lang))


def asked_of(viewer: Viewer, row: Any, acting: Actor, *, on: date, lang: str = "en") -> Asked:
    """What is gathered for a scenario (its row) with the eyes of whoever looks: from a seat at the owner of the plan,
    because colleagues there read it too.
    """
    trainers = ScenarioTrainer.objects.seen_by(viewer).filter(of_id=row.id).order_by("number").seen()
    accepted = AcceptedCourse.objects.seen_by(viewer).filter(of_id=row.id).values_list("course", flat=True)
    reader, sitting = seated(viewer, acting, owner=row.owner, on=on)
    return Asked(
        viewer=reader,
        acting=sitting,
        on=on,
        lang=lang,
        owner=row.owner,
        centre=row.centre,
        first=row.first,
        last=row.last,
        currency=row.currency,
        rows=row.settings,
        use_needs=row.use_needs,
        also=tuple(row.also.split()),
        known={each.person_id: f"t{each.number}" for each in trainers},
        countries={each.person_id: each.country for each in trainers},
        own=tuple(str(uid) for uid in accepted),
        standing=standing_before(viewer, row, on=on),
    )


def plan_of_course(viewer: Viewer, course: str, acting: Actor) -> ScenarioLine | None:
    """The accepted plan from which a course came, as far as the reader may see it."""
    number = uid_or_none(course)
    row = AcceptedCourse.objects.seen_by(viewer).filter(course=number).one() if number else None
    of = Scenario.objects.seen_by(viewer).filter(id=row.of_id).one() if row is not None else None
    return _line(of) if of is not None and _mine(viewer, of, acting) else None


def _mine(viewer: Viewer, row: Any, acting: Actor) -> bool:
    return plans(acting, row.owner, _bodies(viewer, {row.centre}).get(row.centre, ""))


def _row(viewer: Viewer, uid: object, acting: Actor) -> Any:
    number = uid_or_none(str(uid))
    row = Scenario.objects.seen_by(viewer).filter(uid=number, kind=Kind.SEASON).one() if number else None
    if row is None or not _mine(viewer, row, acting):
        raise Refusal(NO_SUCH_SCENARIO)
    return row


def _line(row: Any) -> ScenarioLine:
    courses = row.result.get("courses", ())
    return ScenarioLine(
        str(row.uid),
        row.owner,
        row.title,
        row.centre,
        row.first,
        row.last,
        State(row.state),
        len(courses),
        sum(people for course in courses for _group, people in course["seats"]),
        row.made_on,
        row.synthetic,
    )
