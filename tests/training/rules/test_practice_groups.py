"""Groups that are mixed evenly and again the same, stations that nobody meets twice, and what an activity needs."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kerege.lib.refusal import Refusal
from kerege.training.rules.practice_groups import (
    Need,
    Participant,
    Station,
    groups_for,
    mixed,
    needed,
    rotation,
    stations_of,
)
from kerege.training.rules.practice_plan import by_hand

pytestmark = pytest.mark.nodb
NINE = datetime(2026, 11, 26, 9, tzinfo=UTC)
PEOPLE = st.lists(
    st.builds(
        Participant,
        st.uuids().map(str),
        st.sampled_from(["KAZ", "KGZ", "UZB"]),
        st.sampled_from(["lab", "clinic", "border"]),
    ),
    min_size=1,
    max_size=30,
    unique_by=lambda one: one.key,
)


def even(counts, groups):
    sizes = [counts.get(each, 0) for each in range(1, groups + 1)]
    return max(sizes) - min(sizes) <= 1


@given(PEOPLE, st.data())
def test_groups_are_even_by_size_country_and_institution_and_come_out_the_same_again(people, data):
    groups = data.draw(st.integers(1, len(people)))
    again = data.draw(st.integers(0, 3))
    found = mixed(people, groups, again=again)
    assert found == mixed(reversed(people), groups, again=again)
    assert set(found) == {each.key for each in people}
    assert even(Counter(found.values()), groups)
    for country in {each.country for each in people}:
        assert even(Counter(found[each.key] for each in people if each.country == country), groups)
    for place in {(each.country, each.institution) for each in people}:
        assert even(Counter(found[each.key] for each in people if (each.country, each.institution) == place), groups)


def test_another_mixture_is_another_one():
    people = [Participant(str(n), "KAZ", "lab") for n in range(12)]
    assert mixed(people, 3) != mixed(people, 3, again=1)


@pytest.mark.parametrize("groups", [0, -1, 3])
def test_groups_that_cannot_be_are_refused(groups):
    with pytest.raises(Refusal, match=r"training\.groups_wrong"):
        mixed([Participant("a"), Participant("b")], groups)


@pytest.mark.parametrize(("people", "size", "groups"), [(12, 4, 3), (14, 4, 4), (3, 4, 1), (0, 4, 1), (9, 0, 1)])
def test_how_many_groups_of_a_size(people, size, groups):
    assert groups_for(people, size) == groups


@given(st.integers(1, 7), st.integers(1, 7), st.integers(1, 30))
def test_each_group_is_at_each_station_once_and_never_with_another(stations, groups, minutes):
    places = [Station(f"s{n}", minutes) for n in range(stations)]
    rounds = rotation(places, groups, starts=NINE, ends=NINE + timedelta(minutes=minutes * max(stations, groups)))
    for group in range(groups):
        met = [each.places[group] for each in rounds if each.places[group]]
        assert sorted(met) == sorted(each.key for each in places)
    for each in rounds:
        taken = [place for place in each.places if place]
        assert len(taken) == len(set(taken))
    assert [each.ends for each in rounds[:-1]] == [each.starts for each in rounds[1:]]
    with pytest.raises(Refusal, match=r"training\.rotation_too_long"):
        rotation(places, groups, starts=NINE, ends=rounds[-1].ends - timedelta(minutes=1))


def test_a_round_lasts_as_long_as_the_longest_station_and_says_what_is_missing():
    stations = [Station("ppe", 15), Station("spill", 20)]
    with pytest.raises(Refusal) as refusal:
        rotation(stations, 3, starts=NINE, ends=NINE + timedelta(minutes=59))
    assert refusal.value.data == {"rounds": 3, "needed": 60, "there": 59}


@pytest.mark.parametrize(("stations", "groups", "code"), [([], 2, "no_stations"), ([Station("a", 5)], 0, "no_groups")])
def test_a_rotation_wants_stations_and_groups(stations, groups, code):
    with pytest.raises(Refusal, match=f"training.{code}"):
        rotation(stations, groups, starts=NINE, ends=NINE + timedelta(hours=9))


@pytest.mark.parametrize(
    ("minutes", "steps", "keys"),
    [
        (20, [("a", 20), ("b", 20), ("change", 5)], ["x/a", "x/b"]),
        (20, [("a", 20), ("b", 10)], ["x"]),
        (20, [], ["x"]),
        (0, [("a", 0), ("b", 0)], []),
    ],
)
def test_the_stations_of_an_activity_are_its_steps_of_that_length_or_itself(minutes, steps, keys):
    assert [each.key for each in stations_of("x", minutes=minutes, steps=steps)] == keys


def test_materials_are_counted_for_people_groups_and_the_course():
    needs = [
        Need("gloves", 2, "person"),
        Need("kit", 1, "group"),
        Need("poster", 3, "course"),
        Need("kit", 1, "course"),
    ]
    assert needed(needs, people=12, groups=3) == {"gloves": 24, "kit": 4, "poster": 3}
    assert needed(needs, people=0, groups=0) == {"gloves": 0, "kit": 2, "poster": 3}


@pytest.mark.parametrize(
    ("line", "number", "what"),
    [
        ("10 gloves", 10, "gloves"),
        ("10 l container", 1, "10 l container"),
        ("3 × 10 l container", 3, "10 l container"),
        ("2 х ведро 10 л", 2, "ведро 10 л"),
        ("10 литров раствора", 1, "10 литров раствора"),
        ("2 x-ray films", 2, "x-ray films"),
        ("tape", 1, "tape"),
    ],
)
def test_what_is_measured_is_one_thing_and_what_is_counted_is_many(line, number, what):
    told = by_hand(
        kind="lecture", title="T", lang="en", minutes=5, group=0, rotation=0, steps="Do", checklist="", materials=line
    )
    (found,) = told["materials"]
    assert (found["number"], found["what"]) == (number, {"en": what})
