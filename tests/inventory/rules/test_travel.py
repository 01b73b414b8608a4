"""Travel times: bands, the newest of each means and season, and what is no time."""

from datetime import date

import pytest

from kerege.inventory.rules.travel import MOST_MINUTES, Leg, Travel, band_of, check_leg, newest, within
from kerege.inventory.words.travel import Band
from kerege.lib.refusal import Refusal

pytestmark = pytest.mark.nodb
DAY = date(2026, 11, 1)


def leg(minutes, mode="road", season="all", on=DAY):
    return Leg(minutes, mode, season, on, "S1")


@pytest.mark.parametrize(
    ("minutes", "band"),
    [(1, "hour"), (60, "hour"), (61, "three_hours"), (180, "three_hours"), (181, "six_hours"), (360, "six_hours"),
     (361, "day"), (1440, "day"), (1441, "more"), (None, "unknown")],
)  # fmt: skip
def test_every_time_has_a_band_and_none_is_unknown(minutes, band):
    assert band_of(minutes) == band


def test_a_band_ends_where_the_next_begins_and_the_last_ends_nowhere():
    assert [within(b) for b in Band] == [60, 180, 360, 1440, None, None]
    assert within("") is None


def test_of_each_means_and_season_the_newest_counts_and_the_quickest_stands_first():
    old, new, winter, rail = leg(100, on=date(2020, 1, 1)), leg(140), leg(200, season="winter"), leg(90, "rail")
    assert newest([new, winter, old, rail]) == (rail, new, winter)


def test_the_way_there_and_the_way_back_are_two_things():
    assert Travel(back=(leg(30),)).band == Band.UNKNOWN
    assert Travel(there=(leg(30),)).band == Band.HOUR


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"goal": "A"}, "inventory.same_town"),
        ({"minutes": 0}, "inventory.bad_minutes"),
        ({"minutes": MOST_MINUTES + 1}, "inventory.bad_minutes"),
        ({"on": date(2026, 11, 2)}, "inventory.time_of_the_future"),
    ],
)
def test_what_is_no_travel_time_is_refused(wrong, code):
    given = {"start": "A", "goal": "B", "minutes": 90, "on": DAY, "today": DAY}
    check_leg(**given)
    with pytest.raises(Refusal) as refusal:
        check_leg(**given | wrong)
    assert refusal.value.code == code
