"""Who else can help: trainers who chose to be found and training centres, as numbers that open."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext

from kerege.atlas import queries as atlas
from kerege.inventory import queries as inventory
from kerege.people.rules import REGION
from kerege.privacy import queries as privacy
from kerege.privacy.queries import ExpertChoice
from kerege.privacy.words.experts import ExpertRole
from kerege.records.viewers import Viewer
from kerege.web.shell.navigation import address


@dataclass(frozen=True)
class Count:
    """How many there are in a country, each number with the list that it opens; no list for none."""

    country: Any
    trainers: int
    trainers_href: str
    centres: int
    centres_href: str


def counted(viewer: Viewer, *, on: date, lang: str, near: str) -> list[Count]:
    """By country, as far as this reader may see them; a list of trainers begins with the nearest to `near`."""
    trainers = privacy.experts_by_owner(viewer, on=on, choice=ExpertChoice(role=ExpertRole.TRAINER))
    centres = inventory.centres_by_country(viewer, on=on, lang=lang)
    names = atlas.display_names((set(trainers) | set(centres)) - {REGION}, lang=lang, on=on)
    found = []
    for code in sorted(set(trainers) | set(centres), key=lambda c: (c == REGION, c)):
        asked = {"role": str(ExpertRole.TRAINER), "country": "" if code == REGION else code, "near": near}
        found.append(
            Count(
                names.get(code, gettext("The region")),
                trainers.get(code, 0),
                _opens("experts", asked) if code in trainers else "",
                centres.get(code, 0),
                _opens("centres", {"country": code}) if code in centres else "",
            )
        )
    return found


def _opens(name: str, asked: dict[str, str]) -> str:
    return f"{address(name)}?{urlencode({key: value for key, value in asked.items() if value})}"
