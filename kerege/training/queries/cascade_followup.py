"""What trained trainers said months later: sums for everybody, rows for whoever answers for the course."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Case, CharField, Count, F, Q, Value, When

from kerege.people import queries as people
from kerege.records.labels import Withheld
from kerege.records.viewers import Viewer
from kerege.training.models import Course, FollowUp, FollowUpLink
from kerege.training.queries.cascade import Chosen, selected
from kerege.training.queries.cascade_fabric import fabric
from kerege.training.queries.courses import Page, page_of
from kerege.training.queries.scope import COUNTING
from kerege.training.rules.followup import COUNTED_AFTER, GIVEN_UP_AFTER, MONTHS, TEACH, Beside, Followed, followed
from kerege.training.words.followup import NOT_ASKED, SILENT, WAITING, Confirmed, Side


@dataclass(frozen=True)
class FollowUpLine:
    """One trainer and one time of asking. `name` is empty where the reader may not know it."""

    uid: str
    name: str | Withheld
    course_uid: str
    course: str
    months: int
    due_on: date
    asked_on: date | None
    reminders: int
    answered_on: date | None
    outcome: str
    confirmed: str
    synthetic: bool


def sums(viewer: Viewer, *, on: date, chosen: Chosen) -> list[Followed]:
    """The outcomes after 6, 12, 24 and 36 months for the courses asked for. Below clearance a time counts once it is
    over for a course, with what was asked and answered by then: nothing in it moves when somebody is asked late.
    """
    woven = fabric(viewer, on=on)
    numbers = {n for n in selected(woven, chosen) if woven.knots[n].trains}
    mine = {n for n in numbers if woven.facts[n].owner in woven.open_owners}
    rows = FollowUp.objects.seen_by(COUNTING)
    own = rows.filter(course__in=mine, due_on__lte=on)
    lately = When(asked_on__lte=on, asked_on__gt=on - GIVEN_UP_AFTER, then=Value(WAITING))
    whole = _outcomes(own, Q(answered_on__lte=on), lately, When(asked_on__lte=on, then=Value(SILENT)))
    over = rows.filter(course__in=numbers - mine, due_on__lte=on - COUNTED_AFTER)
    in_time = When(asked_on__lte=F("due_on") + COUNTED_AFTER, then=Value(SILENT))
    guarded = _outcomes(over, Q(answered_on__lte=on, late=False), in_time)
    beside = _beside(own, on) if mine == numbers else {}
    least = int(settings.KEREGE_MIN_CELL)
    return [
        followed(
            months,
            whole.get(months, {}).values(),
            guarded.get(months, {}).values(),
            beside=beside.get(months),
            k=least,
        )
        for months in MONTHS
    ]


def _outcomes(rows: Any, said: Q, *unsaid: When) -> dict[int, dict[int, dict[str, int]]]:
    """How many came to what, by months and course; of who said nothing, what `unsaid` makes of being asked."""
    became = Case(When(said, then=F("outcome")), *unsaid, default=Value(NOT_ASKED), output_field=CharField())
    found: dict[int, dict[int, dict[str, int]]] = {}
    counted = rows.annotate(became=became).order_by().values("months", "course_id", "became").annotate(n=Count("id"))
    for row in counted:
        found.setdefault(row["months"], {}).setdefault(row["course_id"], {})[row["became"]] = row["n"]
    return found


def _beside(rows: Any, on: date) -> dict[int, Beside]:
    """How many were reminded, and what the supervisors said beside the trainers."""
    spoke, said, teach = Q(confirmed_on__lte=on), Q(answered_on__lte=on), Q(outcome__in=list(TEACH))
    against = Q(confirmed=Confirmed.TEACHES) & ~teach | Q(confirmed=Confirmed.DOES_NOT) & teach
    told = rows.order_by().values("months")
    counted = told.annotate(
        n_reminded=Count("id", filter=Q(reminded_on__lte=on)),
        n_confirmed=Count("id", filter=spoke),
        n_contradicted=Count("id", filter=spoke & said & against),
        n_vouched=Count("id", filter=spoke & ~said & Q(confirmed=Confirmed.TEACHES)),
    )
    names = ("months", "n_reminded", "n_confirmed", "n_contradicted", "n_vouched")
    return {months: Beside(*each) for months, *each in counted.values_list(*names)}


def waiting(viewer: Viewer, *, on: date, owner: str = "", page: int = 1, size: int = 50) -> Page[FollowUpLine]:
    """Who was not asked or has not answered, the longest due first, for whoever may list restricted rows."""
    rows = FollowUp.objects.seen_by(viewer).filter(answered_on__isnull=True, due_on__lte=on)
    return _lines(viewer, rows.filter(owner=owner) if owner else rows, page, size)


def one(viewer: Viewer, uid: str) -> FollowUpLine | None:
    """One follow-up; None where there is none that the viewer may list."""
    found = _lines(viewer, FollowUp.objects.seen_by(viewer).filter(uid=uid), 1, 1).rows
    return found[0] if found else None


def _lines(viewer: Viewer, rows: Any, page: int, size: int) -> Page[FollowUpLine]:
    found = page_of(rows.order_by("due_on", "id"), page=page, size=size)
    names = people.person_names(viewer, [row.person_id for row in found.rows])
    courses = {c.id: c for c in Course.objects.seen_by(viewer).filter(id__in={r.course_id for r in found.rows}).seen()}
    lines = tuple(
        FollowUpLine(
            str(row.uid),
            names.get(row.person_id, ""),
            str(courses[row.course_id].uid) if row.course_id in courses else "",
            courses[row.course_id].title if row.course_id in courses else "",
            row.months,
            row.due_on,
            row.asked_on,
            row.reminders,
            row.answered_on,
            row.outcome,
            row.confirmed,
            row.synthetic,
        )
        for row in found.rows
    )
    return Page(lines, found.total, found.page, found.size)


@dataclass(frozen=True)
class Invitation:
    """What a link opens: after how many months, for whom it is, and until when it can be answered."""

    side: Side
    months: int
    over: date | None
    until: date


def by_link(digest: str, *, side: Side, on: date) -> Invitation | None:
    """What stands behind a link, for whoever has it; None for a wrong, spent or old one. It names nobody."""
    rows = FollowUpLink.objects.seen_by(COUNTING).filter(digest=digest, side=side.value, spent=False, until__gt=on)
    link = rows.one()
    row = FollowUp.objects.seen_by(COUNTING).filter(id=link.followup_id).one() if link is not None else None
    if link is None or row is None or (row.answered_on if side == Side.TRAINER else row.confirmed_on) is not None:
        return None
    course = Course.objects.seen_by(COUNTING).filter(id=row.course_id).one()
    return Invitation(side, row.months, course.done_by if course is not None else None, link.until)
