"""What a course needs: counted from the activities of its curriculum and the size of its cohort. Plain Python."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from kerege.lib.text import fold


class Per(StrEnum):
    PERSON = "person"
    GROUP = "group"
    COURSE = "course"


@dataclass(frozen=True)
class Needed:
    """One thing in the number that a cohort needs; `key` is its id in the curriculum."""

    key: str
    what: str
    number: int


def needed_for(
    activities: Iterable[Mapping[str, Any]], *, people: int, say: Callable[[Mapping[str, str]], str]
) -> list[Needed]:
    """What the activities ask for with so many people. What several of them call alike is added: too much is left over,
    too little stops a course. `say` gives a text of the curriculum in one language.
    """
    found: dict[str, Needed] = {}
    for activity in activities:
        group = int(activity.get("group") or 0)
        for each in activity.get("materials", ()):
            number = _number(int(each.get("number", 1)), str(each.get("per", Per.COURSE)), people, group)
            what = say(each.get("what", {})) or str(each["id"])
            there = found.get(fold(what))
            found[fold(what)] = (
                Needed(there.key, there.what, there.number + number) if there else Needed(str(each["id"]), what, number)
            )
    return list(found.values())


def _number(each: int, per: str, people: int, group: int) -> int:
    if per == Per.PERSON:
        return each * people
    if per == Per.GROUP:
        return each * max(1, -(-people // group) if group else 1)
    return each


SIGNS: Mapping[str, tuple[str, ...]] = {
    "screen": ("projector", "projection screen"),
    "computers": ("computer", "laptop"),
    "benches": ("work bench", "washbasin"),
    "cabinet": ("cabinet",),
    "microscopes": ("microscope",),
    "dressing": ("gown", "protective clothing"),
    "spill_kit": ("spill kit",),
    "autoclave": ("autoclave",),
}
"""By what English words of a material an equipment of rooms is known, by the words of rooms."""


def asked_of_rooms(materials: Iterable[str]) -> list[str]:
    """Which equipment of rooms the activities ask for, from what their materials are called in English."""
    told = [fold(each) for each in materials]
    return [word for word, signs in SIGNS.items() if any(fold(sign) in text for sign in signs for text in told)]
