"""What people do with an exam after it was sat: marks, appeals, grading anew, accommodations, closing, certificates."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from kerege.training.actions import evaluation, exams
from kerege.training.models import CourseTest, ExamAppeal, ExamAttempt, TestResult
from kerege.training.queries import exam_review
from kerege.training.queries.exam_sitting import own_exam, own_result
from kerege.training.queries.scope import COUNTING
from tests.training.cohort import code_of, staff
from tests.training.examined import CLOSES, OPENS, Examined, choice, essay

DAY = timedelta(days=1)
LATER = CLOSES + timedelta(hours=1)


def rows(model, **wanted):
    return list(model.objects.seen_by(COUNTING).filter(**wanted).order_by("id").seen())


@pytest.fixture
def given(db):
    return Examined()


@pytest.fixture
def texts(db):
    """An exam of a choice and a text that two people mark, with an answer to both."""
    blueprint = [{"count": "1", "kind": "choice"}, {"count": "1", "points": "4", "kind": "text"}]
    of = Examined(items=[choice(1), essay(1)], rows=blueprint, markers=2, gap=20, shuffled=False)
    of.attempt = of.begin()
    of.save(of.attempt, 1, {"q": ["a"]})
    of.save(of.attempt, 2, {"t": "Because it is so"})
    of.attempt = of.hand_in(of.attempt)
    return of


def marked(of, by, points, place=2, **more):
    return exams.mark_answer(by=by, attempt=str(of.attempt.uid), place=place, points=points, now=LATER, **more)


def third(of):
    """Somebody else who teaches the course."""
    staff(of.of.course, "P-learner", "co_trainer")
    return of.of.by("learner")


def test_a_text_is_marked_without_a_name_by_two_who_do_not_see_each_other(texts):
    assert (texts.attempt.graded_at, texts.attempt.points) == (None, 1)
    (line,), others = exam_review.to_mark(by=texts.lead, uid=texts.uid, lang="en")
    assert (line.guide, line.most, line.round, others) == ("Two reasons, two points each.", 4, "first", 0)
    assert not hasattr(line, "person")
    marked(texts, texts.lead, "3")
    assert exam_review.to_mark(by=texts.lead, uid=texts.uid, lang="en") == ([], 1)
    assert code_of(marked, texts, texts.lead, "3") == "training.exam_marked_by_you"
    (line,), _ = exam_review.to_mark(by=texts.manager, uid=texts.uid, lang="en")
    assert line.round == "second"
    marked(texts, texts.manager, "3.5")
    (row,) = rows(ExamAttempt)
    assert (row.points, row.most, row.passed) == (pytest.approx(4.25), 5, True)
    assert [result.score for result in rows(TestResult)] == [85]
    assert code_of(marked, texts, texts.lead, "3") == "training.exam_not_to_mark"


def test_where_two_marks_differ_a_third_person_decides(texts):
    marked(texts, texts.lead, "4")
    marked(texts, texts.manager, "1", note="No second reason")
    assert rows(ExamAttempt)[0].graded_at is None
    decider = third(texts)
    (line,), _ = exam_review.to_mark(by=decider, uid=texts.uid, lang="en")
    assert line.round == "deciding"
    marked(texts, decider, "2")
    assert rows(ExamAttempt)[0].points == 3


def test_a_mark_that_cannot_be_is_refused(texts):
    for place, points, code in [
        (2, "4.5", "training.exam_mark_wrong"),
        (2, "-1", "training.exam_mark_wrong"),
        (2, "many", "training.exam_mark_wrong"),
        (1, "1", "training.exam_not_to_mark"),
        (3, "1", "training.exam_not_to_mark"),
    ]:
        assert code_of(marked, texts, texts.lead, points, place) == code, points


def test_only_who_keeps_the_exam_marks_it(texts):
    for name in ("head", "stranger", "neighbour"):
        assert code_of(marked, texts, texts.of.by(name), "1") == "training.exam_not_yours"
    assert code_of(marked, texts, texts.learners[1], "1") == "training.exam_not_yours"


# -- appeals -----------------------------------------------------------------------------------------------------------


def appealed(of, who=0, place=1, now=LATER, **more):
    (row,) = [each for each in rows(ExamAttempt) if each.number == 1][who : who + 1]
    return exams.appeal(
        **(
            {"by": of.learners[who], "attempt": str(row.uid), "place": place, "reason": "Two are right", "now": now}
            | more
        )
    )


def decided(of, made, by, outcome, **more):
    told = {"appeal": str(made.uid), "answer": "Looked at again", "now": LATER}
    return exams.decide_appeal(by=by, outcome=outcome, **(told | more))


def test_an_appeal_is_decided_by_somebody_who_had_no_part_in_it(given):
    given.sit(0, 2)
    made = appealed(given, place=3)
    assert code_of(appealed, given, place=3) == "training.exam_appealed"
    for by in (given.lead, given.manager):
        assert code_of(decided, given, made, by, "refused") == "training.exam_appeal_own"
    assert code_of(decided, given, made, given.of.by("stranger"), "refused") == "training.exam_not_yours"
    judge = third(given)
    assert decided(given, made, judge, "refused").outcome == "refused"
    assert code_of(decided, given, made, judge, "refused") == "training.exam_appeal_decided"
    assert rows(ExamAttempt)[0].points == 2


def test_words_longer_than_a_column_are_refused_before_the_database_does(given):
    given.sit(0, 2)
    assert code_of(appealed, given, place=3, reason="x" * 1001) == "text.too_long"
    made = appealed(given, place=3, reason="x" * 1000)
    judge = third(given)
    assert code_of(decided, given, made, judge, "refused", answer="x" * 1001) == "text.too_long"
    ref = rows(ExamAttempt)[0].form[0]["ref"]
    told = {"by": given.manager, "exam": given.uid, "ref": ref, "way": "removed"}
    assert code_of(exams.void_item, **told, reason="x" * 501) == "text.too_long"
    asked = {"by": given.learners[0], "exam": given.uid, "wanted": {"extra_time": "50"}}
    assert code_of(exams.ask_allowance, **asked, reason="x" * 301) == "text.too_long"
    decided(given, made, judge, "void_removed", answer="y" * 1000)
    (result,) = [each for each in rows(TestResult) if each.corrected_for]
    assert result.corrected_for == "y" * 200, "what a column has no room for is repeated in part"


def test_a_void_question_is_graded_anew_for_everybody(given):
    for who, right in ((0, 2), (1, 4)):
        given.sit(who, right)
    made = appealed(given, place=3)
    decided(given, made, third(given), "void_removed")
    ref = rows(ExamAttempt)[0].form[2]["ref"]
    for row in rows(ExamAttempt):
        asked = any(each["ref"] == ref for each in row.form)
        assert row.most == (3 if asked else 4)
        assert len(row.grades) == (2 if asked else 1)
    first = rows(ExamAttempt)[0]
    assert (first.points, first.grades[-1]["why"]) == (2, "Looked at again")
    assert rows(TestResult)[0].corrected_for == "Looked at again"
    told = {"by": given.manager, "exam": given.uid, "ref": ref, "way": "removed", "reason": "Twice"}
    assert code_of(exams.void_item, **told) == "training.exam_void_already"


def test_a_mark_is_changed_by_an_appeal_and_nothing_goes(given):
    given.sit(0, 2)
    judge = third(given)
    made = appealed(given, place=3)
    assert code_of(decided, given, made, judge, "changed", points="2") == "training.exam_mark_wrong"
    decided(given, made, judge, "changed", points="1")
    (row,) = rows(ExamAttempt)
    assert (row.points, [each["points"] for each in row.grades]) == (3, ["2.00", "3.00"])


def test_what_cannot_be_disputed_is_told(given):
    given.sit(0, 2)
    for more, code in [
        ({"place": 9}, "training.exam_item_unknown"),
        ({"now": OPENS + 8 * DAY}, "training.exam_appeal_late"),
        ({"by": 1}, "training.no_such_exam"),
        ({"reason": " "}, "text.empty"),
    ]:
        told = {**more, **({"by": given.learners[1]} if "by" in more else {})}
        assert code_of(appealed, given, **told) == code, code


def test_the_whole_of_an_attempt_can_be_disputed_and_no_single_mark_changes_by_it(given):
    given.sit(0, 2)
    made, judge = appealed(given, place=0), third(given)
    assert code_of(decided, given, made, judge, "changed", points="1") == "training.exam_item_unknown"
    assert code_of(decided, given, made, judge, "open") == "training.exam_word_unknown"
    assert decided(given, made, judge, "refused").answer == "Looked at again"
    (told,) = own_result(by=given.learners[0], uid=rows(ExamAttempt)[0].uid, now=LATER, lang="en").appeals
    assert (told.outcome, told.answer) == ("refused", "Looked at again")


def test_grading_anew_is_refused_where_it_makes_no_sense(given):
    told = {"by": given.manager, "exam": given.uid, "ref": "item-001", "way": "removed", "reason": "Two are right"}
    for wrong, code in [
        ({"ref": "none"}, "training.exam_item_unknown"),
        ({"way": "half"}, "training.exam_word_unknown"),
        ({"reason": ""}, "text.empty"),
        ({"exam": str(uuid4())}, "training.no_such_exam"),
    ]:
        assert code_of(exams.void_item, **(told | wrong)) == code, code


# -- accommodations ----------------------------------------------------------------------------------------------------


def test_what_was_asked_for_is_applied_once_it_is_granted(given):
    her = given.learners[0]
    told = {"by": her, "exam": given.uid, "wanted": {"extra_time": "50", "language": "kk"}, "reason": "I read slowly"}
    asked = exams.ask_allowance(**told)
    assert own_exam(by=her, uid=given.uid, now=OPENS, lang="en").terms.minutes == 30
    assert code_of(exams.decide_allowance, by=her, allowance=str(asked.uid), granted=True) == "training.exam_not_yours"
    exams.decide_allowance(by=given.lead, allowance=str(asked.uid), granted=True)
    decide = {"by": given.lead, "allowance": str(asked.uid), "granted": False}
    assert code_of(exams.decide_allowance, **decide) == "training.exam_allowance_decided"
    attempt = given.begin(language="kk")
    assert (attempt.ends_at - attempt.began_at, attempt.language) == (timedelta(minutes=45), "kk")
    assert own_exam(by=given.learners[1], uid=given.uid, now=OPENS, lang="en").terms.minutes == 30


def test_one_more_attempt_and_another_window_are_granted_by_name(given):
    for at in (OPENS, OPENS + timedelta(minutes=1)):
        given.sit(0, 1, at)
    assert code_of(given.begin, at=CLOSES + DAY) == "training.exam_not_open"
    wanted = {"extra_tries": "1", "closes": CLOSES + 2 * DAY}
    told = {"exam": given.uid, "person": given.of.persons[0], "wanted": wanted, "reason": "The line was away"}
    exams.grant_allowance(by=given.manager, **told)
    assert given.begin(at=CLOSES + DAY).number == 3
    assert code_of(exams.grant_allowance, by=given.of.by("head"), **told) == "training.exam_not_yours"
    assert code_of(exams.grant_allowance, by=given.lead, **told | {"person": "Nobody"}) == "training.who_wrote"


WRONG_WISHES: list[tuple[dict[str, Any], str]] = [
    ({}, "training.exam_allowance_empty"),
    ({"extra_time": "201"}, "training.exam_number_wrong"),
    ({"language": "!"}, "training.exam_language"),
    ({"opens": "soon"}, "training.exam_window_wrong"),
    ({"opens": CLOSES, "closes": OPENS}, "training.exam_window_wrong"),
    ({"opens": OPENS, "closes": CLOSES}, "training.exam_window_within"),
]


def test_an_accommodation_that_says_nothing_is_refused(given):
    told = {"by": given.learners[0], "exam": given.uid, "reason": "I need it"}
    for wanted, code in WRONG_WISHES:
        assert code_of(exams.ask_allowance, **told, wanted=wanted) == code, code
    other = told | {"by": given.lead, "wanted": {"reader": True}}
    assert code_of(exams.ask_allowance, **other) == "training.exam_no_place"


# -- closing, and certificates -----------------------------------------------------------------------------------------


def test_results_are_closed_when_nothing_can_change_them_any_more(given):
    given.sit(0, 2)
    told = {"by": given.manager, "exam": given.uid}
    assert code_of(exams.close_results, **told, now=LATER) == "training.exam_not_complete"
    made = appealed(given)
    assert code_of(exams.close_results, **told, now=LATER + 9 * DAY) == "training.exam_not_complete"
    judge = third(given)
    decided(given, made, judge, "refused")
    assert exams.close_results(**told, now=LATER + 9 * DAY).closed_on is not None
    assert code_of(exams.close_results, **told, now=LATER + 9 * DAY) == "training.exam_closed"


def test_what_changes_after_closing_is_flagged_and_not_written_over(given):
    given.sit(0, 2)
    exams.close_results(by=given.manager, exam=given.uid, now=LATER + 9 * DAY)
    assert exam_review.differing(by=given.manager, uid=given.uid) == []
    ref = rows(ExamAttempt)[0].form[3]["ref"]
    exams.void_item(by=given.manager, exam=given.uid, ref=ref, way="all_points", reason="Two are right", now=LATER)
    assert [row.score for row in rows(TestResult)] == [50]
    (found,) = exam_review.differing(by=given.manager, uid=given.uid)
    assert (found.closed, found.now) == (50, 75)


def test_where_an_exam_counts_no_other_test_does(db):
    of = Examined(counts=True)
    course = str(of.of.course.uid)
    paper = evaluation.record_test(
        by=of.manager, course=course, kind="post", on=CLOSES.date() - 9 * DAY, most="10", today=CLOSES.date()
    )
    evaluation.close_test(by=of.manager, test=str(paper.uid), today=CLOSES.date())
    refused = {"by": of.manager, "test": str(paper.uid)}
    assert code_of(evaluation.count_for_cases, **refused) == "training.exam_demanded"
    (test,) = [each for each in rows(CourseTest) if each.exam]
    entered = {"by": of.manager, "test": str(test.uid), "today": CLOSES.date()}
    told = {"person": of.of.persons[0], "score": "90"}
    assert code_of(evaluation.record_result, **entered, **told) == "training.test_of_exam"
    assert code_of(evaluation.close_test, **entered) == "training.test_of_exam"
    assert code_of(evaluation.count_for_cases, by=of.manager, test=str(test.uid)) == "training.test_not_closed"


def test_item_figures_are_told_of_ten_sittings(db):
    of = Examined(people_in=10, items=[choice(n) for n in range(4)], shuffled=False)
    for who in range(10):
        of.sit(who, who % 5, by_ref=True)
        if who == 8:
            found = exam_review.figures_of(by=of.lead, uid=of.uid, lang="ru")
            assert {(each.n, each.facility) for each, _, _ in found.items} == {(9, None)}
    found = exam_review.figures_of(by=of.lead, uid=of.uid, lang="ru")
    assert sorted(each.facility for each, _, _ in found.items) == [0.2, 0.4, 0.6, 0.8]
    assert found.reliability.alpha == pytest.approx(0.8)
    assert found.items[0][1].startswith("Вопрос")
    assert rows(ExamAppeal) == []


def test_what_is_right_is_shown_to_nobody_while_somebody_else_may_still_sit_it(db):
    of = Examined(shown="answers")
    attempt = of.sit(0, 2)
    told = {"by": of.learners[0], "uid": str(attempt.uid), "lang": "en"}
    assert len(own_result(**told, now=LATER).places) == 4
    granted = {"exam": of.uid, "reason": "The line was away", "wanted": {"closes": CLOSES + DAY}}
    exams.grant_allowance(by=of.manager, person=of.of.persons[1], **granted)
    assert own_result(**told, now=LATER).places == ()
    assert len(own_result(**told, now=LATER + DAY).places) == 4
    following = {"course": str(of.of.course.uid), "after": of.uid, "items": of.items}
    second = exams.draft_exam(by=of.lead, plan=of.plan | {"closes": CLOSES + 5 * DAY}, **following)
    exams.release_exam(by=of.manager, exam=str(second.uid), now=OPENS)
    assert own_result(**told, now=LATER + DAY).places == (), "another version asks the same questions"
    assert len(own_result(**told, now=LATER + 5 * DAY).places) == 4


def test_who_sits_an_exam_decides_nothing_for_themselves(given):
    given.sit(0, 2)
    made = appealed(given, who=0, place=1)
    given.sit(1, 1)
    staff(given.of.course, given.of.persons[1], "co_trainer")
    both = given.learners[1]
    own = {"exam": given.uid, "person": given.of.persons[1], "wanted": {"extra_time": "200"}, "reason": "I wish it"}
    assert code_of(exams.grant_allowance, by=both, **own) == "training.exam_not_yours"
    ref = rows(ExamAttempt)[0].form[3]["ref"]
    void = {"exam": given.uid, "ref": ref, "way": "all_points", "reason": "Two are right"}
    assert code_of(exams.void_item, by=both, **void) == "training.exam_not_yours"
    assert code_of(decided, given, made, both, "void_points") == "training.exam_appeal_own"
    assert [each.mine for each in exam_review.appeals_of(by=both, uid=given.uid)] == [True]
    assert exams.void_item(by=given.lead, **void) >= 1


@pytest.mark.parametrize("when", ["0001-01-02T10:00", "9999-12-31T23:59"])
def test_the_ends_of_the_calendar_are_refused(given, when):
    told = {"by": given.learners[0], "exam": given.uid, "reason": "I need it"}
    for name in ("opens", "closes"):
        assert code_of(exams.ask_allowance, **told, wanted={name: when}) == "training.exam_window_wrong"
