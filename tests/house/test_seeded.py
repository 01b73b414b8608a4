"""The seeded leaks of tests/seeded fit the program: each change finds its place, and each has a check of its own."""

import ast

import pytest

from tests.house.rule import ROOT
from tests.seeded.leaks import LEAKS

pytestmark = pytest.mark.nodb


@pytest.mark.parametrize("leak", LEAKS, ids=lambda leak: leak.name)
def test_a_leak_changes_one_place_and_stays_a_program(leak):
    for path, old, new in leak.edits:
        text = (ROOT / path).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"tests/seeded/leaks.py: {leak.name} does not find its place in {path} any more"
        ast.parse(text.replace(old, new))


def test_there_are_enough_of_them_and_each_has_a_check():
    checks = {
        node.name
        for node in ast.parse((ROOT / "tests/seeded/proofs.py").read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef)
    }
    assert len({leak.name for leak in LEAKS}) == len(LEAKS) >= 20
    assert [leak.name for leak in LEAKS if f"test_{leak.name}" not in checks] == []
