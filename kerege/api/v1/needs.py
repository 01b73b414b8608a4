"""Policies of training needs, which everybody may read."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema

from kerege.api.asking import AskedPage, Line
from kerege.api.shaping import Listing, SourceOut, listing
from kerege.capacity import queries
from kerege.capacity.queries import PolicyLine

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


@router.get("/need-policies", response=PolicyList, summary="Policies of needs that began by the day, newest first")
def need_policies(request: HttpRequest, asked: Query[AskedPolicies]) -> Any:
    return listing(asked, queries.policies(owner=asked.owner, on=asked.day), lambda line, _: _policy(line))


def _policy(line: PolicyLine) -> dict[str, Any]:
    return {**vars(line), "called": line.called}
