"""Badges of a course: its organiser decides what for, gives them to those who earned them, and takes one back.

Capacity issues them (decision 93); this room says who took part or passed.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from kerege.capacity import actions as capacity
from kerege.capacity.queries.course_badges import badges_of
from kerege.capacity.words.course_badges import BADGE_NOT_THERE, BadgeKind
from kerege.lib.refusal import Refusal
from kerege.people import queries as people
from kerege.people.rules import Actor, choice
from kerege.training.actions.places import cohort_for
from kerege.training.models import Course
from kerege.training.queries.badges import earned, exams_that_count
from kerege.training.queries.cohort import organises
from kerege.training.queries.staff import DOOR
from kerege.training.words import badges as words


def decide_course_badge(
    *, by: Actor, course: str, kind: str, criteria: Mapping[str, str], exam: str = "", today: date | None = None
) -> Any:
    """Say that a course gives a badge, and what for: for taking part by its register, or for passing an exam of it that
    the node grades. The same again changes nothing.

    Refuses records.nothing_there, training.badge_not_yours, .badge_needs_exam, people.unknown_choice,
    capacity.badge_untold and text.*.
    """
    row, what = _own(by, course), choice(kind, BadgeKind, "kind")
    basis = None
    if what == BadgeKind.PASSED:
        basis = next((each.key for each in exams_that_count(row) if str(each.key) == exam), None)
        if basis is None:
            raise Refusal(words.BADGE_NEEDS_EXAM, field="exam")
    kept: dict[str, Any] = {"owner": row.owner, "label": row.label, "synthetic": row.synthetic}
    return capacity.decide_badge(
        by=by, about=row.uid, kind=what, title=row.title, criteria=criteria, basis=basis, today=today, **kept
    )


def end_course_badge(*, by: Actor, course: str, kind: str, today: date | None = None) -> None:
    """Give a badge to nobody any more; whoever has it keeps it.

    Refuses records.nothing_there, training.badge_not_yours and capacity.badge_not_there.
    """
    capacity.end_badge(by=by, about=_own(by, course).uid, kind=kind, today=today)


def give_course_badges(*, by: Actor, course: str, kind: str, person: str = "", today: date | None = None) -> int:
    """Give a badge to everybody who earned it and never had it: how many got it. With `person` (the uid of a record) to
    that one alone, also where theirs was taken back before. Nobody gives one to themselves.

    Refuses records.nothing_there, training.badge_not_yours, .badge_register_open, .badge_not_earned and
    capacity.badge_not_there.
    """
    row = _own(by, course)
    badge = next((each for each in badges_of(row.uid) if each.kind == kind), None)
    if badge is None:
        raise Refusal(BADGE_NOT_THERE, field="kind")
    if badge.kind == BadgeKind.TOOK_PART and row.register_closed_on is None:
        raise Refusal(words.BADGE_REGISTER_OPEN, field="kind")
    due = earned(row, badge.kind, badge.basis or None)
    if person:
        uids = people.person_uids(DOOR, list(due))
        due = {number for number in due if uids.get(number) == person}
        if not due:
            raise Refusal(words.BADGE_NOT_EARNED, field="person")
    return capacity.give_badges(by=by, about=row.uid, kind=badge.kind, persons=due, again=bool(person), today=today)


def take_back_course_badge(*, by: Actor, course: str, number: str, reason: str, today: date | None = None) -> Any:
    """Take a badge of the course back, with the reason, which its holder reads.

    Refuses records.nothing_there, training.badge_not_yours, capacity.badge_not_there, .badge_not_now, .badge_no_reason
    and text.*.
    """
    about = _own(by, course).uid
    return capacity.take_back_badge(by=by, number=number, reason=reason, about=about, today=today)


def _own(by: Actor, course: str) -> Course:
    found = cohort_for(by=by, course=course)
    if not by.is_system and not organises(by, found):
        raise Refusal(words.BADGE_NOT_YOURS)
    return found
