"""Exams: made by one, released by another, begun, answered and ended by the clock of the node."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import SYSTEM
from kerege.records.viewers import Viewer
from kerege.training.actions import exam_making, exam_sitting, exams
from kerege.training.models import CourseTest, ExamAnswer, ExamAttempt, TestResult
from kerege.training.queries import exam_bank
from kerege.training.queries.exam_sitting import own_exams, own_result
from kerege.training.queries.scope import COUNTING
from kerege.training.words.exams import GRACE
from tests.training.cohort import code_of
from tests.training.examined import CLOSES, OPENS, Examined, choice, lay_bank

MINUTE = timedelta(minutes=1)


@pytest.fixture
def given(db):
    return Examined()


def rows(model, **wanted):
    return list(model.objects.seen_by(COUNTING).filter(**wanted).order_by("id").seen())


def test_whoever_wrote_an_exam_does_not_release_it(db):
    of = Examined(release=False)
    assert code_of(exams.release_exam, by=of.lead, exam=of.uid, now=OPENS) == "training.exam_own_release"
    released = exams.release_exam(by=of.manager, exam=of.uid, now=OPENS)
    assert (released.state, released.version) == ("released", 1)
    assert code_of(exams.release_exam, by=of.manager, exam=of.uid, now=OPENS) == "training.exam_released"


def test_a_released_exam_never_changes_and_a_new_version_takes_its_place(given):
    told = {"plan": given.plan, "items": given.items}
    assert code_of(exams.change_exam, by=given.lead, exam=given.uid, **told) == "training.exam_released"
    course = str(given.of.course.uid)
    second = exams.draft_exam(by=given.lead, course=course, after=given.uid, **told)
    assert (second.version, second.key) == (2, given.exam.key)
    exams.release_exam(by=given.manager, exam=str(second.uid), now=OPENS)
    assert code_of(given.begin) == "training.exam_not_released"
    assert [(test.kind, test.most, test.exam) for test in rows(CourseTest)] == [("post", 100, given.exam.key)]


def test_an_exam_is_made_by_whoever_organises_or_teaches(given):
    told = {"course": str(given.of.course.uid), "plan": given.plan, "items": given.items}
    for name in ("head", "stranger", "neighbour", "learner"):
        assert code_of(exams.draft_exam, by=given.of.by(name), **told) == "training.exam_not_yours"
    assert code_of(exams.draft_exam, by=given.lead, **told | {"course": str(uuid4())}) == "training.no_such_exam"


WRONG_PLANS = [
    ({"title": {}}, "training.exam_untitled"),
    ({"title": {"!": "x"}}, "training.exam_language"),
    ({"rows": []}, "training.exam_blueprint_empty"),
    ({"rows": [{"count": "x"}]}, "training.exam_blueprint_wrong"),
    ({"rows": [{"count": "7"}]}, "training.exam_too_few_items"),
    ({"rows": [{"count": "101"}]}, "training.exam_blueprint_wrong"),
    ({"rows": [{"count": "60"}, {"count": "60"}]}, "training.exam_blueprint_large"),
    ({"closes": OPENS}, "training.exam_window_wrong"),
    ({"opens": "soon"}, "training.exam_window_wrong"),
    ({"shown": "all"}, "training.exam_word_unknown"),
    ({"minutes": "0"}, "training.exam_number_wrong"),
    ({"pass_mark": "101"}, "training.exam_number_wrong"),
]


def test_what_is_wrong_with_a_plan_is_told(given):
    for wrong, code in WRONG_PLANS:
        told = {"course": str(given.of.course.uid), "plan": given.plan | wrong, "items": given.items}
        assert code_of(exams.draft_exam, by=given.lead, **told) == code, wrong


def test_the_form_is_drawn_once_and_is_the_same_on_every_device(given):
    first = given.begin()
    again = given.begin(at=OPENS + MINUTE)
    assert (again.uid, again.form) == (first.uid, first.form)
    assert first.ends_at == OPENS + 30 * MINUTE
    assert len({each["ref"] for each in first.form}) == 4
    other = given.begin(1)
    assert other.seed != first.seed


def test_an_exam_is_sat_in_its_window(given):
    for at in (OPENS - MINUTE, CLOSES):
        assert code_of(given.begin, at=at) == "training.exam_not_open"
    assert given.begin(at=OPENS).began_at == OPENS


def test_an_attempt_ends_with_the_window_at_the_latest(given):
    assert given.begin(at=CLOSES - MINUTE).ends_at == CLOSES


def test_whoever_has_no_place_sits_no_exam(given):
    for who in (given.lead, given.manager, given.of.by("learner"), given.of.by("stranger")):
        assert code_of(exams.begin_exam, by=who, exam=given.uid, now=OPENS) == "training.exam_no_place"
    assert code_of(exams.begin_exam, by=given.learners[0], exam=str(uuid4()), now=OPENS) == "training.no_such_exam"


def test_attempts_are_counted_and_the_next_one_waits(db):
    of = Examined(tries=2, wait=60)
    of.sit(0, 1)
    assert code_of(of.begin, at=OPENS + 59 * MINUTE) == "training.exam_wait"
    assert of.sit(0, 4, OPENS + 60 * MINUTE).number == 2
    assert code_of(of.begin, at=OPENS + 180 * MINUTE) == "training.exam_no_more_tries"


def test_a_language_that_is_not_offered_is_refused(given):
    assert code_of(given.begin, language="fr") == "training.exam_language"
    assert given.begin(language="ru").language == "ru"


def test_an_answer_sent_twice_is_one_and_says_when_it_was_saved(given):
    attempt, device = given.begin(), str(uuid4())
    first = given.save(attempt, 1, {"q": ["a"]}, 1, device=device)
    again = given.save(attempt, 1, {"q": ["a"]}, 1, device=device, now=OPENS + MINUTE)
    assert (first[0].at, again) == (OPENS, first)
    assert len(rows(ExamAnswer)) == 1
    assert code_of(given.save, attempt, 1, {"q": ["b"]}, 1, device=device) == "training.exam_answer_other"


def test_of_two_devices_the_last_answer_stands_and_both_are_told(given):
    attempt, phone, laptop = given.begin(), str(uuid4()), str(uuid4())
    given.save(attempt, 1, {"q": ["b"]}, 1, device=phone)
    told = given.save(attempt, 1, {"q": ["a"]}, 1, device=laptop, now=OPENS + MINUTE)
    assert told[0].from_elsewhere
    assert given.hand_in(attempt).points == 1


def test_what_a_bad_line_brings_out_of_order_does_not_take_the_place_of_what_came_after(given):
    attempt, phone = given.begin(), str(uuid4())
    given.save(attempt, 1, {"q": ["a"]}, 2, device=phone)
    given.save(attempt, 1, {"q": ["b"]}, 1, device=phone)
    assert given.hand_in(attempt).points == 1


def test_an_answer_that_comes_too_late_is_kept_aside_and_counts_for_nothing(given):
    attempt = given.begin()
    late = OPENS + 30 * MINUTE + GRACE
    given.save(attempt, 1, {"q": ["a"]}, now=late)
    assert code_of(given.save, attempt, 2, {"q": ["a"]}, now=late + MINUTE) == "training.exam_ended"
    assert [(row.place, row.late) for row in rows(ExamAnswer)] == [(1, False), (2, True)]
    ended = given.hand_in(attempt, at=late + MINUTE)
    assert (ended.ended, ended.points) == ("time", 1)
    told = {"by": given.learners[0], "uid": str(attempt.uid), "now": late + MINUTE, "lang": "en"}
    assert own_result(**told).late == 1, "whose line was away learns it, and can dispute it"
    assert code_of(given.save, attempt, 3, {"q": ["a"]}) == "training.exam_ended"


WRONG_ANSWERS: list[tuple[int, Any, dict[str, Any], str]] = [
    (0, {"q": ["a"]}, {}, "training.exam_answer_wrong"),
    (5, {"q": ["a"]}, {}, "training.exam_answer_wrong"),
    (1, ["a"], {}, "training.exam_answer_wrong"),
    (1, {"q": "a" * 30_000}, {}, "training.exam_answer_wrong"),
    (1, {"q": ["z"]}, {}, "training.item_answer_unknown"),
    (1, {"q": ["a", "b"]}, {}, "training.item_answer_too_many"),
    (1, {"q": ["a"]}, {"number": 2**31}, "training.exam_answer_wrong"),
    (1, {"q": ["a"]}, {"device": "phone"}, "training.exam_answer_wrong"),
]


def test_an_answer_that_cannot_be_used_is_refused_whole(given):
    attempt = given.begin()
    for place, answer, more, code in WRONG_ANSWERS:
        assert code_of(given.save, attempt, place, answer, **more) == code, code
    assert rows(ExamAnswer) == []


def test_nobody_answers_for_somebody_else(given):
    attempt = given.begin()
    assert code_of(given.save, attempt, 1, {"q": ["a"]}, by=given.learners[1]) == "training.no_such_exam"
    assert code_of(given.save, attempt, 1, {"q": ["a"]}, by=given.lead) == "training.no_such_exam"
    assert code_of(given.hand_in, attempt, 1) == "training.no_such_exam"


def test_answers_are_saved_so_often_and_no_more(given, monkeypatch):
    monkeypatch.setattr("kerege.training.words.exams.MOST_SAVES", 2)
    attempt = given.begin()
    for place in (1, 2):
        given.save(attempt, place, {"q": ["a"]})
    assert code_of(given.save, attempt, 3, {"q": ["a"]}) == "training.exam_saved_often"


def test_a_hand_in_is_graded_and_is_the_result_of_the_course(given):
    ended = given.sit(0, 3)
    assert (ended.points, ended.most, ended.passed, ended.ended) == (3, 4, True, "handed_in")
    assert given.hand_in(ended).grades == ended.grades
    assert [(row.score, row.person_id) for row in rows(TestResult)] == [(75, ended.person_id)]
    given.sit(0, 1, OPENS + MINUTE)
    assert [row.score for row in rows(TestResult)] == [75], "the best attempt counts"


def test_time_ends_what_nobody_hands_in(given):
    attempt = given.begin()
    given.save(attempt, 1, {"q": ["a"]})
    assert exams.end_overdue(by=SYSTEM, at=attempt.ends_at + GRACE) == 0
    assert exams.end_overdue(by=SYSTEM, at=attempt.ends_at + GRACE + MINUTE) == 1
    (row,) = rows(ExamAttempt)
    assert (row.ended, row.points, row.passed) == ("time", 1, False)
    assert exams.end_overdue(by=SYSTEM, at=attempt.ends_at + 60 * MINUTE) == 0
    assert code_of(exams.end_overdue, by=given.lead, at=OPENS) == "people.not_yours"


def test_an_attempt_that_was_left_open_does_not_block_the_next_one(given):
    left = given.begin()
    second = given.begin(at=OPENS + 90 * MINUTE)
    assert (second.number, [row.ended for row in rows(ExamAttempt)]) == (2, ["time", ""])
    assert left.uid != second.uid


def test_a_day_with_another_test_is_refused(db):
    of = Examined(release=False)
    other = exams.draft_exam(
        by=of.lead, course=str(of.of.course.uid), plan=of.plan, items=[choice(n) for n in range(9)]
    )
    exams.release_exam(by=of.manager, exam=of.uid, now=OPENS)
    assert code_of(exams.release_exam, by=of.manager, exam=str(other.uid), now=OPENS) == "training.exam_test_that_day"


def test_a_withdrawn_exam_takes_no_more_attempts(given):
    exams.withdraw_exam(by=given.manager, exam=given.uid, reason="A question became known")
    assert code_of(given.begin) == "training.exam_not_released"
    again = {"by": given.manager, "exam": given.uid, "reason": "Twice"}
    assert code_of(exams.withdraw_exam, **again) == "training.exam_not_released"


def test_attempts_left_are_those_of_all_versions_and_a_withdrawn_one_offers_none(given):
    def lines():
        return own_exams(by=given.learners[0], now=OPENS + MINUTE, lang="en")

    given.sit(0, 1)
    assert [(each.left, each.refusal) for each in lines()] == [(1, None)]
    second = exams.draft_exam(
        by=given.lead, course=str(given.of.course.uid), after=given.uid, plan=given.plan, items=given.items
    )
    exams.release_exam(by=given.manager, exam=str(second.uid), now=OPENS)
    found = {each.uid: (each.left, each.refusal and each.refusal.code) for each in lines()}
    assert found == {given.uid: (1, "training.exam_not_released"), str(second.uid): (1, None)}


def test_who_changed_a_draft_while_releasing_it_is_its_author(db, monkeypatch):
    of = Examined(release=False)
    stale = exam_making._own(of.manager, of.uid)
    exams.change_exam(by=of.manager, exam=of.uid, plan=of.plan, items=of.items)
    monkeypatch.setattr(exam_making, "_own", lambda _by, _uid: stale)
    assert code_of(exams.release_exam, by=of.manager, exam=of.uid, now=OPENS) == "training.exam_own_release"


def test_an_answer_that_came_while_the_paper_was_graded_is_graded_too(given, monkeypatch):
    attempt, graded = given.begin(), []
    read = exam_sitting._paper

    def meanwhile(row):
        paper = read(row)
        if not graded:
            given.save(attempt, 1, {"q": ["a"]}, 1)
        graded.append(dict(paper.given))
        return paper

    monkeypatch.setattr(exam_sitting, "_paper", meanwhile)
    assert given.hand_in(attempt).auto["1"] == ["1.00", False]
    assert [list(each) for each in graded] == [[], [1]]


def test_a_collection_that_is_more_restricted_is_offered_to_who_may_read_it(db):
    of = Examined(people_in=0, release=False)
    lay_bank("UZB", [choice(1)], label=Sensitivity.RESTRICTED)
    asked = {"by": of.lead, "course": of.of.course}
    near, far = (Viewer(uid="r", by_owner=(("UZB", each),)) for each in (Sensitivity.RESTRICTED, Sensitivity.NATIONAL))
    assert [each.title for each in exam_bank.offer(near, **asked).shelves] == ["Bank of UZB"]
    assert exam_bank.offer(far, **asked).shelves == ()
    assert [len(exam_bank.items_for(each, **asked, collections=["bank-uzb"])) for each in (near, far)] == [1, 0]


def test_saving_many_answers_asks_no_more_often_than_saving_one(django_assert_max_num_queries):
    of = Examined()
    attempt = of.begin()
    sent = [exams.Sent(place, {"q": ["a"]}) for place in range(1, 5)]
    told = {"by": of.learners[0], "attempt": str(attempt.uid), "device": "page", "now": OPENS}
    with django_assert_max_num_queries(30) as one:
        exams.save_answers(**told, sent=sent[:1])
    with django_assert_max_num_queries(len(one)):
        exams.save_answers(**told, sent=sent)
    late = OPENS.replace(hour=20)  # the next day already at the place of the course
    exams.end_overdue(by=SYSTEM, at=late)
    assert [row.noted_on for row in rows(TestResult)] == [late.date()], "so that it is read at once"
