"""Figures of readings in whole sentences of the reader's language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from kerege.atlas.queries import Designated
from kerege.indicators.rules import ClaimLine, Conflict, Evidence, Reading
from kerege.indicators.rules.definitions import UNITS
from kerege.indicators.words import STATES, State
from kerege.web.shell.figures import between, figure
from kerege.web.shell.silence import no_data_since


@dataclass(frozen=True)
class Disagreement:
    """A conflict for the page: what it is about, the name of its record's page, each figure with its sources' keys."""

    about: str | Designated
    kind: str
    page: str
    href_uid: str
    values: tuple[tuple[str, tuple[str, ...]], ...]


def evidence(found: Evidence, unit: str = "") -> str:
    """50 to 52; 11 of 12 to 14; 40 per cent of 5; or in words why there is no figure."""
    if found.state != State.RECORDED:
        return gettext(STATES[found.state])
    shown = between(found.low, found.high)
    base = between(found.of_low, found.of_high)
    if not base:
        return shown
    words = gettext("%(figure)s per cent of %(whole)s") if unit == "percent" else gettext("%(figure)s of %(whole)s")
    return words % {"figure": shown, "whole": base}


def evidence_of(reading: Reading, unit: str = "") -> str:
    """The evidence of a reading in words; of a country from which nothing comes, since when."""
    if reading.evidence.state == State.FROZEN and reading.frozen_since:
        return no_data_since(reading.frozen_since)
    return evidence(reading.evidence, unit)


def unit(key: str) -> str:
    return gettext(UNITS[key])


def difference(reading: Reading) -> str:
    """Claim minus evidence in words; an empty text where one of the two is not there."""
    if reading.difference is None:
        return _not_compared(reading)
    low, high = reading.difference
    if low == high == 0:
        return (
            gettext("none, all of it is proved")
            if not _open_ended(reading)
            else gettext("none, all that is stated is proved")
        )
    if high <= 0:
        return gettext("%(figure)s more proved than claimed") % {"figure": between(-high, -low)}
    if low < 0:
        return gettext("from %(more)s more proved to %(less)s not proved") % {
            "more": figure(-low),
            "less": figure(high),
        }
    words = gettext("more than %(figure)s not proved") if _open_ended(reading) else gettext("%(figure)s not proved")
    return words % {"figure": between(low, high)}


def _not_compared(reading: Reading) -> str:
    projects = sorted({claim.project for claim in reading.claims} - {reading.scope.project, ""})
    if not projects or reading.evidence.high is None:
        return ""
    return gettext("not compared: the claim is of %(project)s alone") % {"project": ", ".join(projects)}


def _open_ended(reading: Reading) -> bool:
    return any(claim.qualifier == "more_than" for claim in reading.claims)


def disagreements(
    conflicts: Iterable[Conflict],
    claims: Iterable[ClaimLine],
    names: Mapping[str, Designated],
    *,
    pages: Mapping[str, str],
) -> list[Disagreement]:
    """Conflicts as the page tells them. A conflict of claims is about a country, or about the whole.

    `pages` has the name of the page of each record in conflict by its uid.
    """
    territories = {claim.uid: claim.territory for claim in claims}
    told = []
    for conflict in conflicts:
        about: str | Designated = conflict.about
        if conflict.kind == "claim":
            about = names.get(territories.get(conflict.uid, ""), gettext("the whole region"))
        values = tuple((figure(value), sources) for value, sources in conflict.values)
        page = pages.get(conflict.uid, "course")
        told.append(Disagreement(about, conflict.kind, page, conflict.uid, values))
    return told


def last_record(reading: Reading) -> date | None:
    """The day of the last record of any country; None for none."""
    return max((day for _code, day in reading.no_data_since if day), default=None)
