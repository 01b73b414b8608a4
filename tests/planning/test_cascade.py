"""Trainers as a stock: nobody is lost or made, what is told of a country is so, and bands say the same again."""

import random
from dataclasses import replace

import pytest

from kerege.planning.cascade.bands import PERCENTILES, bands, percentiles
from kerege.planning.cascade.flowing import Short, flow
from kerege.planning.cascade.levers import Lever, changed, changes, sensitivity
from kerege.planning.cascade.standing import break_even, replacement, standing, stands_alone, without_abroad
from kerege.planning.cascade.stocks import Abroad, Cascade, Course, Level, Money, Rate, refusals

pytestmark = pytest.mark.nodb
YEARS = 24
COURSE = Course(seats=12, least=6, leads=2, locals=2, cost=100, lead_level=2, local_level=1)
LEVELS = (
    Level("co_trainer", attrition=Rate.assumed(0.1), step_up=Rate.assumed(0.3)),
    Level("trainer", attrition=Rate.assumed(0.03), dormancy=Rate.assumed(0.04), step_up=Rate.assumed(0.05),
          refresh=Rate.assumed(0.3), lapse=Rate.assumed(0.1)),
    Level("lead", attrition=Rate.assumed(0.02), dormancy=Rate.assumed(0.02), refresh=Rate.assumed(0.3)),
)  # fmt: skip
PLACE = Cascade(
    country="AAA", language="ru", levels=LEVELS, active=(4.0, 16.0, 6.0), dormant=(0.0, 5.0, 0.0), needed=(20,),
    covering=1, course=COURSE, money=(Money(100),), abroad=Abroad(money=200, leads=2, ends=6),
)  # fmt: skip


def by_chance(seed: int) -> Cascade:
    chance = random.Random(seed)  # noqa: S311 - nothing is kept secret by it
    levels = tuple(
        level.with_rates({name: Rate.assumed(round(chance.uniform(0, 0.3), 3)) for name in
                          ("attrition", "dormancy", "step_up", "refresh", "lapse")})
        for level in LEVELS
    )  # fmt: skip
    return replace(
        PLACE,
        levels=levels,
        active=tuple(float(chance.randint(0, 20)) for _ in LEVELS),
        dormant=tuple(float(chance.randint(0, 9)) for _ in LEVELS),
        needed=tuple(chance.randint(0, 25) for _ in range(chance.randint(1, 9))),
        money=(Money(chance.choice([0, 100, 400])),),
        refresh_cost=chance.choice([0, 3, 20]),
    )


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("people", [None, 7])
def test_nobody_is_lost_or_made_and_nothing_is_spent_twice(seed, people):
    cascade, chance = by_chance(seed), random.Random(people) if people else None  # noqa: S311 - nothing is kept secret by it
    quarters = flow(cascade, YEARS, chance=chance)
    for one, following in zip(quarters, quarters[1:], strict=False):
        assert min(*one.active, *one.dormant) >= -1e-9
        there = sum(one.active) + sum(one.dormant) + one.trained - one.lost
        assert sum(following.active) + sum(following.dormant) == pytest.approx(there)
        abroad = cascade.abroad.money if cascade.abroad.runs(one.number) else 0
        assert one.spent <= cascade.own_money(one.number) + abroad + 1e-9
        assert one.courses * COURSE.least <= one.trained <= one.courses * COURSE.seats
        lent = cascade.abroad.leads if cascade.abroad.runs(one.number) else 0
        assert one.courses * COURSE.leads <= one.active[2] + lent + 1e-9
        assert one.courses * (COURSE.leads + COURSE.locals) <= sum(one.active[1:]) + lent + 1e-9
        if chance:
            assert all(value == round(value) for value in (*one.active, *one.dormant))


def test_without_training_only_those_who_stay_are_left():
    lone = replace(PLACE, levels=(Level("trainer", attrition=Rate.assumed(0.1)),), active=(50.0,), dormant=(0.0,),
                   covering=0, course=replace(COURSE, lead_level=0, local_level=0))  # fmt: skip
    assert [q.covering for q in flow(lone, 5, planned=())] == pytest.approx([50 * 0.9**n for n in range(5)])
    assert replacement(replace(lone, needed=(30,))) == pytest.approx((3.0, 3.0))


@pytest.mark.parametrize(
    ("change", "short"),
    [
        ({"money": (Money(99),)}, Short.MONEY),
        ({"active": (0.0, 20.0, 1.0), "needed": (40,)}, Short.LEADS),
        ({"active": (0.0, 0.0, 3.0)}, Short.LOCALS),
        ({"needed": (0,)}, Short.NOTHING),
    ],
)
def test_a_quarter_says_what_there_was_too_little_of(change, short):
    alone = replace(PLACE, abroad=Abroad(), needed=(30,))
    first = flow(replace(alone, **change), 1)[0]
    assert (first.courses, first.short_of) == (0, short)


