"""What a platform is offered to link to, by names that everybody may know."""

from collections import Counter

from kerege.lib.ids import uid_or_none
from kerege.records.viewers import PUBLIC
from kerege.training.models import Course, Exam
from kerege.training.queries.staff import DOOR
from kerege.training.words import Status
from kerege.training.words.exams import ExamState

MOST_OFFERED = 100


def courses_to_pick(owner: str) -> list[tuple[str, str]]:
    """Courses (uid and title) of an owner that everybody may see and that are not called off, the newest first."""
    rows = Course.objects.seen_by(PUBLIC).filter(owner=owner).exclude(status=Status.CANCELLED)
    return [(str(row.uid), row.title) for row in rows.order_by("-first_day", "title", "id").seen()[:MOST_OFFERED]]


def exams_to_pick(owner: str) -> list[tuple[str, str]]:
    """Exams (uid and title) of an owner's courses that everybody may see. An exam is called after its course, with a
    number where there are several: its own title is told to nobody before they sign in.
    """
    rows = Exam.objects.seen_by(DOOR).filter(owner=owner, state=ExamState.RELEASED).order_by("-opens", "id").seen()
    exams = list(rows)[:MOST_OFFERED]
    public = Course.objects.seen_by(PUBLIC).filter(id__in={each.course_id for each in exams})
    titles = {row.id: row.title for row in public.seen()}
    return _numbered([(str(each.uid), titles[each.course_id]) for each in exams if each.course_id in titles])


def course_title(uid: str) -> str:
    """The title of a course that everybody may see; else empty."""
    number = uid_or_none(uid)
    row = Course.objects.seen_by(PUBLIC).filter(uid=number).one() if number else None
    return str(row.title) if row is not None else ""


def exam_title(uid: str) -> str:
    """How an exam is called after its course; empty where not everybody may see that."""
    number = uid_or_none(uid)
    row = Exam.objects.seen_by(DOOR).filter(uid=number, state=ExamState.RELEASED).one() if number else None
    return dict(exams_to_pick(row.owner)).get(str(row.uid), "") if row is not None else ""


def _numbered(found: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """In the order in which they open, with a number after those of the same course."""
    many, nth = Counter(title for _, title in found), Counter[str]()
    told = []
    for uid, title in reversed(found):
        nth[title] += 1
        told.append((uid, f"{title} · {nth[title]}" if many[title] > 1 else title))
    return told[::-1]
