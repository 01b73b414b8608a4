"""The bench of badges, small: what it issues is valid, or it stops."""

import pytest

from bench import badges

pytestmark = pytest.mark.nodb


def test_the_four_ways_take_turns_and_are_told():
    rates = badges.measured(4, rounds=2)
    assert list(rates) == ["bare signature", "badge issued", "bare verification", "badge verified"]
    assert min(rates.values()) > 0


def test_a_bench_that_issues_what_is_not_valid_stops(monkeypatch):
    monkeypatch.setattr(badges, "AT", badges.AT.replace(year=2030))
    with pytest.raises(SystemExit, match="not valid"):
        badges.ways(1)["badge verified"]()
