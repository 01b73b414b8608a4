"""What is to be taught over years in many countries: needs, trainers as a stock, lending, money. Plain Python.

Courses for the needs take days of trainers; events train new ones, in a language, for the countries that speak it. All
is whole numbers, survival in thousandths, so that a plan can be checked exactly. Keys are opaque.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

WHOLE = 1000
"""Survival is told in thousandths."""


@dataclass(frozen=True)
class Topic:
    """A course: the track of its trainers, days, seats, and how many trainers it takes."""

    key: str
    track: str
    days: int
    seats: int
    staff: int = 2


@dataclass(frozen=True)
class Country:
    """Who speaks a language, has so many days of rooms a quarter, and trainers of each track at the beginning."""

    key: str
    language: str
    room_days: int
    trainers: Mapping[str, int]


@dataclass(frozen=True)
class Need:
    """People of a country who need a topic: how many, and what each counts for every quarter from being taught on. The
    parts begin with those who count most; they are taught first. `cost` is of one course.
    """

    country: str
    topic: str
    parts: tuple[tuple[int, int], ...]
    cost: int

    @property
    def people(self) -> int:
        return sum(people for people, _points in self.parts)

    @property
    def points(self) -> int:
        return sum(people * points for people, points in self.parts)


@dataclass(frozen=True)
class Event:
    """An event that trains trainers: places, money, and how many there can be a quarter for a language and track."""

    places: int
    cost: int
    most: int


@dataclass(frozen=True)
class Programme:
    """All that a plan over years rests on. `budget` is the money of each quarter, so it says how many there are.
    `survive` is how many of a thousand trainers are still active so many quarters later. A trainer teaches `days` a
    quarter; a country lends and borrows at most `lend` days a quarter and track, within its language.
    """

    countries: tuple[Country, ...]
    topics: tuple[Topic, ...]
    needs: tuple[Need, ...]
    event: Event
    budget: tuple[int, ...]
    survive: tuple[int, ...]
    days: int
    lend: int
    most_trained: int
    """So many people of a country, track and quarter can be trained at most."""
    tracks: tuple[str, ...] = field(default=())

    @property
    def quarters(self) -> int:
        return len(self.budget)

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(country.language for country in self.countries))

    @cached_property
    def topic_of(self) -> Mapping[str, Topic]:
        return {topic.key: topic for topic in self.topics}

    @cached_property
    def speaks(self) -> Mapping[str, str]:
        return {country.key: country.language for country in self.countries}

    @property
    def nothing(self) -> int:
        """The unmet need of all quarters where nobody is taught at all: points × quarters."""
        return self.quarters * sum(need.points for need in self.needs)

    def gains(self, need: Need) -> list[int]:
        """What each next course for a need is worth a quarter; never more than the one before."""
        seats, left = self.topic_of[need.topic].seats, [list(part) for part in need.parts]
        found = []
        while left:
            free, worth = seats, 0
            while left and free:
                taken = min(free, left[0][0])
                worth, free = worth + taken * left[0][1], free - taken
                left[0][0] -= taken
                if not left[0][0]:
                    left.pop(0)
            found.append(worth)
        return found

    def steps(self, need: Need) -> list[tuple[int, int]]:
        """Courses that are worth the same: how many, and what each is worth a quarter."""
        return [(len(list(same)), worth) for worth, same in groupby(self.gains(need))]


At = tuple[str, str, int]
"""A country or language, a topic or track, a quarter."""


@dataclass(frozen=True)
class Years:
    """A plan: courses by country, topic and quarter, people trained by country, track and quarter, events by language,
    track and quarter, and days of trainers borrowed (lent: below 0) by country, track and quarter. What is 0 is left
    out.
    """

    courses: Mapping[At, int] = field(default_factory=dict)
    trained: Mapping[At, int] = field(default_factory=dict)
    events: Mapping[At, int] = field(default_factory=dict)
    borrowed: Mapping[At, int] = field(default_factory=dict)
