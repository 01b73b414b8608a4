"""What somebody reached, on one list, each thing once: the day, what it counts for, and where it is proved. And what of
it expires.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.template.defaultfilters import floatformat
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext

from kerege.capacity.queries.certificates import CertificateLine
from kerege.capacity.queries.competence import my_page
from kerege.capacity.queries.course_badges import badges_held_by
from kerege.capacity.rules.certification import REFRESH_DUE
from kerege.capacity.words.certification import CERTIFICATE_STATES, CertificateState
from kerege.capacity.words.course_badges import BADGE_KINDS
from kerege.training.queries.elearning import PackageLine
from kerege.training.queries.evaluation_tests import OwnResult, own_results
from kerege.training.queries.exam_sitting import OwnExam
from kerege.training.queries.lessons import Shelf, attempts
from kerege.training.queries.own_courses import OwnCourse
from kerege.training.words.delivery import EnrolmentState
from kerege.training.words.elearning import Completion
from kerege.training.words.evaluation import TEST_KINDS
from kerege.training.words.learning import LEARNT, Learnt
from kerege.web.activities import lists
from kerege.web.capacity.competence_words import competence_title
from kerege.web.credentials.of_courses import STATES
from kerege.web.learning import exams
from kerege.web.shell.figures import figure


@dataclass(frozen=True)
class Result:
    """One thing that somebody reached. `proof` leads to what proves it."""

    on: date
    title: str
    what: str
    reached: str
    counts: str
    proof: str


@dataclass(frozen=True)
class Expiring:
    """Something that holds until a day (the first on which it holds no more). `over`: that day has come."""

    title: str
    what: str
    state: str
    until: date
    over: bool
    due: bool
    href: str


def all_of(
    request: HttpRequest,
    choice: lists.Choice,
    shelves: Iterable[Shelf],
    played: Iterable[PackageLine],
    courses: Iterable[OwnCourse],
    sat: Sequence[OwnExam],
    held: Sequence[CertificateLine],
) -> list[Result]:
    """Every result of the reader, the newest first."""
    titles = {(shelf.key, line.id): line.title for shelf in shelves for line in shelf.lessons}
    found = [
        *_lessons(request, titles),
        *_packages(played),
        *_tests(request, choice, sat),
        *_courses(courses),
        *_certificates(held),
        *_badges(request, choice),
    ]
    return sorted(found, key=lambda each: each.on, reverse=True)


def _lessons(request: HttpRequest, titles: dict[tuple[str, str], str]) -> Iterator[Result]:
    """Each lesson once, however often it was taken and in whatever language: with the last time and the best result."""
    best: dict[tuple[str, str], tuple[Any, float]] = {}
    last: dict[tuple[str, str], Any] = {}
    for each in attempts(request.viewer):
        name = (each.curriculum, each.module)
        last.setdefault(name, each)
        share = each.right / each.asked if each.asked else 0
        if name not in best or share > best[name][1]:
            best[name] = (each, share)
    for name, each in last.items():
        top = best[name][0]
        said = gettext("best %(right)s of %(asked)s") % {"right": figure(top.right), "asked": figure(top.asked)}
        yield Result(
            on=_day(each.finished_at),
            title=titles.get(name) or " ".join(name),
            what=gettext(LEARNT[Learnt.LESSON]),
            reached=said,
            counts=gettext("For yourself"),
            proof=reverse("lesson_taken", args=[each.uid]),
        )


def _packages(played: Iterable[PackageLine]) -> Iterator[Result]:
    for each in played:
        mine: Any = each.mine
        if mine.standing.outcome.completion == Completion.COMPLETED:
            score = mine.standing.outcome.score
            yield Result(
                on=_day(mine.kept_at or mine.started_at),
                title=each.title,
                what=gettext(LEARNT[Learnt.PACKAGE]),
                reached=f"{figure(round(score * 100))} %" if score is not None else gettext("Completed"),
                counts=gettext("For yourself"),
                proof=reverse("elearning_package", args=[each.uid]),
            )


def _tests(request: HttpRequest, choice: lists.Choice, sat: Sequence[OwnExam]) -> Iterator[Result]:
    """Each test once; an exam that is graded here with what counts of all its attempts, and whether one waits."""
    waiting = exams.waiting(sat)
    for each in own_results(request.actor, on=choice.on):
        if each.exam:
            yield _exam(each, exams.best(sat, each.exam), waiting.pop(each.exam, None))
            continue
        reached = gettext("%(score)s of %(most)s points") % {"score": _plain(each.score), "most": _plain(each.most)}
        what, proof = gettext(TEST_KINDS[each.kind]), reverse("course", args=[each.course_uid])
        yield Result(each.on, each.course, what, reached, gettext("The course"), proof)
    for exam, attempt in waiting.values():
        title, proof = f"{exam.title}, {exam.course_title}", reverse("exam_result", args=[attempt.uid])
        said = gettext("handed in, waits for a person who marks it")
        day = _day(attempt.ended_at or attempt.ends_at)
        yield Result(day, title, gettext("Exam"), said, gettext("The course"), proof)


def _exam(each: OwnResult, best: Any, waits: Any) -> Result:
    """The result as the course has it, with the attempt from which it comes where that can be read. While another
    attempt waits for a mark, nothing is said to be not passed.
    """
    reached, title, proof = f"{_plain(each.score)} %", each.title, reverse("course", args=[each.course_uid])
    if best is not None:
        exam, attempt = best
        title, proof = exam.title, reverse("exam_result", args=[attempt.uid])
        passed = gettext("passed") if attempt.passed else "" if waits else gettext("not passed")
        reached = f"{reached}, {passed}" if passed and attempt.percent == each.score else reached
    if waits:
        waiting = gettext("one more attempt waits for a person who marks it")
        reached = f"{reached}; {waiting}"
    return Result(each.on, f"{title}, {each.course}", gettext("Exam"), reached, gettext("The course"), proof)


def _courses(courses: Iterable[OwnCourse]) -> Iterator[Result]:
    for each in courses:
        if each.state == EnrolmentState.COMPLETED and each.last_day is not None:
            attended = f"{figure(each.attended)} %" if each.attended is not None else gettext("Completed")
            proof = reverse("my_activities", args=[each.uid])
            yield Result(each.last_day, each.title, gettext("Course"), attended, gettext("The register"), proof)


def _certificates(held: Iterable[CertificateLine]) -> Iterator[Result]:
    for each in held:
        yield Result(
            on=each.decided_on,
            title=f"{each.scheme_title}, {each.level_name}",
            what=gettext("Certificate"),
            reached=gettext(CERTIFICATE_STATES[each.state]),
            counts=gettext("Teaching"),
            proof=reverse("my_certificates"),
        )


def _badges(request: HttpRequest, choice: lists.Choice) -> Iterator[Result]:
    """Badges of courses; they prove no more than the course and its exam do, and say so where they are shown."""
    for each in badges_held_by(request.actor.uid, on=choice.on):
        yield Result(
            on=each.given_on,
            title=f"{each.badge.title}, {gettext(BADGE_KINDS[each.badge.kind])}",
            what=gettext("Badge"),
            reached=gettext(STATES[each.state][0]),
            counts=gettext("To show it"),
            proof=reverse("my_certificates"),
        )


def expiring(request: HttpRequest, choice: lists.Choice, held: Iterable[CertificateLine]) -> list[Expiring]:
    """Certificates and competences that end, what ends first before the others."""
    found = [
        Expiring(
            title=f"{each.scheme_title}, {each.level_name}",
            what=gettext("Certificate"),
            state=gettext(CERTIFICATE_STATES[each.state]),
            until=each.valid_until,
            over=each.ended,
            due=each.state == CertificateState.REFRESH_DUE,
            href=reverse("my_certificates"),
        )
        for each in held
        if each.state != CertificateState.REVOKED
    ]
    page = my_page(request.actor, on=choice.on)
    shown = [each for each in page.shown if each.expires_on and not each.withdrawn_on] if page is not None else []
    return sorted([*found, *(_shown(each, page, choice) for each in shown)], key=lambda each: (each.over, each.until))


def _shown(each: Any, page: Any, choice: lists.Choice) -> Expiring:
    over, due = each.expires_on <= choice.on, each.expires_on - REFRESH_DUE <= choice.on
    state = gettext("Ended") if over else gettext("Ends soon") if due else gettext("Counts")
    title = competence_title(page.frameworks[each.framework], each.competence)
    return Expiring(title, gettext("Competence"), state, each.expires_on, over, due, reverse("my_competences"))


def _plain(number: Any) -> str:
    return str(floatformat(number, "-1"))  # as the page of the result has it


def _day(at: datetime) -> date:
    return localdate(at)
