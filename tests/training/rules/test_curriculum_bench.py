"""The measurement of large curricula measures what it says."""

import pytest

from bench.curricula import LINES, PAGES, changed, curriculum, lines_of, measured
from kerege.training.rules.curricula.merging import merge

pytestmark = pytest.mark.nodb


def test_all_ways_are_measured_in_each_round():
    found = measured(4, 2)
    found.pop("git merge-file", None)  # where there is no git it is left out
    assert {name: len(times) for name, times in found.items()} == dict.fromkeys(
        (
            "difflib over all lines",
            "difference",
            "difflib over all lines, twice",
            "merge",
            "merge and check",
        ),
        2,
    )


def test_both_sides_change_lines_and_the_merge_has_them():
    base = curriculum(8)
    assert len(lines_of(base)) == 8 * PAGES * LINES
    one, other = changed(base, 1), changed(base, 2)
    made = set(lines_of(merge(base, one, other).content))
    for side, seed in ((one, 1), (other, 2)):
        new = {line for line in lines_of(side) if line.startswith(f"changed {seed} ")}
        assert new
        assert len(new & made) > 0
