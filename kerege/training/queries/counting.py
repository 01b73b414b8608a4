"""Counting courses and the people in them.

Sums are made in the database: a register has a million rows. What sources state is a few figures per course at most and
is weighed in `rules.count_people`.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Count, Max, Q

from kerege.lib.sensitivity import Sensitivity
from kerege.records.keeping import kept_until_written
from kerege.records.viewers import Viewer
from kerege.training.models import Course, CourseCount, Participation
from kerege.training.queries.scope import COUNTING, TRAINEES, Asked, asked
from kerege.training.rules import Counted, Figure, count_people, protect_repeats
from kerege.training.words import FIGURES, Measure, Part


@dataclass(frozen=True)
class Disagreement:
    """Sources that state different figures for one course or group."""

    uid: str
    title: str
    values: tuple[tuple[int, tuple[str, ...]], ...]


@dataclass
class Headcount:
    """People in courses: at least `low`, at most `high`. `planned` people were only planned for, in courses without a
    better figure; of `unknown` courses nobody says how many came. `from_registers` of `high` are persons of registers.
    `groups` are the row numbers of the groups that were counted as one."""

    low: int = 0
    high: int = 0
    planned: int = 0
    unknown: int = 0
    from_registers: int = 0
    by_territory: dict[str, tuple[int, int]] = field(default_factory=dict)
    disagreements: list[Disagreement] = field(default_factory=list)
    groups: list[int] = field(default_factory=list)

    def add(self, territory: str, counted: Counted) -> None:
        """Add one course or group."""
        if counted.low is None or counted.high is None:
            self.planned += counted.planned or 0
            self.unknown += counted.planned is None
            return
        self.low += counted.low
        self.high += counted.high
        self.add_country(territory, counted.low, counted.high)

    def add_country(self, territory: str, low: int, high: int) -> None:
        before = self.by_territory.get(territory, (0, 0))
        self.by_territory[territory] = (before[0] + low, before[1] + high)


def headcount(
    viewer: Viewer,
    *,
    on: date,
    project: str = "",
    territories: Collection[str] = (),
    by: str = TRAINEES,
    kinds: Collection[str] = (),
) -> Headcount:
    """How many people were trainees of the courses held by `on`.

    Closed registers count persons, over all courses together. Who may not read national records of all their owners
    learns only bounds where there are several (rules.protect_repeats). Without a register the figures that sources
    state count, and where those disagree the least and the greatest. A figure for a group covers the group's courses.
    """
    question = asked(viewer, on=on, project=project, territories=territories, by=by, kinds=kinds)
    result = Headcount()
    result.groups = _add_groups(question, result)
    _add_stated(question, result, result.groups)
    _add_registers(question, result, result.groups)
    return result


def courses_held(
    viewer: Viewer,
    *,
    on: date,
    project: str = "",
    territories: Collection[str] = (),
    by: str = TRAINEES,
    kinds: Collection[str] = (),
) -> dict[str, tuple[int, date]]:
    """For each country (by trainees or venue; empty when not known) the number of courses held and the last
    day of one.
    """
    question = asked(viewer, on=on, project=project, territories=territories, by=by, kinds=kinds)
    column = question.country_column
    rows = question.held().order_by().values(column).annotate(n=Count("id"), last=Max("done_by"))
    return {row[column] or "": (row["n"], row["last"]) for row in rows}


def generations(
    viewer: Viewer,
    *,
    on: date,
    project: str = "",
    territories: Collection[str] = (),
    by: str = TRAINEES,
    kinds: Collection[str] = (),
) -> int | None:
    """The highest generation among the courses held; None when none has one."""
    question = asked(viewer, on=on, project=project, territories=territories, by=by, kinds=kinds)
    found: int | None = question.held().order_by().aggregate(deepest=Max("generation"))["deepest"]
    return found


def funding(
    viewer: Viewer,
    *,
    on: date,
    project: str = "",
    territories: Collection[str] = (),
    by: str = TRAINEES,
    kinds: Collection[str] = (),
    after: date | None = None,
) -> dict[bool | None, int]:
    """Courses held (after a day, when given) by whether they had external funding; None: not known."""
    question = asked(viewer, on=on, project=project, territories=territories, by=by, kinds=kinds)
    rows = question.held().filter(done_by__gt=after) if after else question.held()
    sums = rows.order_by().values("external_funding").annotate(n=Count("id"))
    return {row["external_funding"]: row["n"] for row in sums}


def figures_of(viewer: Viewer, relation: str, ids: Iterable[int]) -> dict[int, list[Figure]]:
    """What sources state about the trainees of these courses or groups."""
    rows = CourseCount.objects.seen_by(viewer).filter(measure=Measure.TRAINEES, **{f"{relation}_id__in": list(ids)})
    found: dict[int, list[Figure]] = {}
    for owner, value, qualifier, source in rows.values_list(f"{relation}_id", "value", "qualifier", "source__key"):
        found.setdefault(owner, []).append(Figure(value, qualifier, source))
    return found


def register_sizes(course_ids: Iterable[int]) -> dict[int, int]:
    """The number of trainees in the registers of these courses."""
    rows = Participation.objects.seen_by(COUNTING).filter(role=Part.TRAINEE, course__in=list(course_ids))
    return {r["course_id"]: r["n"] for r in rows.order_by().values("course_id").annotate(n=Count("id"))}


def _add_groups(question: Asked, result: Headcount) -> list[int]:
    """Add the groups that have a figure of their own; return them, because their courses are covered by it."""
    rows = list(question.groups_held().values_list("id", "uid", "title", question.country_column))
    figures = figures_of(question.viewer, "group", [row[0] for row in rows])
    registered = _wholly_registered(question.viewer, [row[0] for row in rows])
    covered = []
    for key, uid, title, territory in rows:
        counted = count_people(figures.get(key, ()), register=None)
        if counted.basis != "stated" or key in registered:
            continue
        covered.append(key)
        _take(result, territory, counted, uid, title)
    return covered


def _wholly_registered(viewer: Viewer, groups: list[int]) -> set[int]:
    """Groups of which every course that the viewer may see has a closed register; a hidden course changes no figure."""
    rows = Course.objects.seen_by(viewer).filter(group__in=groups).order_by().values("group_id")
    sums = rows.annotate(n=Count("id"), closed=Count("register_closed_on"))
    return {r["group_id"] for r in sums if r["n"] == r["closed"]}


def _add_stated(question: Asked, result: Headcount, covered: list[int]) -> None:
    columns = ("id", "uid", "title", question.country_column)
    open_ones = question.held().filter(register_closed_on__isnull=True).exclude(group__in=covered)
    rows = [*open_ones.values_list(*columns), *question.not_known_held().values_list(*columns)]
    held = set(open_ones.values_list("id", flat=True))
    figures = figures_of(question.viewer, "course", [row[0] for row in rows])
    for key, uid, title, territory in rows:
        stated = figures.get(key, [])
        if key not in held:
            stated = [f for f in stated if f.qualifier == "planned"]
        _take(result, territory, count_people(stated, register=None), uid, title)


def _take(result: Headcount, territory: str | None, counted: Counted, uid: Any, title: str) -> None:
    result.add(territory or "", counted)
    if counted.in_conflict:
        result.disagreements.append(Disagreement(str(uid), title, counted.by_value))


def _add_registers(question: Asked, result: Headcount, covered: list[int]) -> None:
    closed = question.held().filter(register_closed_on__isnull=False).exclude(group__in=covered)
    least = int(settings.KEREGE_MIN_CELL)
    sizes, (low, high) = kept_until_written(
        f"registers {question.signature} {covered} {least}",
        lambda: _from_registers(question, closed, least),
        by=FIGURES,
    )
    for country, bounds in sizes:
        result.add_country(country, *bounds)
    result.low += low
    result.high += high
    result.from_registers = high


Bounds = tuple[int, int]


def _from_registers(question: Asked, closed: Any, least: int) -> tuple[list[tuple[str, Bounds]], Bounds]:
    """Bounds of the persons in these closed registers: for each country, and for all of them together."""
    columns = ("id", "owner", question.country_column)
    rows = [(key, owner, country or "") for key, owner, country in closed.order_by().values_list(*columns)]
    if not rows:
        return [], (0, 0)
    sizes = register_sizes(key for key, _, _ in rows)
    countries: dict[str, list[tuple[int, str]]] = {}
    for key, owner, country in rows:
        countries.setdefault(country, []).append((key, owner))
    each = [(c, _bounds(question.viewer, countries[c], sizes, least)) for c in sorted(countries)]
    whole = each[0][1] if len(each) == 1 else _bounds(question.viewer, [r[:2] for r in rows], sizes, least)
    return each, whole


def _bounds(viewer: Viewer, courses: list[tuple[int, str]], sizes: dict[int, int], least: int) -> Bounds:
    """How many persons sat in these courses, as exactly as the viewer may know who sat in more than one."""
    if all(viewer.clearance_for(owner) >= Sensitivity.NATIONAL for _, owner in courses):
        n = _persons(key for key, _ in courses)
        return n, n
    matched = [key for key, _ in courses if sizes.get(key, 0) >= least]
    return protect_repeats(
        [sizes.get(key, 0) for key, _ in courses],
        repeated=sum(sizes[key] for key in matched) - _persons(matched),
        k=least,
    )


def _persons(courses: Iterable[int]) -> int:
    """Distinct persons, and every row without a person as one more."""
    rows = Participation.objects.seen_by(COUNTING).filter(role=Part.TRAINEE, course__in=list(courses))
    sums = rows.aggregate(known=Count("person", distinct=True), nameless=Count("id", filter=Q(person__isnull=True)))
    return int(sums["known"] + sums["nameless"])
