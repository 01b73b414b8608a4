"""Towns on the map under the names that they have on the day, in the reader's language."""

from collections.abc import Iterator
from dataclasses import dataclass

from kerege.atlas import queries as atlas
from kerege.atlas.words import ATLAS
from kerege.lib.geo import Spot, Tile
from kerege.records.keeping import kept_large_until_written
from kerege.web.finding.asking import Asked
from kerege.web.shell.map_views import TownLabel

LEAST = ((4, 1_000_000), (6, 250_000), (7, 100_000), (8, 30_000))
"""Up to which zoom a town has to have how many people to be named."""
MOST = 40


@dataclass(frozen=True)
class Town:
    spot: Spot
    name: str
    population: int


def in_tile(tile: Tile, wanted: Asked) -> list[Town]:
    """The towns of a tile that are large enough for its zoom, the largest first."""
    least = next((people for zoom, people in LEAST if tile.z <= zoom), 0)
    box = tile.box
    return [t for t in _towns(wanted) if t.population >= least and box.holds(t.spot)][:MOST]


WHOLE_REGION = 4
"""The zoom of the detailed map at which it shows about as much as the picture of the whole region."""


def on_picture(wanted: Asked, finer: int) -> Iterator[TownLabel]:
    """The towns for a picture that is so many zooms closer than the whole region, the largest first."""
    zoom = WHOLE_REGION + finer
    least = next((people for upto, people in LEAST if zoom <= upto), 0)
    return (TownLabel(t.spot.lon, t.spot.lat, t.name) for t in _towns(wanted) if t.population >= least)


def _towns(wanted: Asked) -> list[Town]:
    def made() -> list[Town]:
        lines = atlas.places(on=wanted.on, lang=wanted.lang)
        return [Town(Spot(p.latitude, p.longitude), p.name, p.population) for p in lines]

    return kept_large_until_written(f"finding.towns {wanted.on} {wanted.lang}", made, by=ATLAS)
