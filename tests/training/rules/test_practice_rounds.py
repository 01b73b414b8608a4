"""Where a group is: from the set of what was recorded, in any order, beside the plan."""

import itertools
from datetime import UTC, datetime, timedelta

import pytest

from kerege.training.rules.practice_events import Event, standing
from kerege.training.rules.practice_groups import Station, rotation
from kerege.training.rules.practice_rounds import ways

pytestmark = pytest.mark.nodb
NINE = datetime(2026, 10, 5, 9, tzinfo=UTC)
STATIONS = [Station("a", 20), Station("b", 20)]


def event(n, group, station, value, *, device="one", off=0):
    at = NINE + timedelta(minutes=n) - timedelta(seconds=off)
    return Event(f"e{n}", device, n, "round", f"group-{group}", station, value, at, at, off=off)


def told(events):
    rounds = rotation(STATIONS, 2, starts=NINE, ends=NINE + timedelta(hours=1))
    planned = {(n, key): each.starts for each in rounds for n, key in enumerate(each.places, 1)}
    stands = {(int(subject[-1]), item): each for (_, subject, item), each in standing(events).items()}
    return [
        ([stay.station.key for stay in way.here], way.next and way.next.station.key, way.lost)
        for way in ways(STATIONS, planned, stands, 2)
    ]


def test_before_anything_each_group_goes_where_the_plan_begins():
    assert told([]) == [([], "a", False), ([], "b", False)]


def test_where_groups_are_does_not_rest_on_the_order_of_arrival():
    events = [event(1, 1, "a", "begun"), event(2, 2, "b", "begun"), event(3, 1, "a", "done"), event(4, 1, "b", "begun")]
    found = {str(told(order)) for order in itertools.permutations(events)}
    assert found == {str([(["b"], None, False), (["b"], "a", False)])}


def test_a_group_that_two_devices_saw_at_two_stations_is_told_as_such():
    assert told([event(1, 1, "a", "begun"), event(2, 1, "b", "begun", device="two")])[0] == (["a", "b"], None, True)


def test_a_station_of_which_devices_say_different_things_is_no_next_one():
    events = [event(1, 1, "a", "begun"), event(2, 1, "a", "skipped", device="two")]
    assert told(events)[0] == ([], "b", False)


def test_a_clock_that_was_a_year_off_changes_nothing_of_the_time_that_is_left():
    year = 365 * 24 * 3600
    rows = standing([event(5, 1, "a", "begun", off=year)])
    (way, _) = ways(STATIONS, {}, {(1, "a"): next(iter(rows.values()))}, 2)
    assert way.here[0].until == NINE + timedelta(minutes=25)
