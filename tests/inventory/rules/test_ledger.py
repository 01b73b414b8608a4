"""Every piece is always in exactly one place."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kerege.inventory.rules.ledger import (
    STEPS,
    Account,
    Movement,
    agreed,
    balances,
    check_movement,
    check_planned,
    check_shares,
    held,
    ordered,
)
from kerege.inventory.words.equipment import STAGES, STEP_NAMES, Stage
from kerege.lib.refusal import Refusal

DAY = date(2018, 10, 1)
OSH, NARYN = Account(Stage.HELD, "KG-F-1"), Account(Stage.HELD, "KG-F-2")
OUT, ORDERED, RECEIVED, INSPECTED, REJECTED, GONE = (
    Account(stage)
    for stage in (Stage.OUTSIDE, Stage.ORDERED, Stage.RECEIVED, Stage.INSPECTED, Stage.REJECTED, Stage.WRITTEN_OFF)
)


def on(days):
    return DAY + timedelta(days=days)


def step(day, source, target, pieces):
    return Movement(on(day), source, target, pieces)


BOUGHT = [
    step(0, OUT, ORDERED, 10),
    step(5, ORDERED, RECEIVED, 8),
    step(6, RECEIVED, INSPECTED, 7),
    step(6, RECEIVED, REJECTED, 1),
    step(9, INSPECTED, OSH, 3),
]


def refusal(movements, new):
    with pytest.raises(Refusal) as caught:
        check_movement(movements, new)
    return caught.value


@pytest.mark.parametrize(
    ("day", "there"),
    [
        (-1, {}),
        (0, {OUT: -10, ORDERED: 10}),
        (5, {OUT: -10, ORDERED: 2, RECEIVED: 8}),
        (6, {OUT: -10, ORDERED: 2, INSPECTED: 7, REJECTED: 1}),
        (9, {OUT: -10, ORDERED: 2, INSPECTED: 4, REJECTED: 1, OSH: 3}),
    ],
)
def test_pieces_stand_where_the_movements_put_them(day, there):
    assert balances(BOUGHT, on=on(day)) == there


def test_there_are_as_many_as_were_ordered_and_not_sent_back():
    back = [*BOUGHT, step(10, REJECTED, OUT, 1), step(11, ORDERED, OUT, 2)]
    assert [ordered(back, on=on(day)) for day in (-1, 0, 10, 11)] == [0, 10, 9, 7]
    assert held(back, holder="KG-F-1", on=on(11)) == 3
    assert held(back, holder="KG-F-2", on=on(11)) == 0


def test_no_more_is_handed_over_than_was_received_and_accepted():
    check_movement(BOUGHT, step(9, INSPECTED, NARYN, 4))
    told = refusal(BOUGHT, step(9, INSPECTED, NARYN, 5))
    assert (told.code, told.field, told.data["there"]) == ("inventory.not_so_many", "pieces", 4)
    assert f"“{STAGES[Stage(told.data['stage'])]}”" in told.told(str)
    assert refusal(BOUGHT, step(5, RECEIVED, INSPECTED, 9)).code == "inventory.not_so_many"


def test_a_step_that_is_added_later_leaves_enough_for_what_came_after():
    """Seven were there on day 6; three of them were handed over on day 9."""
    check_movement(BOUGHT, step(6, INSPECTED, NARYN, 4))
    told = refusal(BOUGHT, step(6, INSPECTED, NARYN, 5))
    assert (told.code, told.field) == ("inventory.later_wants_them", "on")
    assert (told.data["there"], told.data["later"]) == (4, on(9).isoformat())


def held_by(who, stage):
    return who if stage == Stage.HELD else ""


@pytest.mark.parametrize(
    ("source", "target", "code", "field"),
    [
        (INSPECTED, Account(Stage.HELD), "inventory.no_taker", "facility"),
        (RECEIVED, Account(Stage.INSPECTED, "KG-F-1"), "inventory.with_nobody", "facility"),
        (Account(Stage.RECEIVED, "KG-F-1"), INSPECTED, "inventory.with_nobody", "from_facility"),
    ],
)
def test_only_what_was_handed_over_is_with_somebody_and_that_always_is(source, target, code, field):
    told = refusal(BOUGHT, step(9, source, target, 1))
    assert (told.code, told.field) == (code, field)


@pytest.mark.parametrize("source", list(Stage))
@pytest.mark.parametrize("target", list(Stage))
def test_only_the_steps_that_there_are(source, target):
    new = step(20, Account(source, held_by("a", source)), Account(target, held_by("b", target)), 1)
    if target in STEPS[source]:
        there = [] if source == Stage.OUTSIDE else [step(0, OUT, new.source, 1)]
        check_movement(there, new)
    else:
        assert refusal([], new).code == "inventory.not_a_step"


def test_every_step_has_a_name_that_people_choose_by():
    assert set(STEP_NAMES) == {(source, target) for source, targets in STEPS.items() for target in targets}


def test_nothing_moves_to_where_it_is_and_no_pieces_do_not_move():
    assert refusal(BOUGHT, step(9, OSH, OSH, 1)).code == "inventory.not_a_step"
    for none in (0, -3):
        assert refusal(BOUGHT, step(9, OSH, NARYN, none)).code == "inventory.no_pieces"


accounts = st.sampled_from([OUT, ORDERED, RECEIVED, INSPECTED, REJECTED, OSH, NARYN, GONE])
steps = st.builds(step, st.integers(0, 12), accounts, accounts, st.integers(-1, 9))


@settings(max_examples=120, deadline=None)
@given(st.lists(steps, max_size=40))
def test_whatever_is_tried_nothing_comes_from_nowhere(tried):
    """The ledger adds up to zero every day, only the outside owes, and it owes what there is."""
    kept = []
    for new in tried:
        try:
            check_movement(kept, new)
        except Refusal:
            continue
        kept.append(new)
    for day in range(13):
        there = balances(kept, on=on(day))
        assert sum(there.values()) == 0
        assert all(pieces > 0 for account, pieces in there.items() if account != OUT)
        assert ordered(kept, on=on(day)) == sum(pieces for account, pieces in there.items() if account != OUT)


def test_a_plan_gives_away_no_more_than_there_is():
    check_shares({"KG-F-1": 3, "KG-F-2": 5}, lot="cabinets", there=8)
    for shares, code in (
        ({"KG-F-1": 3, "KG-F-2": 6}, "inventory.plan_too_large"),
        ({"KG-F-1": 0}, "inventory.no_pieces"),
        ({}, "inventory.no_pieces"),
    ):
        with pytest.raises(Refusal) as caught:
            check_shares(shares, lot="cabinets", there=8)
        assert caught.value.code == code


def test_a_holder_gets_what_the_plan_gives_and_what_was_passed_on_counts():
    known = [*BOUGHT, step(10, OSH, NARYN, 2)]
    check_planned(known, step(11, INSPECTED, OSH, 1), planned=4)
    with pytest.raises(Refusal) as caught:
        check_planned(known, step(11, INSPECTED, OSH, 2), planned=4)
    assert caught.value.code == "inventory.not_in_plan"
    assert (caught.value.data["given"], caught.value.data["asked"]) == (3, 2)
    check_planned(known, step(11, INSPECTED, NARYN, 2), planned=2)
    with pytest.raises(Refusal) as caught:
        check_planned(known, step(11, INSPECTED, NARYN, 1), planned=None)
    assert (caught.value.code, caught.value.data["holder"]) == ("inventory.no_plan", "KG-F-2")


@pytest.mark.parametrize(
    ("members", "agreeing", "is_agreed"),
    [(0, 0, False), (1, 0, False), (1, 1, True), (2, 1, False), (2, 2, True), (5, 2, False), (5, 3, True)],
)
def test_a_plan_is_agreed_by_more_than_half_of_the_team(members, agreeing, is_agreed):
    assert agreed(members=members, agreeing=agreeing) is is_agreed
