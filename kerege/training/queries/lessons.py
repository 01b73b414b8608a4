"""Lessons for whoever takes them, and the reader's own answers. Nobody reads anybody else's."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from kerege.capacity.words import Translation
from kerege.lib.ids import uid_or_none
from kerege.lib.versions import text_in
from kerege.people import queries as people
from kerege.records.viewers import Viewer
from kerege.training.models import LessonAttempt
from kerege.training.queries.curricula import CurriculumPage, curricula, curriculum
from kerege.training.rules.curricula import Assessment, Module, Programme
from kerege.training.rules.lessons import Graded, graded, languages_of, lessons_of, quiz_of, still_offered


@dataclass(frozen=True)
class AttemptLine:
    """One time that the reader took a lesson. Without `finished_at` the answers wait to be gone on with. What comes
    `from_device` was answered there without a line.
    """

    uid: str
    curriculum: str
    version: str
    module: str
    language: str
    answers: Mapping[str, Any]
    right: int
    asked: int
    started_at: datetime
    finished_at: datetime | None
    from_device: bool = False


@dataclass(frozen=True)
class Standing:
    """How the reader stands with a lesson: the best and the last finished attempt, and one that waits."""

    best: AttemptLine | None = None
    last: AttemptLine | None = None
    waiting: AttemptLine | None = None


NONE_YET = Standing()


@dataclass(frozen=True)
class LessonLine:
    """One lesson. `languages` are those in which it can be read, with how far each text can be relied on; `items` are
    the ids of its questions.
    """

    id: str
    title: str
    minutes: int
    languages: tuple[tuple[str, Translation], ...]
    questions: int
    mine: Standing = NONE_YET
    items: tuple[str, ...] = ()


@dataclass(frozen=True)
class Shelf:
    """The lessons of one curriculum; `owner` keeps it."""

    key: str
    version: str
    title: str
    summary: str
    owner: str
    lessons: tuple[LessonLine, ...]


@dataclass(frozen=True)
class Lesson:
    """One lesson of one version, whole. `waiting` are answers that the reader kept and that the quiz still offers.
    `page` is the version as its reader was shown it, which says who has its files.
    """

    line: LessonLine
    page: CurriculumPage
    programme: Programme
    module: Module
    quiz: Assessment
    owner: str
    waiting: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Taken:
    """A finished attempt of the reader with its lesson as it was then; `lesson` is None where the reader may not see
    that version any more.
    """

    line: AttemptLine
    lesson: Lesson | None
    result: Graded | None


def shelves(viewer: Viewer, *, on: date, lang: str) -> list[Shelf]:
    """The lessons that the viewer may read on the day, by curriculum, each with how the viewer stands."""
    mine = _standings(viewer)
    found = []
    for each in curricula(viewer, on=on, lang=lang):
        page = curriculum(viewer, each.key, on=on, lang=lang, version=each.version) if each.version else None
        lessons = _lines(page.programme, lang, mine) if page else ()
        if page and lessons:
            told = page.programme
            summary = text_in(told.summary, lang, told.source)
            found.append(Shelf(each.key, each.version, each.title, summary, each.owner, lessons))
    return found


def lesson(
    viewer: Viewer, curriculum_key: str, module: str, *, on: date, lang: str, version: str = ""
) -> Lesson | None:
    """One lesson as the viewer may read it on the day, or of the version named; None where there is none."""
    page = curriculum(viewer, curriculum_key, on=on, lang=lang, version=version)
    if page is None or not page.shown.published_on:
        return None
    part = next((each for each in lessons_of(page.programme) if each.id == module), None)
    quiz = quiz_of(part) if part else None
    if part is None or quiz is None:
        return None
    standing = _standings(viewer, curriculum_key, module).get((curriculum_key, module), NONE_YET)
    kept = still_offered(quiz, standing.waiting.answers) if standing.waiting else {}
    line = _line(part, page.programme, lang, standing)
    return Lesson(line, page, page.programme, part, quiz, page.line.owner, kept)


def as_lesson(page: CurriculumPage, programme: Programme, module: str, lang: str) -> Lesson | None:
    """A module as the lesson that it would be, of a content that its author has before them; None where it is none."""
    part = next((each for each in lessons_of(programme) if each.id == module), None)
    quiz = quiz_of(part) if part else None
    if part is None or quiz is None:
        return None
    return Lesson(_line(part, programme, lang, NONE_YET), page, programme, part, quiz, page.line.owner)


def taken(viewer: Viewer, uid: str, *, on: date, lang: str) -> Taken | None:
    """One finished attempt of the viewer, by uid; None where there is none, also for somebody else's."""
    number = uid_or_none(uid)
    rows = _mine(viewer).filter(uid=number, finished_at__isnull=False) if number else ()
    found = next(iter(rows), None)
    if found is None:
        return None
    line = _attempt(found)
    then = lesson(viewer, line.curriculum, line.module, on=on, lang=lang, version=line.version)
    return Taken(line, then, graded(then.quiz, line.answers) if then else None)


def attempts(viewer: Viewer) -> list[AttemptLine]:
    """The viewer's finished attempts, the newest first."""
    return [_attempt(row) for row in _mine(viewer).filter(finished_at__isnull=False).order_by("-finished_at", "-id")]


def _lines(programme: Programme, lang: str, mine: Mapping[tuple[str, str], Standing]) -> tuple[LessonLine, ...]:
    parts: Iterable[Module] = lessons_of(programme)
    return tuple(_line(each, programme, lang, mine.get((programme.key, each.id), NONE_YET)) for each in parts)


def _line(part: Module, programme: Programme, lang: str, mine: Standing) -> LessonLine:
    quiz = quiz_of(part)
    return LessonLine(
        id=part.id,
        title=text_in(part.title, lang, programme.source),
        minutes=part.minutes,
        languages=tuple((tag, programme.languages[tag]) for tag in languages_of(part, programme)),
        questions=len(quiz.items) if quiz else 0,
        mine=mine,
        items=tuple(each.id for each in quiz.items) if quiz else (),
    )


def _mine(viewer: Viewer) -> Any:
    """The viewer's own attempts; nobody's for whoever looks as somebody else."""
    account = people.account_number(viewer.uid)
    return LessonAttempt.objects.filter(account_id=account) if account is not None else LessonAttempt.objects.none()


def _standings(viewer: Viewer, curriculum_key: str = "", module: str = "") -> dict[tuple[str, str], Standing]:
    """How the viewer stands with each lesson of which there are attempts."""
    rows = _mine(viewer).order_by("finished_at", "id")
    if module:
        rows = rows.filter(curriculum=curriculum_key, module=module)
    by_lesson: dict[tuple[str, str], list[AttemptLine]] = {}
    for row in rows:
        by_lesson.setdefault((row.curriculum, row.module), []).append(_attempt(row))
    return {name: _standing(each) for name, each in by_lesson.items()}


def _standing(lines: list[AttemptLine]) -> Standing:
    done = [each for each in lines if each.finished_at]
    best = max(done, key=lambda each: (each.right / each.asked, each.finished_at), default=None)
    waiting = next((each for each in lines if not each.finished_at), None)
    return Standing(best, done[-1] if done else None, waiting)


def _attempt(row: Any) -> AttemptLine:
    names = ("curriculum", "version", "module", "language", "answers", "right", "asked", "started_at", "finished_at")
    told = {name: getattr(row, name) for name in names}
    return AttemptLine(uid=str(row.uid), from_device=row.sent_as is not None, **told)
