"""Instruments, what states did about them, and steps of national law."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema

from kerege.api.asking import AskedOfProject, AskedPage, Country
from kerege.api.shaping import Listing, Named, Shaped, SourceOut, listing, shape
from kerege.law import queries as law

router = Router(tags=["Law"])


class MilestoneOut(Shaped):
    """A step of national law; without a territory, of the whole region's."""

    uid: str
    key: str
    owner: str
    territory: Named | None
    kind: str
    title: str
    number: str
    project: str
    first_day: date | None
    last_day: date | None
    precision: str
    date_text: str
    note: str | None
    sources: list[SourceOut]
    synthetic: bool


class MilestoneList(Listing):
    items: list[MilestoneOut]


class InstrumentOut(Schema):
    uid: str
    key: str
    name: str
    kind: str
    adopted_on: date | None
    opened_on: date | None
    in_force_on: date | None
    address: str
    note: str


class InstrumentList(Listing):
    items: list[InstrumentOut]


class StatusOut(Shaped):
    """What a state did about an instrument."""

    uid: str
    key: str
    territory: Named | None
    instrument: str
    act: str
    first_day: date | None
    last_day: date | None
    precision: str
    note: str | None
    sources: list[SourceOut]
    synthetic: bool


class StatusList(Listing):
    items: list[StatusOut]


class AskedStatuses(AskedPage):
    country: Country = ""


@router.get("/milestones", response=MilestoneList, summary="Steps of national law up to the day")
def milestones(request: HttpRequest, asked: Query[AskedOfProject]) -> Any:
    viewer = request.viewer  # type: ignore[attr-defined]
    found = law.milestones(viewer, on=asked.day, project=asked.project, territories=asked.territories)
    return listing(asked, found, lambda line, names: shape(MilestoneOut, line, names))


@router.get("/instruments", response=InstrumentList, summary="International instruments")
def instruments(request: HttpRequest, asked: Query[AskedPage]) -> Any:
    return listing(asked, law.instruments(on=asked.day, lang=asked.lang), lambda line, _: line)


@router.get("/statuses", response=StatusList, summary="What states had done about instruments by the day")
def statuses(request: HttpRequest, asked: Query[AskedStatuses]) -> Any:
    countries = (asked.country,) if asked.country else ()
    found = law.statuses(request.viewer, on=asked.day, territories=countries)  # type: ignore[attr-defined]
    return listing(asked, found, lambda line, names: shape(StatusOut, line, names))
