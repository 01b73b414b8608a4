"""Mails about exams, each once and in the reader's language; and lists that ask no more often the longer they are."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kerege.api import exam_mail
from kerege.people.rules import SYSTEM
from kerege.training.actions import exam_telling, exams
from kerege.training.queries import exam_review
from kerege.training.queries.exam_sitting import own_exams
from kerege.training.queries.exams import exams_of
from kerege.training.rules import exam_telling as rules
from kerege.training.rules.exam_attempts import Terms
from kerege.web.enrolment.own import written
from tests.training.cohort import code_of, staff
from tests.training.examined import CLOSES, OPENS, Examined, choice, essay

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LONG = OPENS + 10 * DAY
ROWS = [{"count": "1", "kind": "choice"}, {"count": "1", "points": "4", "kind": "text"}]


def terms(opens=OPENS, closes=LONG):
    return Terms(opens, closes, 30, 1, timedelta(0), ("en",))


@pytest.mark.nodb
@pytest.mark.parametrize(
    ("at", "sat", "what"),
    [
        (OPENS - HOUR, False, None),
        (OPENS, False, "opens"),
        (LONG - 31 * HOUR, False, "opens"),
        (LONG - 30 * HOUR, False, "closes"),
        (LONG - HOUR, True, None),
        (LONG, False, None),
    ],
)
def test_what_is_told_of_a_window(at, sat, what):
    told = rules.window(terms(), sat=sat, at=at)
    assert (told and told[0]) == what
    assert rules.window(terms(closes=OPENS + DAY), sat=False, at=OPENS + HOUR) == ("opens", "opens"), "told once"


@pytest.mark.nodb
def test_a_result_is_told_where_it_did_not_stand_at_once_and_where_it_changed():
    later = OPENS + HOUR
    assert rules.result("u", later, OPENS, [later], later) == ("result", "result:u:1")
    assert rules.result("u", OPENS, OPENS, [OPENS], later) is None, "the learner saw it"
    assert rules.result("u", OPENS, OPENS, [OPENS, later], later) == ("changed", "result:u:2")
    assert rules.result("u", later, OPENS, [later], later + 4 * DAY) is None, "old news"
    assert rules.result("u", None, OPENS, [], later) is None


def tell(at):
    return sorted((each.to.split("@")[0], each.what) for each in exams.tell_of_exams(by=SYSTEM, at=at))


@pytest.fixture
def of(db):
    return Examined(items=[choice(1), essay(1)], rows=ROWS, closes=LONG, shuffled=False, people_in=3)


def test_learners_and_markers_hear_of_an_exam_once_each(of, mailoutbox, monkeypatch):
    monkeypatch.setattr(exam_telling, "AT_ONCE", 1)  # else a large exam would be told again what was noted long ago
    staff(of.of.course, of.of.persons[2], "co_trainer")
    assert tell(OPENS - HOUR) == []
    assert tell(OPENS) == [("learner0", "opens"), ("learner1", "opens")], "who would sit a trial is not told"
    assert tell(OPENS + HOUR) == []
    attempt = of.begin(0, OPENS + HOUR)
    of.save(attempt, 2, {"t": "Because"}, now=OPENS + HOUR)
    of.hand_in(attempt, 0, OPENS + HOUR)
    night = datetime(2027, 3, 16, 20, tzinfo=UTC)
    assert tell(night) == [], "01:00 at the place of the course"
    assert tell(night + 8 * HOUR) == [("lead", "marking"), ("learner2", "marking")]
    assert tell(night + 9 * HOUR) == [], "once a day"
    marked = night + 10 * HOUR
    exams.mark_answer(by=of.lead, attempt=str(attempt.uid), place=2, points="3", now=marked)
    assert tell(marked) == [("learner0", "result")]
    made = exams.appeal(by=of.learners[0], attempt=str(attempt.uid), place=2, reason="More", now=marked)
    told = {"by": of.learners[2], "appeal": str(made.uid), "answer": "Yes", "now": marked + HOUR}
    exams.decide_appeal(**told, outcome="changed", points="4")
    assert tell(marked + HOUR) == [("learner0", "appeal"), ("learner0", "changed")]
    exam_mail.tell_of_exams(by=SYSTEM, at=LONG - HOUR)
    (mail,) = mailoutbox
    assert (mail.to, mail.subject) == (["learner1@example.org"], "An exam closes soon: Test of awareness")
    assert "26 March 2027 at 09:00 (Almaty)" in mail.body
    assert code_of(exams.tell_of_exams, by=of.lead, at=OPENS) == "people.not_yours"


def test_lists_ask_no_more_often_the_longer_they_are(of):
    def sit(who):
        for _ in range(2):  # one that is marked and one that waits
            attempt = of.begin(who)
            of.save(attempt, 2, {"t": "Because"}, who=who)
            waits = of.hand_in(attempt, who)
            if waits.number == 1:
                exams.mark_answer(by=of.lead, attempt=str(attempt.uid), place=2, points="3", now=OPENS)

    sit(0)
    course = str(of.of.course.uid)
    lists = {
        "exams": lambda: exams_of(by=of.lead, course=course, lang="en"),
        "papers": lambda: exam_review.to_mark(by=of.manager, uid=of.uid, lang="en"),
        "own": lambda: own_exams(by=of.learners[0], now=OPENS, lang="en"),
        "figures": lambda: exam_review.figures_of(by=of.lead, uid=of.uid, lang="en"),
    }
    before = {name: counted(asked) for name, asked in lists.items()}
    sit(1)
    sit(2)
    for days in (1, 2):
        plan = of.plan | {"opens": OPENS + days * DAY}
        made = exams.draft_exam(by=of.lead, course=course, plan=plan, items=of.items)
        exams.release_exam(by=of.manager, exam=str(made.uid), now=OPENS)
    assert {name: counted(asked) for name, asked in lists.items()} == before
    assert (len(lists["papers"]()[0]), lists["figures"]().sittings) == (3, 3)
    assert len(own_exams(by=of.learners[0], now=OPENS, lang="en")) == 3


def counted(asked):
    with CaptureQueriesContext(connection) as found:
        asked()
    return len(found)


def test_a_calendar_has_the_window_of_an_exam(of):
    told = written([], OPENS, own_exams(by=of.learners[0], now=OPENS, lang="en")).decode()
    assert "DTSTART:20270316T040000Z" in told
    assert "DTEND:20270326T040000Z" in told
    assert "STATUS:CONFIRMED" in told
    of.sit(0, 1)
    exams.withdraw_exam(by=of.lead, exam=of.uid, reason="Read aloud")
    assert "STATUS:CANCELLED" in written([], CLOSES, own_exams(by=of.learners[0], now=CLOSES, lang="en")).decode()
