"""Lots: bought, received, inspected, handed over by an agreed plan; nothing comes from nowhere."""

import pytest

from kerege.inventory import actions, queries
from kerege.inventory.words.equipment import Stage
from kerege.journal.models import Act
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import SYSTEM
from tests.ground import FOCAL_KAZ, FOCAL_KGZ, OFFICER_KAZ, centre
from tests.inventory.equipment import DAY, code_of, day, handed_over, inspected, lot, move, page, plan, team
from tests.inventory.facts import TRAINER_KAZ, recorded

# -- lots and their ledger ---------------------------------------------------------------------------------------------


def test_pieces_go_from_the_order_to_the_laboratory():
    inspected()
    place = recorded()
    handed_over(place, pieces=2)
    told = page()
    assert told.lot.pieces == ((Stage.INSPECTED, 4), (Stage.HELD, 2))
    assert (told.lot.ordered, len(told.movements)) == (6, 4)
    last = told.movements[-1]
    assert (last.pieces, last.source, last.target, last.taker.facility) == (2, Stage.INSPECTED, Stage.HELD, place.key)
    assert (last.document, last.note) == ("Letter 17", "Before the team was formed")
    assert [(h.holder.facility, h.pieces, h.accepted) for h in told.held] == [(place.key, 2, 0)]


def test_a_lot_is_told_as_on_a_day():
    inspected()
    assert page(on=day(0)).lot.pieces == ()
    assert page(on=day(1)).lot.pieces == ((Stage.ORDERED, 6),)
    assert page(on=day(2)).lot.pieces == ((Stage.RECEIVED, 6),)


def test_the_same_again_changes_nothing():
    inspected()
    before = Act.objects.count()
    inspected()
    assert (Act.objects.count(), page().lot.ordered) == (before, 6)
    move("outside", "ordered", 6, 1, document="a second order")
    assert page().lot.ordered == 12


def test_no_more_is_handed_over_than_was_received():
    inspected(pieces=2)
    place = recorded()
    assert code_of(handed_over, place, pieces=3) == "inventory.not_so_many"
    handed_over(place, pieces=2)
    assert code_of(handed_over, place, pieces=1, document="Letter 18") == "inventory.not_so_many"
    assert code_of(move, "received", "inspected", 1, 3, document="again") == "inventory.not_so_many"
    assert code_of(move, "received", "inspected", 1, 2) == "inventory.later_wants_them"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"document": ""}, "inventory.no_letter"),
        ({"without_plan": ""}, "inventory.no_plan"),
        ({"pieces": 0}, "inventory.no_pieces"),
        ({"facility": ""}, "inventory.no_taker"),
        ({"from_organisation": "CENTRE-ALA"}, "inventory.with_nobody"),
        ({"n": -60_000}, "dates.not_a_day"),
        ({"pieces": "many"}, "figures.not_a_figure"),
        ({"n": 101}, "inventory.in_future"),
        ({"facility": "KZ-F-9999999-X"}, "inventory.bad_key"),
        ({"facility": "", "organisation": "NOBODY"}, "people.unknown_key"),
        ({"by": FOCAL_KGZ}, "records.nothing_there"),
        ({"by": TRAINER_KAZ}, "records.nothing_there"),
        (
            {"without_plan": "The laboratory keeps isolates of agent X"},
            "inventory.not_for_sharing",
        ),
    ],
)
def test_what_is_not_handed_over(changes, code):
    centre()
    inspected()
    assert code_of(handed_over, recorded(), **changes) == code


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"kind": "freezer"}, "inventory.unknown_code"),
        ({"label": -1}, "sharing.unknown_level"),
        ({"project_key": "P99"}, "atlas.unknown_code"),
        ({"title": " "}, "text.empty"),
        ({"key": "a b"}, "records.bad_key"),
        ({"territory": "XXX"}, "people.not_about_others"),
        ({"territory": "XXX", "by": SYSTEM, "owner": "REG"}, "atlas.unknown_code"),
        ({"territory": "KGZ"}, "people.not_about_others"),
        ({"by": FOCAL_KGZ}, "people.not_yours"),
        ({"by": TRAINER_KAZ}, "people.not_yours"),
        ({"title": "Two cabinets and 40 vials of agent X"}, "inventory.not_for_sharing"),
    ],
)
def test_what_is_no_lot(changes, code):
    assert code_of(lot, **changes) == code


def test_a_key_stands_for_one_lot():
    lot()
    assert code_of(lot, model="M-150") == "records.key_taken"


