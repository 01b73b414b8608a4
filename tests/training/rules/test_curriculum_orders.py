"""Where parts stand after a merge, files as a whole, and texts of one's own: what single cases come to."""

from copy import deepcopy
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kerege.lib.refusal import Refusal
from kerege.training.rules.curricula import checked
from kerege.training.rules.curricula.editing import add, decide, move
from kerege.training.rules.curricula.lines import in_order, place_in
from kerege.training.rules.curricula.merging import merge
from kerege.training.rules.curricula.settling import say_own
from kerege.training.rules.curricula.translating import standing
from tests.training.rules.lessons import activity, module, outcome, part, two
from tests.training.rules.test_curriculum_merging import BASE, clashes, edited, ids

pytestmark = pytest.mark.nodb


def test_a_place_that_is_taken_from_the_parent_is_where_it_stands_there():
    mine = checked(move(BASE, "risk-a1", "spill", 9))
    theirs = checked(move(BASE, "risk-a1", "waste", 0))
    found = merge(BASE, mine, theirs)
    chosen = decide(found.content, found.conflicts[0], parents_side=True)
    assert [each["id"] for each in part(chosen, "waste")["activities"]] == ["risk-a1", "waste-a1"]


def test_who_moved_one_and_who_moved_another_agree():
    found = merge(BASE, checked(move(BASE, "waste", "", 0)), checked(move(BASE, "risk", "", 1)))
    assert (ids(found.content), found.conflicts) == (["waste", "spill", "risk"], ())


def test_two_orders_that_contradict_each_other_are_a_conflict():
    mine, theirs = checked(move(BASE, "spill", "", 0)), checked(move(BASE, "spill", "", 2))
    found = merge(BASE, mine, theirs)
    assert (clashes(found), ids(found.content)) == ([("order", "", "modules", "")], ["spill", "risk", "waste"])
    orders = [ids(decide(found.content, found.conflicts[0], parents_side=each)) for each in (False, True)]
    assert orders == [["spill", "risk", "waste"], ["risk", "waste", "spill"]]


def test_what_stands_here_only_keeps_its_place_in_the_order_of_the_parent():
    own = checked(add(move(BASE, "spill", "", 0), "", "modules", module("own")))
    own = checked(move(own, "own", "", 1))
    found = merge(BASE, own, checked(move(BASE, "spill", "", 2)))
    assert ids(found.content) == ["spill", "own", "risk", "waste"]
    assert ids(decide(found.content, found.conflicts[0], parents_side=True)) == ["risk", "waste", "spill", "own"]


def test_a_part_that_both_moved_into_one_list_at_two_places_is_a_conflict_about_the_order():
    three = checked(add(BASE, "spill", "activities", activity("spill-a2", "spill-o1")))
    mine, theirs = checked(move(three, "risk-a1", "spill", 0)), checked(move(three, "risk-a1", "spill", 1))
    found = merge(three, mine, theirs)
    assert clashes(found) == [("order", "spill", "activities", "")]
    both = (found.content, decide(found.content, found.conflicts[0], parents_side=True))
    orders = [[each["id"] for each in part(told, "spill")["activities"]] for told in both]
    assert orders == [["risk-a1", "spill-a1", "spill-a2"], ["spill-a1", "risk-a1", "spill-a2"]]


def test_a_conflict_about_a_text_is_decided_for_a_text_of_ones_own():
    found = merge(BASE, edited("risk", title=two("Ours")), edited("risk", title=two("Theirs")))
    english, russian = found.conflicts
    told = say_own(found.content, english, "Both of us")
    assert part(told, "risk")["title"] == {"en": "Both of us", "ru": "Ours (ru)"}
    states = {each.address: each.state.value for each in standing(told, "ru") if each.field == "title"}
    assert states["risk"] == "outdated", "the translation is of a text that stands no more"
    told = say_own(told, russian, "Мы оба")
    states = {each.address: each.state.value for each in standing(told, "ru") if each.field == "title"}
    assert (part(checked(told), "risk")["title"]["ru"], states["risk"]) == ("Мы оба", "draft")


def test_what_is_no_text_cannot_be_decided_for_a_text():
    (conflict,) = merge(BASE, edited("risk", minutes=45), edited("risk", minutes=60)).conflicts
    with pytest.raises(Refusal) as caught:
        say_own(BASE, conflict, "50")
    assert caught.value.code == "training.curriculum_no_text"


def attached(told=BASE, **changes):
    """The curriculum with a file of the first module, as it was changed."""
    file = {"id": "slides", "name": "slides.pdf", "sha256": "a" * 64, "size": 10, "type": "application/pdf"}
    made = deepcopy(told)
    part(made, "risk")["attachments"] = [{**file, "purpose": "slides", **changes}]
    return checked(made)


def test_two_files_in_the_place_of_one_are_one_conflict_and_one_of_them_whole():
    mine = attached(sha256="b" * 64, name="ours.pdf", size=11)
    theirs = attached(sha256="c" * 64, name="theirs.odp", size=12, type="application/odp", licence="CC0-1.0")
    found = merge(attached(), mine, theirs)
    assert clashes(found) == [("field", "slides", "sha256", "")]
    assert part(found.content, "slides") == {**part(mine, "slides"), "licence": "CC0-1.0"}
    chosen = checked(decide(found.content, found.conflicts[0], parents_side=True))
    assert part(chosen, "slides") == part(theirs, "slides")


def test_links_that_both_put_in_another_order_are_a_conflict():
    three = checked(add(add(BASE, "risk", "outcomes", outcome("risk-o2")), "risk", "outcomes", outcome("risk-o3")))
    base, mine, theirs = (
        edited("risk-a1", told=three, outcomes=[f"risk-o{number}" for number in order])
        for order in ((1, 2, 3), (2, 1, 3), (1, 3, 2))
    )
    found = merge(base, mine, theirs)
    assert clashes(found) == [("field", "risk-a1", "outcomes", "")]
    chosen = decide(found.content, found.conflicts[0], parents_side=True)
    assert part(chosen, "risk-a1")["outcomes"] == ["risk-o1", "risk-o3", "risk-o2"]


@pytest.mark.parametrize(
    ("order", "there", "at"),
    [("abc", "ac", 1), ("abc", "c", 0), ("abc", "xy", 2), ("ac", "xa", 2), ("abcd", "dxa", 3), ("", "xy", 2)],
)
def test_the_place_of_one_is_behind_what_it_stands_behind_elsewhere(order, there, at):
    assert place_in(order, "b", there) == at


@given(st.permutations("abcdef"), st.permutations("abcdefg"), st.permutations("abcdefh"))
@settings(max_examples=80, deadline=None)
def test_what_holds_of_every_merge_of_orders(base, one, two_):
    keep = set(one) | set(two_)
    found, clash = in_order(base, one, two_, keep)
    assert sorted(found) == sorted(keep)
    back, same = in_order(base, two_, one, keep)
    assert clash == same
    assert clash or found == back
    turned = [pair for pair in combinations(base, 2) if _behind(one, *pair) or _behind(two_, *pair)]
    assert clash or [pair for pair in combinations(base, 2) if _behind(found, *pair)] == turned
    assert in_order(base, one, base, set(one)) == (list(one), False)


def _behind(order, first, second):
    return order.index(first) > order.index(second)
