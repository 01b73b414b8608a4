"""What became of trainers, counted: who left, fell dormant, came back or stepped up, of how many, in how many quarters.

Plain Python. Where somebody stands at the beginning of each quarter is told; what happened is the difference.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

At = tuple[int, bool]
"""A level, from 0 up, and whether somebody is active there."""
ACTIVE = ("attrition", "dormancy", "step_up")
DORMANT = ("refresh", "lapse")


@dataclass(frozen=True)
class Seen:
    """Somebody, by an opaque key, at the beginning of each quarter; None where they are no trainer."""

    key: str
    at: tuple[At | None, ...]


@dataclass(frozen=True)
class Event:
    """What happened to somebody in a quarter, by its number."""

    key: str
    quarter: int
    level: int
    rate: str


@dataclass(frozen=True)
class Observed:
    """`active` and `dormant` are the people of each level at the end; `exposed` are people × quarters by level and rate
    and `events` what happened to them.
    """

    active: tuple[int, ...]
    dormant: tuple[int, ...]
    exposed: Mapping[tuple[int, str], int] = field(default_factory=dict)
    events: tuple[Event, ...] = ()

    def counted(self, level: int | None, rate: str) -> tuple[int, int]:
        """How often, in how many people × quarters; of all levels where none is named."""
        happened = sum(e.rate == rate and level in {None, e.level} for e in self.events)
        return happened, sum(n for (at, name), n in self.exposed.items() if name == rate and level in {None, at})


def observed(people: Iterable[Seen], levels: int) -> Observed:
    """What can be counted. The last moment of each says where they stand now."""
    people = list(people)
    exposed: dict[tuple[int, str], int] = {}
    events: list[Event] = []
    for one in people:
        for quarter, (before, after) in enumerate(zip(one.at, one.at[1:], strict=False)):
            if before is None:
                continue
            level, active = before
            for rate in _possible(level, active, levels):
                exposed[level, rate] = exposed.get((level, rate), 0) + 1
            what = happened(before, after)
            if what:
                events.append(Event(one.key, quarter, level, what))
    last = [one.at[-1] for one in people if one.at]
    return Observed(_count(last, levels, active=True), _count(last, levels, active=False), exposed, tuple(events))


def _possible(level: int, active: bool, levels: int) -> Sequence[str]:
    return [r for r in (ACTIVE if active else DORMANT) if r != "step_up" or level + 1 < levels]


def happened(before: At, after: At | None) -> str:
    """By which rate one came from one place to another; an empty text where it is none of them."""
    level, active = before
    if after is None:
        return "attrition" if active else "lapse"
    if active:
        return "step_up" if after[0] > level else "" if after[1] else "dormancy"
    return "refresh" if after[1] else ""


def _count(last: Sequence[At | None], levels: int, *, active: bool) -> tuple[int, ...]:
    return tuple(sum(at == (level, active) for at in last) for level in range(levels))
