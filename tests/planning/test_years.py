"""Plans over years: as good as trying everything, never against a rule, never beaten by what is called the bound."""

import random
from dataclasses import replace
from itertools import product

import pytest

from kerege.planning.cascade import solving
from kerege.planning.cascade.checking import faults, unmet
from kerege.planning.cascade.programme import Country, Event, Need, Programme, Topic, Years
from kerege.planning.cascade.rows import rows_of
from kerege.planning.cascade.sharing import Sharing
from kerege.planning.cascade.solving import Effort, Step, solve
from kerege.planning.cascade.trimming import trimmed
from kerege.planning.linear.relaxing import proved, relax, relax_partly, relax_with_prices

pytestmark = pytest.mark.nodb


def small(seed: int) -> Programme:
    chance = random.Random(seed)  # noqa: S311 - nothing is kept secret by it
    return Programme(
        countries=tuple(
            Country(key, "ru", chance.randint(2, 6), {"bio": trainers})
            for key, trainers in (("AAA", 1), ("BBB", chance.randint(0, 1)))
        ),
        topics=(Topic("waste", "bio", chance.randint(1, 2), 10, staff=chance.randint(1, 2)),),
        needs=tuple(
            Need(key, "waste", ((chance.randint(5, 12), 3), (chance.randint(1, 8), 1)), chance.randint(2, 5))
            for key in ("AAA", "BBB")
        ),
        event=Event(places=2, cost=chance.randint(1, 4), most=1),
        budget=(chance.randint(4, 9), chance.randint(6, 14)),
        survive=(1000, 850),
        days=3,
        lend=1,
        most_trained=1,
        tracks=("bio",),
    )


BOTH = ("AAA", "BBB")


def least_unmet(programme: Programme) -> int:
    """Of all plans that the checker lets pass; it knows no solver."""
    found = programme.nothing
    for trained in product(range(2), repeat=2):
        for lent in product((-1, 0, 1), repeat=2):
            for counts in product(range(3), repeat=4):
                plan = Years(
                    courses={(c, "waste", q): counts[2 * q + n] for q in range(2) for n, c in enumerate(BOTH)},
                    trained={("AAA", "bio", 0): trained[0], ("BBB", "bio", 0): trained[1]},
                    events={("ru", "bio", 0): int(any(trained))},
                    borrowed={(c, "bio", q): s * lent[q] for q in range(2) for c, s in (("AAA", 1), ("BBB", -1))},
                )
                if (left := unmet(programme, plan)) < found and not faults(programme, plan):
                    found = left
    return found


@pytest.mark.parametrize("seed", range(5))
def test_no_plan_leaves_less_than_the_one_that_is_proved_the_best(seed):
    programme = small(seed)
    solved = solve(programme, effort=Effort(seconds=20, workers=1))
    assert faults(programme, solved.plan) == []
    assert solved.unmet == unmet(programme, solved.plan) == solved.bound == least_unmet(programme)
    assert solved.gap == 0
    assert (faults(programme, kept := trimmed(programme, solved.plan)), unmet(programme, kept)) == ([], solved.unmet)
    rows = rows_of(programme)
    assert (
        programme.nothing - relax(rows, 5).bound
        <= programme.nothing - relax_partly(rows, list(rows.events.values()), 5).bound + 1e-6
        <= solved.unmet + 1e-6
    )
    found, prices = relax_with_prices(rows, 5)
    assert found.bound == proved(rows, prices) == pytest.approx(relax(rows, 5).bound)
    assert rows.value(rows.values_of(solved.plan)) == programme.nothing - solved.unmet


def region(countries: int, languages: int) -> Programme:
    chance = random.Random(countries)  # noqa: S311 - nothing is kept secret by it
    tracks = ("bio", "law")
    return Programme(
        countries=tuple(
            Country(f"c{n}", f"l{n % languages}", 30, {track: chance.randint(0, 3) for track in tracks})
            for n in range(countries)
        ),
        topics=tuple(Topic(f"t{n}", tracks[n % 2], 1 + n % 3, 12) for n in range(6)),
        needs=tuple(
            Need(f"c{n}", f"t{m}", ((chance.randint(5, 80), chance.randint(1, 9)),), chance.randint(3, 12))
            for n in range(countries)
            for m in range(6)
        ),
        event=Event(places=8, cost=15, most=1),
        budget=(30 * countries,) * 8,
        survive=tuple(round(1000 * 0.95**n) for n in range(8)),
        days=10,
        lend=4,
        most_trained=8,
        tracks=tracks,
    )


