"""What was decided about exams after their results had been counted for certificates: for whoever reads such a case."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from kerege.capacity.queries.cases import CaseLine, CasePage
from kerege.capacity.queries.certificates import CertificateLine
from kerege.capacity.queries.counted import cases_with_certificates, knowledge_counted
from kerege.capacity.words.certification import CertificateState, RecordKind
from kerege.people.rules import Actor
from kerege.records.viewers import Viewer
from kerege.training.models import Course, CourseTest, Exam, ExamAttempt, TestResult
from kerege.training.queries.staff import DOOR
from kerege.training.rules.exam_attempts import best_of, percent_of


@dataclass(frozen=True)
class ChangedSince:
    """A counted result of an exam that is another one now. `passes` is whether the newest one still passes the exam."""

    course: str
    on: date
    counted: Decimal
    now: Decimal
    passes: bool

    @property
    def key(self) -> tuple[str, str]:
        """The day of the test and what the result is now: what somebody lets a case stand with."""
        return self.on.isoformat(), str(self.now)


@dataclass(frozen=True)
class ChangedCase:
    """A case that counted such results, and the certificate that came of it. `settled`: somebody has let it stand with
    all of them, or the certificate is suspended or revoked.
    """

    case: CaseLine
    certificate: CertificateLine | None
    changed: tuple[ChangedSince, ...]
    settled: bool


def changed_in(page: CasePage) -> list[ChangedSince]:
    """Of the results that a case counted, those that came of an exam which was graded anew since; without those with
    which somebody has let it stand. For whoever reads the case: nothing else of the exam is told.
    """
    known = {(each.on, int(each.given["mark"])) for each in page.of_kind(RecordKind.KNOWLEDGE)}
    done = {
        (found["on"], found["now"]) for each in page.of_kind(RecordKind.LOOKED_AGAIN) for found in each.given["results"]
    }
    found = _changed({page.line.person_id: known}).get(page.line.person_id, []) if known else []
    return [each for each in found if each.key not in done]


def changed_cases(viewer: Viewer, *, by: Actor, on: date, lang: str) -> list[ChangedCase]:
    """The cases that the reader looks after, reviews or reads by clearance and whose counted results are others now,
    those first with which nobody has dealt yet. Never the reader's own.
    """
    counted = knowledge_counted(viewer, by=by, on=on)
    known: dict[int, set[tuple[date, int]]] = {}
    for each in counted:
        known.setdefault(each.person, set()).update(each.known)
    changed = _changed(known) if known else {}
    of_case: dict[int, tuple[tuple[ChangedSince, ...], bool]] = {}
    for each in counted:
        mine = [one for one in changed.get(each.person, []) if (one.on, int(one.counted)) in each.known]
        if mine:
            of_case[each.case] = tuple(mine), all(one.key in each.settled for one in mine)
    lines = cases_with_certificates(viewer, set(of_case), by=by, on=on, lang=lang) if of_case else []
    return sorted((_case(line, held, *of_case[line.id]) for line, held in lines), key=lambda each: each.settled)


def _case(line: CaseLine, held: CertificateLine | None, changed: tuple[ChangedSince, ...], stands: bool) -> ChangedCase:
    taken = held is not None and held.state in {CertificateState.SUSPENDED, CertificateState.REVOKED}
    return ChangedCase(line, held, changed, stands or taken)


def _changed(known: Mapping[int, set[tuple[date, int]]]) -> dict[int, list[ChangedSince]]:
    """By person: what was counted (day and whole percent) of exams whose best attempt brings another result now."""
    days = {on for each in known.values() for on, _mark in each}
    tests = {row.id: row for row in CourseTest.objects.seen_by(DOOR).filter(on__in=days, exam__isnull=False).seen()}
    rows = TestResult.objects.seen_by(DOOR).filter(person_id__in=list(known), test_id__in=list(tests)).order_by("id")
    results = [row for row in rows.seen() if _counts(row, tests[row.test_id], known[row.person_id])]
    best = _best_of({tests[row.test_id].exam for row in results}, {row.person_id for row in results})
    titles = dict(
        Course.objects.seen_by(DOOR)
        .filter(id__in={tests[row.test_id].course_id for row in results})
        .values_list("id", "title")
    )
    found: dict[int, list[ChangedSince]] = {}
    for row in results:
        test = tests[row.test_id]
        now = best.get((test.exam, row.person_id))
        if now is not None and percent_of(now) != row.score:
            told = ChangedSince(titles[test.course_id], test.on, row.score, percent_of(now), bool(now.passed))
            found.setdefault(row.person_id, []).append(told)
    return found


def _counts(row: Any, test: Any, known: set[tuple[date, int]]) -> bool:
    return (test.on, int(100 * row.score // test.most)) in known


def _best_of(exams: set[Any], persons: set[int]) -> dict[tuple[Any, int], Any]:
    """The attempt that counts, of each of these persons at each of these exams, whatever version they sat."""
    versions = dict(Exam.objects.seen_by(DOOR).filter(key__in=exams).values_list("id", "key"))
    rows = ExamAttempt.objects.seen_by(DOOR).filter(exam_id__in=list(versions), person_id__in=persons, trial=False)
    sat: dict[tuple[Any, int], list[Any]] = {}
    for row in rows.order_by("id").seen():
        sat.setdefault((versions[row.exam_id], row.person_id), []).append(row)
    return {key: best for key, tried in sat.items() if (best := best_of(tried)) is not None}
