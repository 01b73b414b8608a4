"""Equipment in words: where something is, how it stands, and what is to do next."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from kerege.inventory.queries import HolderRef, ItemLine, LotLine
from kerege.inventory.rules.certificates import Standing
from kerege.inventory.words.equipment import (
    CERTIFIED,
    CONDITIONS,
    EQUIPMENT_KINDS,
    HAPPENINGS,
    STAGES,
    Certified,
    Condition,
    EquipmentKind,
)
from kerege.records.labels import Withheld
from kerege.web.shell.figures import day, withheld

GOOD = (Certified.VALID, Certified.NOT_NEEDED)
BAD = (Certified.EXPIRED, Certified.FAILED, Certified.DUE_AGAIN, Certified.NEVER)


@dataclass(frozen=True)
class Whereabouts:
    """Who has something, for a page: the name, and the address of the facility where there is one to show."""

    name: str
    href: str = ""


def whereabouts(holder: HolderRef, organisations: Mapping[str, str]) -> Whereabouts:
    """A facility by its title, an organisation by its name; withheld, or nobody."""
    if isinstance(holder.facility, Withheld):
        return Whereabouts(withheld())
    if holder.facility:
        return Whereabouts(str(holder.title), reverse("facility", args=[holder.facility]))
    return Whereabouts(organisations.get(holder.organisation, holder.organisation))


@dataclass(frozen=True)
class Told:
    """How an item stands, in words, with the look of its badge."""

    word: str
    more: str
    tone: str
    out: str


def told(standing: Standing) -> Told:
    """The word for how an item stands, since or until when, and since when it is out of service."""
    out = ""
    if standing.out_since and standing.certified != Certified.GONE:
        out = gettext("Out of service since %(day)s") % {"day": day(standing.out_since)}
    tone = "good" if standing.certified in GOOD else "bad" if standing.certified in BAD else "warn"
    return Told(gettext(CERTIFIED[standing.certified]), _more(standing), tone, out)


def _more(standing: Standing) -> str:
    if standing.due is None:
        return ""
    when = {"day": day(standing.due)}
    if standing.certified in {Certified.VALID, Certified.DUE_SOON}:
        return gettext("until %(day)s") % when
    if standing.because is not None and standing.certified == Certified.DUE_AGAIN:
        return gettext("%(what)s on %(day)s") % {"what": gettext(HAPPENINGS[standing.because]), **when}
    return gettext("due since %(day)s") % when


def line(item: ItemLine, names: Mapping[str, Any], organisations: Mapping[str, str]) -> dict[str, Any]:
    """One item as lists and its page show it."""
    return {
        "item": item,
        "kind": gettext(EQUIPMENT_KINDS[EquipmentKind(item.kind)]),
        "condition": gettext(CONDITIONS[Condition(item.condition)]),
        "make": " ".join(part for part in (item.maker, item.model) if part),
        "country": names.get(item.territory),
        "where": whereabouts(item.holder, organisations),
        "standing": told(item.standing),
    }


def stages(lot: LotLine) -> list[tuple[str, int]]:
    """How many pieces stand at each stage."""
    return [(gettext(STAGES[stage]), pieces) for stage, pieces in lot.pieces]
