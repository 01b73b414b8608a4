"""No pattern of ours can be made to run for ever by a text that somebody sends."""

import ast
import re
import time

import pytest

from tests.house.rule import nodes, python

pytestmark = pytest.mark.nodb

LENGTH = 2_000
PIECES = ["a", "1", " ", "-", ".", "/", "a.", "a-", "a@", " a", "?a", "a=", "\u044b"]
ENDS = ["!", "\n", "\0"]
FUNCTIONS = {"compile", "match", "fullmatch", "search", "sub", "findall", "finditer", "split"}


def patterns():
    """Every pattern with something repeated that is written as a constant in a call of the module re, by the file and
    line where it stands first: one that repeats nothing reads no text twice.
    """
    seen = set()
    for path, text in (file for file in python() if "re." in file[1]):
        for node in nodes(text):
            call = node.func if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) else None
            if call is None or not (isinstance(call.value, ast.Name) and call.value.id == "re"):
                continue
            if call.attr in FUNCTIONS and isinstance(node.args[0], ast.Constant) and _new(node.args[0].value, seen):
                yield node.args[0].value, f"{path}:{node.lineno}"


def _new(pattern, seen):
    """Whether a pattern repeats something and was not among those seen, to which it is added."""
    if pattern in seen or not set(pattern) & set("*+{"):
        return False
    seen.add(pattern)
    return True


def slowest(pattern, length=LENGTH):
    """The hostile text on which the pattern takes longest, with the seconds."""
    compiled, worst = re.compile(pattern), (0.0, "")
    for piece in PIECES:
        for end in ENDS:
            text = (piece * length)[:length] + end
            start = time.process_time()
            compiled.search(text)
            worst = max(worst, (time.process_time() - start, piece + end))
            if worst[0] > 0.5:
                return worst
    return worst


def test_no_text_makes_a_pattern_run_long():
    """One test of all patterns: as many tests would make every process that collects them read the whole program."""
    found = {f"{place} {pattern!r}": slowest(pattern) for pattern, place in patterns()}
    assert len(found) > 100
    assert {place: told for place, told in found.items() if told[0] >= 0.2} == {}, "seconds, and the text repeated"


@pytest.mark.parametrize("pattern", [r"(a+)+@$", r"^(1|1)+$"])
def test_the_search_finds_patterns_that_run_long(pattern):
    assert slowest(pattern, 24)[0] > 0.2