def test_what_is_trained_is_what_is_missing_when_it_counts():
    rich = replace(PLACE, money=(Money(10_000),), abroad=Abroad(), active=(0.0, 16.0, 16.0))
    told = flow(rich, YEARS)
    assert {q.short_of for q in told} == {Short.NOTHING}
    assert all(q.is_covered for q in told[rich.ahead :])
    assert flow(rich, YEARS, planned=[q.trained for q in told]) == told
    lost, trained = replacement(rich)
    assert 0 < lost < 2
    assert 0 < trained < 2


def test_a_country_that_does_not_stand_alone_is_told_what_would_be_enough():
    poor = replace(PLACE, money=(Money(60),))
    told = standing(poor, ends=6, hold=YEARS, latest=12)
    assert (told.since, told.break_even, told.short_of) == (None, None, Short.MONEY)
    assert told.fails is not None
    assert told.fails >= 6
    found = {change.lever: change for change in changes(poor, 6, YEARS)}
    assert Lever.MONEY in found
    assert Lever.SEATS not in found, "more seats help nobody who cannot pay for a course"
    for change in found.values():
        assert stands_alone(changed(poor, change.lever, change.then), 6, YEARS)
        little = change.now + 0.97 * (change.then - change.now)
        if change.lever not in (Lever.SEATS, Lever.AHEAD):
            assert not stands_alone(changed(poor, change.lever, little), 6, YEARS)


def test_break_even_is_the_first_end_after_which_each_quarter_is_covered():
    growing = replace(PLACE, active=(2.0, 10.0, 3.0), money=(Money(100),), abroad=Abroad(money=300, leads=4, ends=8))
    found = break_even(growing, YEARS)
    assert found is not None
    assert found > 0
    ends = range(found + 1)
    alone = [all(q.is_covered for q in flow(without_abroad(growing, n), n + YEARS)[n:]) for n in ends]
    assert alone == [False] * found + [True]
    assert standing(growing, found, YEARS).since == found
    assert list(changes(growing, found, YEARS)) == []


def test_more_loss_never_helps_and_what_moves_most_stands_first():
    swings = sensitivity(replace(PLACE, money=(), abroad=Abroad()), 2, YEARS, latest=2)
    more = {swing.lever: swing.covering[1] > swing.covering[0] for swing in swings}
    assert more == {"attrition": False, "dormancy": False, "lapse": False, "refresh": True, "step_up": True}
    assert [swing.width for swing in swings] == sorted((swing.width for swing in swings), reverse=True)


def test_bands_say_the_same_again_hold_what_is_expected_and_grow_with_what_is_not_known():
    known = bands(PLACE, 6, 8, futures=60, seed=3)
    assert known == bands(PLACE, 6, 8, futures=60, seed=3)
    assert known != bands(PLACE, 6, 8, futures=60, seed=4)
    assert all(list(band) == sorted(band) for band in known.covering)
    expected = flow(without_abroad(PLACE, 6), 14)
    assert all(band[0] <= q.covering <= band[-1] for band, q in zip(known.covering, expected, strict=True))
    vague = [level.with_rates({"attrition": Rate.assumed(0.05, 0.0, 0.5)}) for level in LEVELS]
    wide = bands(replace(PLACE, levels=tuple(vague)), 6, 8, futures=60, seed=3)
    assert wide.covering[-1][-1] - wide.covering[-1][0] > known.covering[-1][-1] - known.covering[-1][0]
    assert bands(PLACE, 6, 8, futures=60, stop=lambda: True).futures == 1


def test_a_rate_that_was_seen_seldom_is_drawn_wider_than_one_that_was_seen_often():
    seen = {n: [Rate.observed(n // 10, n).drawn(random.Random(seed)) for seed in range(200)] for n in (10, 1000)}  # noqa: S311 - nothing is kept secret by it
    width = {n: percentiles(values)[-1] - percentiles(values)[0] for n, values in seen.items()}
    assert width[10] > 5 * width[1000]
    assert percentiles(range(1, 101)) == PERCENTILES
    for bad in [(3, 2), (-1, 4), (0, 0)]:
        with pytest.raises(ValueError, match="of"):
            Rate.observed(*bad)
    with pytest.raises(ValueError, match="≤"):
        Rate.assumed(0.5, least=0.6)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({}, []),
        ({"active": (1.0, -2.0, 3.0)}, ["active"]),
        ({"dormant": (1.0,)}, ["levels"]),
        ({"needed": ()}, ["needed"]),
        ({"covering": 3}, ["level"]),
        ({"course": replace(COURSE, least=20)}, ["seats"]),
        ({"ahead": 0}, ["ahead"]),
        ({"money": (Money(-5),)}, ["money"]),
    ],
)
def test_what_cannot_be_computed_is_named(change, named):
    assert refusals(replace(PLACE, **change)) == named
