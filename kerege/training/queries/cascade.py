"""The cascade for pages: generations, who reached how many where, who teaches, and where tree and record disagree."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import TypeVar

from django.conf import settings

from kerege.records.keeping import clearance, kept_until_written
from kerege.records.viewers import Viewer
from kerege.training.queries.cascade_fabric import Fabric, fabric
from kerege.training.queries.scope import TRAINEES, VENUE
from kerege.training.rules.cascade import agreement
from kerege.training.rules.cascade_sums import Taught, Used, besides, per_trainer, persons, standing, used
from kerege.training.words.cascade import WOVEN, Agreement, Basis

Key = TypeVar("Key", int, str)


@dataclass(frozen=True)
class Reach:
    """People in some courses: at least `low`, at most `high`, each counted once where registers tell. `planned` were
    only planned for; of `unknown` courses nobody says how many came.
    """

    courses: int = 0
    low: int = 0
    high: int = 0
    planned: int = 0
    unknown: int = 0


@dataclass(frozen=True)
class GenerationLine:
    """One generation. `by_lines` of its courses hang in the tree; of the `only_recorded` it is known from the record
    alone.
    """

    generation: int
    reach: Reach
    by_lines: int
    only_recorded: int


@dataclass(frozen=True)
class CountryLine:
    """One country with its courses by generation; `territory` is empty where no record names one."""

    territory: str
    reach: Reach
    by_generation: Mapping[int, Reach]


@dataclass(frozen=True)
class Flow:
    """Lines from a country's courses of one generation to those of the next: how many courses were so taught, on what
    the lines rest, and how many people trained in the first made them (0 where only sources speak).
    """

    generation: int
    source: str
    to_generation: int
    target: str
    courses: int
    people: int
    bases: frozenset[Basis]


@dataclass(frozen=True)
class Doubt:
    """A course of which tree and record do not say the same."""

    uid: str
    title: str
    recorded: int | None
    shown: int | None
    agreement: Agreement


@dataclass(frozen=True)
class Overview:
    """The whole cascade for one reader. `first` is the first generation, `onward` all others together."""

    generations: tuple[GenerationLine, ...]
    first: Reach
    onward: Reach
    countries: tuple[CountryLine, ...]
    flows: tuple[Flow, ...]
    used: Used
    agreements: Mapping[Agreement, int]
    doubts: tuple[Doubt, ...]
    unknown_above: int
    exact: bool

    @property
    def depth(self) -> int:
        return max((line.generation for line in self.generations), default=0)

    @property
    def per_trainer(self) -> tuple[float, float] | None:
        """People onward for each trainer of the first generation."""
        return per_trainer((self.onward.low, self.onward.high), (self.first.low, self.first.high))


@dataclass(frozen=True)
class Chosen:
    """What of the cascade is asked for. Empty texts and 0 mean everything; `by` is whose country: trainees' or venue's;
    `year` is that in which a course was over.
    """

    project: str = ""
    country: str = ""
    by: str = TRAINEES
    generation: int = 0
    year: int = 0


def overview(viewer: Viewer, *, on: date, chosen: Chosen) -> Overview:
    """The cascade as on a day. Generations are those of the whole cascade, also where only a country is asked for."""
    least = int(settings.KEREGE_MIN_CELL)
    return kept_until_written(
        f"cascade overview {clearance(viewer)} {on} {chosen} {least}",
        lambda: _overview(fabric(viewer, on=on), on, chosen, least),
        by=WOVEN,
    )


def _overview(woven: Fabric, on: date, chosen: Chosen, least: int) -> Overview:
    numbers = selected(woven, chosen)
    by_generation = _grouped(numbers, woven.placed.generation.__getitem__)
    first = [n for n in numbers if woven.placed.generation[n] == 1]
    onward = [n for n in numbers if woven.placed.generation[n] > 1]
    agreed = {n: agreement(woven.knots[n], woven.placed) for n in (*numbers, *_looped(woven, chosen))}
    agreeing = Counter(agreed.values())
    return Overview(
        tuple(_generation(woven, g, each, least) for g, each in sorted(by_generation.items())),
        reach_of(woven, first, least=least),
        reach_of(woven, onward, least=least),
        tuple(_countries(woven, numbers, chosen.by, least)),
        tuple(_flows(woven, set(numbers), chosen.by)),
        _used(woven, numbers, on, least),
        {each: agreeing[each] for each in Agreement},
        tuple(_doubts(woven, agreed)),
        len(woven.unknown_above & set(numbers)),
        woven.exact(numbers),
    )


@dataclass(frozen=True)
class YearLine:
    """What was over in a year, and all that was over by its end."""

    year: int
    by_generation: Mapping[int, int]
    reach: Reach
    so_far: Reach


def timeline(viewer: Viewer, *, on: date, chosen: Chosen) -> tuple[YearLine, ...]:
    """The cascade year by year, by the day on which each course was over, from the first to the last one."""
    least = int(settings.KEREGE_MIN_CELL)
    return kept_until_written(
        f"cascade years {clearance(viewer)} {on} {chosen} {least}",
        lambda: tuple(_years(fabric(viewer, on=on), chosen, least)),
        by=WOVEN,
    )


def _years(woven: Fabric, chosen: Chosen, least: int) -> Iterable[YearLine]:
    by_year = _grouped(selected(woven, chosen), lambda n: woven.knots[n].done_by.year)
    before: list[int] = []
    for year in range(min(by_year, default=1), max(by_year, default=0) + 1):
        here = by_year.get(year, [])
        before += here
        generations = {g: len(each) for g, each in sorted(_grouped(here, woven.placed.generation.__getitem__).items())}
        yield YearLine(year, generations, reach_of(woven, here, least=least), reach_of(woven, before, least=least))


def selected(woven: Fabric, chosen: Chosen) -> list[int]:
    """The courses that are part of the cascade and of what is asked for."""
    return woven.once(("selected", chosen), lambda: _selected(woven, chosen))


def _selected(woven: Fabric, chosen: Chosen) -> list[int]:
    placed = woven.placed.generation
    wanted = [n for n, g in placed.items() if g == chosen.generation] if chosen.generation else list(placed)
    if chosen.year:
        wanted = [n for n in wanted if woven.knots[n].done_by.year == chosen.year]
    if not chosen.country and not chosen.project:
        return wanted
    return [number for number in wanted if _asked_for(woven, number, chosen)]


def _looped(woven: Fabric, chosen: Chosen) -> list[int]:
    return [number for number in woven.placed.looped if _asked_for(woven, number, chosen)]


def _asked_for(woven: Fabric, number: int, chosen: Chosen) -> bool:
    facts = woven.facts[number]
    here = not chosen.country or country_of(woven, number, chosen.by) == chosen.country
    return here and (not chosen.project or facts.project == chosen.project)


def country_of(woven: Fabric, number: int, by: str) -> str:
    facts = woven.facts[number]
    return facts.venue if by == VENUE else facts.trainees_from


def reach_of(woven: Fabric, numbers: Collection[int], *, least: int) -> Reach:
    """How many people some courses had. A figure for a group counts where all its courses are among them, else it only
    says how many there were at most.
    """
    here, plain = set(numbers), woven.once("plain", lambda: _plain(woven))
    low = high = planned = unknown = 0
    rest, covered = here - plain, set[int]()
    for group in {woven.facts[n].group for n in rest if woven.facts[n].group in woven.groups}:
        counted_once, members = woven.groups[group]
        covered |= members & here
        low += (counted_once.low or 0) if members <= here else 0
        high += counted_once.high or 0
    for number in rest - covered:
        counted = woven.figures.get(number)
        if counted is None or counted.low is None:
            planned += (counted.planned or 0) if counted else 0
            unknown += counted is None
        else:
            low, high = low + counted.low, high + (counted.high or 0)
    closed, sizes = here & plain, woven.people.sizes
    known = {n: sizes.get(n, 0) for n in closed}
    least_people, most_people = persons(known, woven.people.seats, exact=woven.exact(closed), k=least)
    return Reach(len(here), low + least_people, high + most_people, planned, unknown)


def _plain(woven: Fabric) -> frozenset[int]:
    """The courses for which their own register stands."""
    covered = frozenset[int]().union(*(members for _, members in woven.groups.values()))
    return frozenset(n for n, facts in woven.facts.items() if facts.closed) - covered


def _generation(woven: Fabric, generation: int, numbers: list[int], least: int) -> GenerationLine:
    hung = sum(n in woven.placed.by_lines for n in numbers)
    return GenerationLine(generation, reach_of(woven, numbers, least=least), hung, len(numbers) - hung)


def _countries(woven: Fabric, numbers: list[int], by: str, least: int) -> Iterable[CountryLine]:
    known, ends = woven.once(("ends", by), lambda: _ends(woven, by))
    cells = {known[end]: each for end, each in _grouped(numbers, ends.__getitem__).items()}
    for code in sorted({country for _, country in cells}):
        here = {g: each for (g, country), each in sorted(cells.items()) if country == code}
        reach = reach_of(woven, list(chain.from_iterable(here.values())), least=least)
        yield CountryLine(code, reach, {g: reach_of(woven, each, least=least) for g, each in here.items()})


def _ends(woven: Fabric, by: str) -> tuple[list[tuple[int, str]], dict[int, int]]:
    """The generations with their countries, and which of these each course is, by its place in the list."""
    known: dict[tuple[int, str], int] = {}
    facts, venue = woven.facts, by == VENUE
    ends = ((n, g, facts[n].venue if venue else facts[n].trainees_from) for n, g in woven.placed.generation.items())
    found = {n: known.setdefault((g, country), len(known)) for n, g, country in ends}
    return list(known), found


def _flows(woven: Fabric, here: set[int], by: str) -> Iterable[Flow]:
    """Each course once for each end from which a line leads to it. A line that people make is one of a register."""
    (known, ends), above = woven.once(("ends", by), lambda: _ends(woven, by)), woven.placed.above
    courses, people, told = Counter[tuple[int, int]](), Counter[tuple[int, int]](), set[tuple[int, int, Basis]]()
    for number in here & above.keys():
        target, sources = ends[number], set[int]()
        for line in above[number]:
            if line.above in here:
                sources.add(source := ends[line.above])
                if line.people:
                    people[source, target] += line.people
                else:
                    told.add((source, target, line.basis))
        for source in sources:
            courses[source, target] += 1
    for (source, target), n in sorted(courses.items(), key=lambda pair: (known[pair[0][0]], known[pair[0][1]])):
        bases = frozenset(basis for basis in Basis if (source, target, basis) in told)
        made = people[source, target]
        yield Flow(*known[source], *known[target], n, made, bases | ({Basis.REGISTER} if made else set()))


def _used(woven: Fabric, numbers: Iterable[int], on: date, least: int) -> Used:
    """Of the people in closed registers of trainings of trainers, how many taught a course that followed. Who counts
    exactly counts what they may know: of courses of other owners nobody learns who taught them.
    """
    trainings = {n for n in numbers if woven.knots[n].trains and woven.facts[n].closed}
    people, exact = woven.people, woven.exact(trainings)
    sizes = {n: people.sizes.get(n, 0) for n in trainings}
    trained = persons(sizes, people.seats, exact=True)[0] if exact else sum(sizes.values())
    nameless = sum(people.nameless.get(n, 0) for n in trainings)
    standings = [
        standing(days, on=on)
        for person, courses in people.trained.items()
        if (mine := trainings.intersection(courses)) and (days := days_taught(woven, person, mine, on, open_only=exact))
    ]
    return used(trained, nameless, standings, exact=exact, k=least)


def days_taught(
    woven: Fabric, person: int, trained_in: Iterable[int], on: date, *, open_only: bool = False
) -> list[date]:
    """The days on which courses were over that somebody taught after having been trained, and those on which they
    taught for a certificate, where that is none of these courses. Of a course that the reader may not see nothing is
    told. `open_only`: only courses of which the reader may know who taught them, for whatever
    tells of single people; a day alone says which course of another country it was.
    """
    earliest = min(woven.knots[n].done_by for n in trained_in)
    return [day for day in all_days_taught(woven, person, open_only=open_only) if earliest < day <= on]


def all_days_taught(woven: Fabric, person: int, *, open_only: bool) -> list[date]:
    """The same without asking whether and when somebody was trained."""
    owners = woven.open_owners
    courses = [n for n in woven.people.taught.get(person, ()) if n in woven.knots]
    known = [n for n in courses if not open_only or woven.facts[n].owner in owners]
    days = [woven.knots[n].done_by for n in known]
    if delivered := woven.people.delivered.get(person):
        told = [each for each in delivered if not open_only or each.owner in owners]
        days += [each.on for each in besides(told, [_taught(woven, n) for n in known])]
    return days


def _taught(woven: Fabric, number: int) -> Taught:
    knot = woven.knots[number]
    return Taught(knot.first_day or knot.done_by, knot.last_day or knot.done_by, woven.facts[number].venue)


def _doubts(woven: Fabric, agreed: Mapping[int, Agreement]) -> Iterable[Doubt]:
    worth = [n for n, each in agreed.items() if each in {Agreement.DIFFERS, Agreement.CIRCLE}]
    for number in sorted(worth, key=lambda n: (woven.facts[n].title, n)):
        facts, knot = woven.facts[number], woven.knots[number]
        yield Doubt(facts.uid, facts.title, knot.recorded, woven.placed.generation.get(number), agreed[number])


def _grouped(numbers: Iterable[int], key: Callable[[int], Key]) -> dict[Key, list[int]]:
    found: dict[Key, list[int]] = {}
    for number in numbers:
        found.setdefault(key(number), []).append(number)
    return found
