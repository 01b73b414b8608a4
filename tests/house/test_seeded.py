"""The seeded leaks of tests/seeded fit the program: each change finds its place, and each has a check of its own."""

import ast
from dataclasses import replace

import pytest

from tests.house.rule import ROOT
from tests.seeded.leaks import LEAKS
from tools import mutants

pytestmark = pytest.mark.nodb


@pytest.mark.parametrize("leak", LEAKS, ids=lambda leak: leak.name)
def test_a_leak_changes_one_place_and_stays_a_program(leak):
    for path, old, new in leak.edits:
        text = (ROOT / path).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"tests/seeded/leaks.py: {leak.name} does not find its place in {path} any more"
        ast.parse(text.replace(old, new))


def test_the_tool_refuses_a_leak_whose_place_is_gone(capsys):
    """A change that is written nowhere would be "caught by nobody", or by whatever fails by itself."""
    gone = replace(LEAKS[0], edits=(("kerege/records/scope.py", "what stands nowhere", ""),))
    twice = replace(LEAKS[0], edits=(("kerege/records/scope.py", "import", ""),))
    assert [mutants.misplaced(leak) for leak in (gone, twice, LEAKS[0])] == [["kerege/records/scope.py"]] * 2 + [[]]
    assert mutants.main(["no_such_leak"]) == 2
    assert capsys.readouterr().err == "no_such_leak: there is no such leak\n"


def test_the_tool_stops_before_anything_runs(monkeypatch, capsys):
    gone = replace(LEAKS[0], edits=(("kerege/records/scope.py", "what stands nowhere", ""),))
    monkeypatch.setattr("tests.seeded.leaks.LEAKS", (gone, *LEAKS[1:]))
    monkeypatch.setattr(mutants, "_failures", lambda *_, **__: pytest.fail("nothing may run"))
    assert mutants.main([]) == 2
    assert capsys.readouterr().err == f"{gone.name}: its place in kerege/records/scope.py is gone\n"


def test_there_are_enough_of_them_and_each_has_a_check():
    checks = {
        node.name
        for node in ast.parse((ROOT / "tests/seeded/proofs.py").read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef)
    }
    assert len({leak.name for leak in LEAKS}) == len(LEAKS) >= 20
    assert [leak.name for leak in LEAKS if f"test_{leak.name}" not in checks] == []
