"""The need for competences before and after a plan: what is needed, covered before, covered by the plan, and left."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from kerege.capacity import queries as capacity
from kerege.capacity.queries import NeedLine
from kerege.people.rules import REGION, Actor
from kerege.planning.queries.scenarios import ScenarioPage, gathered_now
from kerege.planning.solver.plan import Plan
from kerege.planning.solver.problem import Problem
from kerege.records.viewers import Viewer

FROM_NEEDS = "need:"
"""How the keys of groups begin that were gathered from needs."""


@dataclass(frozen=True)
class NeedBeside:
    """One competence in one country, in people. `before` have it, of `unknown` nothing is known, the others lack it.
    `planned` is how many of these the plan covers at most: everybody with a seat in a course that teaches it, were they
    all among those who lack it. `topics` are the courses on offer that teach it.
    """

    country: str
    competence: str
    name: str
    needed: int
    before: int
    unknown: int
    planned: int
    topics: tuple[str, ...]

    @property
    def left(self) -> int:
        return self.needed - self.before - self.unknown - self.planned


@dataclass(frozen=True)
class ToldBeside:
    """People of whom a row tells, or of whom only their country is told, in one course: what they know is not known."""

    country: str
    topic: str
    needed: int
    planned: int

    @property
    def left(self) -> int:
        return self.needed - self.planned


@dataclass(frozen=True)
class NeedTold:
    """`changed`: the needs are not those on which the plan was made."""

    lines: tuple[NeedBeside, ...]
    told: tuple[ToldBeside, ...]
    changed: bool


def need_beside(viewer: Viewer, page: ScenarioPage, acting: Actor, *, on: date, lang: str) -> NeedTold:
    """The needs that the reader reads today beside the plan. Refuses planning.no_such_scenario."""
    now = gathered_now(viewer, page.line.uid, acting, on=on, lang=lang)
    problem, plan = page.problem or now.problem, page.plan or Plan()
    owner = page.line.owner
    choice = capacity.NeedChoice(territory="" if owner == REGION else owner)
    lines: Iterable[NeedLine] = ()
    if page.use_needs:
        lines = capacity.needs(viewer, acting=acting, on=on, lang=lang, choice=choice).lines
    teaches = {key: offered.competences for key, offered in now.offered.items()}
    return NeedTold(
        of_competences(lines, teaches, seats_of(problem, plan)),
        told_of(problem, plan),
        page.plan is not None and now.digest != page.digest,
    )


def seats_of(problem: Problem, plan: Plan) -> Mapping[tuple[str, str], int]:
    """The seats that people get whose need was computed, by country and course."""
    seats: Counter[tuple[str, str]] = Counter()
    for group in problem.groups:
        if group.key.startswith(FROM_NEEDS):
            seats[group.country, group.topic] += plan.seats_of(group.key)
    return seats


def of_competences(
    lines: Iterable[NeedLine], teaches: Mapping[str, frozenset[str]], seats: Mapping[tuple[str, str], int]
) -> tuple[NeedBeside, ...]:
    """Needs by country and competence, beside the seats of the plan; where most is left first."""
    counted: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    names: dict[str, str] = {}
    for line in lines:
        need, names[line.need.competence] = line.need, line.competence
        people = max(need.staff.people, need.in_need + need.unknown)
        before = people - need.in_need - need.unknown
        of = Counter(needed=people, lack=need.in_need, unknown=need.unknown, before=before)
        counted[need.place.territory, need.competence] += of
    found = []
    for (country, competence), of in counted.items():
        topics = tuple(key for key, codes in teaches.items() if competence.partition(":")[2] in codes)
        planned = min(of["lack"], sum(seats.get((country, topic), 0) for topic in topics))
        found.append(
            NeedBeside(
                country, competence, names[competence], of["needed"], of["before"], of["unknown"], planned, topics
            )
        )
    return tuple(sorted(found, key=_order))


def _order(line: NeedBeside) -> tuple[object, ...]:
    return line.country, not line.topics, -line.left, -line.unknown, line.competence


def told_of(problem: Problem, plan: Plan) -> tuple[ToldBeside, ...]:
    """What was not computed from needs, by country and course."""
    needed: Counter[tuple[str, str]] = Counter()
    planned: Counter[tuple[str, str]] = Counter()
    for group in problem.groups:
        if not group.key.startswith(FROM_NEEDS):
            needed[group.country, group.topic] += group.people
            planned[group.country, group.topic] += plan.seats_of(group.key)
    return tuple(ToldBeside(*key, needed[key], planned[key]) for key in sorted(needed))
