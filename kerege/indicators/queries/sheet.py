"""A reading as a table that leaves the platform: the claims, then every record behind the figure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext

from kerege.atlas import queries as atlas
from kerege.indicators.queries.readings import EVERYTHING, reading
from kerege.indicators.rules import DEFINITIONS, GROUPS, Reading, RecordRef, Scope
from kerege.indicators.words import STATES, State
from kerege.lib.refusal import N_
from kerege.lib.tables import Table
from kerege.records.viewers import Viewer

LARGEST_PAGE = 200
HEADINGS = (
    N_("Claim or record"),
    N_("Key"),
    N_("What"),
    N_("First day"),
    N_("Last day"),
    N_("Country"),
    N_("Venue"),
    N_("At least"),
    N_("At most"),
    N_("Planned"),
    N_("Known from"),
    N_("Sources"),
)
BASES = {
    "register": N_("Closed register"),
    "stated": N_("A source's figure"),
    "planned": N_("A planned figure"),
    "unknown": N_("Nobody says how many"),
    "group": N_("Counted with its group"),
    "course": N_("The record itself"),
    "sessions": N_("Hours of its sessions"),
    "followed": N_("Asked in the follow-up"),
    "tests": N_("Tests before and after"),
    "observed": N_("Seen at the workplace"),
    "exact": N_("Published as exact"),
    "about": N_("Published as about this"),
    "more_than": N_("Published as more than this"),
}
"""What a figure is known from: of records their basis, of claims how exactly they were published."""


@dataclass(frozen=True)
class Tongue:
    """The language of a table: the tag for names, and whether it is written from right to left."""

    lang: str = "en"
    rtl: bool = False


def sheet(viewer: Viewer, indicator: str, *, on: date, scope: Scope = EVERYTHING, tongue: Tongue) -> Table:
    """One indicator with all its claims and records, as the viewer may see them; the caller sets the language.

    Refuses indicators.unknown_indicator.
    """
    found = reading(viewer, indicator, on=on, scope=scope, page=1, size=LARGEST_PAGE)
    records = list(_all_records(viewer, found))
    names = _names(found, records, tongue.lang)
    claims = [_claim_row(c, names) for c in (*found.claims, *found.country_claims)]
    return Table(
        title=gettext(found.indicator.title),
        headings=[gettext(heading) for heading in HEADINGS],
        rows=[*claims, *(_record_row(r, names) for r in records)],
        about=list(_about(viewer, found, names)),
        lang=tongue.lang,
        rtl=tongue.rtl,
    )


def catalogue(*, tongue: Tongue) -> Table:
    """All indicators with their keys, by group."""
    rows = [
        [d.key, gettext(d.title), gettext(GROUPS[d.group].title), gettext(d.evidence) if d.evidence else _lacking(d)]
        for d in DEFINITIONS
    ]
    headings = [gettext("Key"), gettext("Indicator"), gettext("Group"), gettext("What counts as evidence")]
    return Table(gettext("Indicators"), headings, rows, lang=tongue.lang, rtl=tongue.rtl)


def _lacking(definition: Any) -> str:
    return gettext("Not recorded here yet: %(missing)s") % {"missing": gettext(definition.missing)}


def _all_records(viewer: Viewer, first: Reading) -> Iterator[RecordRef]:
    yield from first.records
    seen, page = len(first.records), 2
    while seen < first.records_total:
        more = reading(
            viewer, first.indicator.key, on=first.on, scope=first.scope, page=page, size=LARGEST_PAGE
        ).records
        if not more:
            return
        yield from more
        seen, page = seen + len(more), page + 1


def _names(found: Reading, records: list[RecordRef], lang: str) -> dict[str, atlas.Designated]:
    codes = {claim.territory for claim in (*found.claims, *found.country_claims)} | set(found.scope.territories)
    codes |= {code for code, _ in found.frozen}
    codes |= {code for record in records for code in (record.territory, record.venue)}
    return atlas.display_names(sorted(codes - {""}), lang=lang, on=found.on)


def _about(viewer: Viewer, found: Reading, names: dict[str, atlas.Designated]) -> Iterator[str]:
    yield gettext("As on %(day)s") % {"day": found.on.isoformat()}
    if found.scope.project:
        yield gettext("Project: %(project)s") % {"project": found.scope.project}
    for code in found.scope.territories:
        yield gettext("Country: %(country)s") % {"country": names[code]}
        if names[code].note:
            yield names[code].footnote
    claims = ", ".join(str(claim.value) for claim in found.claims)
    yield gettext("Claimed: %(values)s") % {"values": claims} if claims else gettext("Nothing is claimed.")
    yield _evidence(found)
    if found.protected:
        yield gettext(found.protected)
    for code, day in found.frozen:
        yield gettext("No data since %(day)s: %(country)s") % {"day": day.isoformat(), "country": names[code]}
    yield gettext("Made for: %(reader)s") % {"reader": viewer.name or gettext("the public")}


def _evidence(found: Reading) -> str:
    evidence, percent = found.evidence, found.indicator.unit == "percent"
    if evidence.state != State.RECORDED:
        return gettext(STATES[evidence.state])
    shown = _span(evidence.low, evidence.high)
    if evidence.of_high:
        words = gettext("%(figure)s per cent of %(whole)s") if percent else gettext("%(figure)s of %(whole)s")
        shown = words % {"figure": shown, "whole": _span(evidence.of_low, evidence.of_high)}
    return gettext("The records show: %(value)s") % {"value": shown}


def _span(low: float | None, high: float | None) -> str:
    if low == high:
        return _number(low)
    return gettext("%(low)s to %(high)s") % {"low": _number(low), "high": _number(high)}


def _number(value: float | None) -> str:
    return f"{value:g}" if value is not None and abs(value) < 1e6 else f"{value or 0:.0f}"


def _known_from(basis: str) -> str:
    return gettext(BASES[basis]) if basis in BASES else basis


def _claim_row(claim: Any, names: dict[str, atlas.Designated]) -> list[Any]:
    country = names.get(claim.territory)
    return [
        gettext("Claim"),
        claim.key,
        claim.meaning,
        claim.stated_on or claim.source.page_date,
        None,
        country,
        None,
        claim.value,
        claim.value,
        None,
        _known_from(claim.qualifier),
        claim.source.key,
    ]


def _record_row(record: RecordRef, names: dict[str, atlas.Designated]) -> list[Any]:
    return [
        gettext("Record"),
        record.key,
        record.title,
        record.first_day,
        record.last_day,
        names.get(record.territory),
        names.get(record.venue),
        record.low,
        record.high,
        record.planned,
        _known_from(record.basis),
        " ".join(source.key for source in record.sources),
    ]
