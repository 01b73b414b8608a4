"""What trained trainers said months later: sums for everybody, rows for whoever answers for the course."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Case, CharField, Count, F, Q, Value, When

from kerege.lib.sensitivity import Sensitivity
from kerege.people import queries as people
from kerege.records.labels import Withheld
from kerege.records.viewers import Viewer
from kerege.training.models import Course, FollowUp, FollowUpLink
from kerege.training.queries.cascade import Chosen, selected
from kerege.training.queries.cascade_fabric import fabric
from kerege.training.queries.courses import Page, page_of
from kerege.training.queries.scope import COUNTING
from kerege.training.rules.followup import (
    COUNTED_AFTER,
    GIVEN_UP_AFTER,
    MONTHS,
    TEACH,
    Beside,
    Followed,
    contradicts,
    followed,
)
from kerege.training.words.followup import NOT_ASKED, SILENT, WAITING, Confirmed, Side, Supervised


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
    answers: Mapping[str, str]
    outcome: str
    confirmed_on: date | None
    confirmed: str
    synthetic: bool

    @property
    def contradicted(self) -> bool:
        """Whether trainer and supervisor both spoke, and say otherwise."""
        return bool(self.outcome) and contradicts(self.outcome, self.confirmed)


def sums(viewer: Viewer, *, on: date, chosen: Chosen) -> list[Followed]:
    """The outcomes after 6, 12, 24 and 36 months for the courses asked for. Below clearance a time counts once it is
    over for a course, with what was asked and answered by then: nothing in it moves when somebody is asked late.
    """
    numbers, mine = _courses(viewer, on, chosen)
    rows = FollowUp.objects.seen_by(COUNTING)
    own = rows.filter(course__in=mine, due_on__lte=on)
    whole = _counted(own.annotate(became=_became(on)))
    over = rows.filter(course__in=numbers - mine, due_on__lte=on - COUNTED_AFTER)
    in_time = When(asked_on__lte=F("due_on") + COUNTED_AFTER, then=Value(SILENT))
    said_in_time = When(Q(answered_on__lte=on, late=False), then=F("outcome"))
    guarded = _counted(over.annotate(became=_case(said_in_time, in_time)))
    beside = _beside(own, on)
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


def _courses(viewer: Viewer, on: date, chosen: Chosen) -> tuple[set[int], set[int]]:
    """The trainings of trainers asked for, and those of them whose follow-ups the reader may list."""
    woven = fabric(viewer, on=on)
    numbers = {n for n in selected(woven, chosen) if woven.knots[n].trains}
    return numbers, {n for n in numbers if lists_of(viewer, woven.facts[n].owner)}


def _became(on: date) -> Case:
    """What became of each by a day, for whoever may know: the answer, else what being asked makes of the silence."""
    lately = When(asked_on__lte=on, asked_on__gt=on - GIVEN_UP_AFTER, then=Value(WAITING))
    said = When(answered_on__lte=on, then=F("outcome"))
    return _case(said, lately, When(asked_on__lte=on, then=Value(SILENT)))


def _case(*whens: When) -> Case:
    return Case(*whens, default=Value(NOT_ASKED), output_field=CharField())


def _counted(rows: Any) -> dict[int, dict[int, dict[str, int]]]:
    """How many came to what, by months and course."""
    found: dict[int, dict[int, dict[str, int]]] = {}
    for row in rows.order_by().values("months", "course_id", "became").annotate(n=Count("id")):
        found.setdefault(row["months"], {}).setdefault(row["course_id"], {})[row["became"]] = row["n"]
    return found


def _beside(rows: Any, on: date) -> dict[int, Beside]:
    """How many were reminded, and what the supervisors said beside the trainers."""
    kinds = _supervised(on)
    told = rows.order_by().values("months")
    counted = told.annotate(
        n_reminded=Count("id", filter=Q(reminded_on__lte=on)),
        **{f"n_{kind}": Count("id", filter=which) for kind, which in kinds.items()},
    )
    names = ("months", "n_reminded", *(f"n_{kind}" for kind in kinds))
    return {months: Beside(*each) for months, *each in counted.values_list(*names)}


def _supervised(on: date) -> dict[str, Q]:
    """Of whom the supervisor spoke by a day; otherwise than the trainer; and where the trainer said nothing."""
    spoke, said, teach = Q(confirmed_on__lte=on), Q(answered_on__lte=on), Q(outcome__in=list(TEACH))
    against = Q(confirmed=Confirmed.TEACHES) & ~teach | Q(confirmed=Confirmed.DOES_NOT) & teach
    return {
        Supervised.CONFIRMED: spoke,
        Supervised.CONTRADICTED: spoke & said & against,
        Supervised.VOUCHED: spoke & ~said & Q(confirmed=Confirmed.TEACHES),
    }


def lists_of(viewer: Viewer, owner: str) -> bool:
    """Whether a reader may list the follow-ups of an owner, whose sums are then told as they are. What somebody
    answered about their work is restricted, and of one person a sum tells it.
    """
    return viewer.may_see(Sensitivity.RESTRICTED, owner)


def lists_any(viewer: Viewer) -> bool:
    """Whether a reader may list restricted rows of anybody, so that `behind` may find some for them."""
    return any(lists_of(viewer, owner) for owner in ("", *dict(viewer.by_owner)))


def behind(
    viewer: Viewer, *, on: date, chosen: Chosen, months: int, said: str, page: int = 1, size: int = 50
) -> Page[FollowUpLine]:
    """Who stands behind one figure of `sums`, for whoever may list restricted rows: `said` is an outcome, a kind of
    silence, or what is told of supervisors.
    """
    _, mine = _courses(viewer, on, chosen)
    rows = FollowUp.objects.seen_by(viewer).filter(course__in=mine, due_on__lte=on, months=months)
    which = _supervised(on).get(said, Q(became=said))
    return _lines(viewer, rows.annotate(became=_became(on)).filter(which), page, size)


def waiting(viewer: Viewer, *, on: date, chosen: Chosen, page: int = 1, size: int = 50) -> Page[FollowUpLine]:
    """Who was not asked or has not answered, the longest due first, for whoever may list restricted rows."""
    rows = FollowUp.objects.seen_by(viewer).filter(answered_on__isnull=True, due_on__lte=on)
    if chosen != Chosen(by=chosen.by):
        rows = rows.filter(course__in=_courses(viewer, on, chosen)[1])
    return _lines(viewer, rows, page, size)


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
            row.answers,
            row.outcome,
            row.confirmed_on,
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
