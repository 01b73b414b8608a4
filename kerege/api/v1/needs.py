"""Training needs with every factor, the demand that planning reads, and policies, which everybody may read."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import Field

from kerege.api.asking import Asked, AskedPage, Country, Line
from kerege.api.shaping import Listing, Named, Names, SourceOut, listing
from kerege.capacity import queries
from kerege.capacity.queries import NeedChoice, NeedLine, PolicyLine
from kerege.capacity.rules.demand import Cell, Wish

router = Router(tags=["Needs"])


class PolicyOut(Schema):
    """A version of an owner's policy. It holds from `start` up to, and not including, `end`. Numbers are texts."""

    uid: str
    owner: str
    version: int
    called: str
    start: date
    end: date | None
    reason: str
    source: SourceOut
    content: dict[str, Any]


class PolicyList(Listing):
    items: list[PolicyOut]


class AskedPolicies(AskedPage):
    owner: Line = ""


class NeedItemOut(Schema):
    """A question behind the gap of a place. `lost` is the share of its points; null where the answer is not known."""

    assessment: str
    question: str
    weight: str
    lost: str | None
    critical: bool
    finding: str
    cause: str


class NeedOut(Schema):
    """One competence in one post. Numbers are exact: 300/7. null is not known, which is never zero."""

    facility: str
    territory: Named | None
    unit: str
    post: str
    role: str
    competence: str
    title: str
    language: str
    period: str
    people: int
    target: int
    criticality: int
    containment: int | None
    levels: list[str]
    items: list[NeedItemOut]
    gap: str | None
    factor: str
    points: list[str]
    presumed: int
    presumed_points: str | None
    unknown: int
    in_need: int
    total: str
    priority: str
    could_be: str
    policy: str


class NeedList(Listing):
    items: list[NeedOut]


class AskedNeeds(AskedPage):
    country: Country = ""
    facility: Line = ""
    competence: Line = Field("", description="The key of a framework, a colon and the code of a competence.")
    language: Line = ""
    period: Line = Field("", description="A half-year, such as 2027-1.")
    priority: Line = ""

    def told(self, request: HttpRequest) -> list[NeedLine]:
        """The needs that this reader may read."""
        choice = NeedChoice(
            territory=self.country,
            facility=self.facility,
            competence=self.competence,
            language=self.language,
            period=self.period,
            priority=self.priority,
        )
        viewer, acting = request.viewer, request.actor  # type: ignore[attr-defined]
        return list(queries.needs(viewer, acting=acting, on=self.day, lang=self.lang, choice=choice).lines)


class DemandOut(Schema):
    """People by competence, place, language and period. Of `presumed` ones only the place's assessment speaks;
    `unknown` ones are in no figure.
    """

    competence: str
    place: str
    language: str
    period: str
    people: int
    presumed: int
    unknown: int
    points: str
    priority: str


class DemandList(Listing):
    items: list[DemandOut]


class AtLeastOut(Schema):
    competence: str
    facilities: int = Field(description="At least in so many facilities somebody needs it.")


class OthersOut(Schema):
    territory: Named | None
    needed: list[AtLeastOut]


class OthersList(Schema):
    """Countries whose needs the reader may not read, in steps. What is not told is rare, everywhere, or not known."""

    on: date
    lang: str
    countries: list[OthersOut]
    together: list[AtLeastOut]


class AskedOthers(Asked):
    country: Country = ""


@router.get("/needs", response=NeedList, summary="Training needs, the most urgent first")
def needs(request: HttpRequest, asked: Query[AskedNeeds]) -> Any:
    found = asked.told(request)
    names = Names({line.need.place.territory for line in found}, asked=asked)
    return listing(asked, found, lambda line, _: _need(line, names))


@router.get("/needs/demand", response=DemandList, summary="Demand: people by competence, place, language and period")
def needs_demand(request: HttpRequest, asked: Query[AskedNeeds]) -> Any:
    found = queries.demand_of(asked.told(request), on=asked.day)
    return listing(asked, found, lambda line, _: _demand(line.cell, line.wish))


@router.get("/needs/others", response=OthersList, summary="In how many facilities of other countries, in steps")
def needs_of_others(request: HttpRequest, asked: Query[AskedOthers]) -> Any:
    viewer = request.viewer  # type: ignore[attr-defined]
    found = queries.needs_of_others(viewer, on=asked.day, today=timezone.localdate(), territory=asked.country)
    names = Names({line.territory for line in found}, asked=asked)
    return {
        "on": asked.day,
        "lang": asked.lang,
        "countries": [{"territory": names[line.territory], "needed": _at_least(line.cells)} for line in found],
        "together": _at_least(queries.needs_of_region(found)),
    }


@router.get("/need-policies", response=PolicyList, summary="Policies of needs that began by the day, newest first")
def need_policies(request: HttpRequest, asked: Query[AskedPolicies]) -> Any:
    return listing(asked, queries.policies(owner=asked.owner, on=asked.day), lambda line, _: _policy(line))


def _policy(line: PolicyLine) -> dict[str, Any]:
    return {**vars(line), "called": line.called}


def _at_least(cells: dict[str, int]) -> list[dict[str, Any]]:
    return [{"competence": code, "facilities": n} for code, n in sorted(cells.items())]


def _demand(cell: Cell, wish: Wish) -> dict[str, Any]:
    where = {"competence": cell.competence, "place": cell.place, "language": cell.language, "period": cell.period}
    return {**where, **vars(wish), "points": str(wish.points), "priority": wish.priority.value}


def _need(line: NeedLine, names: Names) -> dict[str, Any]:
    need = line.need
    system = need.system
    items = [{**vars(i), "weight": str(i.weight), "lost": _text(i.lost)} for i in system.items] if system else []
    return {
        "facility": need.place.key,
        "territory": names[need.place.territory],
        "unit": need.staff.unit,
        "post": need.staff.post,
        "role": need.staff.role,
        "competence": need.competence,
        "title": line.competence,
        "language": line.cell.language,
        "period": line.cell.period,
        "people": need.staff.people,
        "target": need.wanted.level,
        "criticality": need.wanted.criticality,
        "containment": need.staff.containment,
        "levels": [str(each) for each in need.levels],
        "items": items,
        "gap": _text(system.value) if system else None,
        "factor": str(need.factor),
        "points": [str(each) for each in need.points],
        "presumed": need.presumed,
        "presumed_points": _text(need.presumed_points),
        "unknown": need.unknown,
        "in_need": need.in_need,
        "total": str(need.total),
        "priority": need.priority.value,
        "could_be": need.could_be.value,
        "policy": line.policy.called,
    }


def _text(value: Any) -> str | None:
    return None if value is None else str(value)
