"""Conflicts that are decided for neither side: which value of one's own can be given, and what comes of it."""

import pytest

from kerege.lib.refusal import Refusal
from kerege.training.rules.curricula import checked
from kerege.training.rules.curricula.editing import add, move, remove
from kerege.training.rules.curricula.merging import merge
from kerege.training.rules.curricula.settling import order_asked, places_asked, say_own, settle, text_asked, value_asked
from tests.training.rules.lessons import outcome, part, two
from tests.training.rules.test_curriculum_merging import BASE, edited, ids

pytestmark = pytest.mark.nodb


def only(found):
    """What came out, and its one conflict."""
    (conflict,) = found.conflicts
    return found.content, conflict


def code_of(content, conflict, value):
    with pytest.raises(Refusal) as caught:
        checked(settle(content, conflict, value))
    return caught.value.code


@pytest.mark.parametrize(
    ("name", "field", "sides", "own", "wrong", "code"),
    [
        ("risk", "minutes", (45, 60), 50, 6_001, "training.curriculum_bad_number"),
        ("risk-o1", "bloom", ("analyse", "create"), "evaluate", "think", "training.curriculum_unknown"),
        ("", "hours", (2.0, 3.0), 2.5, 2.555, "training.curriculum_bad_number"),
        ("", "licence", ("CC0-1.0", "MIT"), "CC-BY-SA-4.0", "x" * 61, "text.too_long"),
    ],
)
def test_a_field_that_both_changed_takes_a_third_value(name, field, sides, own, wrong, code):
    mine, theirs = (edited(name, **{field: each}) if name else checked(BASE | {field: each}) for each in sides)
    told, conflict = only(merge(BASE, mine, theirs))
    assert value_asked(told, conflict) is not None
    made = checked(settle(told, conflict, own))
    assert (part(made, name) if name else made)[field] == own
    assert code_of(told, conflict, wrong) == code


def test_ids_that_both_put_in_another_order_are_chosen_anew():
    base = checked(add(add(BASE, "risk", "outcomes", outcome("risk-o2")), "risk", "outcomes", outcome("risk-o3")))
    three = [
        edited("risk-a1", told=base, outcomes=[f"risk-o{number}" for number in order])
        for order in ((1, 2, 3), (2, 1, 3), (1, 3, 2))
    ]
    told, conflict = only(merge(*three))
    assert part(settle(told, conflict, ["risk-o3"]), "risk-a1")["outcomes"] == ["risk-o3"]
    assert code_of(told, conflict, ["spill-a1"]) == "training.curriculum_unknown"


def test_an_order_of_ones_own_has_all_that_stands_there_and_nothing_else():
    mine, theirs = checked(move(BASE, "spill", "", 0)), checked(move(BASE, "spill", "", 2))
    told, conflict = only(merge(BASE, mine, theirs))
    assert order_asked(told, conflict) == ["spill", "risk", "waste"]
    assert ids(settle(told, conflict, ["waste", "spill", "risk"])) == ["waste", "spill", "risk"]
    for wrong in (["waste", "spill"], ["waste", "spill", "risk", "risk"], ["waste", "spill", "gone"], "waste", []):
        assert code_of(told, conflict, wrong) == "training.curriculum_unknown"


def test_answers_are_put_in_order_by_their_addresses():
    base = checked(add(BASE, "risk-q1-i1", "choices", {"id": "c", "text": two("Perhaps")}))
    mine, theirs = (checked(move(base, "risk-q1-i1/b", "risk-q1-i1", at)) for at in (0, 2))
    told, conflict = only(merge(base, mine, theirs))
    order = [f"risk-q1-i1/{name}" for name in "cba"]
    assert [each["id"] for each in part(settle(told, conflict, order), "risk-q1-i1")["choices"]] == ["c", "b", "a"]


def test_a_part_that_both_moved_can_stand_in_a_third_place():
    mine, theirs = checked(move(BASE, "risk-a1", "spill", 9)), checked(move(BASE, "risk-a1", "waste", 0))
    told, conflict = only(merge(BASE, mine, theirs))
    assert places_asked(told, conflict) == ["risk", "spill", "waste"]
    assert [each["id"] for each in part(settle(told, conflict, "risk"), "risk")["activities"]] == ["risk-a1"]
    assert code_of(told, conflict, "risk-o1") == "training.curriculum_unknown"


def test_a_text_that_one_side_took_out_whole_is_written_anew_and_its_translation_is_outdated():
    base = checked(BASE | {"summary": two("Before")})
    mine = {name: value for name, value in base.items() if name != "summary"}
    told, conflict = only(merge(base, mine, checked(base | {"summary": two("Theirs")})))
    assert (conflict.lang, text_asked(told, conflict)[1]) == ("", "en")
    made = checked(say_own(told, conflict, "Ours"))
    assert made["summary"] == {"en": "Ours", "ru": "Theirs (ru)"}
    assert made["translations"]["ru"]["texts"][".summary"]["of"]


def test_of_a_part_that_one_side_removed_there_are_two_ways_alone():
    told, conflict = only(merge(BASE, remove(BASE, "waste"), edited("waste", minutes=45)))
    assert (text_asked(told, conflict), value_asked(told, conflict)) == (None, None)
    assert (order_asked(told, conflict), places_asked(told, conflict)) == ([], [])
    assert code_of(told, conflict, "waste") == "training.curriculum_no_value"


def test_what_has_gone_since_takes_no_value():
    told, conflict = only(merge(BASE, edited("risk", minutes=45), edited("risk", minutes=60)))
    assert code_of(remove(told, "risk"), conflict, 50) == "training.curriculum_no_part"
    both = merge(BASE, edited("risk", title=two("Ours")), edited("risk", title=two("Theirs")))
    assert value_asked(both.content, both.conflicts[0]) is None, "a text is no value"
