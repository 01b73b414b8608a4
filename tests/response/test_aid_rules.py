"""The order of steps when countries help each other, for every state, side and step; no database."""

import re
from ast import literal_eval
from datetime import date
from decimal import Decimal
from itertools import product
from pathlib import Path

import pytest

from kerege.lib.refusal import Refusal
from kerege.response.rules import aid as rules
from kerege.response.words.aid import AID_STATES, AID_STEPS, MESSAGES, AidSide, AidState, AidStep, Bearer

pytestmark = pytest.mark.nodb
GUARDED = Path(__file__).resolve().parents[2] / "kerege/response/migrations"


def code(call, *args, **told):
    with pytest.raises(Refusal) as refused:
        call(*args, **told)
    return refused.value.code


def test_every_state_side_and_step_leads_on_or_is_refused():
    led = refused = 0
    for state, side, step in product(AidState, AidSide, AidStep):
        if (side, step) in rules.NEXT[state]:
            assert rules.after(state, side, step) == rules.NEXT[state][side, step]
            led += 1
        else:
            other = any(each == step for _side, each in rules.NEXT[state])
            expected = "response.aid_other_side" if other else "response.aid_not_now"
            assert code(rules.after, state, side, step) == expected
            refused += 1
    assert (led, refused) == (17, len(AidState) * len(AidSide) * len(AidStep) - 17)


def test_every_case_ends_and_nothing_comes_home_that_was_not_sent():
    reached, waiting = set(), [AidState.ASKED]
    while waiting:
        state = waiting.pop()
        reached.add(state)
        waiting += [then for then in rules.NEXT[state].values() if then not in reached]
    assert reached == set(AidState)
    to_home = [state for state, then in rules.NEXT.items() if AidState.RETURNED in then.values()]
    assert to_home == [AidState.LEAVING]
    assert {s for s, then in rules.NEXT.items() if AidState.LEAVING in then.values()} == {"deployed", "arrived"}
    assert (set(AID_STATES), set(AID_STEPS), set(MESSAGES)) == (set(AidState), set(AidStep), set(AidStep))


def test_the_database_knows_the_same_order():
    (file,) = GUARDED.glob("*_aid_guarded.py")
    told = re.search(r"FOLLOWS = (\{.*?\n\})", file.read_text(), re.DOTALL).group(1)
    follows = {state: set(then) for state, then in literal_eval(told).items()}
    assert follows == {s.value: set(then.values()) for s, then in rules.NEXT.items() if then}


def test_who_pays_is_said_before_anything_is_promised():
    for bearer, remark in ((Bearer.OPEN, "x"), (Bearer.SHARED, " "), (Bearer.OTHERS, "")):
        assert code(rules.check_bearer, bearer, remark) == "response.aid_cost_open"
    rules.check_bearer(Bearer.SHARED, "half and half")
    rules.check_bearer(Bearer.GIVER, "")


def test_costs_are_exact_and_have_a_currency():
    assert rules.cost_of("1 200,50", "usd", fields=("cost", "currency")) == (Decimal("1200.50"), "USD")
    assert rules.cost_of(" ", "USD", fields=("cost", "currency")) == (None, "")
    for typed, currency in (("-1", "USD"), ("1.005", "USD"), ("many", "USD"), ("5", "dollars"), ("NaN", "USD")):
        assert code(rules.cost_of, typed, currency, fields=("cost", "currency")) == "response.aid_cost"


def test_days_go_forward_and_never_ahead():
    day = date(2026, 11, 2)
    assert code(rules.check_period, day, day) == "response.aid_period"
    assert code(rules.check_day, date(2026, 11, 3), before=None, today=day) == "response.aid_day"
    assert code(rules.check_day, date(2026, 11, 1), before=day, today=day) == "response.aid_day"
    rules.check_day(day, before=day, today=day)


def test_reasons_are_given_where_the_other_side_is_let_down_and_where_things_come_home():
    for step in (AidStep.DECLINE, AidStep.WITHDRAW, AidStep.RECALL):
        assert code(rules.check_reason, step, " ") == "response.aid_why"
    assert code(rules.check_reason, AidStep.RETURN, "") == "response.aid_back"
    rules.check_reason(AidStep.ARRIVE, "")