# -- distribution plans ------------------------------------------------------------------------------------------------


def test_a_plan_binds_when_more_than_half_of_the_team_agreed():
    inspected()
    place = recorded()
    members = team("a", "b", "c")
    plan(("cabinets", place.key, "", 2))
    assert code_of(handed_over, place, without_plan="") == "inventory.no_plan"
    actions.agree_to_plan(by=members[0], plan="plan-1", today=day(6))
    assert queries.plan(OFFICER_KAZ, "plan-1").agreed_on is None
    assert code_of(handed_over, place, without_plan="") == "inventory.no_plan"
    actions.agree_to_plan(by=members[0], plan="plan-1", today=day(7))
    assert queries.plan(OFFICER_KAZ, "plan-1").seats == ("team-a",), "a seat agrees once"
    actions.agree_to_plan(by=members[2], plan="plan-1", today=day(8))
    told = queries.plan(OFFICER_KAZ, "plan-1")
    assert (told.agreed_on, told.members, told.seats) == (day(8), 3, ("team-a", "team-c"))
    assert [(s.lot, s.holder.facility, s.pieces) for s in told.shares] == [("cabinets", place.key, 2)]
    handed_over(place, pieces=1, without_plan="")
    assert code_of(handed_over, place, pieces=2, without_plan="", document="18") == "inventory.not_in_plan"
    handed_over(place, pieces=1, without_plan="", document="18")
    other = recorded(names={"en": "Quite another place"})
    assert code_of(handed_over, other, pieces=1, without_plan="", document="19") == "inventory.no_plan"


def test_only_the_team_agrees_and_an_agreed_plan_stays():
    inspected()
    place = recorded()
    (member,) = team("a")
    plan(("cabinets", place.key, "", 2))
    assert code_of(actions.agree_to_plan, by=FOCAL_KAZ, plan="plan-1", today=DAY) == "records.nothing_there"
    assert code_of(actions.agree_to_plan, by=member, plan="plan-2", today=DAY) == "records.nothing_there"
    actions.agree_to_plan(by=member, plan="plan-1", today=DAY)
    assert code_of(plan, ("cabinets", place.key, "", 3)) == "inventory.plan_agreed"
    before = Act.objects.count()
    plan(("cabinets", place.key, "", 2))
    assert Act.objects.count() == before


def test_of_a_public_plan_it_is_told_that_only_the_team_agrees():
    inspected()
    plan(("cabinets", recorded().key, "", 2), label=Sensitivity.PUBLIC)
    assert code_of(actions.agree_to_plan, by=FOCAL_KAZ, plan="plan-1", today=DAY) == "inventory.not_on_team"


def test_a_plan_has_a_title():
    inspected()
    assert code_of(plan, ("cabinets", recorded().key, "", 2), title=" ") == "text.empty"


def test_whoever_changes_a_plan_has_to_ask_again():
    inspected()
    place = recorded()
    members = team("a", "b")
    plan(("cabinets", place.key, "", 2))
    actions.agree_to_plan(by=members[0], plan="plan-1", today=DAY)
    plan(("cabinets", place.key, "", 3))
    assert queries.plan(OFFICER_KAZ, "plan-1").seats == ()


def test_a_later_plan_takes_the_place_of_the_one_before():
    inspected()
    place, other = recorded(), recorded(names={"en": "Quite another place"})
    (member,) = team("a")
    plan(("cabinets", place.key, "", 2))
    actions.agree_to_plan(by=member, plan="plan-1", today=day(7))
    plan(("cabinets", other.key, "", 2), key="plan-2")
    actions.agree_to_plan(by=member, plan="plan-2", today=day(8))
    assert code_of(handed_over, place, pieces=1, without_plan="") == "inventory.no_plan"
    handed_over(other, pieces=1, without_plan="")


@pytest.mark.parametrize(
    ("shares", "code"),
    [
        ((("cabinets", "KEY", "", 7),), "inventory.plan_too_large"),
        ((("cabinets", "KEY", "", 0),), "inventory.no_pieces"),
        ((("cabinets", "", "", 1),), "inventory.no_pieces"),
        ((), "inventory.no_pieces"),
        ((("nothing", "KEY", "", 1),), "records.nothing_there"),
    ],
)
def test_what_is_no_plan(shares, code):
    inspected()
    place = recorded()
    lines = [(of, place.key if facility else "", organisation, n) for of, facility, organisation, n in shares]
    assert code_of(plan, *lines) == code
