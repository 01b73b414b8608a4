"""What came of courses together: each course with what was told of it, and sums by what they have in common."""

from datetime import timedelta

import pytest

from kerege.journal.actions import act
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import ANONYMOUS, SYSTEM
from kerege.records.viewers import PUBLIC
from kerege.training.actions import evaluation as actions
from kerege.training.models import Course, CurriculumVersion
from kerege.training.queries import evaluation
from kerege.training.queries.evaluation_over import evaluated
from kerege.training.queries.evaluation_tests import learning
from kerege.training.rules.evaluation_groups import GroupBy, grouped
from kerege.training.words.evaluation import Theme
from tests.ground import OFFICER_KAZ, REGISTRAR_KAZ
from tests.training.evaluated import ALL_FIVE, DAY, LAST, Laid
from tests.training.planned import curriculum


@pytest.fixture
def laid() -> Laid:
    found = Laid()
    for kind, base in (("pre", 40), ("post", 70)):
        test = actions.record_test(by=found.focal, course=found.uid, kind=kind, on=DAY, most="100", today=DAY)
        for number, key in enumerate(found.keys[:6]):
            score = str(base + number)
            actions.record_result(by=found.focal, test=str(test.uid), person=key, score=score, today=DAY)
        actions.close_test(by=found.focal, test=str(test.uid), today=DAY)
    found.ask(participants=6)
    for number in range(6):
        given = ALL_FIVE | {"useful": "1" if number else "5"}
        actions.enter_paper(by=found.focal, course=found.uid, sheet=number + 1, given=given, today=DAY)
    return found


def test_a_course_stands_there_with_what_each_reader_may_know(laid):
    (line,) = evaluated(OFFICER_KAZ, on=LAST)
    assert (line.uid, line.gain.n, line.gain.mean, line.heard.answers, line.practice) == (laid.uid, 6, 30, 6, None)
    # one gave 5 and five gave 1 to the first of two questions on relevance, and all 5 to the second
    assert line.heard.themes[Theme.RELEVANCE] == pytest.approx((5 + 5 * 1 + 6 * 5) / 12)
    (open_line,) = evaluated(PUBLIC, on=LAST)
    assert (open_line.gain.mean, open_line.heard) == (30, None)
    assert evaluated(OFFICER_KAZ, on=LAST, territories=("KGZ",)) == []
    assert evaluated(OFFICER_KAZ, on=DAY.replace(year=2025)) == []


def test_groups_weigh_courses_by_their_people(laid):
    (line,) = grouped(evaluated(OFFICER_KAZ, on=LAST), GroupBy.TRAINEES)
    assert (line.value, line.courses, line.tested, line.gain, line.answers, line.participants, line.practice) == (
        "KAZ",
        1,
        6,
        30,
        6,
        6,
        None,
    )
    assert [each.value for each in grouped(evaluated(PUBLIC, on=LAST), GroupBy.GENERATION)] == ["1"]
    assert [each.value for each in grouped(evaluated(PUBLIC, on=LAST), GroupBy.CURRICULUM)] == [""]


def test_courses_of_a_curriculum_stand_together_by_its_version(laid):
    key = curriculum()
    with act("training.course.tests", by=SYSTEM, about=laid.course.uid):
        row = Course.objects.inside_action().get(id=laid.course.id)
        row.teaches = CurriculumVersion.objects.inside_action().get(of__key=key)
        row.save()
    (line,) = grouped(evaluated(PUBLIC, on=LAST), GroupBy.CURRICULUM)
    assert (line.value, line.courses, line.gain) == (f"{key} 1", 1, 30)


def test_a_curriculum_that_the_reader_may_not_read_is_not_named(laid):
    """The course is public, and what came of it."""
    key = curriculum(owner="KAZ", label=Sensitivity.NATIONAL)
    with act("training.course.tests", by=SYSTEM, about=laid.course.uid):
        row = Course.objects.inside_action().get(id=laid.course.id)
        row.teaches = CurriculumVersion.objects.inside_action().get(of__key=key)
        row.save()
    told = {who.uid: [line.curriculum for line in evaluated(who, on=LAST)] for who in (PUBLIC, OFFICER_KAZ)}
    assert told == {PUBLIC.uid: [""], OFFICER_KAZ.uid: [f"{key} 1"]}


def test_who_wrote_a_test_later_does_not_stand_between_two_readings():
    found, later = Laid(), DAY + timedelta(days=3)
    written = (
        ("pre", DAY, 40, found.keys[:7]),
        ("post", DAY, 70, found.keys[:6]),
        ("post", later, 90, found.keys[6:7]),
    )
    for kind, on, score, keys in written:
        test = actions.record_test(by=found.focal, course=found.uid, kind=kind, on=on, most="100", today=later)
        for key in keys:
            actions.record_result(by=found.focal, test=str(test.uid), person=key, score=str(score), today=later)
        actions.close_test(by=found.focal, test=str(test.uid), today=later)
    (line,) = evaluated(PUBLIC, on=LAST)
    assert (line.gain.n, line.gain.mean) == (6, 30)
    row = evaluation.row_of(PUBLIC, found.uid, by=ANONYMOUS, on=LAST)
    told = learning(PUBLIC, row, evaluation.allowed(PUBLIC, ANONYMOUS, row), by=ANONYMOUS, on=LAST)
    assert (told.gain.n, told.gain.mean) == (6, 30)
    row = evaluation.row_of(REGISTRAR_KAZ, found.uid, by=ANONYMOUS, on=LAST)
    inside = learning(REGISTRAR_KAZ, row, evaluation.allowed(REGISTRAR_KAZ, ANONYMOUS, row), by=ANONYMOUS, on=LAST)
    assert inside.gain.n == 7, "whoever reads single results reads all of them together too"