@pytest.mark.parametrize(("countries", "languages"), [(6, 2), (13, 3)])
def test_at_size_each_plan_on_the_way_is_better_and_keeps_to_all(countries, languages, monkeypatch):
    programme, told = region(countries, languages), []
    solved = solve(programme, effort=Effort(60), stop=lambda: any(one.step is Step.FIRST for one in told),
                   told=told.append)  # fmt: skip
    assert faults(programme, solved.plan) == []
    assert solved.bound <= solved.unmet == unmet(programme, solved.plan) < programme.nothing
    assert 0 <= solved.gap < 0.5, "even the plan of the first moment follows the relaxation"
    monkeypatch.setattr(solving, "NEAR", 1.0)
    better = solve(programme, earlier=solved.plan, effort=Effort(3), told=told.append,
                   stop=lambda: any(one.step is Step.BETTER for one in told))  # fmt: skip
    assert faults(programme, better.plan) == []
    assert better.unmet == unmet(programme, better.plan) <= solved.unmet
    left = [one.unmet for one in told if one.step is not Step.BOUND]
    assert left == sorted(left, reverse=True)


def test_languages_by_themselves_prove_nearly_what_all_together_prove_and_share_all_money():
    programme = region(13, 3)
    parts = [[c.key for c in programme.countries if c.language == language] for language in programme.languages]
    sharing = Sharing(programme, parts, 1, lambda: False)
    assert sharing.bound is None
    shared = sharing.share()
    whole = relax(rows_of(programme), 20).bound
    assert whole <= sharing.bound + 1e-6
    assert sharing.bound < whole * 1.01
    for quarter, budget in enumerate(programme.budget):
        assert budget - len(parts) <= sum(money[quarter] for money in shared.money) <= budget
    loose = sharing.bound
    if sharing.prove(0, 20):
        assert programme.nothing - loose < programme.nothing - sharing.bound


def test_languages_of_few_countries_share_a_part():
    parts = solving.packed([["a"], ["b", "c", "d"], ["e", "f"], ["g"]], 3)
    assert parts == [["b", "c", "d"], ["e", "f", "a"], ["g"]]
    assert solving.packed([["a"], ["b"]], 3) == [["a", "b"]]


def test_an_earlier_plan_that_no_longer_keeps_to_the_programme_is_not_kept():
    programme = small(3)
    whole = solve(programme, effort=Effort(seconds=20, workers=1)).plan
    poorer = replace(programme, budget=(0, 0))
    assert faults(poorer, whole) != []
    assert solve(poorer, earlier=whole, effort=Effort(seconds=20, workers=1)).plan == Years()


def test_what_of_an_earlier_plan_can_still_be_done_is_where_the_search_begins():
    programme, told = region(6, 2), []
    plan = solve(programme, effort=Effort(60), stop=lambda: any(one.step is Step.FIRST for one in told),
                 told=told.append).plan  # fmt: skip
    fewer = {country.key: {track: max(0, n - 1) for track, n in country.trainers.items()}
             for country in programme.countries}  # fmt: skip
    gone = replace(programme, countries=tuple(replace(c, trainers=fewer[c.key]) for c in programme.countries))
    assert faults(gone, plan) != []
    again = solve(gone, earlier=plan, stop=lambda: True)
    assert faults(gone, again.plan) == []
    assert unmet(programme, plan) < unmet(gone, again.plan) < programme.nothing // 2


def test_a_course_for_new_trainers_is_held_also_where_only_a_part_of_one_is_wanted_in_a_quarter():
    topics = tuple(Topic(f"t{n}", "bio", 3, 10, staff=1) for n in range(40))
    programme = Programme(
        countries=(Country("c", "ru", 200, {"bio": 1}),),
        topics=topics,
        needs=tuple(Need("c", topic.key, ((10, 1),), 1) for topic in topics),
        event=Event(places=100, cost=5, most=1),
        budget=(40,) * 12,
        survive=(1000,) * 12,
        days=6,
        lend=0,
        most_trained=4,
        tracks=("bio",),
    )
    told = []
    found = solve(programme, effort=Effort(20), told=told.append,
                  stop=lambda: any(one.step is Step.FIRST and one.plan is not None for one in told))  # fmt: skip
    assert sum(found.plan.events.values()) > 0, "without one, sixteen courses have no trainer"


def test_who_stops_at_once_gets_what_there_was():
    programme = region(6, 2)
    nothing = solve(programme, effort=Effort(seconds=60), stop=lambda: True)
    assert (nothing.plan, nothing.unmet) == (Years(), programme.nothing)
    assert 0 <= nothing.bound < nothing.unmet
