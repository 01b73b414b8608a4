"""What regional partners are told of needs in countries whose restricted records they may not read.

In how many facilities somebody needs a competence, by country and as on today alone, in whole steps of the least cell
(lib.small_cells.stepped; decision 42). A sum over countries adds what is told, and nothing else. Of people nothing is
told: a large laboratory would move such a figure by itself, and of languages and periods nothing either.
"""

from dataclasses import dataclass
from datetime import date

from django.conf import settings

from kerege.capacity.queries.frameworks import known_competences
from kerege.capacity.queries.gaps import reads_restricted
from kerege.capacity.queries.needs import CHANGES, cards_of, needs_now
from kerege.capacity.rules.demand import told_to_others
from kerege.capacity.rules.needs import Need
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.small_cells import Protected, add_up
from kerege.records.keeping import kept_until_written
from kerege.records.viewers import Viewer

COUNTING = Viewer(uid="capacity.needs", name="counting", everywhere=Sensitivity.RESTRICTED)
"""Reads what is protected before anybody is told. Its rows never leave this module."""
PARTNER = Viewer(uid="capacity.needs.partner", name="partner", everywhere=Sensitivity.REGIONAL)
"""Sees the cards that every regional partner sees; what stands on others counts in no figure."""


@dataclass(frozen=True)
class CountryLine:
    """What is told of one country: by competence in how many facilities, at least, somebody needs it. One that is not
    among them is needed nowhere, in few, or in nearly all; which of these is told to nobody.
    """

    owner: str
    territory: str
    cells: dict[str, int]


def others(viewer: Viewer, *, on: date, today: date, territory: str = "") -> list[CountryLine]:
    """What the reader is told of countries whose needs they may not read; nothing for readers without a working role,
    and nothing of any other day: two days would tell what changed between them.
    """
    if on != today or not _partner(viewer):
        return []
    k = int(settings.KEREGE_MIN_CELL)
    told = kept_until_written(f"capacity.needs_of_others {on} {k}", lambda: _told(on, k), by=CHANGES)
    lines = [
        CountryLine(owner, code, {name: n for name, n in found.cells.items() if n})
        for (owner, code), found in sorted(told.items())
        if not reads_restricted(viewer, owner) and (not territory or territory == code)
    ]
    return [line for line in lines if line.cells]


def region(lines: list[CountryLine]) -> dict[str, int]:
    """What the countries are told to need, together: at least in so many facilities."""
    return dict(add_up(Protected(line.cells) for line in lines).cells)


def _partner(viewer: Viewer) -> bool:
    each: Viewer | None = viewer
    while each is not None and each.everywhere >= Sensitivity.REGIONAL:
        each = each.within
    return each is None


def _told(on: date, k: int) -> dict[tuple[str, str], Protected]:
    """Of cards and competences that every partner may see, by owner and country."""
    competences = known_competences(PARTNER, on=on, lang="en")
    lines = needs_now(COUNTING, on=on, lang="en").lines  # of the whole region: too many to be kept
    seen = cards_of(PARTNER, {line.need.place.key for line in lines}, on=on, lang="en")
    by_country: dict[tuple[str, str], list[Need]] = {}
    for line in lines:
        place = line.need.place
        if place.key in seen and line.need.competence in competences:
            by_country.setdefault((place.owner, place.territory), []).append(line.need)
    return {
        of: told_to_others(found, competences=competences, places={need.place.key for need in found}, k=k)
        for of, found in by_country.items()
    }
