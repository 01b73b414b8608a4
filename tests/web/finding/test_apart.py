"""Dots of a picture that would stand on each other are one, so that every figure can be read."""

import math
import random

import pytest

from kerege.inventory.queries import Mark
from kerege.lib.geo import Box, Spot
from kerege.web.finding.apart import apart
from kerege.web.shell.maps import WHOLE, radius_of, view_for

pytestmark = pytest.mark.nodb


def overlapping(groups):
    return [
        (a, b)
        for n, a in enumerate(groups)
        for b in groups[n + 1 :]
        if a.count + b.count > 2 and math.dist((a.x, a.y), (b.x, b.y)) < radius_of(a.count) + radius_of(b.count)
    ]


def region(n: int, seed: int = 7):
    chance = random.Random(seed)  # noqa: S311 - positions of a test
    return [
        Mark(Spot(lat=chance.uniform(35, 52), lon=chance.uniform(55, 85)), chance.choice((1, 1, 4, 30, 700)))
        for _ in range(n)
    ]


@pytest.mark.parametrize("box", [None, Box(66, 38, 76, 44)])
def test_no_figure_stands_on_another_dot_and_every_facility_is_counted(box):
    points, areas, view = region(300), region(40, seed=8), view_for(box)
    alone = apart(points[:1], [], view)
    assert [(g.spot, g.count, g.area, g.mixed) for g in alone] == [(points[0].spot, points[0].count, False, False)]
    groups = apart(points, areas, view)
    assert overlapping(groups) == []
    assert sum(g.count for g in groups) == sum(m.count for m in points + areas)
    assert len(groups) > 20


def test_two_single_facilities_stay_two_and_keep_their_places():
    near = [Mark(Spot(lat=42.0, lon=70.0), 1, "a"), Mark(Spot(lat=42.1, lon=70.1), 1, "b")]
    assert sorted(g.marks[0].key for g in apart(near, [], WHOLE)) == ["a", "b"]


def test_a_place_and_a_region_that_meet_are_one_that_says_so():
    (group,) = apart([Mark(Spot(lat=42.0, lon=70.0), 3)], [Mark(Spot(lat=42.0, lon=70.4), 1)], WHOLE)
    assert (group.count, group.area, group.mixed) == (4, False, True)
    assert group.spot == Spot(lat=42.0, lon=pytest.approx(70.1))
