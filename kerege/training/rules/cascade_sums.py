"""What is counted along the cascade: people, trainers who teach, marks, centres, successors. Plain Python, no clock.

Who sat in several courses is told to nobody below national clearance: those get bounds and multiples of the least cell.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from kerege.lib.small_cells import LEAST_CELL, stepped
from kerege.training.rules import protect_repeats
from kerege.training.words.cascade import Standing

ACTIVE_MONTHS = 12
"""A trainer who delivered nothing for so long is dormant."""
FADES = 5
"""By how many points out of a hundred the mean after a course has to fall from one generation to the next."""


def persons(
    sizes: Mapping[int, int],
    seats: Mapping[int, Collection[int]],
    *,
    exact: bool,
    k: int = LEAST_CELL,
) -> tuple[int, int]:
    """Bounds of the people in closed registers of these sizes, each counted once. `seats` has, for each course, those
    of its people who are in other registers too; the work grows with the courses asked for and with nothing else.
    `exact`: for whoever may know who sat in several.
    """
    matched = sizes if exact else [number for number, size in sizes.items() if size >= k]
    seated = [seats[number] for number in matched if number in seats]
    repeated = sum(map(len, seated)) - len(set().union(*seated))
    if exact:
        n = sum(sizes.values()) - repeated
        return n, n
    return protect_repeats(sizes.values(), repeated=repeated, k=k)


@dataclass(frozen=True)
class Used:
    """Trained trainers, from closed registers: how many taught at least once after, and how many of those lately. Of
    `nameless` nobody can say: their rows lead to no person. None is withheld.
    """

    trained: int
    nameless: int
    taught: int | None
    active: int | None

    @property
    def share(self) -> tuple[int, int] | None:
        """Percent who taught, at least and at most; None where it is withheld or nobody was trained."""
        if self.taught is None or not self.trained:
            return None
        return percent(self.taught, self.trained), percent(self.taught + self.nameless, self.trained)

    @property
    def dormant(self) -> int | None:
        return None if self.taught is None or self.active is None else self.taught - self.active


def percent(part: int, whole: int) -> int:
    return round(100 * part / whole)


def months_before(on: date, months: int) -> date:
    """The same day so many months earlier; the last day of a shorter month."""
    return months_after(on, -months)


def months_after(on: date, months: int) -> date:
    """The same day so many months later; the last day of a shorter month."""
    year, month = divmod(on.year * 12 + on.month - 1 + months, 12)
    day = min(on.day, (29 if _leap(year) else 28) if month == 1 else 31 - (month in {3, 5, 8, 10}))
    return date(year, month + 1, day)


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def standing(taught: Iterable[date], *, on: date, months: int = ACTIVE_MONTHS) -> Standing:
    """How a trained trainer stands on a day, by the days on which courses that they taught were over."""
    days = [day for day in taught if day <= on]
    if not days:
        return Standing.NEVER
    return Standing.ACTIVE if max(days) > months_before(on, months) else Standing.DORMANT


@dataclass(frozen=True, slots=True)
class Delivery:
    """What somebody taught on the way to a certificate: the day, the country, and whose record it is."""

    on: date
    territory: str
    owner: str


@dataclass(frozen=True, slots=True)
class Taught:
    """The days of a course that somebody taught, and the country of its venue, where it is known."""

    first: date
    last: date
    venue: str


def besides(delivered: Iterable[Delivery], courses: Collection[Taught]) -> list[Delivery]:
    """The deliveries that are none of these courses of the same person. Nobody teaches two courses in one country at
    once, so a day of a course there is that course, whichever town the case names.
    """
    return [
        each
        for each in delivered
        if not any(c.first <= each.on <= c.last and c.venue in {"", each.territory} for c in courses)
    ]


def used(trained: int, nameless: int, standings: Iterable[Standing], *, exact: bool, k: int = LEAST_CELL) -> Used:
    """How many of the trained trainers teach, for a reader. Below clearance only in steps of k, and withheld where
    fewer than k teach, or fewer than k do not.
    """
    each = list(standings)
    active = sum(s == Standing.ACTIVE for s in each)
    taught = active + sum(s == Standing.DORMANT for s in each)
    if exact:
        return Used(trained, nameless, taught, active)
    told = stepped({"taught": taught, "active": active}, of=trained, k=k).cells if trained >= k else {}
    return Used(trained, nameless, told.get("taught"), told.get("active"))


def per_trainer(people: tuple[int, int], trainers: tuple[int, int]) -> tuple[float, float] | None:
    """People for each trainer, at least and at most; None where there is no trainer."""
    if not trainers[0]:
        return None
    return round(people[0] / trainers[1], 1), round(people[1] / trainers[0], 1)


@dataclass(frozen=True)
class Marks:
    """Tests of one course or delivery: how many wrote both, and the means before and after, out of a hundred."""

    generation: int
    tested: int
    before: float
    after: float


@dataclass(frozen=True)
class Fading:
    """The marks of a generation: weighted means, the gain, and whether the mean after fell from the generation before.
    Means are None where fewer than the least cell were tested.
    """

    generation: int
    tested: int
    before: float | None
    after: float | None
    fades: bool

    @property
    def gain(self) -> float | None:
        return None if self.before is None or self.after is None else round(self.after - self.before, 1)


def fading(marks: Iterable[Marks], *, k: int = LEAST_CELL, fades: float = FADES) -> list[Fading]:
    """Marks by generation, the first first. Means over few people are withheld from everybody: they are marks."""
    by_generation: dict[int, list[Marks]] = {}
    for mark in marks:
        if mark.tested > 0:
            by_generation.setdefault(mark.generation, []).append(mark)
    found: list[Fading] = []
    last: float | None = None
    for generation in sorted(by_generation):
        each = by_generation[generation]
        tested = sum(m.tested for m in each)
        shown = tested >= k
        before = round(sum(m.before * m.tested for m in each) / tested, 1) if shown else None
        after = round(sum(m.after * m.tested for m in each) / tested, 1) if shown else None
        falls = last is not None and after is not None and last - after > fades
        found.append(Fading(generation, tested, before, after, falls))
        last = after if after is not None else last
    return found


def outside(said: bool | None, costs: Iterable[bool | None]) -> bool | None:
    """Whether a course had money from outside: as its record says, else as the lines of its costs say; None where a
    line says nothing and none says yes.
    """
    if said is not None:
        return said
    lines = list(costs)
    if any(line is True for line in lines):
        return True
    return None if not lines or any(line is None for line in lines) else False


@dataclass(frozen=True)
class Running:
    """What a centre held in a time, by whether the money came from outside."""

    alone: int = 0
    helped: int = 0
    unsaid: int = 0

    @property
    def held(self) -> int:
        return self.alone + self.helped + self.unsaid

    @property
    def runs_alone(self) -> bool | None:
        """True where nothing had money from outside, False where everything had, else None."""
        if self.held and self.alone == self.held:
            return True
        return False if not self.held or self.helped == self.held else None


def running(money: Iterable[bool | None]) -> Running:
    each = list(money)
    return Running(sum(m is False for m in each), sum(m is True for m in each), sum(m is None for m in each))


@dataclass(frozen=True)
class Succession:
    """Trainers of one level in one place: how many hold the certificate, how many of those end soon or are dormant, and
    how many could follow.
    """

    holding: int
    leaving: int
    following: int

    @property
    def missing(self) -> int:
        return max(0, self.leaving - self.following)
