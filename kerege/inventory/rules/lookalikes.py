"""Whether two facilities are one: by their names in any spelling, their town, and how far they are apart."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from kerege.inventory.rules.precision import Point, distance_km
from kerege.lib.refusal import N_
from kerege.lib.text import near_folded

ALIKE = 0.9
NEAR_KM = 1.0
APART_KM = 30.0


class Reason(StrEnum):
    SAME_NAME = "same_name"
    SPELLING = "spelling"
    SAME_PLACE = "same_place"
    NEAR = "near"


REASONS = {
    Reason.SAME_NAME: N_("It has the same name."),
    Reason.SPELLING: N_("Its name is nearly the same in another spelling."),
    Reason.SAME_PLACE: N_("It is in the same town."),
    Reason.NEAR: N_("It is less than a kilometre away."),
}


@dataclass(frozen=True)
class Compared:
    """A facility as far as comparing needs it: its names folded, the key of its town, and where it is."""

    names: frozenset[str]
    place: str = ""
    point: Point | None = None


@dataclass(frozen=True)
class Alike:
    """How alike two facilities are, from 0 to 1, and what speaks for it."""

    score: float
    reasons: tuple[Reason, ...]


def compare(a: Compared, b: Compared) -> Alike | None:
    """None for two that nobody would take for one: other names, or the same name in towns far apart."""
    score = _names(a.names, b.names)
    if score < ALIKE:
        return None
    apart = distance_km(a.point, b.point) if a.point and b.point else None
    if (apart is not None and apart > APART_KM) or (apart is None and a.place and b.place and a.place != b.place):
        return None
    reasons = [Reason.SAME_NAME if score == 1.0 else Reason.SPELLING]
    if a.place and a.place == b.place:
        reasons.append(Reason.SAME_PLACE)
    if apart is not None and apart <= NEAR_KM:
        reasons.append(Reason.NEAR)
    return Alike(score, tuple(reasons))


def _names(a: Iterable[str], b: Iterable[str]) -> float:
    others = list(b)
    return max((near_folded(x, y) for x in a for y in others), default=0.0)
