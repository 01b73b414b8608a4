"""The learner's home: what to do, where one was, what expires, and every result once. Only of whoever reads it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localdate, now
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from kerege.capacity.queries.certificates import held_by
from kerege.lib.versions import text_in
from kerege.people import queries as people
from kerege.training.queries import lessons as lessons_queries
from kerege.training.queries.elearning import PackageLine, packages
from kerege.training.queries.exam_sitting import OwnExam, own_exams
from kerege.training.queries.learning import Assigned, FeedbackOpen, assigned_to, feedback_open
from kerege.training.queries.lessons import LessonLine, Shelf
from kerege.training.queries.own_courses import OwnCourse, own_courses
from kerege.training.queries.scenarios import begun
from kerege.training.words.delivery import EnrolmentState
from kerege.training.words.elearning import Completion
from kerege.training.words.learning import LEARNT, Learnt
from kerege.web.activities import lists
from kerege.web.capacity.sealing import known_to_device
from kerege.web.enrolment import wording
from kerege.web.learning import exams, results
from kerege.web.lessons.offering import asked_for
from kerege.web.shell.asked import asks


@dataclass(frozen=True)
class ToDo:
    """One thing to do, with the day by which. `aside` says for which course; `why` what to know about it."""

    title: str
    what: str
    href: str
    until: date | None = None
    late: bool = False
    aside: str = ""
    why: str = ""
    synthetic: bool = False


@require_GET
@login_required
@asks()
def home(request: HttpRequest) -> HttpResponse:
    """What the reader has to do, goes on with, has to renew, and has reached."""
    return render(request, "learning/home.html", home_context(request) | {"me": known_to_device(request)})


def home_context(request: HttpRequest) -> dict[str, Any]:
    """What the home shows of whoever reads it."""
    with people.asked_once():
        return _context(request)


def _context(request: HttpRequest) -> dict[str, Any]:
    choice, at = lists.chosen(request), now()
    shelves = lessons_queries.shelves(request.viewer, on=choice.on, lang=choice.lang)
    played = [each for each in packages(request.viewer, request.actor) if each.mine is not None]
    courses = own_courses(by=request.actor, now=at)
    assigned = assigned_to(request.actor, on=choice.on, lang=choice.lang)
    owed = feedback_open(request.actor, on=choice.on)
    sat = own_exams(by=request.actor, now=at, lang=choice.lang)
    held = held_by(request.actor.uid, on=choice.on, lang=choice.lang)
    return {
        "todo": sorted(
            [*to_do(assigned, courses, owed, at), *exams_to_do(sat, at)],
            key=lambda each: (each.until or date.max, each.title),
        ),
        "resume": [*resumed_lessons(shelves), *resumed_scenarios(request, choice), *resumed_packages(played)],
        "expires": results.expiring(request, choice, held),
        "results": results.all_of(request, choice, shelves, played, courses, sat, held),
        "assigned": any(not each.done_on for each in assigned),
        "course": asked_for(each for each in assigned if not each.done_on),
        "linked": bool(request.actor.uid) and people.person_number(request.actor.uid) is not None,
    }


def to_do(
    assigned: Iterable[Assigned], courses: Iterable[OwnCourse], owed: Iterable[FeedbackOpen], at: datetime
) -> Iterator[ToDo]:
    """What is assigned and not taken, what comes in the own courses, and which of them ask for feedback."""
    on = localdate(at)
    for each in assigned:
        if each.done_on is None and each.title:
            yield ToDo(
                title=each.title,
                what=gettext(LEARNT[each.kind]),
                href=address_of(each),
                until=each.until,
                late=each.late(on),
                aside=each.course_title,
                why=each.note,
                synthetic=each.synthetic,
            )
    for course in courses:
        if course.ahead:
            yield _of_course(course, at)
    for one in owed:
        why = gettext("By the link or the code that your trainer gave. Nobody records whether you answered.")
        yield ToDo(one.title, gettext("Feedback"), reverse("course", args=[one.course]), one.until, why=why)


def exams_to_do(sat: Iterable[OwnExam], at: datetime) -> Iterator[ToDo]:
    """The exams that go on, are open or will be, with their window and the attempts that are left."""
    for each in exams.wanted(sat, at):
        yield ToDo(
            title=each.title,
            what=gettext("Exam"),
            href=exams.address_of(each),
            until=exams.last_day(each),
            aside=each.course_title,
            why=exams.said(each),
            synthetic=each.synthetic,
        )


def _of_course(course: OwnCourse, at: datetime) -> ToDo:
    """The next session of a course in which one has a place; else how one stands with it."""
    coming = course.next(at)
    href = reverse("my_courses")
    if course.state != EnrolmentState.ENROLLED:
        what = gettext("Nominated") if course.state == EnrolmentState.NOMINATED else gettext("On the waiting list")
        return ToDo(course.title, what, href, course.first_day, synthetic=course.synthetic)
    if coming is None:
        return ToDo(course.title, gettext("Course"), href, course.first_day, synthetic=course.synthetic)
    clock = wording.clock(coming.starts, coming.ends, course.zone)
    return ToDo(
        title=coming.title,
        what=gettext("Session"),
        href=href,
        until=localdate(coming.starts),
        aside=course.title,
        why=" · ".join(part for part in (f"{clock.since}–{clock.until} {clock.town}", coming.place) if part),
        synthetic=course.synthetic,
    )


def address_of(each: Assigned) -> str:
    if each.kind == Learnt.PACKAGE:
        return reverse("elearning_package", args=[each.package])
    return reverse("lesson", args=[each.curriculum, each.module])


@dataclass(frozen=True)
class Resumed:
    """What was begun: the address leads to the place where one was."""

    title: str
    what: str
    href: str
    since: datetime
    where: str


def resumed_lessons(shelves: Iterable[Shelf]) -> Iterator[Resumed]:
    """Lessons whose answers wait, each at its first question that has none."""
    for shelf in shelves:
        for line in shelf.lessons:
            if line.mine.waiting is not None:
                yield _lesson(shelf, line)


def _lesson(shelf: Shelf, line: LessonLine) -> Resumed:
    waiting: Any = line.mine.waiting
    open_one = next((item for item in line.items if item not in waiting.answers), "")
    place = f"#q-{open_one}" if open_one else "#questions"
    asked = urlencode({"lesson": waiting.language})
    where = gettext("%(n)s of %(of)s questions answered") % {"n": len(waiting.answers), "of": line.questions}
    href = f"{reverse('lesson', args=[shelf.key, line.id])}?{asked}{place}"
    return Resumed(line.title, gettext(LEARNT[Learnt.LESSON]), href, waiting.started_at, where)


def resumed_scenarios(request: HttpRequest, choice: Any) -> Iterator[Resumed]:
    """Scenarios that were not walked to an ending, each at the scene where one stands."""
    for lesson, each in begun(request.viewer, on=choice.on, lang=choice.lang):
        source = lesson.programme.source
        title, scene = (text_in(part.title, choice.lang, source) for part in (each.scenario, each.walk.here))
        href = reverse("scenario", args=[lesson.programme.key, lesson.module.id, each.scenario.id])
        yield Resumed(title, gettext("Scenario"), href, each.began_at or now(), scene)


def resumed_packages(played: Iterable[PackageLine]) -> Iterator[Resumed]:
    """Packages that were begun and are not completed; each opens at the part where one was."""
    for each in played:
        mine: Any = each.mine
        if mine.standing.outcome.completion != Completion.COMPLETED:
            where = gettext("%(n)s of %(of)s parts completed") % {"n": mine.standing.done, "of": mine.standing.of}
            what = gettext(LEARNT[Learnt.PACKAGE])
            yield Resumed(each.title, what, reverse("play_elearning", args=[mine.uid]), mine.started_at, where)
