"""Where an alert holds: units of the atlas, polygons and circles, and which countries they reach into."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from kerege.lib.refusal import Refusal
from kerege.response.rules.alerts import areas
from kerege.response.rules.cap.message import Area, Named
from kerege.response.words import alerts_refused as refused
from kerege.response.words.alerts import LONGEST_AREA

CLEARLY_NEARER = 1.5
"""How many times farther the next town of a country that is named may be than one of another country, before a point is
taken to lie in that other one: beside a border the next town is often across it."""


@dataclass(frozen=True)
class Place:
    """One area: its name, and a unit by its ISO 3166-2 code, a polygon, a circle, or several of these."""

    desc: str
    unit: str = ""
    polygon: str = ""
    circle: str = ""

    def told(self) -> dict[str, str]:
        return {"desc": self.desc, "unit": self.unit, "polygon": self.polygon, "circle": self.circle}

    @property
    def area(self) -> Area:
        """As CAP has it."""
        return Area(
            area_desc=self.desc,
            polygons=(self.polygon,) if self.polygon else (),
            circles=(self.circle,) if self.circle else (),
            geocodes=(Named("ISO3166-2", self.unit),) if self.unit else (),
        )


def check_shapes(places: Sequence[Place]) -> None:
    """Refuses response.no_area, .long_area and what areas.polygon and areas.circle refuse."""
    if not any(place.unit or place.polygon or place.circle for place in places):
        raise Refusal(refused.NO_AREA, field="unit")
    for place in places:
        if not place.desc.strip():
            raise Refusal(refused.NO_AREA, field="area")
        if len(place.desc) > LONGEST_AREA:
            raise Refusal(refused.LONG_AREA, field="area", length=len(place.desc), most=LONGEST_AREA)
        areas.corners(*([each] if each else [] for each in (place.polygon, place.circle)))


def points(place: Place) -> list[areas.Point]:
    return areas.corners(*([each] if each else [] for each in (place.polygon, place.circle)))


def lies_in(near: Collection[tuple[str, float]], *, allowed: Collection[str]) -> str:
    """The country into which a point reaches beyond those allowed; empty for none, and where no town is known near it.

    `near` are towns as pairs of country and distance in kilometres.
    """
    own = min((far for country, far in near if country in allowed), default=float("inf"))
    others = sorted((far, country) for country, far in near if country not in allowed)
    if not others or own <= others[0][0] * CLEARLY_NEARER:
        return ""
    return others[0][1]


def check_reach(
    places: Iterable[Place],
    *,
    allowed: Collection[str],
    of_unit: Callable[[str], str],
    near: Callable[[areas.Point], Collection[tuple[str, float]]],
) -> None:
    """Refuses response.no_neighbour for an area in a country that is neither the sender nor warned."""
    for place in places:
        reached = [of_unit(place.unit)] if place.unit else []
        reached += [found for point in points(place) if (found := lies_in(near(point), allowed=allowed))]
        for country in reached:
            if country not in allowed:
                raise Refusal(refused.NO_NEIGHBOUR, field="recipients", country=country)
