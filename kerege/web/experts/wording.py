"""Experts in words: codes by their names, places as they are called on the day, distances."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext

from kerege.atlas import queries as atlas
from kerege.inventory import queries as inventory
from kerege.people.rules import REGION
from kerege.privacy.queries import Listed
from kerege.privacy.words.experts import EXPERT_ROLES, EXPERTISE, RESERVES, SHOWN, Shown
from kerege.records.viewers import Viewer
from kerege.web.experts.asking import languages
from kerege.web.finding.lines import distance


@dataclass(frozen=True)
class Row:
    """One expert as lists show one. `sooner` names fields that end before the entry, with their last days."""

    expert: Listed
    country: Any
    expertise: list[str]
    roles: list[str]
    teaching: list[str]
    reserve: str
    place: str
    centres: list[tuple[str, str]]
    far: str
    sooner: list[tuple[str, date]]
    national: list[str]


def rows(viewer: Viewer, found: Sequence[Listed], *, on: date, lang: str) -> list[Row]:
    """In their order; names of places, regions, centres and countries are asked for once."""
    countries = atlas.display_names({e.owner for e in found} - {REGION}, lang=lang, on=on)
    places = atlas.names_of_places({e.place for e in found if e.place}, on=on, lang=lang)
    units = atlas.names_of_units({e.unit for e in found if e.unit}, on=on, lang=lang)
    centres = inventory.centre_names(viewer, {key for e in found for key in e.centres}, on=on, lang=lang)
    spoken = dict(languages())
    return [
        Row(
            expert=e,
            country=countries.get(e.owner, gettext("The region")),
            expertise=_said(EXPERTISE, e.expertise),
            roles=_said(EXPERT_ROLES, e.roles),
            teaching=[spoken.get(tag, tag) for tag in e.teaching],
            reserve=_said(RESERVES, [e.reserve] if e.reserve else [])[0] if e.reserve else "",
            place=places.get(e.place, "") or units.get(e.unit, ""),
            centres=[(key, centres[key]) for key in e.centres if key in centres],
            far=distance(e.km),
            sooner=[(_field(name), day) for name, day in e.ends.items() if day < e.until],
            national=[_field(name) for name in Shown if name in e.national],
        )
        for e in found
    ]


def _field(name: str) -> str:
    return gettext(SHOWN[Shown(name)])


def _said(words: Any, codes: Iterable[str]) -> list[str]:
    return [gettext(words[code]) if code in words else code for code in codes]
