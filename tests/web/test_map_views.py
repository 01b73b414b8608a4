"""A part of the picture: it holds its box, no larger than its lines are worth, and names have room."""

import re

import pytest

from kerege.lib.geo import Box
from kerege.web.shell import maps
from kerege.web.shell.map_views import LARGEST, WHOLE, TownLabel, view_of, with_room
from kerege.web.shell.maps import Dot, MapValue, region_map, standalone, view_for

pytestmark = pytest.mark.nodb
FERGANA = Box(69.0, 39.5, 73.5, 41.8)


def test_a_box_fills_the_picture_and_stays_inside():
    view, size = view_for(FERGANA), maps.shapes()
    assert 4 < view.scale <= LARGEST
    for lon in (FERGANA.west, FERGANA.east):
        for lat in (FERGANA.south, FERGANA.north):
            x, y = view.at(*maps.place(lon, lat))
            assert (-0.01 <= x <= size["width"] + 0.01, -0.01 <= y <= size["height"] + 0.01) == (True, True)


@pytest.mark.parametrize("box", [None, Box(-180, -90, 180, 90), Box(170, 40, -170, 50)])
def test_the_whole_region_is_the_whole_picture(box):
    assert view_for(box) == WHOLE


def test_a_point_is_enlarged_no_further_than_the_lines_are_worth():
    assert view_for(Box(71.43, 51.12, 71.431, 51.121)).scale == LARGEST
    assert view_of([(5, 5), (6, 6)], 960, 472).dx == 0, "not beyond the edge"


def test_dots_and_labels_keep_their_size_and_move_with_the_land():
    values = {"UZB": MapValue(2, "", "Uzbekistan: 2", "Uzbekistan")}
    drawn = region_map(values, title="x", dots=[Dot(71.0, 40.5, "one")], box=FERGANA)
    whole = region_map(values, title="x", dots=[Dot(71.0, 40.5, "one")])
    (x, y), (cx, cy) = view_for(FERGANA).at(*maps.place(71.0, 40.5)), _circle(drawn)
    assert (cx, cy) == pytest.approx((x, y), abs=0.06)
    assert (_circle(whole), 'r="5"' in drawn) == (pytest.approx(maps.place(71.0, 40.5), abs=0.06), True)
    assert ("<g transform=" in drawn, "<g transform=" in whole) == (True, False)


def _circle(picture):
    return tuple(float(n) for n in re.search(r'class="map__dot" r="5" cx="([-\d.]+)" cy="([-\d.]+)"', picture).groups())


def test_lines_stay_thin_on_a_page_and_in_a_file():
    drawn = region_map({}, title="x", box=FERGANA)
    assert drawn.count("non-scaling-stroke") == 2
    alone = standalone(drawn, scale=view_for(FERGANA).scale)
    assert "non-scaling-stroke" not in alone
    assert f"stroke-width:{0.9 / view_for(FERGANA).scale:.3g}" in alone


def test_of_names_that_would_stand_on_each_other_the_first_has_the_room():
    labels = [(100, 100, "Osh"), (105, 102, "Uzgen"), (300, 100, "Naryn"), (-5, 50, "Outside"), (500, 468, "Edge")]
    assert with_room(labels, 960, 472) == [(100, 100, "Osh"), (300, 100, "Naryn")]


def test_towns_stand_on_the_picture_under_the_names_that_they_were_given():
    towns = [TownLabel(72.8, 40.53, "Ош"), TownLabel(69.3, 41.3, "Ташкент"), TownLabel(106.9, 47.9, "Улаанбаатар")]
    drawn = region_map({}, title="x", box=FERGANA, towns=towns)
    assert re.findall(r'class="map__place".*?>([^<>]+)</text>', drawn) == ["Ош", "Ташкент"]
