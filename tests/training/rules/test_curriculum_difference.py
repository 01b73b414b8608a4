"""What is told of two curricula, part by part and line by line, and how each change of the editor leaves the tree."""

from copy import deepcopy

import pytest
from hypothesis import given, settings

from kerege.lib.refusal import Refusal
from kerege.training.rules.curricula import checked
from kerege.training.rules.curricula.difference import difference
from kerege.training.rules.curricula.editing import add, free_id, move, remove, say, with_language
from kerege.training.rules.curricula.lines import compared
from kerege.training.rules.curricula.translating import standing
from tests.training.rules.lessons import content, outcome, part, two
from tests.training.rules.test_curriculum_merging import BASE, CHANGES, side

pytestmark = pytest.mark.nodb


def told(old, new):
    return [(each.address, [change.value for change in each.changes], each.within) for each in difference(old, new)]


def edited(name, **fields):
    made = deepcopy(BASE)
    part(made, name).update(fields)
    return checked(made)


def test_nothing_is_told_of_what_is_the_same():
    assert difference(BASE, deepcopy(BASE)) == []


def test_what_a_part_says_otherwise_is_told_with_old_and_new():
    (found,) = difference(BASE, edited("risk", minutes=45, title={"en": "On risks", "ru": "О рисках"}))
    assert (found.address, found.title) == ("risk", {"en": "On risks", "ru": "О рисках"})
    assert [(each.field, each.lang, each.old, each.new) for each in found.fields] == [
        ("title", "en", "On risk", "On risks"),
        ("title", "ru", "On risk (ru)", "О рисках"),
        ("minutes", "", 30, 45),
    ]


def test_a_lesson_is_told_line_by_line_with_what_stands_around():
    old = part(BASE, "risk")["body"]["en"]
    (found,) = difference(BASE, edited("risk", body=two("x") | {"en": old.replace("Third", "Another"), "ru": old}))
    english = found.fields[0]
    assert [(line.sign, line.text) for line in english.lines] == [
        ("…", ""),
        (" ", "First line."),
        (" ", "Second line."),
        ("-", "Third line."),
        ("+", "Another line."),
        (" ", "Fourth line."),
    ]


def test_what_came_and_went_is_told_with_what_is_in_it():
    gone = checked(remove(BASE, "spill"))
    found = told(BASE, gone)
    assert found[0] == ("spill", ["removed"], False)
    assert {each[0]: each[2] for each in found[1:]}["spill-o1"] is True
    assert [each[1] for each in found] == [["removed"]] * len(found)
    assert [(each[0], each[1]) for each in told(gone, BASE)][0] == ("spill", ["added"])


def test_what_was_moved_is_told_as_moved_and_its_neighbours_are_not():
    assert told(BASE, checked(move(BASE, "risk", "", 9))) == [("risk", ["moved"], False)]
    (found,) = difference(BASE, checked(move(BASE, "risk-a1", "waste", 0)))
    assert (found.address, found.parent_before, found.parent) == ("risk-a1", "risk", "waste")


@given(CHANGES)
@settings(max_examples=40, deadline=None)
def test_a_difference_is_told_exactly_where_there_is_one(changes):
    new = side(changes)
    same = {**BASE, "translations": None} == {**new, "translations": None}
    assert (difference(BASE, new) == []) == same
    gone = {each.address for each in difference(BASE, new) if each.changes[0] == "removed"}
    assert gone == {each.address for each in difference(new, BASE) if each.changes[0] == "added"}


def test_lines_left_out_are_marked():
    old = "\n".join(f"line {n}" for n in range(20))
    signs = "".join(line.sign for line in compared(old, old.replace("line 3", "x").replace("line 15", "y")))
    assert signs == "…  -+  …  -+  "


# -- the editor --------------------------------------------------------------------------------------------------------


def states(told, name):
    return {each.field: each.state.value for each in standing(told, "ru") if each.address == name}


def test_a_text_that_changes_leaves_its_translation_outdated_until_that_is_written_anew():
    one = say(BASE, "risk", {"title": {"en": "On all risks", "ru": "On risk (ru)"}})
    assert states(one, "risk") == {"title": "outdated", "body": "draft"}
    two_ = say(one, "risk", {"title": {"en": "On all risks", "ru": "О всех рисках"}}, {"ru": "reviewed"})
    assert states(two_, "risk") == {"title": "reviewed", "body": "draft"}
    back = say(two_, "risk", {"title": {"en": "On risk", "ru": "О всех рисках"}})
    assert states(back, "risk")["title"] == "outdated"
    assert checked(back) == back


def test_a_translation_that_is_only_read_again_is_marked_as_it_was_found():
    kept = say(BASE, "risk", {"title": part(BASE, "risk")["title"]}, {"ru": "reviewed"})
    assert states(kept, "risk")["title"] == "reviewed"
    assert BASE.get("translations") is None, "what was given stays as it was"


def test_an_outcome_that_goes_takes_the_links_to_it_along():
    made = checked(remove(BASE, "risk-o1"))
    assert "outcomes" not in part(made, "risk-a1")
    assert checked(add(made, "risk", "outcomes", outcome("risk-o1"))) == add(
        made, "risk", "outcomes", outcome("risk-o1")
    )


@pytest.mark.parametrize(
    "change",
    [
        lambda: say(BASE, "gone", {}),
        lambda: add(BASE, "gone", "outcomes", outcome("x")),
        lambda: add(BASE, "risk", "choices", outcome("x")),
        lambda: remove(BASE, ""),
        lambda: move(BASE, "risk-o1", "risk-a1", 0),
        lambda: move(BASE, "", "risk", 0),
    ],
)
def test_a_part_that_is_not_there_is_refused(change):
    with pytest.raises(Refusal) as caught:
        change()
    assert caught.value.code == "training.curriculum_no_part"


def test_a_language_is_added_empty_and_once():
    made = with_language(with_language(BASE, "kk"), "kk")
    assert (checked(made)["languages"], {each.missing for each in standing(made, "kk")}) == (["en", "ru", "kk"], {True})


def test_an_id_that_is_free_is_found():
    assert [free_id(BASE, name) for name in ("new", "risk", "risk-o1")] == ["new", "risk-2", "risk-o1-2"]
    assert len(free_id(content(), "r" * 60)) == 60
