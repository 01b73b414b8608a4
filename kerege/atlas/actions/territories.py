"""Recording territories, their designations, regions and memberships."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from kerege.atlas.actions.recording import bring_in, end_open, once
from kerege.atlas.models import Designation, ProjectParticipation, Region, RegionMembership, Territory
from kerege.atlas.queries.records import region_named, source_or_none, territory_named
from kerege.atlas.queries.sources import source as source_record
from kerege.atlas.rules import (
    Recorder,
    check_may_record,
    check_no_overlap,
    check_partnership_source,
    check_shape,
    choice,
    language_tag,
    span,
    uid_of,
)
from kerege.atlas.words import TerritoryKind
from kerege.lib.periods import Period
from kerege.lib.text import clean_line, clean_text


@dataclass(frozen=True)
class TerritoryRow:
    code: str
    alpha2: str
    numeric: str = ""
    kind: str = TerritoryKind.COUNTRY


def record_territory(*, by: Recorder, code: str, alpha2: str, numeric: str = "", kind: str = "country") -> Territory:
    """Record a territory by its codes; names follow by `record_name`.

    Refuses atlas.not_yours, atlas.bad_code, atlas.unknown_choice and records.key_taken.
    """
    check_may_record(by)
    row = _row(TerritoryRow(code, alpha2, numeric, kind))
    where = {"code": row.pop("code")}
    return once(by=by, model=Territory, word="atlas.territory.recorded", where=where, content=row)


def record_territories(*, by: Recorder, rows: Iterable[TerritoryRow]) -> int:
    """Bring in a list of territories with one act. Refuses what `record_territory` refuses."""
    check_may_record(by)
    return bring_in(
        by=by, model=Territory, word="atlas.territories.recorded", key=["code"], rows=[_row(row) for row in rows]
    )


def _row(row: TerritoryRow) -> dict[str, Any]:
    return {
        "code": check_shape(row.code, "[A-Z]{3}", "KAZ"),
        "uid": uid_of("territory", row.code),
        "alpha2": check_shape(row.alpha2, "[A-Z]{2}", "KZ", field="alpha2"),
        "numeric": check_shape(row.numeric, "([0-9]{3})?", "398", field="numeric"),
        "kind": choice(row.kind, TerritoryKind, "kind").value,
    }


def designate(
    *,
    by: Recorder,
    territory: str,
    lang: str,
    display_name: str,
    marker: str,
    note: str,
    authority: str,
    start: str | date | None = None,
    end: str | date | None = None,
    source: str | None = None,
) -> Designation:
    """Lay down how a territory is called, with the marker and note that travel with its name everywhere.

    Marker and note are kept exactly. Refuses atlas.not_yours, atlas.unknown_code, atlas.bad_language,
    atlas.overlapping, records.key_taken and the text refusals.
    """
    check_may_record(by)
    tag, period = language_tag(lang), span(start, end)
    where = {"territory_id": territory_named(territory).code, "lang": tag, "start": period.start}
    content = {
        "display_name": clean_line(display_name, field="display_name"),
        "marker": clean_line(marker, field="marker", max_length=8),
        "note": clean_text(note, field="note", max_length=1000),
        "authority": clean_line(authority, field="authority", max_length=60),
        "source": source_or_none(source),
    }
    others = Designation.objects.filter(territory_id=territory, lang=tag).exclude(start=period.start)
    if not Designation.objects.filter(**where).exists():
        check_no_overlap(territory, Period(period.start, period.end), [o.period for o in others])
    content |= {k: v for k, v in period.columns().items() if k != "start"}
    return once(by=by, model=Designation, word="atlas.territory.designated", where=where, content=content)


def end_designation(*, by: Recorder, territory: str, lang: str, on: date) -> Designation:
    """End a designation, so that another authority's can follow. Refuses atlas.not_yours and atlas.not_open."""
    check_may_record(by)
    return end_open(
        by=by,
        model=Designation,
        word="atlas.designation.ended",
        where={"territory_id": territory, "lang": language_tag(lang)},
        subject=territory,
        on=on,
    )


def record_region(*, by: Recorder, code: str, position: int = 0) -> Region:
    """Record a region by its code; names and synonyms follow by `record_name`.

    Refuses atlas.not_yours, atlas.bad_code and records.key_taken.
    """
    check_may_record(by)
    return once(
        by=by,
        model=Region,
        word="atlas.region.recorded",
        where={"code": check_shape(code, "[A-Z]{2,8}", "CA, SEEE")},
        content={"uid": uid_of("region", code), "position": position},
    )


def add_membership(
    *,
    by: Recorder,
    territory: str,
    region: str,
    source: str,
    start: str | date | None = None,
    end: str | date | None = None,
    shown_by: date | None = None,
    date_text: str = "",
    note: str = "",
) -> RegionMembership:
    """Record that a territory is a partner of the Centres of Excellence in a region.

    Without a known start give `shown_by`, the day on which the source shows it. Refuses atlas.not_yours,
    atlas.unknown_code, atlas.overlapping, and atlas.partnership_inferred for a source that is on record only because
    it tells of taking part in a project, or for none.
    """
    check_may_record(by)
    code, area, period = territory_named(territory).code, region_named(region), span(start, end)
    taking_part = ProjectParticipation.objects.filter(territory_id=code)
    check_partnership_source(code, source, set(taking_part.values_list("source__key", flat=True)))
    where = {"territory_id": code, "region": area, "start": period.start}
    if not RegionMembership.objects.filter(**where).exists():
        others = RegionMembership.objects.filter(territory_id=code, region=area)
        check_no_overlap(f"{code} {region}", Period(period.start, period.end), [o.period for o in others])
    content = {k: v for k, v in period.columns(date_text).items() if k != "start"}
    content |= {
        "shown_by": shown_by,
        "source": source_record(source),
        "note": clean_text(note, field="note") if note else "",
    }
    return once(by=by, model=RegionMembership, word="atlas.membership.began", where=where, content=content)


def end_membership(*, by: Recorder, territory: str, region: str, on: date) -> RegionMembership:
    """End a membership; `on` is the first day without it.

    Refuses atlas.not_yours, atlas.unknown_code, atlas.not_open and periods.end_before_start.
    """
    check_may_record(by)
    return end_open(
        by=by,
        model=RegionMembership,
        word="atlas.membership.ended",
        where={"territory_id": territory_named(territory).code, "region": region_named(region)},
        subject=f"{territory} {region}",
        on=on,
    )
