"""The rules of the house hold everywhere, and each of them bites."""

from functools import cache

import pytest

from tests.house.rule import Rule, tree
from tests.house.rules_doors import RULES_OF_DOORS
from tests.house.rules_files import RULES_OF_FILES
from tests.house.rules_writes import RULES_OF_WRITING

pytestmark = pytest.mark.nodb
RULES = [*RULES_OF_WRITING, *RULES_OF_FILES, *RULES_OF_DOORS]
GOOD = [pytest.param(rule, *example, id=f"{rule.name}-{n}") for rule in RULES for n, example in enumerate(rule.good)]
BAD = [pytest.param(rule, *example, id=f"{rule.name}-{n}") for rule in RULES for n, example in enumerate(rule.bad)]


@cache
def faults_everywhere() -> dict[str, list[str]]:
    """By rule: file by file and not rule by rule, so that each file is parsed once."""
    found: dict[str, list[str]] = {rule.name: [] for rule in RULES}
    for path, text in tree().items():
        for rule in RULES:
            if path not in rule.waived:
                found[rule.name] += rule.faults(path, text)
    return found


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_rule_holds_everywhere(rule: Rule):
    faults = faults_everywhere()[rule.name]
    assert not faults, f"{rule.name}: {rule.why}\n" + "\n".join(faults)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_waiver_is_needed_and_has_a_reason(rule: Rule):
    for path, reason in rule.waived.items():
        assert len(reason.split()) >= 4, f"{path}: say why"
        assert rule.faults(path, tree().get(path, "")), f"{path}: nothing to waive there any more"


@pytest.mark.parametrize(("rule", "path", "text"), GOOD)
def test_a_good_example_passes(rule: Rule, path: str, text: str):
    assert rule.faults(path, text) == []


@pytest.mark.parametrize(("rule", "path", "text"), BAD)
def test_a_bad_example_is_found(rule: Rule, path: str, text: str):
    assert rule.faults(path, text)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_has_examples_of_both_kinds(rule: Rule):
    assert rule.good
    assert rule.bad
