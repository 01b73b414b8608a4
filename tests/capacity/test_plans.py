"""Quality plans: a mentor from elsewhere, stages in order, activities proved by another person, an end that shows."""

from datetime import date, timedelta

import pytest

from kerege.capacity import actions, queries
from kerege.capacity.models import Finding
from kerege.capacity.queries import plans
from kerege.journal.rules import checking
from kerege.people import actions as people
from kerege.people.rules import ANONYMOUS, SYSTEM
from tests.capacity.given import (
    DAY,
    FULL,
    NATIONAL,
    NEIGHBOUR,
    answers,
    code_of,
    opened,
    published,
    reader,
    somebody,
)
from tests.capacity.placed import seat
from tests.inventory.facts import recorded

UNTIL = DAY + timedelta(days=700)
LATER = DAY + timedelta(days=300)


def made(who, name="head", **changes):
    given = {"facility": recorded(organisation="LAB").key, "checklist": "stages", "version": "1", "set_key": "set-1"}
    given |= {"mentor": "mentor", "host": "host", "start": DAY, "until": UNTIL, "today": DAY}
    return str(actions.open_plan(by=who[name], **(given | changes)).uid)


def page(who, uid, name="head", on=LATER):
    me = who[name]
    return plans.plan(reader(me), uid, me=me, on=on, lang="en")


def reported(who, uid, name="officer", activity="a", proof="Record 1", on=DAY):
    return actions.report_activity(by=who[name], plan=uid, activity=activity, proof=proof, today=on)


def looked(who, uid, name="mentor", activity="a", convincing=True, note="", on=DAY):
    return actions.look_at_activity(
        by=who[name], plan=uid, activity=activity, convincing=convincing, note=note, today=on
    )


