"""The language of conditions: what it can say, what it refuses, and that it cannot do anything else."""

import pytest

from kerege.capacity.rules.conditions import DEEPEST, holds, read, refs
from kerege.lib.refusal import Refusal

pytestmark = pytest.mark.nodb
ANSWERS = {"a": "yes", "n": "12.5", "m": "waste air", "empty": ""}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", True),
        ("${a} = 'yes'", True),
        ('${a} = "no"', False),
        ("'yes' = ${a}", True),
        ("${n} > 12 and ${n} <= 12.5", True),
        ("${n} = 12.50", True),
        ("${empty} > 0", False),
        ("${nobody} != 'x'", True),
        ("selected(${m}, 'air')", True),
        ("selected(${m}, 'ai')", False),
        ("not(${a} = 'yes')", False),
        ("${a} = 'no' or ${n} > 1 and ${a} = 'yes'", True),
        ("(${a} = 'no' or ${n} > 1) and ${a} = 'no'", False),
    ],
)
def test_what_a_condition_says(text, expected):
    assert holds(read(text, place="here"), ANSWERS) is expected


@pytest.mark.parametrize(
    "text",
    [
        "${a}",
        "${a} =",
        "${a} = yes",
        "${a} = 'yes' and",
        "(${a} = 'yes'",
        "${a} = 'yes')",
        "${A} = 'yes'",
        "count(${a}) > 1",
        "selected('a', ${a})",
        "__import__('os')",
        "${a} = 'yes' ; 1",
        ". > 5",
        "(" * (DEEPEST + 1) + "${a} = 1" + ")" * (DEEPEST + 1),
        "${a} = 'x'" + " or ${a} = 'x'" * 60,
    ],
)
def test_what_is_no_condition_is_refused_with_its_place(text):
    with pytest.raises(Refusal) as caught:
        read(text, place="sections[2].questions[3]")
    assert (caught.value.code, caught.value.data["place"]) == ("capacity.bad_condition", "sections[2].questions[3]")


def test_the_questions_that_it_speaks_of():
    assert set(refs(read("${a} = 1 or not(selected(${b}, 'x') and ${c} != ${d})", place=""))) == {"a", "b", "c", "d"}
    assert set(refs(None)) == set()
