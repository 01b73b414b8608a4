"""Territories, regions, partners and participants."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from kerege.atlas.models import Project, ProjectParticipation, Region, RegionMembership, Territory
from kerege.atlas.queries.naming import display_names, names_of, synonyms_of
from kerege.atlas.rules import Designated, check_known, is_certain, unknown


@dataclass(frozen=True)
class TerritoryRef:
    """A territory without its name. `kind` tells how it is coded, nothing about its status."""

    id: int
    uid: UUID
    code: str
    alpha2: str
    numeric: str
    kind: str


@dataclass(frozen=True)
class TerritoryLine:
    code: str
    alpha2: str
    kind: str
    name: Designated


@dataclass(frozen=True)
class RegionLine:
    code: str
    name: str
    synonyms: tuple[str, ...]

    @property
    def label(self) -> str:
        """As the portal prints it: `CA - Central Asia`."""
        return f"{self.code} - {self.name}"


@dataclass(frozen=True)
class Participant:
    """A territory in a project. `certain` is False when no start is known, so that it may have joined after the day."""

    code: str
    territory_id: int
    start: date | None
    start_precision: str
    end: date | None
    date_text: str
    source: str
    note: str
    certain: bool


@dataclass(frozen=True)
class Partner:
    """A territory that is a partner in a region; `certain` as in Participant, `shown_by` the day a source shows it."""

    code: str
    territory_id: int
    region: str
    start: date | None
    start_precision: str
    end: date | None
    shown_by: date | None
    date_text: str
    source: str
    note: str
    certain: bool


@dataclass(frozen=True)
class Relations:
    """What a territory is on a day, each read from its own table: taking part makes nobody a partner."""

    code: str
    participates: tuple[str, ...]
    partner_in: tuple[str, ...]

    @property
    def is_partner(self) -> bool:
        return bool(self.partner_in)


def territory(code: str) -> TerritoryRef:
    """Refuses atlas.unknown_code."""
    found = Territory.objects.filter(code=code).first()
    if found is None:
        raise unknown(code, scheme="territory", field="territory")
    return TerritoryRef(found.id, found.uid, found.code, found.alpha2, found.numeric, found.kind)


def territories(*, on: date, lang: str, codes: Iterable[str] | None = None) -> list[TerritoryLine]:
    """All territories, or those with the codes, by name."""
    rows = Territory.objects.all() if codes is None else Territory.objects.filter(code__in=list(codes))
    found = list(rows.values_list("code", "alpha2", "kind"))
    names = display_names([code for code, *_ in found], lang=lang, on=on)
    lines = [TerritoryLine(code, alpha2, kind, names[code]) for code, alpha2, kind in found]
    return sorted(lines, key=lambda line: line.name.sort_key)


def regions(*, on: date, lang: str) -> list[RegionLine]:
    """The regions of the Centres of Excellence in their order."""
    found = list(Region.objects.order_by("position", "code"))
    names = names_of([region.uid for region in found], on=on, lang=lang)
    synonyms = synonyms_of([region.uid for region in found])
    return [
        RegionLine(region.code, names.get(region.uid, region.code), synonyms.get(region.uid, ())) for region in found
    ]


def participants(project: str, *, on: date) -> list[Participant]:
    """The territories that take part in the project on the day, by code. Refuses atlas.unknown_code."""
    check_known(project, Project.objects.values_list("key", flat=True), scheme="project", field="project")
    rows = _holding(ProjectParticipation, on).filter(project__key=project)
    return [
        Participant(
            row.territory_id,
            row.territory.id,
            row.start,
            row.start_precision,
            row.end,
            row.date_text,
            row.source.key,
            row.note,
            is_certain(row.start, None, on),
        )
        for row in rows.select_related("territory", "source").order_by("territory_id")
    ]


def taking_part(*, on: date) -> tuple[str, ...]:
    """The codes of all that are partners or take part in a project on the day, in order."""
    holding = [
        _holding(kind, on).values_list("territory_id", flat=True) for kind in (RegionMembership, ProjectParticipation)
    ]
    return tuple(sorted({code for found in holding for code in found}))


def partners(*, on: date, region: str | None = None) -> list[Partner]:
    """Partners of the Centres of Excellence on the day, by region and code. Never inferred from a project."""
    rows = _holding(RegionMembership, on)
    if region is not None:
        check_known(region, Region.objects.values_list("code", flat=True), scheme="region", field="region")
        rows = rows.filter(region__code=region)
    return [
        Partner(
            row.territory_id,
            row.territory.id,
            row.region.code,
            row.start,
            row.start_precision,
            row.end,
            row.shown_by,
            row.date_text,
            row.source.key,
            row.note,
            is_certain(row.start, row.shown_by, on),
        )
        for row in rows.select_related("territory", "source", "region").order_by("region__position", "territory_id")
    ]


def relations(code: str, *, on: date) -> Relations:
    """What the territory takes part in and where it is a partner on the day. Refuses atlas.unknown_code."""
    who = territory(code)
    taking_part = _holding(ProjectParticipation, on).filter(territory_id=who.code)
    partner = _holding(RegionMembership, on).filter(territory_id=who.code)
    return Relations(
        who.code,
        tuple(taking_part.order_by("project__key").values_list("project__key", flat=True)),
        tuple(partner.order_by("region__code").values_list("region__code", flat=True)),
    )


def _holding(model: Any, on: date) -> Any:
    return model.objects.filter(Q(start__isnull=True) | Q(start__lte=on), Q(end__isnull=True) | Q(end__gt=on))
