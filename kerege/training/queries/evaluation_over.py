"""What came of many courses together. A course stands in it with what may be told of it to whoever sees the course: its
gain once both tests are closed and at least the least cell of people wrote both.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Q

from kerege.lib.figures import SourceRef
from kerege.lib.sensitivity import Sensitivity
from kerege.records.citing import cited
from kerege.records.viewers import Viewer
from kerege.training.models import (
    CourseSource,
    CourseTest,
    Curriculum,
    CurriculumVersion,
    EvaluationForm,
    Reaction,
    TestResult,
)
from kerege.training.queries.evaluation import form_of
from kerege.training.queries.evaluation_practice import CoursePractice, practised
from kerege.training.queries.scope import COUNTING, TRAINEES, asked
from kerege.training.rules.evaluation_reaction import by_theme, stage, sums
from kerege.training.rules.evaluation_tests import Gain, gain, pairs_of, percent
from kerege.training.words.evaluation import Stage, TestKind, Theme


@dataclass(frozen=True)
class CourseGain:
    """A course that was held with the gain of its people, which `mean` repeats as the number that it always is here."""

    uid: str
    key: str
    title: str
    kind: str
    generation: int | None
    first_day: date | None
    last_day: date | None
    precision: str
    date_text: str
    venue: str
    trainees_from: str
    gain: Gain
    mean: float
    sources: tuple[SourceRef, ...]
    synthetic: bool


def gains(
    viewer: Viewer,
    *,
    on: date,
    project: str = "",
    territories: Collection[str] = (),
    by: str = TRAINEES,
    kinds: Collection[str] = (),
) -> list[CourseGain]:
    """Courses held by the day of which a gain is told, the newest first. One query where no course has closed tests."""
    tests = _closed_tests(on)
    both = [course for course, of in tests.items() if {row.kind for row in of} >= {TestKind.PRE, TestKind.POST}]
    if not both:
        return []
    held = asked(viewer, on=on, project=project, territories=territories, by=by, kinds=kinds).held()
    rows = held.filter(id__in=both).order_by("-done_by", "key").seen()
    results = _results([test for row in rows for test in tests[row.id]], on)
    sources = cited(CourseSource, "course", [row.id for row in rows])
    found = []
    for row in rows:
        of_course = _gain(tests[row.id], results)
        if of_course.n >= int(settings.KEREGE_MIN_CELL) and of_course.mean is not None:
            found.append(_line(row, of_course, of_course.mean, sources.get(row.id, ())))
    return found


def _closed_tests(on: date) -> dict[int, list[Any]]:
    """Tests before and after whose results are closed, by course; those of a course with an open one are left out."""
    rows = CourseTest.objects.seen_by(COUNTING).filter(kind__in=[TestKind.PRE, TestKind.POST], on__lte=on)
    open_now = set(rows.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=on)).values_list("course_id", flat=True))
    found: dict[int, list[Any]] = {}
    for row in rows.order_by("on", "id").seen():
        if row.course_id not in open_now:
            found.setdefault(row.course_id, []).append(row)
    return found


def _results(tests: Iterable[Any], on: date) -> dict[int, dict[str, float]]:
    """The results of tests in percent, by test and by who wrote it."""
    most = {test.id: test.most for test in tests}
    rows = TestResult.objects.seen_by(COUNTING).filter(test_id__in=list(most), noted_on__lte=on)
    found: dict[int, dict[str, float]] = {number: {} for number in most}
    for test, person, code, score in rows.values_list("test_id", "person_id", "code", "score"):
        found[test][f"c{code}" if code else f"p{person}"] = percent(score, most[test])
    return found


def _gain(tests: list[Any], results: dict[int, dict[str, float]]) -> Gain:
    """The gain over the tests that at least the least cell of people wrote: by one that a few wrote later their gain
    would stand between two readings.
    """
    of_kind: dict[str, dict[str, float]] = {TestKind.PRE: {}, TestKind.POST: {}}
    for test in tests:
        if len(results[test.id]) >= int(settings.KEREGE_MIN_CELL):
            of_kind[test.kind] |= results[test.id]
    return gain(pairs_of(of_kind[TestKind.PRE], of_kind[TestKind.POST]))


def _line(row: Any, of_course: Gain, mean: float, sources: tuple[SourceRef, ...]) -> CourseGain:
    return CourseGain(
        uid=str(row.uid),
        key=row.key,
        title=row.title,
        kind=row.kind,
        generation=row.generation,
        first_day=row.first_day,
        last_day=row.last_day,
        precision=row.precision,
        date_text=row.date_text,
        venue=row.venue_id or "",
        trainees_from=row.trainees_from_id or "",
        gain=of_course,
        mean=mean,
        sources=sources,
        synthetic=row.synthetic,
    )


# -- all courses together ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Heard:
    """What participants of one course said: how many answered of how many, and means by theme."""

    answers: int
    participants: int
    themes: Mapping[Theme, float]


@dataclass(frozen=True)
class Evaluated:
    """A course of which something is told. What participants said is told to its country and to nobody beyond."""

    uid: str
    title: str
    first_day: date | None
    last_day: date | None
    precision: str
    date_text: str
    curriculum: str
    generation: int | None
    venue: str
    trainees_from: str
    gain: Gain | None
    heard: Heard | None
    practice: CoursePractice | None
    synthetic: bool


def evaluated(viewer: Viewer, *, on: date, project: str = "", territories: Collection[str] = ()) -> list[Evaluated]:
    """Courses held by the day of which something is told to this reader, the newest first."""
    gained = {line.uid: line.gain for line in gains(viewer, on=on, project=project, territories=territories)}
    seen = {line.uid: line for line in practised(viewer, on=on, project=project, territories=territories)}
    heard = _heard(on)
    held = asked(viewer, on=on, project=project, territories=territories).held()
    rows = held.filter(Q(uid__in=[*gained, *seen]) | Q(id__in=list(heard))).order_by("-done_by", "key").seen()
    taught = _curricula(viewer, [row.teaches_id for row in rows if row.teaches_id])
    found = []
    for row in rows:
        uid = str(row.uid)
        said = heard.get(row.id) if viewer.may_see(Sensitivity.NATIONAL, row.owner) else None
        if not (uid in gained or uid in seen or said):
            continue
        found.append(
            Evaluated(
                uid=uid,
                title=row.title,
                first_day=row.first_day,
                last_day=row.last_day,
                precision=row.precision,
                date_text=row.date_text,
                curriculum=taught.get(row.teaches_id, ""),
                generation=row.generation,
                venue=row.venue_id or "",
                trainees_from=row.trainees_from_id or "",
                gain=gained.get(uid),
                heard=said,
                practice=seen.get(uid),
                synthetic=row.synthetic,
            )
        )
    return found


def _heard(on: date) -> dict[int, Heard]:
    """What was said in every course whose asking is over with enough answers, by course."""
    least = int(settings.KEREGE_MIN_CELL)
    rows = Reaction.objects.seen_by(COUNTING).filter(opened_on__lte=on, answers__gte=least).seen()
    over = [
        row
        for row in rows
        if stage(until=row.until, closed_on=row.closed_on, answers=row.answers, on=on, k=least) == Stage.OVER
    ]
    forms = {
        row.id: form_of(row)
        for row in EvaluationForm.objects.seen_by(COUNTING).filter(id__in={row.form_id for row in over}).seen()
    }
    return {
        row.course_id: Heard(row.answers, row.participants, by_theme(sums(forms[row.form_id], row.counts, "en")))
        for row in over
    }


def _curricula(viewer: Viewer, numbers: list[int]) -> dict[int, str]:
    """Key and version of the versions with these numbers that the viewer may read."""
    if not numbers:
        return {}
    versions = CurriculumVersion.objects.seen_by(viewer).filter(id__in=numbers).seen()
    of = Curriculum.objects.seen_by(viewer).filter(id__in={row.of_id for row in versions})
    keys = dict(of.values_list("id", "key"))
    return {row.id: f"{keys[row.of_id]} {row.version}" for row in versions if row.of_id in keys}
