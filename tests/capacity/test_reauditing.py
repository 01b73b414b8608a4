"""Whether it worked: somebody looks, the next round asks again, and the node reminds of what is late."""

from datetime import UTC, datetime, timedelta

import pytest

from kerege.capacity import actions, queries
from kerege.people import queries as seats
from kerege.people.rules import SYSTEM
from tests.capacity.given import (
    DAY,
    DUE,
    FULL,
    NATIONAL,
    ROLES,
    answers,
    code_of,
    opened,
    planned,
    published,
    reader,
    somebody,
)

LATER = DAY + timedelta(days=200)


def line(found, name="lead", on=LATER):
    who = found[0][name]
    return queries.found_one(reader(who), found[2], me=who, on=on, lang="en")


def verified(found):
    action = planned(found)
    told = {"action": str(action.uid), "today": DAY}
    actions.report_done(by=found[0]["seated"], proof="Plan 7", **told)
    actions.verify_action(by=found[0]["focal"], convincing=True, **told)
    return str(action.uid)


def looked(found, action, name="focal", **changes):
    told = {"by": found[0][name], "action": action, "worked": True, "note": "Ten of ten plans were there"}
    return actions.look_whether_it_worked(**(told | {"today": LATER} | changes))


def next_round(found, plan):
    lead = found[0]["lead"]
    uid = opened(lead, today=LATER)
    assert answers(lead, uid, **(FULL | {"plan": plan} | ({"drill": "yes"} if plan != "0" else {}))) == {}
    actions.close_assessment(by=lead, assessment=uid, today=LATER)
    return uid


def test_somebody_else_looks_whether_it_worked(found):
    action = verified(found)
    assert line(found).standing == "to_look"
    looked(found, action)
    shown = line(found)
    assert (shown.standing, shown.finding.actions[0].worked) == ("worked", True)
    looked(found, action, worked=False, note="The next plan was missing again")
    assert line(found).standing == "did_not_work"
    assert line(found, on=LATER - timedelta(days=1)).standing == "to_look", "as it was known before"


def test_a_look_that_shows_nothing_is_refused(found):
    action = planned(found)
    assert code_of(looked, found=found, action=str(action.uid)) == "capacity.not_now"
    actions.report_done(by=found[0]["lead"], action=str(action.uid), proof="Plan 7", today=DAY)
    actions.verify_action(by=found[0]["focal"], action=str(action.uid), convincing=True, today=DAY)
    for changes, code in (
        ({"note": " "}, "capacity.nothing_seen"),
        ({"name": "lead"}, "capacity.own_verification"),
        ({"name": "seated"}, "people.not_yours"),
        ({"action": "no uid"}, "records.nothing_there"),
    ):
        assert code_of(looked, found=found, **({"action": str(action.uid)} | changes)) == code
    assert line(found).standing == "to_look"


def test_the_next_round_closes_a_finding_or_finds_it_again(found):
    first = line(found)
    assert (first.standing, first.reaudits) == ("bare", ())
    second = next_round(found, "0")
    (again,) = line(found).reaudits
    assert (line(found).standing, again.round, again.value, again.met) == ("found_again", 2, "0", False)
    assert (again.assessment, line(found, on=DAY).standing) == (second, "bare")
    planned(found, today=LATER, due=LATER + timedelta(days=30))
    assert line(found).standing == "planned", "what is planned after it counts"


def test_a_good_answer_closes_it(found):
    next_round(found, "2")
    assert (line(found).standing, line(found).reaudits[0].met) == ("closed", True)
    lead = found[0]["lead"]
    everything = queries.found(reader(lead), me=lead, on=LATER, lang="en")
    assert [each.standing for each in everything] == ["closed"]
    assert queries.found(reader(lead), me=lead, on=LATER, lang="en", choice=queries.FoundChoice(open=True)) == []


def test_another_set_says_nothing_of_it(found):
    published(key="set-2")
    uid = opened(found[0]["lead"], set_key="set-2", today=LATER)
    answers(found[0]["lead"], uid, **(FULL | {"plan": "2", "drill": "yes"}))
    actions.close_assessment(by=found[0]["lead"], assessment=uid, today=LATER)
    assert line(found).standing == "bare"


def test_who_finds_what(found):
    seen = {name: line(found, name) is not None for name in ROLES}
    assert seen == {"lead": True, "seated": False, "officer": False, "focal": True, "stranger": False}
    assert [line(found, name).keeps for name in ("lead", "focal")] == [True, True]
    nobody = somebody("nobody", "learner")
    assert queries.found(NATIONAL, me=nobody, on=LATER, lang="en") == []


def test_whoever_was_in_the_first_round_reads_nothing_of_the_next(found):
    """The lead of round 1 is not in the team of round 2, which the focal point opens."""
    focal = found[0]["focal"]
    uid = opened(focal, today=LATER)
    answers(focal, uid, **(FULL | {"plan": "2", "drill": "yes"}))
    actions.close_assessment(by=focal, assessment=uid, today=LATER)
    assert (line(found, "lead").standing, line(found, "lead").reaudits) == ("bare", ())
    assert line(found, "focal").standing == "closed"


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        ({"owner": "KAZ"}, 1),
        ({"owner": "KGZ"}, 0),
        ({"standing": "bare", "severity": "major"}, 1),
        ({"standing": "late"}, 0),
        ({"cause": "knowledge"}, 0),
        ({"source": "assessment"}, 1),
        ({"facility": "nowhere"}, 0),
    ],
)
def test_filters(found, filters, count):
    lead = found[0]["lead"]
    choice = queries.FoundChoice(**filters)
    assert len(queries.found(reader(lead), me=lead, on=DAY, lang="en", choice=choice)) == count


def test_a_seat_is_reminded_once_a_month_of_what_is_late(found):
    planned(found)
    at = datetime.combine(DUE, datetime.min.time(), UTC)
    assert actions.remind_seats(by=SYSTEM, at=at) == 0, "on its day it is not late"
    assert actions.remind_seats(by=SYSTEM, at=at + timedelta(days=3)) == 1
    assert actions.remind_seats(by=SYSTEM, at=at + timedelta(days=4)) == 0
    told = [t.title for t in seats.tasks(NATIONAL, on=DUE + timedelta(days=4), seat="care")]
    assert sorted(told) == ["Corrective actions are overdue: see your actions", "See your actions"]
    assert actions.remind_seats(by=SYSTEM, at=at + timedelta(days=40)) == 1
    assert code_of(actions.remind_seats, by=found[0]["lead"], at=at) == "people.not_yours"
