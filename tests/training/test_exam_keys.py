"""Grading everybody anew by a corrected key: proposed by one, decided by another, told once, and nothing revoked."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from kerege.journal.actions import act
from kerege.journal.queries import acts
from kerege.people.rules import SYSTEM
from kerege.training.actions import exams
from kerege.training.actions.exam_telling import tell_of_exams
from kerege.training.models import BankVersion, ExamAttempt, ExamCorrection, TestResult
from kerege.training.queries import exam_review
from kerege.training.queries.exam_corrections import keys_of
from kerege.training.queries.exam_sitting import own_result
from kerege.training.queries.scope import COUNTING
from kerege.training.rules.exam_keys import Effect, asks_the_same, grades_alike
from tests.training.cohort import FIRST, code_of
from tests.training.examined import CLOSES, OPENS, Examined, choice, lay_bank

LATER = CLOSES + timedelta(hours=1)
WHY = "The authors took the wrong answer for right"


def rows(model, **wanted):
    return list(model.objects.seen_by(COUNTING).filter(**wanted).order_by("id").seen())


def corrected(ref: str, data: Any) -> None:
    """A newer released version of a question in the bank; the one before is retired by it."""
    with act("tests.bank.corrected", by=SYSTEM, about=ref):
        old = BankVersion.objects.inside_action().get(uid=ref)
        old.state = "retired"
        old.save()
        told = {"number": old.number + 1, "body": data, "digest": "+", "state": "released", "written_on": FIRST}
        told |= {"written_by": "a", "reviewed_by": "b", "reviewed_on": FIRST, "released_on": FIRST}
        BankVersion.objects.create(**told, owner=old.owner, entry_id=old.entry_id, label=old.label)


class Wrong(Examined):
    """An exam with a question of the bank whose key is wrong, sat by two: one answers by that key, one rightly."""

    def __init__(self, **plan: Any) -> None:
        super().__init__(release=False)
        lay_bank("UZB", [choice(n) for n in (1, 2)])
        versions = rows(BankVersion)
        pairs = zip(self.items[:2], versions, strict=True)
        items = [replace(each, tags=replace(each.tags, ref=str(row.uid))) for each, row in pairs]
        told = self.plan | {"rows": [{"count": "2", "points": "1"}], "shown": "answers", "pass_mark": 60} | plan
        self.exam = exams.draft_exam(by=self.lead, course=str(self.of.course.uid), plan=told, items=items)
        self.uid, self.ref = str(self.exam.uid), str(versions[0].uid)
        self.exam = exams.release_exam(by=self.manager, exam=self.uid, now=OPENS - timedelta(days=1))
        self.attempts = [self._answers(0, "a"), self._answers(1, "b")]

    def _answers(self, who: int, given: str) -> Any:
        attempt = self.begin(who)
        sent = [
            exams.Sent(n, {"q": [given if each["ref"] == self.ref else "a"]})
            for n, each in enumerate(attempt.form, start=1)
        ]
        exams.save_answers(by=self.learners[who], attempt=str(attempt.uid), device="page", sent=sent, now=OPENS)
        return self.hand_in(attempt, who)

    def points(self) -> list[int]:
        return [int(row.points) for row in rows(ExamAttempt)]

    def propose(self, **more: Any) -> Any:
        told = {"by": self.lead, "exam": self.uid, "ref": self.ref, "reason": WHY, "now": LATER}
        return exams.propose_key(**(told | more))

    def decide(self, made: Any, **more: Any) -> Any:
        told = {"by": self.manager, "correction": str(made.uid), "confirmed": True, "now": LATER}
        return exams.decide_key(**(told | more))


@pytest.fixture
def of(db):
    found = Wrong()
    corrected(found.ref, choice(1, right="b").data)
    return found


def test_two_people_grade_everybody_anew_by_one_act(of):
    assert of.points() == [2, 1]
    (offer,) = keys_of(by=of.lead, uid=of.uid).offered
    assert (offer.ref, offer.number, offer.same) == (of.ref, 2, True)
    assert offer.effect == Effect(asked=2, up=1, down=1, passed=1, failed=1)
    made = of.propose()
    assert of.points() == [2, 1], "a proposal changes nothing"
    assert code_of(of.propose) == "training.exam_key_waits"
    assert code_of(of.decide, made, by=of.lead) == "training.exam_key_own"
    (line,) = keys_of(by=of.manager, uid=of.uid).lines
    assert (line.own, line.effect, keys_of(by=of.lead, uid=of.uid).lines[0].own) == (False, offer.effect, True)
    assert of.decide(made) == offer.effect
    assert of.points() == [1, 2]
    assert [(row.passed, row.grades[-1]["why"], len(row.grades)) for row in rows(ExamAttempt)] == [
        (False, WHY, 2),
        (True, WHY, 2),
    ]
    assert [row.score for row in rows(TestResult)] == [50, 100]
    (noted,) = acts(owners=None, about=of.uid, word_prefix="training.exam.key_corrected", limit=5)
    assert {name: noted.facts[name] for name in ("up", "down", "passed", "failed")} == {
        **{"up": 1, "down": 1},
        **{"passed": 1, "failed": 1},
    }
    assert keys_of(by=of.lead, uid=of.uid).offered == ()
    assert code_of(of.decide, made) == "training.exam_key_decided"


def test_each_is_told_once_and_sees_what_is_right_now(of):
    of.decide(of.propose())
    first = [(each.to, each.what) for each in tell_of_exams(by=SYSTEM, at=LATER)]
    assert sorted(each for each in first if each[1] == "changed") == [
        ("learner0@example.org", "changed"),
        ("learner1@example.org", "changed"),
    ]
    assert tell_of_exams(by=SYSTEM, at=LATER + timedelta(hours=1)) == []
    found = own_result(by=of.learners[0], uid=str(of.attempts[0].uid), now=LATER, lang="en")
    keys = {each["ref"]: data for each, (_q, _r, data) in zip(of.attempts[0].form, found.places, strict=True)}
    assert keys[of.ref]["interactions"][0]["right"] == ["b"]


def test_who_goes_on_is_graded_by_the_new_key_when_it_ends(of):
    attempt = of.begin(0, OPENS + timedelta(hours=1))
    place = next(n for n, each in enumerate(attempt.form, start=1) if each["ref"] == of.ref)
    moment = OPENS + timedelta(hours=1)
    sent = [exams.Sent(place, {"q": ["b"]})]
    exams.save_answers(by=of.learners[0], attempt=str(attempt.uid), device="page", sent=sent, now=moment)
    of.decide(of.propose(now=moment), now=moment)
    assert of.hand_in(attempt, 0, moment).points == 1


def test_a_key_is_not_taken_over_without_a_reason(of):
    made = of.propose()
    assert code_of(of.decide, made, confirmed=False) == "text.empty"
    assert of.decide(made, confirmed=False, answer="Both are right") is None
    assert (of.points(), rows(ExamCorrection)[0].state) == ([2, 1], "refused")
    assert len(keys_of(by=of.lead, uid=of.uid).offered) == 1, "it can be proposed again"


def test_closed_results_stay_and_are_flagged(of):
    over = LATER + timedelta(days=of.exam.appeal_days)
    exams.close_results(by=of.lead, exam=of.uid, now=over)
    of.decide(of.propose(now=over), now=over)
    assert [row.score for row in rows(TestResult)] == [100, 50]
    assert [(each.closed, each.now) for each in exam_review.differing(by=of.lead, uid=of.uid)] == [(100, 50), (50, 100)]


def test_what_cannot_be_graded_by_another_key_is_refused(of):
    for name in ("head", "stranger", "neighbour"):
        assert code_of(of.propose, by=of.of.by(name)) == "training.exam_not_yours"
    assert code_of(of.propose, ref="nothing") == "training.exam_item_unknown"
    other = next(each["ref"] for each in of.exam.drawn if each["ref"] != of.ref)
    assert code_of(of.propose, ref=other) == "training.exam_key_none"
    exams.void_item(by=of.lead, exam=of.uid, ref=of.ref, way="removed", reason="Wrong", now=LATER)
    assert code_of(of.propose) == "training.exam_void_already"
    assert code_of(exams.decide_key, by=of.lead, correction="no", confirmed=True) == "training.no_such_exam"


def test_a_question_that_asks_otherwise_now_is_no_key(db):
    of = Wrong()
    otherwise = choice(1, right="b").data
    corrected(of.ref, otherwise | {"text": {"en": "Which is wrong?", "ru": "Что неверно?"}})
    (offer,) = keys_of(by=of.lead, uid=of.uid).offered
    assert (offer.same, offer.effect) == (False, None)
    assert code_of(of.propose) == "training.exam_key_none"


def test_the_database_keeps_what_was_decided(of):
    made = of.propose()
    of.decide(made)
    for change in (
        "UPDATE training_examcorrection SET state = 'proposed'",
        "UPDATE training_examcorrection SET ref = 'x'",
        "UPDATE training_examcorrection SET decided_by = 'z'",
        "UPDATE training_examcorrection SET data = '{}'",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE training_examcorrection SET reason = ''")


@pytest.mark.nodb
def test_which_versions_of_a_question_ask_the_same():
    first = choice(1).data
    answers = first["interactions"][0]
    key = first | {"interactions": [answers | {"right": ["b", "c"], "points": 2}]}
    added = first | {"languages": ["en", "ru", "kk"], "text": first["text"] | {"kk": "Сұрақ 1"}}
    fewer = first | {"interactions": [answers | {"choices": answers["choices"][:2]}]}
    several = first | {"interactions": [answers | {"most": 2}]}
    assert [asks_the_same(first, each) for each in (first, key, added, fewer, several)] == [
        *(True, True, True),
        *(False, False),
    ]
    assert [grades_alike(first, each) for each in (first, key, added, fewer)] == [True, False, True, True]