def test_a_plan_is_divided_evenly_and_the_same_again_is_the_same(who):
    uid = made(who)
    line = page(who, uid).line
    assert [(s.key, s.due) for s in line.stages] == [("one", DAY + timedelta(days=350)), ("two", UNTIL)]
    assert (line.mentor, line.host, line.asked, line.verified, line.running) == ("Mentor", "Host", 3, 0, True)
    assert made(who) == uid


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"until": DAY}, "capacity.plan_backwards"),
        ({"until": DAY + timedelta(days=732)}, "capacity.plan_too_long"),
        ({"mentor": "host"}, "capacity.mentor_is_host"),
        ({"mentor": "nowhere"}, "capacity.no_such_seat"),
        ({"host": "mentor", "mentor": "host"}, "capacity.no_such_seat"),
        ({"days": {"one": UNTIL + timedelta(days=1)}}, "capacity.stage_out_of_order"),
        ({"days": {"one": UNTIL, "two": DAY}}, "capacity.stage_out_of_order"),
        ({"checklist": "none"}, "records.nothing_there"),
        ({"facility": "none"}, "records.nothing_there"),
        ({"name": "other"}, "records.nothing_there"),
        ({"name": "mentor"}, "records.nothing_there"),
        ({"unit": "The freezer with 40 vials of anthrax strains"}, "inventory.not_for_sharing"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(who, changes, code):
    assert code_of(made, who=who, **changes) == code


def test_a_mentor_of_the_same_organisation_has_to_be_explained(who):
    somebody("inside", "trainer")
    seat("inside", "inside", organisation="LAB")
    assert code_of(made, who=who, mentor="inside") == "capacity.mentor_from_same_place"
    uid = made(who, mentor="inside", independence="Nobody else in the country knows this work")
    assert page(who, uid).line.independence == "Nobody else in the country knows this work"


@pytest.mark.parametrize("by", ["a role", "the person", "a role of the seat"])
def test_a_mentor_whose_seat_says_nothing_works_for_whom_the_holder_works(who, by):
    somebody("inside", "trainer", organisation="LAB" if by == "a role" else "")
    seat("inside", "inside", works_for="LAB" if by == "the person" else "")
    if by == "a role of the seat":
        told = {"role": "biosafety_officer", "owner": "KAZ", "organisation_key": "LAB", "start": date(2021, 1, 1)}
        people.grant_role(by=SYSTEM, seat="inside", **told)
    assert code_of(made, who=who, mentor="inside") == "capacity.mentor_from_same_place"
    assert made(who, mentor="inside", independence="Nobody else in the country knows this work")


def test_a_set_about_something_else_measures_nothing(who):
    published(key="of-countries", about="country")
    assert code_of(made, who=who, set_key="of-countries") == "capacity.other_subject"


def test_two_plans_at_once_are_refused(who):
    made(who)
    assert code_of(made, who=who, until=UNTIL - timedelta(days=1)) == "capacity.plan_there"
    assert made(who, unit="Serology") != made(who)


def test_what_is_only_reported_counts_for_nothing(who):
    uid = made(who)
    reported(who, uid)
    assert (page(who, uid).line.verified, page(who, uid).line.reported) == (0, 1)
    looked(who, uid)
    reported(who, uid, name="host", activity="b", proof="Record 2")
    looked(who, uid, name="head", activity="b", convincing=False, note="It has no day")
    first, second = page(who, uid).line.stages
    assert (first.verified, first.reported, first.reached, second.reached) == (1, 0, False, False)
    assert page(who, uid).next == (("one", "b"), ("two", "c")), "what did not convince comes first"
    reported(who, uid, activity="b", proof="Record 2")
    looked(who, uid, activity="b")
    assert page(who, uid).line.stages[0].reached


def test_a_stage_is_late_when_its_day_is_over(who):
    uid = made(who)
    due = page(who, uid).line.stages[0].due
    assert (page(who, uid, on=due).line.late, page(who, uid, on=due + timedelta(days=1)).line.late.key) == (None, "one")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"activity": "z"}, "capacity.unknown_activity"),
        ({"proof": " "}, "capacity.no_proof"),
        ({"activity": "a", "proof": "Another"}, "capacity.proved_already"),
        ({"activity": "b", "proof": "record  1"}, "capacity.proof_twice"),
        ({"activity": "b", "name": "mentor"}, "capacity.not_your_plan"),
        ({"activity": "b", "name": "other"}, "records.nothing_there"),
    ],
)
def test_a_report_that_cannot_be_is_refused(who, changes, code):
    uid = made(who)
    reported(who, uid)
    assert code_of(reported, who=who, uid=uid, **({"proof": "Record 9"} | changes)) == code


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"name": "officer"}, "capacity.own_verification"),
        ({"name": "host"}, "capacity.not_your_plan"),
        ({"activity": "b"}, "capacity.not_reported"),
        ({"convincing": False}, "capacity.no_reason"),
        ({"name": "other"}, "records.nothing_there"),
    ],
)
def test_a_look_that_proves_nothing_is_refused(who, changes, code):
    uid = made(who)
    reported(who, uid)
    assert code_of(looked, who=who, uid=uid, **changes) == code
    looked(who, uid)
    assert code_of(looked, who=who, uid=uid) == "capacity.not_reported"


def visited(who, uid, name="mentor", on=DAY, **changes):
    told = {"kind": "visit", "seen": "The records are kept", "today": DAY}
    return actions.log_visit(by=who[name], plan=uid, on=on, **(told | changes))


