"""Coordinates as people and spreadsheets write them, and what can be wrong with them. The importer asks here too."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kerege.inventory.rules.outlines import countries_at, may_be_in, middle, middle_of_box
from kerege.inventory.rules.precision import Point, distance_km
from kerege.inventory.words import Doubt, refused
from kerege.lib.refusal import Refusal, RefusalWord

FAR_KM = 60.0
CENTROID_KM = 3.0
BOX_KM = 5.0
"""How far geocoders' middle of a country may be from ours: its outline is drawn to a few kilometres."""
WRONG: dict[Doubt, RefusalWord] = {
    Doubt.ZERO: refused.POSITION_ZERO,
    Doubt.SWAPPED: refused.POSITION_SWAPPED,
    Doubt.ELSEWHERE: refused.POSITION_ELSEWHERE,
    Doubt.ON_CENTROID: refused.POSITION_ON_CENTROID,
    Doubt.OUT_OF_RANGE: refused.BAD_POSITION,
    Doubt.UNREADABLE: refused.BAD_POSITION,
}
"""Doubts with which nothing is recorded; with the others somebody may be right."""

_NUMBER = r"[0-9]+(?:[.,][0-9]+)?"
_DECIMAL = re.compile(rf"([+\-\u2212]?)({_NUMBER})\s*[°º]?", re.ASCII)
_SEXAGESIMAL = re.compile(
    rf"([+\-\u2212]?)([0-9]{{1,3}})\s*[°º:\s]\s*({_NUMBER})\s*(?:['′’`:\s]\s*(?:({_NUMBER})\s*(?:\"|″|”|''|′′)?)?)?"
)
_HEMISPHERES = {
    **dict.fromkeys(("N", "С", "NORTH", "С.Ш.", "С.Ш", "СШ"), (1, "latitude")),
    **dict.fromkeys(("S", "Ю", "SOUTH", "Ю.Ш.", "Ю.Ш", "ЮШ"), (-1, "latitude")),
    **dict.fromkeys(("E", "В", "EAST", "В.Д.", "В.Д", "ВД"), (1, "longitude")),
    **dict.fromkeys(("W", "З", "WEST", "З.Д.", "З.Д", "ЗД"), (-1, "longitude")),
}
_HEMISPHERE = re.compile(r"[A-Za-zА-Яа-я][A-Za-zА-Яа-я. ]*$")


@dataclass(frozen=True)
class Doubtful:
    """One doubt about a position. `country` is where the point lies, for ELSEWHERE; empty for the sea."""

    doubt: Doubt
    country: str = ""

    @property
    def wrong(self) -> bool:
        """Whether nothing may be recorded with it."""
        return self.doubt in WRONG


def read_degrees(value: object, *, field: str) -> float:
    """Degrees from a number or a text: 51.128, 51,128, 51°07'41", 51° 7,7' N, 71°26′ в.д.

    Refuses inventory.bad_position. `field` is latitude or longitude; a hemisphere of the other kind is refused too.
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _in_range(float(value), str(value), field)
    text = str(value).strip()
    number, sign = text, 1
    if found := _HEMISPHERE.search(text.upper()):
        named = found[0].replace(" ", "")
        if named not in _HEMISPHERES or _HEMISPHERES[named][1] != field:
            raise Refusal(refused.BAD_POSITION, field=field, value=text[:40])
        sign, number = _HEMISPHERES[named][0], text[: found.start()].strip()
    degrees = _degrees(number)
    if degrees is None:
        raise Refusal(refused.BAD_POSITION, field=field, value=text[:40])
    return _in_range(sign * degrees, text, field)


def _degrees(text: str) -> float | None:
    if found := _DECIMAL.fullmatch(text):
        return _signed(found[1], _float(found[2]))
    if found := _SEXAGESIMAL.fullmatch(text):
        minutes, seconds = _float(found[3]), _float(found[4] or "0")
        if minutes < 60 and seconds < 60:
            return _signed(found[1], int(found[2]) + minutes / 60 + seconds / 3600)
    return None


def _signed(sign: str, degrees: float) -> float:
    return -degrees if sign in {"-", "\u2212"} else degrees


def _float(text: str) -> float:
    return float(text.replace(",", "."))


def _in_range(degrees: float, text: str, field: str) -> float:
    most = 90.0 if field == "latitude" else 180.0
    if not -most <= degrees <= most:  # also refuses what is no number
        raise Refusal(refused.BAD_POSITION, field=field, value=text[:40])
    return round(degrees, 6)


def doubts(point: Point, *, territory: str, place: Point | None = None) -> list[Doubtful]:
    """Everything that speaks against a position in this country, the gravest first; empty for a good one.

    `place` is the town that is named with it.
    """
    if abs(point.latitude) < 0.01 and abs(point.longitude) < 0.01:
        return [Doubtful(Doubt.ZERO)]
    return list(_doubts(point, territory, place))


def _doubts(point: Point, territory: str, place: Point | None) -> Iterator[Doubtful]:
    if not may_be_in(point, territory):
        other = Point(point.longitude, point.latitude)
        swapped = abs(point.longitude) <= 90 and may_be_in(other, territory)
        yield Doubtful(Doubt.SWAPPED) if swapped else Doubtful(Doubt.ELSEWHERE, (countries_at(point) or [""])[0])
        return
    centres = ((middle(territory), CENTROID_KM), (middle_of_box(territory), BOX_KM))
    if any(centre is not None and distance_km(point, centre) <= near for centre, near in centres):
        yield Doubtful(Doubt.ON_CENTROID)
    if place is not None and distance_km(point, place) > FAR_KM:
        yield Doubtful(Doubt.FAR_FROM_PLACE)
    if _is_rough(point.latitude) and _is_rough(point.longitude):
        yield Doubtful(Doubt.ROUGH)


def _is_rough(degrees: float) -> bool:
    """Whether it has one decimal at most."""
    return abs(degrees * 10 - round(degrees * 10)) < 1e-6


def check_position(point: Point, *, territory: str, sure: bool = False) -> None:
    """Refuse what cannot be right: inventory.position_zero, .position_swapped, .position_elsewhere and, unless somebody
    is `sure`, .position_on_centroid.
    """
    for found in doubts(point, territory=territory):
        if found.wrong and not (sure and found.doubt == Doubt.ON_CENTROID):
            raise Refusal(
                WRONG[found.doubt],
                field="latitude",
                latitude=f"{point.latitude:g}",
                longitude=f"{point.longitude:g}",
                value=f"{point.latitude:g}, {point.longitude:g}",
            )
