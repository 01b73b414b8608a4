"""The three-way merge: what holds of every pair of changes, and what single cases come to."""

from contextlib import suppress
from copy import deepcopy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kerege.lib.refusal import Refusal
from kerege.training.rules.curricula import checked
from kerege.training.rules.curricula.editing import add, decide, move, remove, say, without_language
from kerege.training.rules.curricula.lines import merged, out_of_order
from kerege.training.rules.curricula.merging import merge
from kerege.training.rules.curricula.shapes import children, texts
from kerege.training.rules.curricula.translating import standing
from kerege.training.rules.curricula.walking import placed
from kerege.training.words.curricula import Node
from tests.training.rules.lessons import activity, content, module, outcome, part, two, without

pytestmark = pytest.mark.nodb

BASE = checked(content(module("risk"), module("spill"), module("waste")))
LINES = ("First line.", "Second line.", "Third line.", "Fourth line.")


def apply(told, change):
    """One change by somebody; none where it does not fit."""
    what, number, other, text = change
    parts = placed(told)
    names = list(parts)
    address = names[number % len(names)]
    try:
        return checked(_changed(told, what, parts, address, names[other % len(names)], other, text))
    except Refusal:
        return told


def _changed(told, what, parts, address, second, other, text):
    node = parts[address].node
    if what == "say" and texts(node):
        name = sorted(texts(node))[other % len(texts(node))]
        old = parts[address].told.get(name, {})
        lang = ("en", "ru")[other % 2] if "en" in old else "en"
        lines = old.get(lang, "").split("\n")
        lines[other % len(lines)] = text
        return say(told, address, {name: {**old, lang: "\n".join(lines)}})
    if what == "minutes" and node in {Node.MODULE, Node.ACTIVITY}:
        return say(told, address, {"minutes": 1 + other % 90})
    if what == "remove" and address:
        return remove(told, address)
    if what == "move" and address:
        return move(told, address, second, other % 4)
    if what == "link" and node in {Node.ACTIVITY, Node.ASSESSMENT}:
        goals = [each.address for each in parts.values() if each.node == Node.OUTCOME]
        return say(told, address, {"outcomes": goals[: other % 3]})
    if what == "right" and node == Node.CHOICE:
        return say(told, address, {"right": bool(other % 2)})
    if what == "add" and Node.OUTCOME in children(node).values():
        return add(told, address, "outcomes", outcome(f"new-{other % 5}"))
    return told


CHANGES = st.lists(
    st.tuples(
        st.sampled_from(("say", "say", "minutes", "remove", "move", "add", "link", "right")),
        st.integers(0, 60),
        st.integers(0, 60),
        st.sampled_from(("Anew", "Otherwise", "Longer\nthan before", "")),
    ),
    max_size=4,
)


def side(changes):
    told = deepcopy(BASE)
    for change in changes:
        told = apply(told, change)
    return told


@given(CHANGES, CHANGES)
@settings(max_examples=60, deadline=None)
def test_what_holds_of_every_merge(first, second):
    x, y = side(first), side(second)
    assert merge(BASE, x, BASE) == merge(BASE, x, x) == merge(x, x, x), "who changed nothing changes nothing"
    assert merge(BASE, x, BASE).content == x
    assert merge(BASE, BASE, y).content == y
    one, two_ = merge(BASE, x, y), merge(BASE, y, x)
    assert len(one.conflicts) == len(two_.conflicts)
    if not one.conflicts:
        assert one.content == two_.content, "it does not matter who updates"
    assert checked(one.content) == one.content, "what comes out can be kept"
    assert _stays(x, y, one.conflicts) <= set(placed(one.content)), "no part is lost"
    again = merge(BASE, one.content, y)
    assert again.content == one.content, "the same update again changes nothing"
    assert len({each.name for each in one.conflicts}) == len(one.conflicts)
    for each in one.conflicts:
        for chosen in (True, False):
            with suppress(Refusal):  # another decision took the part out
                decide(one.content, each, parents_side=chosen)


def _stays(one, other, conflicts):
    """What both have and what one of them added. Where answers or kinds contradict each other one side stands whole,
    and the other in the conflict.
    """
    sides = [{name: part.node for name, part in placed(told).items()} for told in (one, other)]
    apart = {each.address for each in conflicts if each.clash.value in {"answers", "same_id"}}
    wanted = (set(sides[0]) & set(sides[1])) | (set(sides[0]) ^ set(sides[1])) - set(placed(BASE))
    parents = {name: part.parent for told in (other, one) for name, part in placed(told).items()}

    def inside(name):
        while name and name not in apart:
            name = parents.get(name, "")
        return bool(name)

    return {name for name in wanted if not inside(name)}


# -- single cases ------------------------------------------------------------------------------------------------------


