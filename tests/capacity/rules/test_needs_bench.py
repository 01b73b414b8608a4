"""The trial of needs in a small form: the rules and the floor beside them come to the same points."""

import tomllib

import pytest

from bench import needs
from kerege.capacity.rules.policy import read

pytestmark = pytest.mark.nodb


def test_the_rules_and_the_floor_come_to_the_same_points(capsys):
    policy = read(tomllib.loads(needs.POLICY.read_text(encoding="utf-8"))["content"])
    _spent, _bare, count, same = needs.whole(policy, 12, 4)
    assert (count, same) == (48, True)
    assert needs.floor(policy, needs.places(0, 1, 4)[0]) > 0, (
        "somebody is in need, so that there is something to agree on"
    )
    needs.main(["12", "4"])
    assert "12 units × 4 competences = 48 needs; the floor gives the same points: True" in capsys.readouterr().out
