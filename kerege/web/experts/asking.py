"""Which experts an address asks for: one reading of it for the page, its files and the counts elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language, gettext

from kerege.atlas import queries as atlas
from kerege.atlas.rules import language_tag
from kerege.privacy.queries import ExpertChoice
from kerege.privacy.words.experts import EXPERT_ROLES, EXPERTISE, RESERVES
from kerege.web.finding.nearby import Start, start_of
from kerege.web.shell.asked import a_language, a_line, one_of
from kerege.web.shell.asof import country_code, on_date

CODED: Mapping[str, Mapping[Any, str]] = {"expertise": EXPERTISE, "role": EXPERT_ROLES, "reserve": RESERVES}
"""Filters by code: the name in the address, and what the codes are called."""
PLAIN = ("unit", "place", "centre")
EXPERTS = {
    **{name: one_of(words) for name, words in CODED.items()},
    "teaching": a_language,
    **{name: a_line(60) for name in PLAIN},
    "text": a_line(100),
    "near": a_line(120),
}
"""What the directory of experts can be asked."""


@dataclass(frozen=True)
class Asked:
    """A choice of experts with the day and the language in which it is read. `said` is the choice as an address."""

    choice: ExpertChoice
    on: date
    lang: str
    said: Mapping[str, str]
    start: Start | None

    @property
    def query(self) -> str:
        return urlencode(self.said)

    @property
    def for_programs(self) -> str:
        """The same question to the interface, which measures from positions."""
        told = {name: value for name, value in self.said.items() if name not in {"near", *PLAIN[:2]}}
        if self.start is not None:
            told["near"] = f"{self.start.spot.lat:.4f},{self.start.spot.lon:.4f}"
        return urlencode(told)


def asked(request: HttpRequest) -> Asked:
    """What `asks` has read with EXPERTS. Refuses atlas.unknown_code, geo.not_a_place and a wrong day."""
    on, lang, country = on_date(request), get_language() or "en", country_code(request)
    said: dict[str, str] = {"country": atlas.territory(country).code} if country else {}
    said |= {name: typed for name in EXPERTS if (typed := request.GET.get(name, ""))}
    start = start_of(said["near"], on=on, lang=lang) if "near" in said else None
    told = {name: value for name, value in said.items() if name not in {"country", "near"}}
    choice = ExpertChoice(owner=said.get("country", ""), near=start.spot if start else None, **told)
    return Asked(choice, on, lang, said, start)


@dataclass(frozen=True)
class Filter:
    """A select: its values with what they are called, and whether they are chosen."""

    name: str
    label: str
    options: tuple[tuple[str, str, bool], ...]


def filters(said: Mapping[str, str]) -> list[Filter]:
    labels = {
        "expertise": gettext("Field of expertise"),
        "role": gettext("Role"),
        "reserve": gettext("Available for the reserve"),
    }
    made = [
        _filter(name, labels[name], [(str(c), gettext(w)) for c, w in words.items()], said)
        for name, words in CODED.items()
    ]
    made.insert(1, _filter("teaching", gettext("Teaches in"), languages(), said))
    return made


def languages() -> list[tuple[str, str]]:
    """The languages of this node's readers, each by its own name."""
    return [(language_tag(code), str(name)) for code, name in settings.LANGUAGES]


def _filter(name: str, label: str, pairs: list[tuple[str, str]], said: Mapping[str, Any]) -> Filter:
    now = said.get(name, "")
    if now and now not in dict(pairs):
        pairs = [*pairs, (now, now)]
    return Filter(name, label, tuple((value, called, value == now) for value, called in pairs))
