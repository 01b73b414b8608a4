"""What a course needs: counted from the activities of its curriculum and the size of its cohort. Plain Python."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from kerege.inventory.words.equipment import STANDARDS, EquipmentKind
from kerege.inventory.words.training import RoomEquipment
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


class Fit(StrEnum):
    """How something stands that activities ask for by code, where a course is held."""

    THERE = "there"
    UNPROVED = "unproved"
    UNFIT = "unfit"
    LACKING = "lacking"
    UNKNOWN = "unknown"


ROOM_WORDS: Mapping[str, str] = {
    EquipmentKind.CABINET_1: RoomEquipment.CABINET,
    EquipmentKind.CABINET_2: RoomEquipment.CABINET,
    EquipmentKind.CABINET_3: RoomEquipment.CABINET,
    EquipmentKind.MICROSCOPE: RoomEquipment.MICROSCOPES,
    EquipmentKind.PROTECTIVE: RoomEquipment.DRESSING,
    **{each.value: each.value for each in RoomEquipment},
}
"""By which word a room says that it has something of a kind."""


def fit(asked: str, *, rooms: Collection[str], pieces: Mapping[str, bool]) -> Fit:
    """How what is asked for by a code stands. `rooms` is what the rooms say that they have; `pieces` has the kinds of
    which a piece is recorded where the rooms are, and whether one of these may be used.

    Pieces outweigh what rooms say. Where a certificate is needed and no piece is recorded, the word of a room proves
    nothing; for what rooms have no word, without a piece nothing is known.
    """
    if asked in pieces:
        return Fit.THERE if pieces[asked] else Fit.UNFIT
    word = ROOM_WORDS.get(asked)
    if word is None:
        return Fit.UNKNOWN
    if word not in rooms:
        return Fit.LACKING
    return Fit.UNPROVED if asked in STANDARDS else Fit.THERE


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
"""By what English words of a material without a code an equipment of rooms is guessed, by the words of rooms."""


def guessed(materials: Iterable[str]) -> list[str]:
    """Which equipment of rooms may be meant by materials that bear no code, from what they are called in English."""
    told = [fold(each) for each in materials]
    return [word for word, signs in SIGNS.items() if any(fold(sign) in text for sign in signs for text in told)]
