"""Recording a line of the cascade: the courses that it may lead to or from, and the line that is corrected."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from kerege.records.viewers import Viewer
from kerege.training.models import Course
from kerege.training.words import Status

MOST = 20


@dataclass(frozen=True)
class CourseFound:
    """A course by its key, to be chosen."""

    key: str
    title: str
    first_day: date | None
    last_day: date | None
    precision: str
    date_text: str


def find_courses(viewer: Viewer, text: str, *, on: date, but: str) -> tuple[list[CourseFound], bool]:
    """Courses that were over by the day and whose title or key has the text, the newest first, without the one with the
    key `but`; and whether there are more than are given. Nothing without a text.
    """
    wanted = " ".join(text.split())[:100]
    if not wanted:
        return [], False
    rows = Course.objects.seen_by(viewer).filter(Q(title__icontains=wanted) | Q(key__icontains=wanted))
    held = rows.filter(status=Status.HELD, done_by__lte=on).exclude(key=but).order_by("-done_by", "-id")
    found = [
        CourseFound(row.key, row.title, row.first_day, row.last_day, row.precision, row.date_text)
        for row in held[: MOST + 1].seen()
    ]
    return found[:MOST], len(found) > MOST
