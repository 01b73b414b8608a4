"""The trainers of a country in a language, what happens to them in a quarter, and what trains new ones. Plain Python.

Nothing here is a figure of ours: each rate is either observed in records or typed by somebody, and says which. Levels
go from the lowest up; whoever finished part 1 stands on the first one, and certification is the step to the second.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Self


@dataclass(frozen=True)
class Rate:
    """The share of people to whom something happens in a quarter. Of an observed one `events` and `exposed` (people ×
    quarters) are known; of an assumed one what it is at least and at most.
    """

    value: float
    least: float
    most: float
    events: int | None = None
    exposed: int | None = None

    @classmethod
    def observed(cls, events: int, exposed: int) -> Self:
        """Seen `events` times in so many people × quarters. Raises ValueError where nobody was there to be seen."""
        if not 0 <= events <= exposed or not exposed:
            raise ValueError(f"{events} of {exposed}")
        return cls(events / exposed, 0.0, 1.0, events, exposed)

    @classmethod
    def assumed(cls, value: float, least: float | None = None, most: float | None = None) -> Self:
        """Typed by somebody; without a range it counts as known."""
        least, most = value if least is None else least, value if most is None else most
        if not 0 <= least <= value <= most <= 1:
            raise ValueError(f"{least} ≤ {value} ≤ {most}")
        return cls(value, least, most)

    @property
    def is_observed(self) -> bool:
        return self.exposed is not None

    def drawn(self, chance: random.Random) -> float:
        """What the rate may really be: Jeffreys' posterior of what was observed, a triangle over what was assumed."""
        if self.events is not None and self.exposed is not None:
            return chance.betavariate(self.events + 0.5, self.exposed - self.events + 0.5)
        return chance.triangular(self.least, self.most, self.value) if self.least < self.most else self.value


NEVER = Rate.assumed(0.0)


@dataclass(frozen=True)
class Level:
    """What happens in a quarter to those of one level: active ones leave for good, fall dormant, or step up; dormant
    ones are refreshed where that is paid, or lapse for good.
    """

    key: str
    attrition: Rate = NEVER
    dormancy: Rate = NEVER
    step_up: Rate = NEVER
    refresh: Rate = NEVER
    lapse: Rate = NEVER

    def with_rates(self, rates: Mapping[str, Rate]) -> Self:
        return replace(self, **rates)  # type: ignore[arg-type]


RATES = tuple(field.name for field in fields(Level) if field.name != "key")


@dataclass(frozen=True)
class Course:
    """A course for new trainers: seats, the fewest people for whom it is held, leads and locals that it takes, money.
    `each` is how many such courses one of the staff can teach in a quarter.
    """

    seats: int
    least: int
    leads: int
    locals: int
    cost: int
    lead_level: int
    local_level: int
    each: float = 1.0


@dataclass(frozen=True)
class Money:
    """So much a quarter, from one quarter up to another (not with it). What a quarter leaves over is lost."""

    amount: int
    first: int = 0
    ends: int | None = None

    def of(self, quarter: int) -> int:
        return self.amount if self.first <= quarter and (self.ends is None or quarter < self.ends) else 0


@dataclass(frozen=True)
class Abroad:
    """What comes from outside until it ends: money, and leads who teach the courses here."""

    money: int = 0
    leads: int = 0
    ends: int | None = None

    def runs(self, quarter: int) -> bool:
        return self.ends is None or quarter < self.ends


@dataclass(frozen=True)
class Cascade:
    """The trainers of `country` who teach in `language`, by level, and all that their number hangs on.

    `needed` is how many active ones of `covering` level or above each quarter asks for; the last figure holds from then
    on. New trainers are trained as soon as too few are expected `ahead` quarters later.
    """

    country: str
    language: str
    levels: tuple[Level, ...]
    active: tuple[float, ...]
    dormant: tuple[float, ...]
    needed: tuple[int, ...]
    covering: int
    course: Course
    money: tuple[Money, ...] = ()
    abroad: Abroad = Abroad()
    refresh_cost: int = 0
    ahead: int = 4

    def needs(self, quarter: int) -> int:
        return self.needed[min(quarter, len(self.needed) - 1)]

    def own_money(self, quarter: int) -> int:
        return sum(money.of(quarter) for money in self.money)


def refusals(cascade: Cascade) -> list[str]:
    """What cannot be computed, by the name of the field; nothing where all can."""
    counts: tuple[tuple[str, Sequence[float]], ...] = (
        ("active", cascade.active),
        ("dormant", cascade.dormant),
        ("needed", cascade.needed),
        ("money", [money.amount for money in cascade.money]),
        ("abroad", (cascade.abroad.money, cascade.abroad.leads)),
        ("course", (cascade.course.leads, cascade.course.locals, cascade.course.cost, cascade.refresh_cost)),
    )
    found = [name for name, values in counts if any(value < 0 for value in values)]
    top = len(cascade.levels)
    if not top or len(cascade.active) != top or len(cascade.dormant) != top:
        found.append("levels")
    if any(not 0 <= level < top for level in (cascade.covering, cascade.course.lead_level, cascade.course.local_level)):
        found.append("level")
    if not cascade.needed:
        found.append("needed")
    if not 1 <= cascade.course.least <= cascade.course.seats:
        found.append("seats")
    if cascade.ahead < 1 or cascade.course.each <= 0:
        found.append("ahead")
    return found
