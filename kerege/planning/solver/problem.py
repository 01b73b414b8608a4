"""What is to be planned: people who need a topic, who can teach it, where, when, and who pays. Plain Python.

Days are calendar days of the venue. Money is in whole units of one currency, which whoever asks has converted. Keys are
opaque: the solver knows no country, topic or person, and tells its results by the same keys.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from kerege.lib.periods import Period

NONE: frozenset[str] = frozenset()
LATER = {"later": True}
"""Of a field that came later: where it says nothing it is not kept, so that what was kept has the same digest."""


class Goal(StrEnum):
    """What a plan is good for. Earlier goals go before later ones, within the tolerance given."""

    LEAST_CHANGE = "least_change"
    NEED = "need"
    FAIRNESS = "fairness"
    COST = "cost"


@dataclass(frozen=True)
class Group:
    """People of one country who need one topic and can be taught in one of `languages`, the first preferred. `points`
    is what one covered person counts; `sex` is "f" or "m" where it was told.
    """

    key: str
    country: str
    topic: str
    languages: tuple[str, ...]
    people: int
    points: int = 1
    sex: str = ""
    due: date | None = None


@dataclass(frozen=True)
class Topic:
    """A course: how many days, for how many people, by how many lead and local trainers, with what in the room."""

    key: str
    days: int
    least: int = 10
    most: int = 14
    leads: int = 2
    locals: int = 2
    equipment: frozenset[str] = NONE
    per_person: int = 0
    """The consumables of one participant, in money."""
    certified: bool = True
    """Whether its leads need part 2 of the certificate."""


@dataclass(frozen=True)
class Trainer:
    """Somebody who teaches. Leads hold part 2 of the certificate; a local trainer is of the venue's country or of one
    of the participants'. `most` courses in the whole plan; `fee` a day.
    """

    key: str
    country: str
    languages: frozenset[str]
    topics: frozenset[str]
    part_two: bool
    certified_for: frozenset[str] = NONE
    """The topics for which part 2 holds; without any, for all."""
    most: int | None = None
    fee: int = 0
    away: tuple[Period, ...] = ()

    def may_lead(self, topic: str) -> bool:
        """Whether part 2 holds for this topic."""
        return self.part_two and (not self.certified_for or topic in self.certified_for)


@dataclass(frozen=True)
class Room:
    """A room: seats, what stands in it in service and in certificate, the days on which it is closed, its price.
    `unfit` says of this equipment what may not be used on which days, as when a certificate runs out in between.
    """

    key: str
    country: str
    seats: int
    equipment: frozenset[str] = NONE
    price: int = 0
    closed: tuple[Period, ...] = ()
    unfit: tuple[tuple[str, Period], ...] | None = field(default=None, metadata=LATER)


@dataclass(frozen=True)
class Fund:
    """Money of one funder that may pay for participants of these countries."""

    key: str
    countries: frozenset[str]
    amount: int


@dataclass(frozen=True)
class Way:
    """From one country to another: what it costs a person, days of travel on each side, days that a visa takes, and
    when the border is closed. Where no way is known nobody travels.
    """

    price: int = 0
    days: int = 0
    visa_days: int = 0
    closed: tuple[Period, ...] = ()


@dataclass(frozen=True)
class Floor:
    """A share of the need of a country, in thousandths, that a plan has to cover: of everybody, or of its seats those
    taken by women.
    """

    country: str
    share: int
    women: bool = False

    @property
    def key(self) -> str:
        return f"{'women' if self.women else 'floor'}:{self.country}"


@dataclass(frozen=True)
class Pin:
    """A decision of people that stands: a course, with the trainers that are named already. `key` is the session's own.
    `cohort` are the countries of its participants; `people` how many they are, where that is decided too.
    """

    key: str
    topic: str
    language: str
    room: str
    first: date
    cohort: frozenset[str]
    leads: frozenset[str] = NONE
    locals: frozenset[str] = NONE
    people: int | None = field(default=None, metadata=LATER)


@dataclass(frozen=True)
class Forbidden:
    """A decision of people of what is not to be: a course by its key, or somebody in a course, or, without a course,
    somebody anywhere. `key` is the decision's own.
    """

    key: str
    course: str = ""
    trainer: str = ""


@dataclass(frozen=True)
class Problem:
    """All that a plan rests on. `starts` are the days on which courses may begin; `rest` are weekdays off by country
    (Monday is 0), `holidays` days off. `cohorts` say whose people may sit together; without any, each country alone.
    """

    today: date
    starts: tuple[date, ...]
    groups: tuple[Group, ...]
    topics: tuple[Topic, ...]
    trainers: tuple[Trainer, ...]
    rooms: tuple[Room, ...]
    funds: tuple[Fund, ...]
    ways: Mapping[tuple[str, str], Way] = field(default_factory=dict)
    rest: Mapping[str, frozenset[int]] = field(default_factory=dict)
    holidays: Mapping[str, frozenset[date]] = field(default_factory=dict)
    cohorts: tuple[frozenset[str], ...] = ()
    interpreter: Mapping[str, int] = field(default_factory=dict)
    """The price of an interpreter for a day by language of the course; where there is none, nobody interprets."""
    floors: tuple[Floor, ...] = ()
    pins: tuple[Pin, ...] = ()
    forbidden: tuple[Forbidden, ...] = ()
    worked: Mapping[str, frozenset[date]] = field(default_factory=dict)
    """Days on which one teaches all the same, by country: also on a weekend."""

    def who_sit_together(self) -> tuple[frozenset[str], ...]:
        alone = {frozenset({group.country}) for group in self.groups}
        return tuple(sorted(alone | set(self.cohorts), key=sorted))

    def working(self, country: str, day: date) -> bool:
        """Whether one teaches on this day there."""
        if day in self.worked.get(country, ()):
            return True
        return day.weekday() not in self.rest.get(country, frozenset({5, 6})) and day not in self.holidays.get(
            country, ()
        )

    def days_of(self, country: str, first: date, count: int) -> tuple[date, ...] | None:
        """The days of a course that begins on a day: working days, of which no more than a weekend lies between two.
        None where the first is no working day or a longer break would part the course.
        """
        found: list[date] = []
        day = first
        while len(found) < count:
            if self.working(country, day):
                found.append(day)
            elif not found or (day - found[-1]).days > LONGEST_BREAK:
                return None
            day += timedelta(days=1)
        return tuple(found)

    def in_season(self, day: date) -> bool:
        """Whether a course may begin on a day that people decide: also on another one of the weeks of the season."""
        return bool(self.starts) and min(self.starts) <= day < max(self.starts) + timedelta(weeks=1)

    def way(self, origin: str, there: str) -> Way | None:
        return Way() if origin == there else self.ways.get((origin, there))


LONGEST_BREAK = 3
"""Days off within a course, as a weekend with a holiday beside it."""
