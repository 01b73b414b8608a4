"""Which courses some acts touched, so that the cascade is woven on from these and not from nothing."""

from collections.abc import Iterable
from typing import Any

from kerege.lib.ids import uid_or_none
from kerege.training.models import Course, CourseCost, CourseCount, CourseDescent, CourseStaff
from kerege.training.queries.scope import COUNTING
from kerege.training.words.cascade import ABOUT_A_COURSE, ABOUT_NO_COURSE, ABOUT_PART_OF_A_COURSE

PARTS: tuple[Any, ...] = (CourseStaff, CourseCost, CourseDescent, CourseCount)


def touched_by(acts: Iterable[tuple[str, str]]) -> frozenset[int] | None:
    """The numbers of the courses that these acts (what each says, what it is about) may have changed for the cascade;
    None where any course may have changed.
    """
    whole, parts = set[str](), set[str]()
    for word, about in acts:
        if word.startswith(ABOUT_A_COURSE):
            whole.add(about)
        elif word.startswith(ABOUT_PART_OF_A_COURSE):
            parts.add(about)
        elif not word.startswith(ABOUT_NO_COURSE):
            return None
    found = _numbers(Course, whole, "id")
    if len(found) < len(whole):
        return None
    touched = {number for _, number in (*found, *_numbers(Course, parts, "id"))}
    for model in PARTS if parts else ():
        touched |= {number for _, number in _numbers(model, parts, "course_id")}
    return frozenset(touched)


def _numbers(model: Any, uids: set[str], column: str) -> list[tuple[object, int]]:
    known = [uid for each in uids if (uid := uid_or_none(each)) is not None]
    rows: Any = model.objects.seen_by(COUNTING).filter(uid__in=known).order_by()
    return [(uid, n) for uid, n in rows.values_list("uid", column) if n is not None] if known else []
