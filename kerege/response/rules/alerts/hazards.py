"""Hazards that an alert can be about: names of diseases and pests, and their codes as far as they are known.

The list is data (hazards.json). A code stands there only where its list has it; without one the name says it alone.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kerege.lib.refusal import Refusal
from kerege.response.rules.cap.message import Named
from kerege.response.words import Sector
from kerege.response.words.alerts_refused import UNKNOWN_HAZARD

LISTS = {"icd-10": "urn:who:icd-10", "eppo": "urn:eppo:code", "woah": "urn:woah:terrestrial-code"}
CATEGORIES = {
    Sector.HUMAN: ("Health",),
    Sector.ANIMAL: ("Health", "Env"),
    Sector.PLANT: ("Env",),
    Sector.INVASIVE: ("Env",),
}
"""CAP has no category for animals and plants: animal health is health and environment there, plants are environment."""


@dataclass(frozen=True)
class Hazard:
    key: str
    sector: Sector
    names: Mapping[str, str]
    codes: Mapping[str, str]

    def name(self, lang: str) -> str:
        """The name in a language; empty where the list has none, for then a person has to write it."""
        return self.names.get(lang, "")

    @property
    def event_codes(self) -> tuple[Named, ...]:
        return tuple(Named(LISTS[name], code) for name, code in self.codes.items())


@cache
def hazards() -> Mapping[str, Hazard]:
    """Every hazard by its key, in the order of the list."""
    told = json.loads(Path(__file__).with_name("hazards.json").read_text(encoding="utf-8"))
    made = (
        Hazard(each["key"], Sector(each["sector"]), {"en": each["en"], "ru": each["ru"]}, each["codes"])
        for each in told["hazards"]
    )
    return {each.key: each for each in made}


def hazard(key: str) -> Hazard:
    """Refuses response.unknown_hazard."""
    found = hazards().get(key)
    if found is None:
        raise Refusal(UNKNOWN_HAZARD, field="hazard", key=key[:40])
    return found
