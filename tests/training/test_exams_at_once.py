"""Two devices in one exam in the same moment, each with a connection of its own: on PostgreSQL rows are held, on SQLite
the second one waits for the whole file.
"""

from datetime import timedelta
from uuid import uuid4

import pytest

from kerege.journal import queries as journal
from kerege.training.actions import exam_marking, exam_sitting, exams
from kerege.training.models import ExamAnswer, ExamAttempt, ExamMark, TestResult
from kerege.training.queries.staff import DOOR
from tests import at_once as together
from tests import ground
from tests.at_once import Meeting, at_once
from tests.training.cohort import code_of
from tests.training.examined import OPENS, Examined, choice, essay


@pytest.fixture(autouse=True)
def _ground():
    """Laid in the copy, where each of the threads sees it."""


@pytest.fixture(scope="module")
def node(django_db_setup, django_db_blocker, tmp_path_factory):
    with django_db_blocker.unblock(), together.a_node(tmp_path_factory.mktemp("node")) as made:
        ground.lay()
        yield made
        assert journal.verify().whole


@pytest.fixture(scope="module")
def of(node):
    blueprint = [{"count": "1", "kind": "choice"}, {"count": "1", "points": "4", "kind": "text"}]
    return Examined(items=[choice(1), essay(1)], rows=blueprint, shuffled=False, tries=9)


def rows(model, **wanted):
    return list(model.objects.seen_by(DOOR).filter(**wanted).order_by("id").seen())


def test_of_a_batch_with_one_wrong_answer_nothing_is_saved(db):
    ground.lay()
    of = Examined()
    attempt = of.begin()
    sent = [exams.Sent(1, {"q": ["a"]}), exams.Sent(2, {"q": ["z"]})]
    told = {"by": of.learners[0], "attempt": str(attempt.uid), "device": "page", "sent": sent, "now": OPENS}
    assert code_of(exams.save_answers, **told) == "training.item_answer_unknown"
    assert rows(ExamAnswer) == []


def test_two_devices_begin_one_attempt_answer_it_and_hand_it_in_once(node, of, monkeypatch):
    meeting = Meeting(wait=2)
    monkeypatch.setattr(exam_sitting, "_hold_persons", meeting.before(exam_sitting._hold_persons))
    assert at_once(node, of.begin, of.begin) == ["done", "done"]
    (attempt,) = rows(ExamAttempt)
    phone, laptop = str(uuid4()), str(uuid4())
    told = at_once(
        node,
        lambda: of.save(attempt, 1, {"q": ["a"]}, 1, device=phone),
        lambda: of.save(attempt, 1, {"q": ["a"]}, 1, device=phone),
        lambda: of.save(attempt, 1, {"q": ["a"]}, 1, device=laptop),
    )
    assert told == ["done"] * 3
    assert sorted(each.device for each in rows(ExamAnswer)) == sorted([phone, laptop])
    of.save(attempt, 2, {"t": "Because it is so"})
    assert at_once(node, *[lambda: of.hand_in(attempt)] * 3) == ["done"] * 3
    assert [each.ended for each in rows(ExamAttempt)] == ["handed_in"]
    late = {"now": OPENS + timedelta(minutes=1)}
    assert at_once(node, lambda: of.save(attempt, 1, {"q": ["b"]}, **late)) == ["training.exam_ended"]


def test_two_who_mark_the_same_answer_give_one_mark(node, of, monkeypatch):
    (attempt,) = rows(ExamAttempt)
    meeting = Meeting(wait=2)
    monkeypatch.setattr(exam_marking, "_held", meeting.before(exam_marking._held))
    told = {"attempt": str(attempt.uid), "place": 2, "now": OPENS + timedelta(hours=1)}
    deeds = [lambda by=by: exams.mark_answer(by=by, points="3", **told) for by in (of.lead, of.manager)]
    assert sorted(at_once(node, *deeds)) == ["done", "training.exam_not_to_mark"]
    assert [(mark.round, mark.points) for mark in rows(ExamMark)] == [("first", 3)]
    assert [result.score for result in rows(TestResult)] == [80]
