"""Clusters are counted by hand beside the pyramid: at every zoom each point is in exactly one of them."""

import random
from collections import Counter

import pytest

from kerege.lib.clusters import ACROSS, Pyramid
from kerege.lib.geo import DEEPEST, DEEPEST_TILE, Spot, Tile, cell_of, tile_of

pytestmark = pytest.mark.nodb


@pytest.fixture(scope="module")
def points():
    dice = random.Random(53)  # noqa: S311 - the same points every time, no secret
    made = [(cell_of(Spot(dice.uniform(25, 60), dice.uniform(17, 124))), n) for n in range(1, 500)]
    return made + [(made[0][0], n) for n in range(500, 520)]  # twenty-one in one place


@pytest.mark.parametrize("z", [0, 1, 4, 7, 12])
def test_every_point_is_in_one_cluster_of_its_zoom(points, z):
    pyramid = Pyramid(points)
    tiles = {tile_of(spot, z) for spot in (c.spot for c in Pyramid(points).tile(Tile(0, 0, 0)))} | _tiles(points, z)
    found = [cluster for tile in tiles for cluster in pyramid.tile(tile)]
    expected = Counter(cell >> 2 * (DEEPEST - z - ACROSS) for cell, _ in points)
    assert sorted(c.count for c in found) == sorted(expected.values())
    assert sum(c.count for c in found) == len(points) == len(pyramid)


def _tiles(points, z):
    from kerege.lib.geo import apart

    return {Tile(z, *apart(cell >> 2 * (DEEPEST - z))) for cell, _ in points}


def test_a_tile_has_at_most_a_thousand_clusters(points):
    assert len(list(Pyramid(points).tile(Tile(0, 0, 0)))) <= 1024


def test_a_cluster_stands_in_the_middle_of_its_points():
    spots = [Spot(40.0, 70.0), Spot(40.0, 72.0), Spot(40.0, 74.0)]
    (cluster,) = Pyramid([(cell_of(s), n) for n, s in enumerate(spots, 1)]).tile(Tile(0, 0, 0))
    assert (cluster.count, cluster.one) == (3, 0)
    assert cluster.spot == pytest.approx(Spot(40.0, 72.0), abs=1e-4)


def test_the_only_point_of_a_cluster_is_named_and_stands_where_it_is():
    spot = Spot(40.53, 72.8)
    (cluster,) = Pyramid([(cell_of(spot), 7)]).tile(tile_of(spot, 9))
    assert (cluster.count, cluster.one) == (1, 7)
    assert cluster.spot == pytest.approx(spot, abs=2e-5)
    assert cell_of(spot) in cluster.cells


def test_points_of_one_place_stay_together_at_the_deepest_zoom(points):
    cell = points[0][0]
    (cluster,) = (c for z in [DEEPEST_TILE] for c in Pyramid(points).tile(_tile(cell, z)) if cell in c.cells)
    assert (cluster.count, cluster.one) == (21, 0)


def _tile(cell, z):
    from kerege.lib.geo import apart

    return Tile(z, *apart(cell >> 2 * (DEEPEST - z)))


def test_no_points_make_no_clusters():
    assert list(Pyramid([]).tile(Tile(0, 0, 0))) == []