def test_a_visit_is_logged_and_what_it_finds_becomes_a_finding(who):
    uid = made(who)
    visited(who, uid, found="The log has gaps", agreed="Close them", next_on=LATER)
    visited(who, uid, seen="The same day again")
    (visit,) = page(who, uid).visits
    assert (visit.seen, visit.agreed, visit.next_on) == ("The records are kept", "Close them", LATER)
    assert page(who, uid, "mentor").found == ("The log has gaps",)
    me = who["officer"]
    (line,) = queries.found(reader(me), me=me, on=LATER, lang="en")
    assert (line.text, line.source, line.standing, line.keeps) == ("The log has gaps", "visit", "bare", True)
    assert queries.found(reader(who["other"]), me=who["other"], on=LATER, lang="en") == []
    seat("care", "officer")
    told = {"what": "Fill the log", "seat": "care", "due": LATER, "title": "See", "today": DAY}
    action = actions.plan_action(by=me, finding=line.finding.uid, **told)
    actions.report_done(by=who["officer"], action=str(action.uid), proof="Log 7", today=DAY)
    actions.verify_action(by=who["head"], action=str(action.uid), convincing=True, today=DAY)
    actions.look_whether_it_worked(by=who["head"], action=str(action.uid), worked=True, note="No gaps", today=DAY)
    assert queries.found_one(reader(me), line.finding.uid, me=me, on=DAY, lang="en").standing == "closed"
    shown = queries.action_page(reader(me), action.uid, me=me.uid, on=DAY, own=queries.own_facilities(me, on=DAY))
    assert (shown.text, shown.definition, shown.keeps) == ("The log has gaps", None, True)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"on": DAY + timedelta(days=1)}, "capacity.visit_in_future"),
        ({"on": None}, "capacity.visit_in_future"),
        ({"on": DAY - timedelta(days=1)}, "capacity.visit_outside_plan"),
        ({"next_on": DAY}, "capacity.next_visit_before"),
        ({"seen": " "}, "capacity.nothing_seen"),
        ({"kind": "dream"}, "people.unknown_choice"),
        ({"name": "host"}, "capacity.not_your_plan"),
    ],
)
def test_a_visit_that_cannot_have_been_is_refused(who, changes, code):
    uid = made(who)
    assert code_of(visited, who=who, uid=uid, **({"found": "x"} | changes)) == code
    with checking():
        assert not Finding.objects.inside_action().exists()


def test_a_plan_ends_with_an_assessment_that_shows_what_changed(who):
    first = opened(who["head"], facility=recorded(organisation="LAB").key)
    answers(who["head"], first, **FULL)
    actions.close_assessment(by=who["head"], assessment=first, today=DAY)
    uid = made(who)
    told = {"by": who["head"], "plan": uid, "conclusion": "Better", "today": LATER}
    assert code_of(actions.end_plan, **told) == "capacity.not_assessed_again"
    again = opened(who["head"], today=LATER, facility=recorded(organisation="LAB").key)
    answers(who["head"], again, **(FULL | {"plan": "2", "drill": "yes"}))
    actions.close_assessment(by=who["head"], assessment=again, today=LATER)
    assert code_of(actions.end_plan, **(told | {"conclusion": " "})) == "capacity.no_reason"
    actions.end_plan(**told)
    shown = page(who, uid)
    assert (shown.line.state, shown.line.ended_on, shown.line.conclusion) == ("ended", LATER, "Better")
    assert (shown.before.round, shown.after.round) == (1, 2)
    assert page(who, uid, on=LATER - timedelta(days=1)).line.state == "running"
    assert code_of(reported, who=who, uid=uid) == "capacity.plan_over"
    assert code_of(actions.stop_plan, by=who["head"], plan=uid, reason="x") == "capacity.plan_over"


def test_a_plan_is_stopped_with_its_reason(who):
    uid = made(who)
    assert code_of(actions.stop_plan, by=who["mentor"], plan=uid, reason="x") == "records.nothing_there"
    actions.stop_plan(by=who["focal"], plan=uid, reason="The laboratory closes", today=DAY)
    assert (page(who, uid).line.state, page(who, uid).line.conclusion) == ("stopped", "The laboratory closes")


def test_who_reads_a_plan(who):
    uid = made(who)
    read = {name: page(who, uid, name) is not None for name in who}
    assert read == {"head": True, "officer": True, "host": True, "mentor": True, "focal": True, "other": False}
    for viewer in (NATIONAL, NEIGHBOUR):
        assert plans.plan(viewer, uid, me=ANONYMOUS, on=LATER, lang="en") is None
    parts = {name: page(who, uid, name).line for name in ("head", "mentor", "host")}
    assert {n: (p.keeps, p.mentors, p.hosts) for n, p in parts.items()} == {
        "head": (True, False, False),
        "mentor": (False, True, False),
        "host": (False, False, True),
    }
    assert plans.plan(reader(who["head"]), uid, me=ANONYMOUS, on=LATER, lang="en") is None, (
        "with other eyes nobody acts"
    )
