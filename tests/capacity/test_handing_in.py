"""Assessors say that they are ready, and whoever leads does not close over them by mistake."""

import pytest

from kerege.capacity import actions, queries
from kerege.capacity.models import Submission
from kerege.journal.models import Act
from kerege.journal.rules import checking
from tests.capacity.given import DAY, FULL, answers, code_of, opened, published, reader, somebody


@pytest.fixture
def team(_ground):
    """A lead who answered everything, and two assessors of whom nobody has answered."""
    published()
    lead, first, second = (somebody(name, "biosafety_officer") for name in ("lead", "first", "second"))
    uid = opened(lead)
    answers(lead, uid, **FULL)
    for name in ("first", "second"):
        told = {"by": lead, "assessment": uid, "part": "assessor", "today": DAY}
        actions.name_assessor(email=f"{name}@example.org", **told)
    return uid, lead, first, second


def ready(who, uid):
    page = queries.assessment(reader(who), uid, me=who.uid, on=DAY, lang="en")
    return {member.name: member.handed_in_on for member in page.team}


def test_who_is_ready_is_seen_by_the_team_and_closing_waits_for_the_others(team):
    uid, lead, first, second = team
    assert code_of(actions.hand_in, by=first, assessment=uid) == "capacity.nothing_answered"
    answers(first, uid, plan="0")
    actions.hand_in(by=first, assessment=uid, today=DAY)
    assert ready(second, uid) == {"Lead": None, "First": DAY, "Second": None}
    assert code_of(actions.close_assessment, by=lead, assessment=uid) == "capacity.not_handed_in"
    answers(second, uid, plan="0")
    actions.hand_in(by=second, assessment=uid, today=DAY)
    actions.close_assessment(by=lead, assessment=uid, today=DAY)


def test_said_twice_is_said_once_and_what_was_not_said_is_not_taken_back(team):
    uid, _lead, first, _second = team
    answers(first, uid, plan="0")
    acts = Act.objects.count()
    actions.take_back(by=first, assessment=uid)
    for _ in range(2):
        actions.hand_in(by=first, assessment=uid, today=DAY)
    assert Act.objects.count() == acts + 1
    actions.take_back(by=first, assessment=uid)
    assert ready(first, uid)["First"] is None


def test_whoever_changes_an_answer_is_not_ready_any_more(team):
    uid, _lead, first, _second = team
    answers(first, uid, plan="0")
    actions.hand_in(by=first, assessment=uid, today=DAY)
    answers(first, uid, plan="0")
    assert ready(first, uid)["First"] == DAY, "the same answer again changes nothing"
    answers(first, uid, plan="1")
    assert ready(first, uid)["First"] is None


def test_the_lead_can_close_without_waiting_and_forms_on_the_way_are_dropped(team):
    uid, lead, first, _second = team
    root = f'<data id="assessment-{uid}" version="1">'
    proof = "<safety-proof><safety-file>a.jpg</safety-file><safety-of>plan</safety-of></safety-proof>"
    form = f"{root}<safety><plan>0</plan>{proof}</safety><meta><instanceID>1</instanceID></meta></data>"
    actions.submit_form(by=first, content=form.encode(), files={}, whole=False)
    actions.close_assessment(by=lead, assessment=uid, waiting=False, today=DAY)
    with checking():
        (left,) = Submission.objects.inside_action().all()
    assert (left.raw, left.arrived, left.missing, left.read_at is not None) == ("", [], 1, True)
    for deed in (actions.hand_in, actions.take_back):
        assert code_of(deed, by=first, assessment=uid) == "capacity.closed"


def test_a_form_of_an_assessment_that_was_withdrawn_is_dropped(team):
    uid, lead, first, _second = team
    form = f'<data id="assessment-{uid}" version="1"><meta><instanceID>1</instanceID></meta></data>'
    actions.submit_form(by=first, content=form.encode(), files={}, whole=False)
    actions.withdraw_assessment(by=lead, assessment=uid, reason="By mistake", today=DAY)
    with checking():
        assert [s.raw for s in Submission.objects.inside_action().all()] == [""]


def test_nobody_else_says_it(team):
    uid, lead, _first, _second = team
    stranger = somebody("stranger", "biosafety_officer")
    for deed in (actions.hand_in, actions.take_back):
        assert code_of(deed, by=stranger, assessment=uid) == "capacity.not_in_team"
    actions.hand_in(by=lead, assessment=uid, today=DAY)
    assert ready(lead, uid)["Lead"] == DAY