def edited(name, told=BASE, **fields):
    """The curriculum with one part saying something else, kept as it would be kept."""
    made = deepcopy(told)
    part(made, name).update(fields)
    return checked(made)


def ids(told):
    return [each["id"] for each in told["modules"]]


def clashes(found):
    return [(each.clash.value, each.address, each.field, each.lang) for each in found.conflicts]


def test_what_each_side_changed_elsewhere_is_taken():
    found = merge(BASE, edited("risk", minutes=45), edited("spill", minutes=60))
    assert ([part(found.content, name)["minutes"] for name in ("risk", "spill")], found.conflicts) == ([45, 60], ())


def test_what_both_changed_in_the_same_way_is_no_conflict():
    assert merge(BASE, edited("risk", minutes=45), edited("risk", minutes=45)).conflicts == ()


def test_a_field_that_both_changed_stays_and_becomes_a_conflict():
    found = merge(BASE, edited("risk", minutes=45), edited("risk", minutes=60))
    assert clashes(found) == [("field", "risk", "minutes", "")]
    assert (found.conflicts[0].base, found.conflicts[0].own, found.conflicts[0].theirs) == (30, 45, 60)
    assert part(found.content, "risk")["minutes"] == 45
    chosen = [decide(found.content, found.conflicts[0], parents_side=each) for each in (False, True)]
    assert [part(each, "risk")["minutes"] for each in chosen] == [45, 60]


def body(*lines):
    return two("x") | {"en": "\n".join(lines), "ru": part(BASE, "risk")["body"]["ru"]}


def test_a_lesson_is_merged_by_its_lines_in_each_language_apart():
    old = part(BASE, "risk")["body"]["en"].split("\n")
    top, end = edited("risk", body=body("# Risk", *old[1:])), edited("risk", body=body(*old[:-1], "Last line."))
    found = merge(BASE, top, end)
    assert (part(found.content, "risk")["body"]["en"], found.conflicts) == (
        "\n".join(["# Risk", *old[1:-1], "Last line."]),
        (),
    )


def test_lines_that_both_changed_are_a_conflict_and_the_others_are_merged():
    old = part(BASE, "risk")["body"]["en"].split("\n")
    mine = edited("risk", body=body("# Ours", *old[1:3], "Ours.", *old[4:]))
    theirs = edited("risk", body=body(*old[:3], "Theirs.", *old[4:]))
    found = merge(BASE, mine, theirs)
    assert clashes(found) == [("lines", "risk", "body", "en")]
    assert part(found.content, "risk")["body"]["en"].split("\n")[:4] == ["# Ours", "", "First line.", "Ours."]
    chosen = part(decide(found.content, found.conflicts[0], parents_side=True), "risk")["body"]["en"]
    assert chosen.split("\n")[:4] == ["# Ours", "", "First line.", "Theirs."], "what did not clash stays"


def test_what_one_removed_and_the_other_left_alone_goes():
    gone = checked(without(deepcopy(BASE), "spill"))
    for found in (merge(BASE, gone, BASE), merge(BASE, BASE, gone)):
        assert ([each["id"] for each in found.content["modules"]], found.conflicts) == (["risk", "waste"], ())


@pytest.mark.parametrize(("here", "clash"), [(True, "gone_here"), (False, "gone_there")])
def test_what_one_removed_and_the_other_changed_is_kept_until_somebody_decides(here, clash):
    gone, changed = checked(without(deepcopy(BASE), "spill")), edited("spill", minutes=60)
    found = merge(BASE, gone, changed) if here else merge(BASE, changed, gone)
    assert clashes(found) == [(clash, "spill", "", "")]
    assert part(found.content, "spill") == part(changed, "spill"), "with all that is in it"
    kept = [decide(found.content, found.conflicts[0], parents_side=each) for each in (here, not here)]
    assert [[each["id"] for each in told["modules"]] for told in kept] == [
        ["risk", "spill", "waste"],
        ["risk", "waste"],
    ]
    assert checked(kept[1]) == kept[1]


def test_an_outcome_that_one_removed_while_the_other_began_to_lead_to_it_is_kept():
    gone = checked(remove(BASE, "risk-o1"))
    leads = checked(add(BASE, "spill", "activities", activity("spill-a2", "risk-o1")))
    found = merge(BASE, gone, leads)
    assert clashes(found) == [("gone_here", "risk-o1", "", "")]
    assert checked(found.content) == found.content


def test_what_was_moved_and_what_was_changed_come_together():
    moved = checked(move(BASE, "risk-a1", "spill", 0))
    found = merge(BASE, moved, edited("risk-a1", minutes=5))
    spill = part(found.content, "spill")
    assert ([(each["id"], each["minutes"]) for each in spill["activities"]], found.conflicts) == (
        [("risk-a1", 5), ("spill-a1", 30)],
        (),
    )


