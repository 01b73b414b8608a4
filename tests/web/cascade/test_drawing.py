"""The picture of the cascade: bands run level beside the words of their column."""

import re

import pytest

from kerege.web.cascade.drawing import BAR, Band, Node, bands

pytestmark = pytest.mark.nodb

PATH = re.compile(r'd="M([\d.]+) ([\d.]+) H([\d.]+) C[\d.]+ ([\d.]+) [\d.]+ ([\d.]+) ([\d.]+) ([\d.]+)"')


def drawn(generations, *, rtl=False):
    """The second country's courses are above those of the first in the last generation, so that its band rises."""
    nodes = [Node(g, code, 1, f"{code} with many words", "", "/") for g in generations for code in ("AAA", "BBB")]
    between = [Band((g, "BBB"), (g + 1, "AAA"), 1, "", True) for g in generations[:-1]]
    made = bands(nodes, between, headings={g: f"Generation {g}" for g in generations}, title="Bands", rtl=rtl)
    return [tuple(float(n) for n in found) for found in PATH.findall(str(made))]


@pytest.mark.parametrize(
    ("generations", "rtl", "level"),
    [
        ((1, 2), False, 300),
        ((1, 2), True, -300),
        ((1, 2, 3), False, 214),
        ((1, 2, 3), True, -214),
        (range(1, 9), False, 0),
    ],
)
def test_a_band_that_rises_bends_where_the_words_of_its_column_are_over(generations, rtl, level):
    paths = drawn(tuple(generations), rtl=rtl)
    assert len(paths) == len(generations) - 1
    for x, y, until, leaves, arrives, end, target in paths:
        assert (round(until - x), leaves, arrives) == (level, y, target)
        assert target < y, "it rises, and its words stand above it"
        assert (end > until) != rtl
        assert abs(end - x) > BAR
