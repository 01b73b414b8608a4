"""Answers that a device kept without a line: nothing lost, nothing twice, and the later stands where two meet."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kerege.capacity import actions, queries
from kerege.capacity.actions import KeptAnswer, Told, bring_answers
from kerege.capacity.models import Answer, OvertakenAnswer, Submission
from kerege.capacity.rules.answers import Given
from kerege.capacity.rules.meeting import Stated, meet
from kerege.journal.models import Act
from kerege.journal.rules import checking
from tests.capacity.given import DAY, answers, closed, code_of, opened, published, reader, somebody

NOW = timezone.now()
YES, NO, PARTLY, NOTHING = Stated(Given("2")), Stated(Given("0")), Stated(Given("1")), Stated()


def kept(value, seen="", *, hours=1, comment=""):
    return KeptAnswer(Told(value, False, comment), Told(seen), timedelta(hours=hours))


def rows(model):
    with checking():
        return list(model.objects.inside_action().order_by("id"))


@pytest.fixture
def head():
    published()
    return somebody("head")


@pytest.mark.nodb
@pytest.mark.parametrize(
    ("was", "given", "seen", "was_later", "stands"),
    [
        (NOTHING, YES, NOTHING, False, (YES, None)),
        (YES, YES, NOTHING, True, (YES, None)),
        (NO, YES, NO, True, (YES, None)),  # it was seen and changed: that is a decision, whatever the clocks say
        (NO, YES, NOTHING, False, (YES, NO)),
        (NO, YES, NOTHING, True, (NO, YES)),
        (NO, YES, PARTLY, True, (NO, YES)),
        (NO, NOTHING, PARTLY, False, (NOTHING, NO)),
        (NO, NOTHING, PARTLY, True, (NO, None)),
        (Stated(Given("2"), "Since May"), YES, NOTHING, False, (YES, Stated(Given("2"), "Since May"))),
    ],
)
def test_of_two_answers_the_later_stands_and_the_other_is_kept(was, given, seen, was_later, stands):
    assert meet(was, given, seen=seen, was_later=was_later) == stands


def test_what_is_right_is_kept_and_the_same_again_changes_nothing(head):
    uid = opened(head)
    brought = {"plan": kept("2", comment="Seen"), "waste": kept("9"), "nobody": kept("1"), "staff": kept("101")}
    done = bring_answers(by=head, assessment=uid, answers=brought, now=NOW)
    assert (done.taken, done.met) == (("plan",), ())
    assert {key: refusal.code for key, refusal in done.wrong.items()} == {
        "waste": "capacity.outside_scale",
        "nobody": "capacity.unknown_question",
        "staff": "capacity.outside_bounds",
    }
    (answer,) = rows(Answer)
    assert (answer.question, answer.value, answer.comment) == ("plan", "2", "Seen")
    assert answer.answered_at == NOW - timedelta(hours=1)
    acts = Act.objects.count()
    assert bring_answers(by=head, assessment=uid, answers={"plan": brought["plan"]}, now=NOW).taken == ("plan",)
    assert (Act.objects.count(), rows(Submission)) == (acts, [])


@pytest.mark.parametrize(("hours", "stands", "beside"), [(-1, "2", "0"), (1, "0", "2")])
def test_what_was_answered_elsewhere_meanwhile_meets_what_was_kept(head, hours, stands, beside):
    uid = opened(head)
    answers(head, uid, plan="0")
    done = bring_answers(by=head, assessment=uid, answers={"plan": kept("2", hours=hours)})
    assert (done.taken, done.met) == (("plan",), ("plan",))
    (other,) = queries.overtaken_answers(reader(head), uid, me=head.uid, on=DAY)
    assert (rows(Answer)[0].value, other.given.value) == (stands, beside)
    assert queries.waiting_forms(reader(head), uid, me=head.uid, on=DAY) == []
    assert len(rows(OvertakenAnswer)) == 1
    assert rows(Submission)[0].instance.startswith("browser:")


def test_an_answer_that_was_seen_is_taken_back_without_a_line(head):
    uid = opened(head)
    answers(head, uid, plan="0")
    assert bring_answers(by=head, assessment=uid, answers={"plan": kept("", "0")}).met == ()
    assert rows(Answer)[0].value == ""


def test_a_colleague_is_never_overtaken_and_whoever_changes_is_not_ready(head):
    other = somebody("other")
    uid = opened(head)
    actions.name_assessor(by=head, assessment=uid, email="other@example.org", part="assessor", today=DAY)
    answers(other, uid, plan="0")
    actions.hand_in(by=other, assessment=uid, today=DAY)
    assert bring_answers(by=head, assessment=uid, answers={"plan": kept("2")}).met == ()
    assert [answer.value for answer in rows(Answer)] == ["0", "2"]
    members = {m.name: m for m in queries.assessment(reader(head), uid, me=head.uid, on=DAY, lang="en").team}
    assert members["Other"].handed_in_on == DAY
    bring_answers(by=other, assessment=uid, answers={"plan": kept("1", "0")})
    members = {m.name: m for m in queries.assessment(reader(head), uid, me=head.uid, on=DAY, lang="en").team}
    assert members["Other"].handed_in_on is None


def test_a_closed_assessment_and_somebody_else_take_nothing(head):
    uid = closed(head)
    told = {"assessment": uid, "answers": {"plan": kept("2", "0")}}
    assert code_of(bring_answers, by=head, **told) == "capacity.closed"
    assert code_of(bring_answers, by=somebody("stranger"), **told) == "capacity.not_in_team"
    assert code_of(bring_answers, by=somebody("neighbour", owner="KGZ"), **told) == "records.nothing_there"
