"""Corrective actions: a seat, a day, a proof, and another person's eyes. The machine as a table."""

from datetime import timedelta

import pytest

from kerege.capacity import actions, queries
from kerege.capacity.rules.states import ACTION_STEPS
from kerege.capacity.words import ActionState
from kerege.people import queries as seats
from tests.capacity.given import DAY, DUE, NATIONAL, NEIGHBOUR, ROLES, code_of, planned, reader, result


def shown(found, name, action, on=DAY):
    who = found[0][name]
    return queries.action_page(reader(who), action.uid, me=who.uid, on=on)


def test_the_seat_gets_a_task_that_tells_nothing_of_the_finding(found):
    action = planned(found)
    assert planned(found).uid == action.uid, "the same again changes nothing"
    (task,) = seats.tasks(NATIONAL, on=DAY, seat="care")
    assert (task.title, task.due, task.about) == ("See your actions", DUE, str(action.uid))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"due": DAY, "today": DAY + timedelta(days=1)}, "capacity.due_in_past"),
        ({"due": DAY - timedelta(days=1)}, "capacity.due_before_finding"),
        ({"due": None}, "capacity.due_in_past"),
        ({"seat": "nowhere"}, "capacity.no_such_seat"),
        ({"what": " "}, "text.empty"),
        ({"finding": "no uid"}, "records.nothing_there"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(found, changes, code):
    assert code_of(planned, found=found, **changes) == code


def test_whoever_does_not_lead_plans_nothing(found):
    who = found[0]
    assert code_of(planned, found=found, by=who["stranger"]) == "capacity.not_in_team"
    assert planned(found, by=who["focal"]).state == "planned", "the focal point answers for all of the country"


def test_the_way_from_planned_to_verified(found):
    who, action = found[0], planned(found)
    told = {"action": str(action.uid), "today": DAY}
    assert code_of(actions.report_done, by=who["stranger"], proof="x", **told) == "capacity.not_your_action"
    assert code_of(actions.report_done, by=who["seated"], proof=" ", **told) == "capacity.no_proof"
    assert code_of(actions.verify_action, by=who["focal"], convincing=True, **told) == "capacity.not_now"
    actions.report_done(by=who["seated"], proof="Plan 7", **told)
    assert [t.state for t in seats.tasks(NATIONAL, on=DAY, seat="care")] == ["done"]
    assert code_of(actions.verify_action, by=who["seated"], convincing=True, **told) == "people.not_yours"
    assert code_of(actions.verify_action, by=who["focal"], convincing=False, **told) == "capacity.no_reason"
    actions.verify_action(by=who["focal"], convincing=False, note="Half of it", **told)
    assert shown(found, "seated", action).action.state == "planned"
    actions.report_done(by=who["lead"], proof="Plan 8", **told)
    assert code_of(actions.verify_action, by=who["lead"], convincing=True, **told) == "capacity.own_verification"
    actions.verify_action(by=who["officer"], convincing=True, **told)
    assert shown(found, "lead", action).action.state == "verified"
    for deed, more in (
        (actions.report_done, {"proof": "x"}),
        (actions.drop_action, {"reason": "x"}),
        (actions.verify_action, {"convincing": True}),
    ):
        assert code_of(deed, by=who["focal"], **told, **more) == "capacity.not_now"


def test_an_action_is_dropped_with_a_reason_and_the_finding_stays(found):
    who, action = found[0], planned(found)
    told = {"action": str(action.uid), "today": DAY}
    assert code_of(actions.drop_action, by=who["lead"], reason=" ", **told) == "capacity.no_reason"
    assert code_of(actions.drop_action, by=who["seated"], reason="x", **told) == "records.nothing_there"
    actions.drop_action(by=who["lead"], reason="The unit is closed", **told)
    (finding,) = result(who["lead"], found[1]).findings
    assert [a.state for a in finding.actions] == ["dropped"]
    assert planned(found).uid != action.uid, "it can be planned again"


def test_who_reads_an_action(found):
    action = planned(found)
    read = {name: shown(found, name, action) is not None for name in ROLES}
    assert read == {"lead": True, "seated": True, "officer": False, "focal": True, "stranger": False}
    page = shown(found, "seated", action)
    assert (page.seated, page.reads_result, page.value) == (True, False, "0")
    assert queries.action_page(NEIGHBOUR, action.uid, me="", on=DAY) is None
    who = found[0]["seated"]
    assert [a.what for a in queries.actions(reader(who), me=who.uid, on=DAY)] == ["Write the plan"]
    assert queries.actions(NATIONAL, me="", on=DAY) == []
    assert queries.actions(reader(found[0]["focal"]), me="", on=DUE + timedelta(days=1))[0].late


@pytest.mark.nodb
def test_what_is_over_is_over():
    ends = {state for state in ActionState if not ACTION_STEPS[state]}
    assert ends == {ActionState.VERIFIED, ActionState.DROPPED}
    assert set(ACTION_STEPS) == set(ActionState)
