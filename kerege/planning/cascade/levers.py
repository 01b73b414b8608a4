"""What would make a country stand alone: one figure changed at a time, and what each rate moves. Plain Python."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial

from kerege.planning.cascade.bands import holds_in
from kerege.planning.cascade.standing import after, break_even, stands_alone
from kerege.planning.cascade.stocks import RATES, Cascade, Money, Rate


class Lever(StrEnum):
    """What a country can change."""

    ATTRITION = "attrition"
    DORMANCY = "dormancy"
    STEP_UP = "step_up"
    REFRESH = "refresh"
    LAPSE = "lapse"
    MONEY = "money"
    SEATS = "seats"
    EACH = "each"
    AHEAD = "ahead"


@dataclass(frozen=True)
class Change:
    """One change that alone would be enough: a rate of all levels times `factor`, or a figure from `now` to `then`."""

    lever: Lever
    now: float
    then: float

    @property
    def factor(self) -> float | None:
        return self.then / self.now if self.now else None


def changed(cascade: Cascade, lever: Lever, to: float) -> Cascade:
    """The cascade with one figure changed; a rate of all levels in proportion, where all are 0 each becomes `to`."""
    if lever in RATES:
        now = current(cascade, lever)
        levels = tuple(level.with_rates({lever: _scaled(getattr(level, lever), to, now)}) for level in cascade.levels)
        return replace(cascade, levels=levels)
    if lever is Lever.MONEY:
        return replace(cascade, money=(Money(round(to)),))
    if lever is Lever.AHEAD:
        return replace(cascade, ahead=round(to))
    figures = {"seats": round(to)} if lever is Lever.SEATS else {"each": to}
    return replace(cascade, course=replace(cascade.course, **figures))  # type: ignore[arg-type]


def _scaled(rate: Rate, to: float, now: float) -> Rate:
    """The rate in proportion, as little known as it was."""
    if not now:
        return Rate.assumed(to)
    factor = to / now
    value = min(1.0, rate.value * factor)
    if rate.events is not None and rate.exposed is not None:
        return replace(rate, value=value, events=min(rate.exposed, round(rate.events * factor)))
    return Rate.assumed(value, min(value, rate.least * factor), min(1.0, max(value, rate.most * factor)))


def current(cascade: Cascade, lever: Lever) -> float:
    """The figure now; of a rate the highest of all levels, of money the least of any quarter to come."""
    if lever in RATES:
        return max(getattr(level, lever).value for level in cascade.levels)
    if lever is Lever.MONEY:
        return float(min((cascade.own_money(quarter) for quarter in range(len(cascade.needed))), default=0))
    if lever is Lever.AHEAD:
        return float(cascade.ahead)
    return float(cascade.course.seats) if lever is Lever.SEATS else cascade.course.each


def furthest(cascade: Cascade, lever: Lever) -> float:
    """As far as a change is looked for."""
    now = current(cascade, lever)
    if lever in (Lever.ATTRITION, Lever.DORMANCY, Lever.LAPSE):
        return 0.0
    if lever in (Lever.STEP_UP, Lever.REFRESH):
        return min(1.0, max(0.5, now * 4))
    if lever is Lever.MONEY:
        return max(now, cascade.course.cost + cascade.refresh_cost * sum(cascade.needed[-1:])) * 10
    return {Lever.SEATS: max(now, 30.0), Lever.EACH: now * 4, Lever.AHEAD: 16.0}[lever]


def changes(cascade: Cascade, ends: int, hold: int, *, stop: Callable[[], bool] = lambda: False) -> Iterator[Change]:
    """The least change of each figure that alone makes the country stand alone from `ends` on; those figures of which
    no change is enough are left out. A few steps are tried first, then the step that was enough is halved, so that a
    smaller one is not missed where more is not always better.
    """
    if stands_alone(cascade, ends, hold):
        return
    for lever in Lever:
        if stop():
            return
        now, far = current(cascade, lever), furthest(cascade, lever)
        found = _least(partial(_enough, cascade, lever, ends, hold), now, far)
        if found is not None:
            yield Change(lever, now, _whole(lever, found))


def _whole(lever: Lever, value: float) -> float:
    return round(value) if lever in (Lever.MONEY, Lever.SEATS, Lever.AHEAD) else value


FEW_FUTURES, SURER_HALVINGS = 40, 4


def surer(cascade: Cascade, ends: int, hold: int, *, share: float, futures: int, seed: int) -> Iterator[Change]:
    """Changes of one figure each with which it stands alone in this share of so many futures at least. Where one is
    enough is looked for in fewer of them, and what was found has to hold in all.
    """
    for lever in Lever:
        now, far = current(cascade, lever), furthest(cascade, lever)
        few = min(FEW_FUTURES, futures)

        def sure(to: float, count: int, lever: Lever = lever) -> bool:
            return holds_in(changed(cascade, lever, to), ends, hold, share=share, futures=count, seed=seed)

        if now == far or not sure(far, few):
            continue
        too_little, found = now, far
        for _ in range(SURER_HALVINGS):
            middle = _whole(lever, (too_little + found) / 2)
            too_little, found = (too_little, middle) if sure(middle, few) else (middle, found)
        enough = next((to for to in (found, _whole(lever, (found + far) / 2), far) if sure(to, futures)), None)
        if enough is not None and enough != now:
            yield Change(lever, now, enough)


def _enough(cascade: Cascade, lever: Lever, ends: int, hold: int, to: float) -> bool:
    return stands_alone(changed(cascade, lever, to), ends, hold)


STEPS, HALVINGS = 8, 10


def _least(enough: Callable[[float], bool], now: float, far: float) -> float | None:
    points = [now + (far - now) * step / STEPS for step in range(1, STEPS + 1)]
    at = next((n for n, point in enumerate(points) if enough(point)), None)
    if at is None:
        return None
    too_little, found = (points[at - 1] if at else now), points[at]
    for _ in range(HALVINGS):
        middle = (too_little + found) / 2
        if enough(middle):
            found = middle
        else:
            too_little = middle
    return found


@dataclass(frozen=True)
class Swing:
    """What one rate does: the fewest covering trainers after the end, and break-even, with it lower and higher."""

    lever: Lever
    low: float
    high: float
    covering: tuple[float, float]
    break_even: tuple[int | None, int | None]

    @property
    def width(self) -> float:
        return abs(self.covering[1] - self.covering[0])


def sensitivity(cascade: Cascade, ends: int, hold: int, *, share: float = 0.25, latest: int = 40) -> list[Swing]:
    """Each rate lower and higher by `share` of itself, the others as they are; what moves most stands first."""
    found = []
    for lever in Lever:
        now = current(cascade, lever)
        if lever not in RATES or not now:
            continue
        both = [changed(cascade, lever, min(1.0, now * (1 + sign * share))) for sign in (-1, 1)]
        low, high = (min(quarter.covering for quarter in after(one, ends, hold)[ends:]) for one in both)
        found.append(
            Swing(lever, now * (1 - share), min(1.0, now * (1 + share)),
                  (low, high), (break_even(both[0], hold, latest=latest), break_even(both[1], hold, latest=latest)))
        )  # fmt: skip
    return sorted(found, key=lambda swing: -swing.width)
