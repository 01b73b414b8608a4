"""A plan over years as it is told: the same that the checker counts, and why somebody is left."""

from dataclasses import replace

import pytest

from kerege.planning.cascade.checking import faults, unmet
from kerege.planning.cascade.kept import plain_programme, plain_years, programme_of, still_known, years_of
from kerege.planning.cascade.programme import Country, Event, Need, Programme, Topic, Years
from kerege.planning.cascade.telling import MONEY, ROOMS, TIME, TRAINERS, told
from kerege.planning.cascade.trimming import trimmed

pytestmark = pytest.mark.nodb

PROGRAMME = Programme(
    countries=(Country("AAA", "ru", 4, {"bio": 2}), Country("BBB", "ru", 4, {"bio": 1})),
    topics=(Topic("waste", "bio", 2, 10, staff=1),),
    needs=(Need("AAA", "waste", ((12, 3), (8, 1)), 5), Need("BBB", "waste", ((9, 2),), 5)),
    event=Event(places=2, cost=3, most=1),
    budget=(18, 10, 0),
    survive=(1000, 900, 810),
    days=3,
    lend=2,
    most_trained=1,
    tracks=("bio",),
)
PLAN = Years(
    courses={("AAA", "waste", 0): 2, ("BBB", "waste", 0): 1},
    trained={("AAA", "bio", 0): 1},
    events={("ru", "bio", 0): 1},
    borrowed={("AAA", "bio", 1): 1, ("BBB", "bio", 1): -1},
)


def test_what_is_told_is_what_the_checker_counts():
    assert faults(PROGRAMME, PLAN) == []
    found = told(PROGRAMME, PLAN)
    assert [(t.quarter, t.country, t.people, t.cost) for t in found.taught] == [(0, "AAA", 20, 10), (0, "BBB", 9, 5)]
    assert sum(q.points_left for q in found.quarters) == unmet(PROGRAMME, PLAN) == 0
    assert [(q.spent, q.budget, q.new, q.lent) for q in found.quarters] == [(18, 18, 1, 0), (0, 10, 0, 1), (0, 0, 0, 0)]
    assert [round(q.trainers["bio"], 2) for q in found.quarters] == [3.0, 3.7, 3.33]
    assert [(t.language, t.people, t.cost) for t in found.trained] == [("ru", (("AAA", 1),), 3)]
    assert [(lent.lenders, lent.borrowers) for lent in found.lent] == [((("BBB", 1),), (("AAA", 1),))]


def test_who_is_left_is_told_what_there_is_too_little_of():
    few = Years(courses={("AAA", "waste", 0): 1})
    found = told(PROGRAMME, few)
    assert sum(q.points_left for q in found.quarters) == unmet(PROGRAMME, few)
    assert [(each.left, dict(each.short)) for each in found.left] == [
        (10, {MONEY: 1, TIME: 2}),
        (9, {MONEY: 1, TIME: 2}),
    ]
    poor = replace(PROGRAMME, days=1, countries=tuple(replace(c, room_days=1) for c in PROGRAMME.countries))
    assert dict(told(poor, Years()).left[0].short) == {TRAINERS: 2, ROOMS: 3, MONEY: 1}


def test_programmes_and_plans_are_kept_as_they_are():
    assert programme_of(plain_programme(PROGRAMME)) == PROGRAMME
    assert years_of(plain_years(PLAN)) == PLAN
    smaller = replace(PROGRAMME, countries=PROGRAMME.countries[:1], needs=PROGRAMME.needs[:1])
    assert still_known(smaller, PLAN).courses == {("AAA", "waste", 0): 2}
    assert still_known(PROGRAMME, PLAN) == PLAN


def test_nobody_is_trained_or_lent_whom_no_course_needs():
    kept = trimmed(PROGRAMME, PLAN)
    assert (kept.courses, kept.trained, kept.events, kept.borrowed) == (PLAN.courses, {}, {}, {})
    rich = replace(PROGRAMME, budget=(18, 20, 20), needs=(Need("AAA", "waste", ((60, 3),), 5), PROGRAMME.needs[1]))
    busy = Years(
        courses={("AAA", "waste", 0): 2, ("AAA", "waste", 2): 2},
        trained={("AAA", "bio", 0): 1, ("AAA", "bio", 1): 1, ("BBB", "bio", 1): 1},
        events={("ru", "bio", 0): 1, ("ru", "bio", 1): 1},
        borrowed={("AAA", "bio", 2): 2, ("BBB", "bio", 2): -2},
    )
    one = replace(rich, countries=(Country("AAA", "ru", 4, {"bio": 2}), Country("BBB", "ru", 4, {"bio": 1})), days=2)
    assert faults(one, busy) == []
    kept = trimmed(one, busy)
    assert (faults(one, kept), unmet(one, kept)) == ([], unmet(one, busy))
    assert kept == trimmed(one, kept), "there is nothing left to take out"
    assert sum(kept.trained.values()) < sum(busy.trained.values())
    for at in kept.trained:
        fewer = replace(kept, trained={**kept.trained, at: kept.trained[at] - 1})
        assert faults(one, fewer), "each of those who are left is needed"
