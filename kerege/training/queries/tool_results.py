"""What tools say of learners, in their links and in columns that they made: claims, for the learner and for staff."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from kerege.people import queries as people
from kerege.people.rules import Actor
from kerege.records.viewers import Viewer
from kerege.training.models import Enrolment, ToolScore
from kerege.training.queries.staff import DOOR


@dataclass(frozen=True)
class ResultLine:
    """What a tool says of one learner in one line item."""

    item: str
    name: Any
    given: float | None
    maximum: float
    activity: str
    grading: str
    comment: str
    at: datetime


def own_in_links(me: Actor, links: Collection[int]) -> dict[int, tuple[ResultLine, ...]]:
    """The reader's own results by link (row numbers), with those of columns that the tool made for it."""
    found: dict[int, tuple[ResultLine, ...]] = {}
    for each in _own(me, Q(link_id__in=links) | Q(column__link_id__in=links, column__removed_at__isnull=True)):
        key = each.link_id or each.column.link_id
        found[key] = (*found.get(key, ()), _result(each, ""))
    return found


def own_beside(me: Actor, places: Collection[int]) -> list[ResultLine]:
    """The reader's own results in columns that tools made for no link, in these places (row numbers)."""
    return [_result(each, "") for each in _own(me, _beside(places))]


def all_in_link(viewer: Viewer, course: int, uid: str) -> list[ResultLine]:
    """What a tool says of everybody in a link of a course (row number). Who asks keeps the course, which was judged:
    they read the names in its list, as there, and those of all others as far as anywhere.
    """
    return _named(viewer, course, Q(link__uid=uid) | Q(column__link__uid=uid, column__removed_at__isnull=True))


def all_beside(viewer: Viewer, course: int, places: Collection[int]) -> list[ResultLine]:
    """The same for columns of no link in these places of the course."""
    return _named(viewer, course, _beside(places))


def _beside(places: Collection[int]) -> Q:
    return Q(column__place_id__in=places, column__link__isnull=True, column__removed_at__isnull=True)


def _own(me: Actor, which: Q) -> list[Any]:
    account = people.account_number(me.uid)
    if account is None:
        return []
    rows = ToolScore.objects.filter(which, learner__account_id=account)
    return list(rows.select_related("link", "column").order_by("link_id", "column_id"))


def _named(viewer: Viewer, course: int, which: Q) -> list[ResultLine]:
    scores: Any = ToolScore.objects.filter(which).select_related("link", "column", "learner__account")
    rows = list(scores.order_by("learner_id", "link_id", "column_id"))
    whom = {each.learner.account.person_id for each in rows}
    listed = set(Enrolment.objects.seen_by(DOOR).filter(course_id=course, person_id__in=whom).values_list("person_id"))
    names = people.person_names(viewer, whom) | people.person_names(DOOR, {number for (number,) in listed})
    return [_result(each, names.get(each.learner.account.person_id, "")) for each in rows]


def _result(row: Any, name: Any) -> ResultLine:
    of = row.link or row.column
    given = None if row.given is None else round(row.given / row.maximum * of.maximum, 2)
    return ResultLine(of.title, name, given, of.maximum, row.activity, row.grading, row.comment, row.at)
