"""Clocks: started from the law, run by the clock of the place, settled, called out, and kept over switches."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from kerege.lib.refusal import Refusal
from kerege.people.rules import SYSTEM, Actor, Grant
from kerege.people.words import Role
from kerege.response.actions import calling, mandates, modes, signals
from kerege.response.actions import duty_clocks as actions
from kerege.response.actions.duty_clocks import Began
from kerege.response.actions.signals import Heard, Title
from kerege.response.queries import duty_clocks as queries
from kerege.response.queries import mandates as directory
from kerege.response.words.clocks import ClockState, Step
from kerege.response.words.mandates import Freshness
from kerege.sharing.queries import viewer_of_actor
from tests.response import clocks_ground as laid
from tests.response.clocks_ground import FOCAL, NOW

STRANGER = Actor("stranger", "Stranger", (Grant(Role.FOCAL_POINT, "KGZ"),))
BEGAN = Began("hand", "A call at night", NOW - timedelta(hours=1), "Asia/Almaty")
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _law(db):
    laid.lay_law()


def opened(*duties, began=BEGAN):
    occasion = str(actions.open_occasion(by=FOCAL, owner="KAZ", began=began, now=NOW).uid)
    made = actions.start_duties(by=FOCAL, occasion=occasion, duties=duties, now=NOW) if duties else []
    return occasion, {row.duty: str(row.uid) for row in made}


def code(action, **told):
    with pytest.raises(Refusal) as refused:
        action(**told)
    return refused.value.code


def read(occasion, at=NOW, by=FOCAL):
    viewer = viewer_of_actor(by, on=at.date())
    line = queries.occasion(viewer, occasion)
    return {each.duty: each for each in queries.clocks_of(viewer, line, at=at)}


def switch(mode, at):
    told = {"owner": "KAZ", "mode": mode, "body": "MINISTRY", "act_name": "Order 5", "zone": "Asia/Almaty"}
    return modes.switch_mode(by=FOCAL, at=at, now=at, **told)


def test_clocks_run_as_the_law_says_until_they_are_settled():
    occasion, uids = opened("DAY", "TOLD", "SOON")
    found = read(occasion)
    assert {key: each.state for key, each in found.items()} == {
        "DAY": ClockState.RUNNING,
        "TOLD": ClockState.WAITING,
        "SOON": ClockState.NO_CLOCK,
    }
    assert found["DAY"].due_at == datetime(2026, 11, 30, 18, 59, tzinfo=UTC), (
        "one working day after a Friday, in Almaty"
    )
    assert (found["DAY"].source, found["DAY"].basis) == (laid.PAGE, f"{laid.ACT} art_9")
    actions.start_clock(by=FOCAL, duty=uids["TOLD"], at=NOW, now=NOW)
    assert read(occasion, NOW + 25 * HOUR)["TOLD"].state == ClockState.LATE
    assert code(actions.start_clock, by=FOCAL, duty=uids["TOLD"], at=NOW, now=NOW) == "response.started_already"
    assert code(actions.start_clock, by=FOCAL, duty=uids["SOON"], at=NOW, now=NOW) == "response.no_limit"
    told = {"by": FOCAL, "duty": uids["TOLD"], "now": NOW + 2 * HOUR}
    for at, proof, refused in (
        (NOW + HOUR, " ", "response.no_proof"),
        (NOW - HOUR, "Mail 7", "response.done_before_start"),
        (NOW + 3 * HOUR, "Mail 7", "response.in_future"),
    ):
        assert code(actions.finish_duty, at=at, proof=proof, **told) == refused
    actions.finish_duty(at=NOW + HOUR, proof="Mail 7", **told)
    assert code(actions.take_duty, by=FOCAL, duty=uids["TOLD"]) == "response.duty_over"
    assert code(actions.close_occasion, by=FOCAL, occasion=occasion) == "response.clocks_run"
    ends = {"by": FOCAL, "duty": uids["SOON"], "reason": "To the ministry"}
    assert code(actions.end_duty, because="", **ends) == "response.no_ending"
    assert code(actions.end_duty, because="mode", **ends) == "people.unknown_choice"
    assert code(actions.end_duty, because="handed_over", **(ends | {"reason": ""})) == "response.why_not"
    actions.end_duty(because="handed_over", **ends)
    actions.end_duty(by=FOCAL, duty=uids["DAY"], because="mistake", reason="Ticked by mistake")
    actions.start_duties(by=FOCAL, occasion=occasion, duties=["DAY"], now=NOW)
    assert code(actions.start_duties, by=FOCAL, occasion=occasion, duties=["DAY"]) == "response.duty_runs"
    assert code(actions.start_duties, by=FOCAL, occasion=occasion, duties=["DAY-E"]) == "response.no_duty"


def test_what_runs_is_shown_of_every_open_occasion(monkeypatch):
    monkeypatch.setattr(queries, "LARGEST_LIST", 1)
    for hours in (1, 200):
        opened("DAY", began=replace(BEGAN, at=NOW - hours * HOUR))
    viewer = viewer_of_actor(FOCAL, on=NOW.date())
    assert len(queries.occasions(viewer)) == 1
    assert [each.state for each in queries.running(viewer, at=NOW)] == [ClockState.LATE, ClockState.RUNNING]


def test_who_may_and_what_starts_clocks():
    heard = Heard("field", NOW - HOUR, "Asia/Almaty", ("animal",), "Sick animals.", place="A district", label=3)
    signal = signals.record_signal(by=FOCAL, owner="KAZ", heard=heard, exercise=True, now=NOW)
    event = signals.open_event(by=FOCAL, signal=str(signal.uid), called=Title("Sick animals"), now=NOW)
    began = Began("event", "Sick animals", NOW - HOUR, "Asia/Almaty", str(event.uid))
    occasion, _uids = opened("DAY", began=began)
    assert read(occasion)["DAY"].occasion.exercise
    assert code(opened, began=began) == "response.occasion_there"
    assert code(actions.open_occasion, by=STRANGER, owner="KAZ", began=BEGAN) == "people.not_yours"
    assert code(actions.open_occasion, by=STRANGER, owner="KGZ", began=began) == "records.nothing_there"
    assert code(actions.start_duties, by=STRANGER, occasion=occasion, duties=["DAY"]) == "records.nothing_there"
    reviewer = Actor("reviewer", "Reviewer", (Grant(Role.REVIEWER, "KAZ"),))
    assert queries.occasion(viewer_of_actor(reviewer, on=NOW.date()), occasion) is None, "the event is restricted"
    for wrong, refused in (
        ({"zone": "Mars/Olympus"}, "response.unknown_zone"),
        ({"at": NOW + HOUR}, "response.in_future"),
        ({"kind": "incident", "about": str(event.uid)}, "records.nothing_there"),
        ({"kind": "rumour"}, "people.unknown_choice"),
    ):
        told = {"kind": "hand", "title": "A call", "at": NOW, "zone": "UTC"} | wrong
        assert code(actions.open_occasion, by=FOCAL, owner="KAZ", began=Began(**told), now=NOW) == refused


def test_a_switch_goes_on_with_what_runs_and_comes_back_to_it():
    occasion, _uids = opened("DAY", "TOLD")
    with pytest.raises(Refusal, match="response.no_mode_authority"):
        modes.switch_mode(
            by=FOCAL, owner="KAZ", mode="emergency", body="LAB", act_name="Order", at=NOW, zone="UTC", now=NOW
        )
    switch("emergency", NOW)
    assert {key for key, each in read(occasion).items() if each.open} == {"DAY-E", "TOLD"}
    assert read(occasion)["DAY-E"].due_at == BEGAN.at + 2 * HOUR, "its clock runs on from when it began"
    (forces,) = actions.start_duties(by=FOCAL, occasion=occasion, duties=["FORCES-E"], now=NOW)
    assert code(switch, mode="emergency", at=NOW + HOUR) == "response.same_mode"
    assert code(switch, mode="normal", at=NOW) == "response.mode_before"
    switch("normal", NOW + HOUR)
    found = [each for each in _all(occasion) if each.open]
    assert sorted(each.duty for each in found) == ["DAY", "TOLD"]
    switch("emergency", NOW + 2 * HOUR)
    assert sorted(each.duty for each in _all(occasion) if each.open) == ["DAY-E", "FORCES-E", "TOLD"]
    again = next(each for each in _all(occasion) if each.open and each.duty == "FORCES-E")
    assert again.uid != str(forces.uid)
    assert again.due_at == BEGAN.at + 12 * HOUR
    actions.finish_duty(by=FOCAL, duty=again.uid, at=NOW + 2 * HOUR, proof="By telephone", now=NOW + 2 * HOUR)
    for hour, mode in ((3, "normal"), (4, "emergency")):
        switch(mode, NOW + hour * HOUR)
    assert sorted(each.duty for each in _all(occasion) if each.open) == ["DAY-E", "TOLD"], (
        "what is done is not asked again"
    )


def _all(occasion):
    viewer = viewer_of_actor(FOCAL, on=NOW.date())
    return queries.clocks_of(viewer, queries.occasion(viewer, occasion), at=NOW)


def test_the_node_calls_the_holder_then_the_deputy_then_the_head_once_each():
    laid.lay_directory()
    occasion, uids = opened("TOLD", "SOON")
    actions.start_clock(by=FOCAL, duty=uids["TOLD"], at=NOW, now=NOW)

    def called(hours):
        return {each.to for each in calling.call_out(by=SYSTEM, at=NOW + hours * HOUR)}

    assert called(0) == {"post@example.org", "anna@example.org"}
    assert called(1) == set()
    assert called(12) == {"bela@example.org"}
    assert called(25) == {"post@example.org", "anna@example.org", "bela@example.org", "dana@example.org"}
    assert called(30) == set()
    assert code(actions.pass_on, by=FOCAL, duty=uids["TOLD"]) == "response.nobody_next"
    actions.pass_on(by=FOCAL, duty=uids["SOON"], now=NOW)
    assert called(30) == {"bela@example.org"}, "passed on by hand, without a clock"
    viewer = viewer_of_actor(FOCAL, on=NOW.date())
    steps = [each.step for each in queries.timeline(viewer, queries.occasion(viewer, occasion))]
    assert [steps.count(each) for each in (Step.OPENED, Step.STARTED, Step.CLOCK, Step.CALLED, Step.PASSED)] == [
        *(1, 2, 1, 4, 1),
    ]


def test_a_contact_is_asked_by_letter_and_turns_stale():
    entry, codes = laid.lay_directory(), iter(["one", "two"])
    on = NOW.date()

    def stands(days=0, by=FOCAL):
        day = on + timedelta(days=days)
        return directory.mandate(viewer_of_actor(by, on=day), entry, on=day).freshness

    asking = {"by": SYSTEM, "new_code": lambda: next(codes)}
    assert stands() == Freshness.NEVER
    assert [letter.to for letter in mandates.ask_stale(at=NOW, **asking)] == ["post@example.org"]
    assert mandates.ask_stale(at=NOW + timedelta(days=13), **asking) == []
    assert (stands(), stands(14)) == (Freshness.ASKED, Freshness.STALE)
    assert code(mandates.ask_contact, by=FOCAL, mandate=entry, new_code=lambda: "x", now=NOW) == "response.asked_lately"
    assert code(mandates.answer_letter, by=SYSTEM, code="other", now=NOW) == "response.letter_over"
    mandates.answer_letter(by=SYSTEM, code="one", now=NOW)
    assert code(mandates.answer_letter, by=SYSTEM, code="one", now=NOW) == "response.letter_over"
    assert (stands(), stands(90)) == (Freshness.FRESH, Freshness.STALE)
    assert stands(by=STRANGER) == Freshness.FRESH, "a regional entry is read in the region"
    assert code(mandates.check_contact, by=STRANGER, mandate=entry, reached=True) == "people.not_yours"
    mandates.check_contact(by=FOCAL, mandate=entry, reached=False, now=NOW)
    assert stands() == Freshness.FAILED


def test_what_the_directory_refuses():
    entry = laid.lay_directory()
    right = {"kind": "coe_nfp", "seat": "nfp", "start": date(2024, 1, 1), "telephone": "+7 000 000 00 02"}
    for wrong, refused in (
        ({"kind": "ihr_nfp"}, "response.mandate_twice"),
        ({"kind": "king"}, "people.unknown_choice"),
        ({"seat": "throne"}, "response.unknown_seat"),
        ({"head": "nfp"}, "response.head_is_seat"),
        ({"telephone": ""}, "response.no_contact"),
        ({"telephone": "call me"}, "response.not_a_line"),
        ({"email": "+7 000 000 00 02"}, "response.not_a_line"),
        ({"until": date(2024, 1, 1)}, "response.mandate_ends"),
        ({"check_every": 0}, "response.check_days"),
        ({"body": "NOBODY"}, "law.unknown_body"),
    ):
        told = mandates.Told(**(right | wrong))
        assert code(mandates.record_mandate, by=FOCAL, owner="KAZ", told=told) == refused, wrong
    assert code(mandates.record_mandate, by=STRANGER, owner="KAZ", told=mandates.Told(**right)) == "people.not_yours"
    hidden = mandates.Told(**(right | {"kind": "ihr_nfp", "label": 2}))
    mandates.change_mandate(by=FOCAL, mandate=entry, told=hidden)
    on = NOW.date()
    assert directory.mandate(viewer_of_actor(STRANGER, on=on), entry, on=on) is None


def test_the_database_refuses_to_turn_clocks_back():
    _occasion, uids = opened("DAY")
    actions.finish_duty(by=FOCAL, duty=uids["DAY"], at=NOW, proof="Mail 1", now=NOW)
    switch("emergency", NOW)
    for statement in (
        "UPDATE response_dutyclock SET started_at = NULL",
        "UPDATE response_dutyclock SET done_at = NULL",
        "UPDATE response_dutyclock SET period = 'PT99H'",
        "DELETE FROM response_clockentry",
        "UPDATE response_occasion SET exercise = (1 = 1)",
        "UPDATE response_modeswitch SET body = 'LAB'",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
