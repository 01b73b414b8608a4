"""Training centres: who leads their courses, who could follow, when the last one ends, and who paid.

Who leads is a list of people: it is there for whoever reads restricted records of the centre's owner. Everybody else is
told how many certified people lead there in steps of the least cell, and nothing of fewer.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Q

from kerege.capacity.rules.told import steps
from kerege.capacity.words.certification import CaseState
from kerege.inventory import queries as inventory
from kerege.inventory.queries import CentreChoice, CentreLine
from kerege.lib.sensitivity import Sensitivity
from kerege.people import queries as persons
from kerege.people.rules import is_numbered
from kerege.records.viewers import Viewer
from kerege.training.models import Course, CourseCost, CourseStaff
from kerege.training.queries.cascade_lasting import DOOR, MONEY_MONTHS, Register
from kerege.training.queries.delivery import centre_keys
from kerege.training.queries.scope import COUNTING
from kerege.training.queries.taught import certificates_of
from kerege.training.rules.cascade_centres import LastOne, Leading, last_ones, paid
from kerege.training.rules.cascade_sums import ACTIVE_MONTHS, months_before
from kerege.training.rules.costs import Line
from kerege.training.rules.staffing import may_lead
from kerege.training.words import Status
from kerege.training.words.cascade import Alone
from kerege.training.words.delivery import Answer, StaffPart

UNDER_WAY = frozenset({CaseState.PART_TWO, CaseState.SUBMITTED, CaseState.UNDER_REVIEW})
PARTS = (StaffPart.LEAD, StaffPart.CO_TRAINER)


@dataclass(frozen=True)
class Group:
    """So many people, and the names of those whom the reader may know."""

    people: int
    names: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """Who leads in a centre and who could follow. `leads` led a course of the last two years or are to lead a planned
    one; of these `certified` may lead, and of these `active` taught in the last twelve months. `elsewhere`: certified
    for the same country and leading elsewhere or nowhere; `beside`: co-trainers here with part 2 under way; `part_one`:
    others of the country with part 1 behind them.
    """

    leads: Group
    certified: Group
    active: Group
    elsewhere: Group
    beside: Group
    part_one: Group
    last: tuple[LastOne, ...]


@dataclass(frozen=True)
class CentreSuccession:
    """One centre. `plan` is None for whoever may not list people, who is told `told`: how many certified people lead
    there, at least and at most, or None. `held` courses were over in the last twelve months; `alone` says who paid.
    """

    key: str
    name: str
    territory: str
    synthetic: bool
    plan: Plan | None
    told: tuple[int, int] | None
    held: int
    alone: Alone


def centres(viewer: Viewer, register: Register, *, on: date, lang: str, territory: str = "") -> list[CentreSuccession]:
    """The training centres that the reader may see, by country and name; `register` is what the same reader may list.
    A course belongs to the centre where it was planned, else to the one centre of its host.
    """
    lines = inventory.centres(viewer, on=on, lang=lang, choice=CentreChoice(territory=territory))
    courses = _courses(viewer, lines, on)
    mine = [line for line in lines if _lists(viewer, line.owner)]
    told = _told([line for line in lines if line not in mine], courses, on)
    plans = _plans(viewer, register, mine, courses, on)
    recent = months_before(on, ACTIVE_MONTHS)
    held = {
        line.key: [c for c, day in courses[line.key].items() if day is not None and recent < day <= on]
        for line in lines
    }
    budgets = _budgets(viewer, [course for each in held.values() for course in each])
    return [
        CentreSuccession(
            *(line.key, line.name, line.territory, line.synthetic, plans.get(line.key), told.get(line.key)),
            *(len(held[line.key]), paid(budgets.get(course, ()) for course in held[line.key])),
        )
        for line in lines
    ]


def _lists(viewer: Viewer, owner: str) -> bool:
    """Whether somebody may list people of the owner, and whoever looks with their eyes may too."""
    return viewer.may_see(Sensitivity.RESTRICTED, owner) and (viewer.within is None or _lists(viewer.within, owner))


Courses = Mapping[str, Mapping[int, date | None]]


def _courses(viewer: Viewer, lines: Iterable[CentreLine], on: date) -> Courses:
    """The courses of each centre in the last two years and those that are planned, with the day on which they were
    over, None while they are planned.
    """
    keys, hosts = {line.key for line in lines}, _hosts(lines)
    lately = Q(status=Status.HELD, done_by__lte=on, done_by__gt=months_before(on, MONEY_MONTHS))
    rows = Course.objects.seen_by(viewer).filter(lately | Q(status=Status.PLANNED)).order_by("id")
    known = list(rows.values_list("id", "centre_id", "host_id", "status", "done_by"))
    centres_of = centre_keys([centre for _, centre, *_ in known])
    bodies = persons.organisation_keys({host for _, _, host, *_ in known if host is not None})
    found: dict[str, dict[int, date | None]] = {key: {} for key in keys}
    for number, centre, host, status, done_by in known:
        key = centres_of.get(centre, "") if centre is not None else hosts.get(bodies.get(host, ""), "")
        if key in found:
            found[key][number] = done_by if status == Status.HELD else None
    return found


def _hosts(lines: Iterable[CentreLine]) -> dict[str, str]:
    """The organisations that keep one centre, with its key; who keeps several does not say where a course was."""
    kept: dict[str, list[str]] = {}
    for line in lines:
        kept.setdefault(line.organisation, []).append(line.key)
    return {body: keys[0] for body, keys in kept.items() if body and len(keys) == 1}


def _staff(viewer: Viewer, courses: Courses, keys: Iterable[str], on: date) -> dict[tuple[str, str], set[int]]:
    """Who leads and who teaches beside them, as numbers of persons by centre and part."""
    where = {course: key for key in keys for course in courses[key]}
    standing = Q(until__isnull=True) | Q(until__gt=on)
    rows = CourseStaff.objects.seen_by(viewer).filter(standing, course__in=list(where), since__lte=on)
    rows = rows.filter(part__in=PARTS).exclude(answer=Answer.DECLINED)
    found: dict[tuple[str, str], set[int]] = {}
    for course, person, part in rows.order_by("id").values_list("course_id", "person_id", "part"):
        found.setdefault((where[course], part), set()).add(person)
    return found


def _told(lines: Iterable[CentreLine], courses: Courses, on: date) -> dict[str, tuple[int, int]]:
    staff = _staff(COUNTING, courses, [line.key for line in lines], on)
    leads = {key: people for (key, part), people in staff.items() if part == StaffPart.LEAD}
    held = certificates_of({person for people in leads.values() for person in people}, on=on) if leads else {}
    sizes = {key: sum(may_lead(held.get(p, ()), ()) for p in people) for key, people in leads.items()}
    return dict(steps(sizes, (), k=int(settings.KEREGE_MIN_CELL)).by_owner)


@dataclass(frozen=True)
class _Known:
    """What the reader may list: the register, the uids of people by number, and the names that the reader may know."""

    register: Register
    uids: Mapping[int, str]
    names: Mapping[str, str]
    on: date

    def plan(self, leads: set[str], beside: set[str], territory: str) -> Plan:
        certified = [line for line in self.register.held if line.scheme.level(line.level).deliveries > 0]
        mine = [line for line in certified if line.person_uid in leads]
        may, recent = {line.person_uid for line in mine}, months_before(self.on, ACTIVE_MONTHS)
        elsewhere = {line.person_uid for line in certified if line.territory == territory} - leads
        coming = self._ahead(state=UNDER_WAY) & beside
        taught = self.register.taught
        return Plan(
            leads=self._group(leads),
            certified=self._group(may),
            active=self._group({uid for uid in may if uid in taught and taught[uid] > recent}),
            elsewhere=self._group(elsewhere),
            beside=self._group(coming),
            part_one=self._group(self._ahead(territory=territory) - coming - may - elsewhere),
            last=tuple(
                last_ones(
                    (
                        Leading(e.person_uid, e.curriculum, e.languages, e.valid_until, taught.get(e.person_uid))
                        for e in mine
                    ),
                    on=self.on,
                )
            ),
        )

    def uids_of(self, numbers: Iterable[int]) -> set[str]:
        return {self.uids[number] for number in numbers if number in self.uids}

    def _ahead(self, *, state: Collection[CaseState] = (), territory: str = "") -> set[str]:
        """People with part 1 behind them whose case is ahead, in one of these states, in this country."""
        passed = (c for c in self.register.ahead if c.passed_on is not None and c.passed_on <= self.on)
        here = (c for c in passed if (not state or c.state in state) and (not territory or c.territory == territory))
        return {self.uids[c.person_id] for c in here if c.person_id in self.uids}

    def _group(self, uids: set[str]) -> Group:
        return Group(len(uids), tuple(sorted(self.names[uid] for uid in uids if uid in self.names)))


def _plans(
    viewer: Viewer, register: Register, lines: Iterable[CentreLine], courses: Courses, on: date
) -> dict[str, Plan]:
    staff = _staff(viewer, courses, [line.key for line in lines], on)
    numbers = {person for people in staff.values() for person in people} | {c.person_id for c in register.ahead}
    uids = persons.person_uids(DOOR, numbers)
    called = {uids[n]: name for n, name in persons.person_names(viewer, numbers).items() if n in uids}
    names = {uid: name for uid, name in called.items() if isinstance(name, str) and not is_numbered(name)}
    names |= {line.person_uid: line.name for line in register.held if line.name}
    known = _Known(register, uids, names, on)
    return {
        line.key: known.plan(
            known.uids_of(staff.get((line.key, StaffPart.LEAD), ())),
            known.uids_of(staff.get((line.key, StaffPart.CO_TRAINER), ())),
            line.territory,
        )
        for line in lines
    }


def _budgets(viewer: Viewer, courses: Iterable[int]) -> dict[int, list[Line]]:
    """The lines of the budgets that the reader may read, by course."""
    rows = CourseCost.objects.seen_by(viewer).filter(course__in=list(courses), dropped_on__isnull=True).order_by("id")
    found: dict[int, list[Line]] = {}
    for course, *line in rows.values_list("course_id", "currency", "planned", "spent", "external"):
        found.setdefault(course, []).append(Line(*line))
    return found
