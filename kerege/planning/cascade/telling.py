"""A plan over years as people read it: who is taught when, who can teach, what is spent, and what stays and why.

Plain Python, and no solver: it counts what `checking` counts.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kerege.planning.cascade.programme import WHOLE, At, Need, Programme, Years

TRAINERS, ROOMS, MONEY, TIME = "trainers", "rooms", "money", "time"


@dataclass(frozen=True)
class Taught:
    """Courses of a topic in a country and quarter, and how many people get a seat there."""

    quarter: int
    country: str
    topic: str
    courses: int
    people: int
    cost: int


@dataclass(frozen=True)
class Left:
    """Of those who need a topic in a country: how many are taught, how many are left, and in how many quarters there
    was too little of what for one more course.
    """

    country: str
    topic: str
    people: int
    taught: int
    short: tuple[tuple[str, int], ...]

    @property
    def left(self) -> int:
        return self.people - self.taught


@dataclass(frozen=True)
class Quarter:
    """One quarter: people taught until its end and points of need that are left, of all; money there is and is spent;
    active trainers by track; people who are trained to teach, and days that are lent.
    """

    number: int
    courses: int
    taught: int
    until: int
    points_left: int
    budget: int
    spent: int
    trainers: Mapping[str, float]
    new: int
    lent: int


@dataclass(frozen=True)
class Trained:
    """Courses for new trainers of a language and track in a quarter, and who are trained there, by country."""

    quarter: int
    language: str
    track: str
    events: int
    people: tuple[tuple[str, int], ...]
    cost: int


@dataclass(frozen=True)
class Lent:
    """Days of trainers that countries lend and borrow in a quarter, of one track."""

    quarter: int
    track: str
    lenders: tuple[tuple[str, int], ...]
    borrowers: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Told:
    """A plan over years."""

    taught: tuple[Taught, ...]
    left: tuple[Left, ...]
    quarters: tuple[Quarter, ...]
    trained: tuple[Trained, ...]
    lent: tuple[Lent, ...]

    @property
    def people(self) -> int:
        return sum(each.people for each in self.left)

    @property
    def covered(self) -> int:
        return sum(each.taught for each in self.left)


def told(programme: Programme, plan: Years) -> Told:
    """The plan, country by country and quarter by quarter."""
    taught = tuple(sorted(_taught(programme, plan), key=lambda each: (each.quarter, each.country, each.topic)))
    people: Counter[tuple[str, str]] = Counter()
    for each in taught:
        people[each.country, each.topic] += each.people
    there = stock(programme, plan)
    used = _used(programme, plan, there)
    return Told(
        taught,
        tuple(_left(programme, n, people[n.country, n.topic], used) for n in programme.needs),
        tuple(_quarters(programme, plan, taught, there, used)),
        tuple(_trained(programme, plan)),
        tuple(_lent(plan)),
    )


def stock(programme: Programme, plan: Years) -> dict[At, int]:
    """The active trainers by country, track and quarter, in thousandths of people."""
    found = {}
    for country in programme.countries:
        for track in programme.tracks:
            for quarter in range(programme.quarters):
                there = country.trainers.get(track, 0) * programme.survive[quarter]
                for before in range(quarter):
                    people = plan.trained.get((country.key, track, before), 0)
                    there += people * programme.survive[quarter - 1 - before]
                found[country.key, track, quarter] = there
    return found


def _taught(programme: Programme, plan: Years) -> Iterator[Taught]:
    held: defaultdict[tuple[str, str], dict[int, int]] = defaultdict(dict)
    for (country, topic, quarter), courses in plan.courses.items():
        if courses:
            held[country, topic][quarter] = courses
    for need in programme.needs:
        free = need.people
        for quarter, courses in sorted(held[need.country, need.topic].items()):
            people = min(free, courses * programme.topic_of[need.topic].seats)
            free -= people
            yield Taught(quarter, need.country, need.topic, courses, people, courses * need.cost)


@dataclass(frozen=True)
class _Used:
    """What a plan leaves over: thousandths of days of trainers by country, track and quarter, days of rooms by country
    and quarter, and money; with the money that goes.
    """

    staff: Mapping[At, int]
    rooms: Mapping[tuple[str, int], int]
    money: tuple[int, ...]
    spent: tuple[int, ...]


def _used(programme: Programme, plan: Years, there: Mapping[At, int]) -> _Used:
    staff = {at: programme.days * people + WHOLE * plan.borrowed.get(at, 0) for at, people in there.items()}
    rooms = {(c.key, quarter): c.room_days for c in programme.countries for quarter in range(programme.quarters)}
    for (country, key, quarter), courses in plan.courses.items():
        topic = programme.topic_of[key]
        staff[country, topic.track, quarter] -= WHOLE * courses * topic.days * topic.staff
        rooms[country, quarter] -= courses * topic.days
    out = _spent(programme, plan)
    return _Used(staff, rooms, tuple(most - n for most, n in zip(programme.budget, out, strict=True)), out)


def _left(programme: Programme, need: Need, people: int, used: _Used) -> Left:
    short: Counter[str] = Counter()
    if people < need.people:
        for quarter in range(programme.quarters):
            short.update(_short(programme, need, quarter, used))
    return Left(need.country, need.topic, need.people, people, tuple(short.most_common()))


def _short(programme: Programme, need: Need, quarter: int, used: _Used) -> list[str]:
    """Of what there is too little in a quarter for one more course; that there is enough of all is told, too."""
    topic = programme.topic_of[need.topic]
    found = []
    if WHOLE * topic.days * topic.staff > used.staff[need.country, topic.track, quarter]:
        found.append(TRAINERS)
    if topic.days > used.rooms[need.country, quarter]:
        found.append(ROOMS)
    if need.cost > used.money[quarter]:
        found.append(MONEY)
    return found or [TIME]


def _spent(programme: Programme, plan: Years) -> tuple[int, ...]:
    """The money that goes in each quarter."""
    cost = {(need.country, need.topic): need.cost for need in programme.needs}
    found = [0] * programme.quarters
    for at, n in plan.courses.items():
        found[at[2]] += n * cost[at[:2]]
    for at, n in plan.events.items():
        found[at[2]] += n * programme.event.cost
    return tuple(found)


def _quarters(
    programme: Programme, plan: Years, taught: tuple[Taught, ...], there: Mapping[At, int], used: _Used
) -> Iterator[Quarter]:
    until: Counter[tuple[str, str]] = Counter()
    for quarter in range(programme.quarters):
        now = [each for each in taught if each.quarter == quarter]
        for each in now:
            until[each.country, each.topic] += each.people
        yield Quarter(
            quarter,
            sum(each.courses for each in now),
            sum(each.people for each in now),
            sum(until.values()),
            sum(_points(need, until[need.country, need.topic]) for need in programme.needs),
            programme.budget[quarter],
            used.spent[quarter],
            {
                track: sum(there[each.key, track, quarter] for each in programme.countries) / WHOLE
                for track in programme.tracks
            },
            sum(n for at, n in plan.trained.items() if at[2] == quarter),
            sum(n for at, n in plan.borrowed.items() if at[2] == quarter and n > 0),
        )


def _points(need: Need, taught: int) -> int:
    """The points of need that are left where so many are taught, those who count most first."""
    left = 0
    for people, points in need.parts:
        left += points * max(0, people - taught)
        taught = max(0, taught - people)
    return left


def _trained(programme: Programme, plan: Years) -> Iterator[Trained]:
    for (language, track, quarter), events in sorted(plan.events.items(), key=lambda each: (each[0][2], each[0])):
        if events:
            people = tuple(
                (country, n)
                for (country, of, at), n in sorted(plan.trained.items())
                if (of, at) == (track, quarter) and programme.speaks[country] == language and n
            )
            yield Trained(quarter, language, track, events, people, events * programme.event.cost)


def _lent(plan: Years) -> Iterator[Lent]:
    for quarter, track in sorted({(at[2], at[1]) for at, n in plan.borrowed.items() if n}):
        mine = sorted((at[0], n) for at, n in plan.borrowed.items() if (at[2], at[1]) == (quarter, track) and n)
        yield Lent(quarter, track, tuple((c, -n) for c, n in mine if n < 0), tuple((c, n) for c, n in mine if n > 0))