def test_what_both_moved_to_other_places_is_a_conflict():
    found = merge(BASE, checked(move(BASE, "risk-a1", "spill", 9)), checked(move(BASE, "risk-a1", "waste", 9)))
    assert [(each.clash.value, each.own, each.theirs) for each in found.conflicts] == [("place", "spill", "waste")]
    chosen = decide(found.content, found.conflicts[0], parents_side=True)
    assert [each["id"] for each in part(chosen, "waste")["activities"]] == ["waste-a1", "risk-a1"]


def test_answers_that_together_would_be_none_stay_as_they_are_here():
    def right(told, name):
        for each in part(told, "risk-q1-i1")["choices"]:
            each.pop("right", None)
            if each["id"] == name:
                each["right"] = True
        return checked(told)

    three = deepcopy(BASE)
    part(three, "risk-q1-i1")["choices"].append({"id": "c", "text": two("Perhaps")})
    three = checked(three)
    found = merge(three, right(deepcopy(three), "b"), right(deepcopy(three), "c"))
    assert clashes(found) == [("answers", "risk-q1-i1", "", "")]
    answers = [
        [each["id"] for each in part(told, "risk-q1-i1")["choices"] if each.get("right")]
        for told in (found.content, checked(decide(found.content, found.conflicts[0], parents_side=True)))
    ]
    assert answers == [["b"], ["c"]]


def test_parts_of_two_kinds_under_one_new_id_are_a_conflict():
    mine = checked(add(BASE, "risk", "outcomes", outcome("new")))
    theirs = checked(add(BASE, "spill", "activities", activity("new", "spill-o1")))
    found = merge(BASE, mine, theirs)
    assert clashes(found) == [("same_id", "new", "", "")]
    chosen = checked(decide(found.content, found.conflicts[0], parents_side=True))
    assert [each["id"] for each in part(chosen, "spill")["activities"]] == ["spill-a1", "new"]


def test_a_language_that_one_gave_up_goes_unless_the_other_still_works_in_it():
    english = checked(without_language(BASE, "ru"))
    assert merge(BASE, english, BASE).content == merge(BASE, BASE, english).content == english
    worked = edited("risk", title={"en": "On risk", "ru": "О риске"})
    found = merge(BASE, english, worked)
    assert clashes(found) == [("field", "risk", "title", "ru"), ("language", "", "languages", "ru")]
    assert found.content["languages"] == ["en", "ru"]
    chosen = [decide(found.content, found.conflicts[1], parents_side=each)["languages"] for each in (False, True)]
    assert chosen == [["en"], ["en", "ru"]]


def test_a_new_text_of_the_parent_makes_the_translation_here_outdated():
    mine = checked(say(BASE, "risk", {"title": {"en": "On risk", "ru": "О риске"}}, {"ru": "reviewed"}))
    found = merge(BASE, mine, edited("risk", title={"en": "On all risks", "ru": "On risk (ru)"})).content
    states = {each.address: each.state.value for each in standing(found, "ru") if each.field == "title"}
    assert (part(found, "risk")["title"], states["risk"]) == ({"en": "On all risks", "ru": "О риске"}, "outdated")


# -- lines and lists ---------------------------------------------------------------------------------------------------

TEXTS = st.lists(st.sampled_from("abcd"), max_size=8).map("\n".join)


@given(TEXTS, TEXTS, TEXTS)
@settings(max_examples=100, deadline=None)
def test_what_holds_of_every_merge_of_lines(base, one, two_):
    assert merged(base, one, base) == merged(base, base, one) == merged(base, one, one)
    assert merged(base, one, base).own == one
    found, back = merged(base, one, two_), merged(base, two_, one)
    assert (found.own, found.theirs) == (back.theirs, back.own)


def test_the_fewest_moves_explain_an_order():
    assert out_of_order("abcde", "bcdea") == {"a"}
    assert out_of_order("abc", "abc") == out_of_order("", "abc") == set()
    assert len(out_of_order("abcde", "edcba")) == 4


@pytest.mark.parametrize(("there", "parents_side"), [(False, False), (False, True), (True, False), (True, True)])
def test_a_text_that_one_side_took_out_while_the_other_translated_it_is_one_conflict(there, parents_side):
    gone = checked(say(BASE, "risk", {"body": {}}))
    said = checked(say(BASE, "risk", {"body": {**part(BASE, "risk")["body"], "ru": "Иначе"}}))
    found = merge(BASE, said, gone) if there else merge(BASE, gone, said)
    (conflict,) = found.conflicts
    assert (conflict.address, conflict.field, conflict.lang) == ("risk", "body", "")
    bodies = [part(side, "risk").get("body") for side in ((said, gone) if there else (gone, said))]
    assert part(checked(found.content), "risk").get("body") == bodies[0], "what stands here stays until it is decided"
    decided = checked(decide(found.content, conflict, parents_side=parents_side))
    assert part(decided, "risk").get("body") == bodies[parents_side]
