"""A policy, a post and a place as tests of needs want them."""

from fractions import Fraction
from typing import Any

from kerege.capacity.rules.gaps import Item, SystemGap, system_gap
from kerege.capacity.rules.needs import Place, Staff, Wanted
from kerege.capacity.rules.policy import Policy, read

CONTENT: dict[str, Any] = {
    "person": "0.6",
    "place": "0.4",
    "most_criticality": "7",
    **{"containment_1": "1", "containment_2": "1", "containment_3": "1.25", "containment_4": "1.5"},
    **{"counts_from": "10", "limit_a": "50", "limit_b": "25"},
    **{"recent": "36", "months_a": "6", "months_b": "12", "months_c": "24"},
    "stand_in": "yes",
}
WASTE = "set:waste"


def policy(**changes: Any) -> Policy:
    return read(CONTENT | changes)


def item(lost: str | None, *, weight: str = "1", finding: str = "", cause: str = "", critical: bool = False) -> Item:
    share = None if lost is None else Fraction(lost)
    return Item("round", "question", Fraction(weight), share, critical, finding, cause)


def gap(*items: Item) -> SystemGap:
    return system_gap(items)


def staff(people: int = 1, levels: Any = (), *, level: int = 4, criticality: int = 7, containment: Any = 1) -> Staff:
    shown = {WASTE: tuple(Fraction(str(each)) for each in levels)}
    return Staff("post", "unit", "bench", people, (Wanted(WASTE, level, criticality),), shown, containment)


def place(*posts: Staff, gap: SystemGap | None = None, key: str = "F", territory: str = "KAZ") -> Place:
    return Place(key, territory, territory, "ru", {WASTE: gap} if gap else {}, posts or (staff(),))
