"""The way to a certificate as a machine, compared with a small oracle; who is close; numbers; schemes."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kerege.capacity.rules.certification import (
    CASE_STEPS,
    CLOSED,
    Happened,
    check_case,
    due_reminder,
    outcome,
    state_on,
    until_on,
)
from kerege.capacity.rules.conflicts import Around, Somebody, check_decider, check_observer, line_of
from kerege.capacity.rules.next_steps import DOES, Facts, todos
from kerege.capacity.rules.numbers import ALPHABET, new_number, typed_number
from kerege.capacity.rules.results import Taught, check_observed, check_part_two, mean_tenths
from kerege.capacity.rules.schemes import asks_enough, check_stricter, months_after, read
from kerege.capacity.words.certification import CaseState, InCase, Todo, Verdict
from kerege.lib.refusal import Refusal
from tests.capacity.laid_case import regional

pytestmark = pytest.mark.nodb
DAY = date(2026, 1, 1)
SCHEME = read(regional())


def code_of(deed, *given_, **told):
    with pytest.raises(Refusal) as caught:
        deed(*given_, **told)
    return caught.value.code


@given(st.lists(st.sampled_from(CaseState), max_size=12))
@settings(max_examples=60, deadline=None)
def test_no_way_leads_around_review_or_out_of_an_end(wished):
    """The oracle says it in other words: certified comes from a review or an appeal, ends stay ends."""
    now, way = CaseState.NOMINATED, [CaseState.NOMINATED]
    for then in wished:
        try:
            check_case(now, then)
        except Refusal:
            continue
        assert now not in {CaseState.CERTIFIED, CaseState.WITHDRAWN}
        now = then
        way.append(then)
    if CaseState.CERTIFIED in way:
        assert CaseState.UNDER_REVIEW in way[: way.index(CaseState.CERTIFIED)]
        assert CaseState.ENROLLED in way[: way.index(CaseState.UNDER_REVIEW)]
        assert CaseState.PART_TWO in way[: way.index(CaseState.SUBMITTED)]


def test_every_state_has_its_steps_and_can_be_reached():
    assert set(CASE_STEPS) == set(CaseState)
    assert {then for steps in CASE_STEPS.values() for then in steps} == set(CaseState) - {CaseState.NOMINATED}
    assert {state for state, steps in CASE_STEPS.items() if not steps} == CLOSED - {CaseState.NOT_CERTIFIED}


STEPS = st.lists(st.tuples(st.sampled_from(["suspended", "reinstated", "revoked"]), st.integers(0, 900)), max_size=6)


@given(STEPS, st.integers(0, 1200))
@settings(max_examples=60, deadline=None)
def test_how_a_certificate_stands_is_what_the_last_step_says(steps, after):
    on, until = DAY + timedelta(days=after), DAY + timedelta(days=1000)
    happened = sorted((Happened(what, DAY + timedelta(days=days)) for what, days in steps), key=lambda s: s.on)
    standing = "valid"
    for step in happened:
        if step.on <= on:
            standing = {"suspended": "suspended", "revoked": "revoked", "reinstated": "valid"}[step.what]
    if standing == "valid":
        standing = "lapsed" if after >= 1000 else "refresh_due" if after >= 910 else "valid"
    assert state_on(until, happened, on=on) == standing
    assert until_on(until, happened, on=on) == until


@pytest.mark.parametrize(
    ("verdicts", "decided"),
    [
        ([], None),
        (["yes"], None),
        (["yes", "no"], None),
        (["yes", "no", "back"], None),
        (["yes", "no", "no"], Verdict.NO),
        (["yes", "yes"], Verdict.YES),
    ],
)
def test_two_who_agree_decide(verdicts, decided):
    assert outcome(verdicts) == decided


def test_the_line_is_everybody_above_and_below_and_a_circle_ends():
    pairs = [(1, 2), (2, 3), (3, 4), (1, 9), (4, 1)]
    assert line_of(3, pairs[:4]) == {1, 2, 4}, "9 has the same teacher and is another line"
    assert line_of(3, pairs) == {1, 2, 4, 9}


AROUND = Around(
    person=3,
    subject="me",
    organisation="LAB",
    parts=frozenset({(InCase.TRAINER.value, "coach"), (InCase.OBSERVER.value, "eyes"), (InCase.CENTRE.value, "boss")}),
    line=frozenset({1, 4}),
    decided=frozenset({"judge"}),
)


@pytest.mark.parametrize(
    ("who", "observer", "decider"),
    [
        (Somebody("me"), "capacity.own_case", "capacity.own_case"),
        (Somebody("other", 3), "capacity.own_case", "capacity.own_case"),
        (Somebody("coach", 7), "capacity.close_trained", "capacity.close_trained"),
        (Somebody("far", 4), "capacity.close_line", "capacity.close_line"),
        (Somebody("head", 8, frozenset({"LAB"})), "capacity.close_unit", "capacity.close_unit"),
        (Somebody("eyes", 8), "", "capacity.close_observer"),
        (Somebody("boss", 8), "", "capacity.close_centre"),
        (Somebody("judge", 8, frozenset({"OTHER"})), "", ""),
    ],
)
def test_who_is_close_neither_observes_nor_decides(who, observer, decider):
    for deed, code in ((check_observer, observer), (check_decider, decider)):
        if code:
            assert code_of(deed, who, AROUND) == code
        else:
            deed(who, AROUND)


def test_on_an_appeal_nobody_decides_who_decided_before():
    assert code_of(check_decider, Somebody("judge", 8), AROUND, appeal=True) == "capacity.close_decided"


@given(st.integers(0, 11), st.sampled_from(ALPHABET))
@settings(max_examples=50, deadline=None)
def test_one_wrong_character_of_a_number_is_noticed(place, letter):
    number = new_number()
    assert typed_number(number.lower().replace("-", "")) == number
    plain = number.replace("-", "")
    wrong = plain[:place] + letter + plain[place + 1 :]
    assert typed_number(wrong) == (number if wrong == plain else "")


def test_what_can_be_no_number_is_none():
    assert [typed_number(text) for text in ("", "AAAA", "ЖЖЖЖ-ЖЖЖЖ-ЖЖЖЖ", "?" * 12)] == [""] * 4


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 5, 5), 36, date(2029, 5, 5)),
    ],
)
def test_months_end_with_the_month(day, months, then):
    assert months_after(day, months) == then


def test_a_scheme_is_read_whole_or_refused_with_the_place():
    wrong = [
        {"hours": 0},
        {"hours": "37"},
        {"title": {"ru": "Без английского"}},
        {"levels": []},
        {"observer_level": "L9"},
        {"checklist": [{"key": "", "text": {"en": "x"}}]},
        {"more": 1},
    ]
    assert {code_of(read, regional(**each)) for each in wrong} == {"capacity.scheme_wrong"}
    lacking = regional()
    del lacking["hours"]
    assert code_of(read, lacking) == "capacity.scheme_wrong"


@pytest.mark.parametrize(
    ("laxer", "code", "field"),
    [
        ({"pass_mark": 69}, "under", "pass_mark"),
        ({"appeal_days": 30}, "under", "appeal_days"),
        ({"levels": [*regional()["levels"][:3], regional()["levels"][3] | {"observed": 2}]}, "under", "observed_L3"),
        ({"deadline_months": 13}, "over", "deadline_months"),
        ({"checklist": regional()["checklist"][1:]}, "laxer", "checklist"),
        ({"first_observers": ["master_trainer", "trainer"]}, "laxer", "first_observers"),
        ({"observer_level": "L1"}, "laxer", "observer_level"),
        ({"levels": regional()["levels"][1:]}, "laxer", "levels"),
    ],
)
def test_a_country_asks_for_no_less(laxer, code, field):
    with pytest.raises(Refusal) as caught:
        check_stricter(SCHEME, read(regional(**laxer)))
    assert (caught.value.code, caught.value.field) == (f"capacity.scheme_{code}", field)
    assert not asks_enough(SCHEME, read(regional(**laxer)))


def test_a_country_may_ask_for_more():
    check_stricter(SCHEME, read(regional(hours=45, first_observers=[], observer_level="L3", validity_months=24)))


def taught(**changes):
    good = {"on": DAY, "participants": 10, "tested": 9, "answers": (35,) * 6, "judged": ({"goal": 3},)}
    return Taught(**(good | changes))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"tested": None}, "capacity.tests_missing"),
        ({"answers": (50,) * 5}, "capacity.feedback_low"),
        ({"answers": (34,) * 6}, "capacity.feedback_below"),
        ({"judged": ()}, "capacity.observation_missing"),
        ({"judged": ({"goal": 2},)}, "capacity.rubric_below"),
    ],
)
def test_a_delivery_that_does_not_count_is_no_harm_beside_one_that_does(changes, code):
    told = {"needed": 1, "adapted": True, "reflected": True}
    assert code_of(check_part_two, SCHEME, deliveries=[taught(**changes)], **told) == code
    check_part_two(SCHEME, deliveries=[taught(**changes), taught()], **told)


def test_part_two_lacks_what_it_lacks_and_a_co_trainer_needs_none_of_it():
    told = {"deliveries": [taught()], "needed": 1}
    assert code_of(check_part_two, SCHEME, **told, adapted=False, reflected=True) == "capacity.adaptation_missing"
    assert code_of(check_part_two, SCHEME, **told, adapted=True, reflected=False) == "capacity.reflection_missing"
    none = told | {"deliveries": []}
    assert code_of(check_part_two, SCHEME, **none, adapted=True, reflected=True) == "capacity.deliveries_missing"
    check_part_two(SCHEME, deliveries=[], needed=0, adapted=False, reflected=False)


def test_whoever_will_judge_others_has_observed_as_many_as_the_level_wants():
    master = SCHEME.level("L3")
    assert (master.observed, [level.observed for level in SCHEME.levels if level is not master]) == (3, [0, 0, 0])
    assert code_of(check_observed, master, 2) == "capacity.observed_too_few"
    check_observed(master, 3)
    check_observed(SCHEME.level("L2"), 0)
    whole = {"adapted": True, "reflected": True, "deliveries": (taught(),) * 3}
    assert todos(SCHEME, Facts(CaseState.PART_TWO, "L3", **whole, observed=2)) == [Todo.OBSERVE_OTHERS]
    assert todos(SCHEME, Facts(CaseState.PART_TWO, "L3", **whole, observed=3)) == [Todo.SUBMIT]
    assert todos(SCHEME, Facts(CaseState.PART_TWO, "L2", **whole)) == [Todo.SUBMIT]


def test_means_are_never_rounded_up():
    assert [mean_tenths(scores) for scores in ((3, 4, 3), (4, 4, 4, 3), (), (5,))] == [33, 37, 0, 50]


def test_what_is_next_follows_from_what_is_there():
    assert set(DOES) == set(Todo)
    one = Facts(CaseState.PART_ONE, "L1", minutes=37 * 60, knowledge=70, shown=5, taught=25)
    assert todos(SCHEME, one) == [Todo.CLOSE_PART_ONE]
    two = Facts(CaseState.PART_TWO, "L1", adapted=True, reflected=True, deliveries=(taught(),))
    assert todos(SCHEME, two) == [Todo.SUBMIT]
    assert todos(SCHEME, Facts(CaseState.PART_TWO, "L1")) == [Todo.ADAPT, Todo.DELIVER, Todo.REFLECT]
    assert todos(SCHEME, Facts(CaseState.ENROLLED, "L2")) == [Todo.OPEN_PART_TWO], "no part 1 above the first levels"
    drawn = Facts(CaseState.UNDER_REVIEW, "L1", drawn=True)
    assert todos(SCHEME, drawn) == [Todo.AUDIT, Todo.DECIDE]
    assert todos(SCHEME, Facts(CaseState.WITHDRAWN, "L1")) == []


@pytest.mark.parametrize(
    ("left", "sent", "due"), [(91, [], None), (90, [], 90), (60, [90], 60), (20, [], 30), (7, [30], 7), (0, [7], None)]
)
def test_the_nearest_reminder_is_sent_once(left, sent, due):
    assert due_reminder(DAY + timedelta(days=left), today=DAY, sent=sent) == due
    assert due_reminder(DAY - timedelta(days=1), today=DAY, sent=[]) is None
