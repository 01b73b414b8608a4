"""Branching scenarios: what is not right in one, a walk by its choices, its map, and how it is compared and merged."""

import pytest

from kerege.lib.refusal import Refusal
from kerege.training.rules.curricula import editing, read
from kerege.training.rules.curricula.difference import difference
from kerege.training.rules.curricula.merging import merge
from kerege.training.rules.curricula.reading import digest_of
from kerege.training.rules.curricula.translating import standing, state_of_language
from kerege.training.rules.scenario_maps import WIDE, drawn
from kerege.training.rules.scenarios import (
    Fault,
    demand_finished,
    faults,
    faults_in,
    most_of,
    start_of,
    still_walked,
    walk,
)
from kerege.training.words.scenarios import MOST_CHOICES, Flaw
from tests.training.rules.lessons import part, two
from tests.training.rules.scenarios import ending, made, scenario, scene, told, way

pytestmark = pytest.mark.nodb


def refused(call, *args):
    with pytest.raises(Refusal) as raised:
        call(*args)
    return raised.value.code, raised.value.field


# -- what is not right -------------------------------------------------------------------------------------------------


def test_a_scenario_with_a_loop_that_can_be_left_has_no_fault():
    assert faults(made(), ("en", "ru")) == []
    demand_finished(read(told()))


WRONG = {
    "no scene": (lambda: made(scenes=[]), [Fault(Flaw.NO_SCENE, "spill-s", "scenes")]),
    "nothing is learnt anywhere": (
        lambda: made(scene("a", way("w", "b")), scene("b", way("v", "a"))),
        [Fault(Flaw.NO_ENDING, "spill-s", "scenes"), Fault(Flaw.NO_WAY_OUT, "a"), Fault(Flaw.NO_WAY_OUT, "b")],
    ),
    "nothing leads to a scene": (
        lambda: made(scene("a", way("w", "good")), ending("good"), ending("alone")),
        [Fault(Flaw.UNREACHED, "alone")],
    ),
    "a scene leads nowhere": (
        lambda: made(scene("a", way("w", "good"), way("v", "b")), scene("b"), ending("good")),
        [Fault(Flaw.DEAD_END, "b", "learnt")],
    ),
    "two scenes lead to each other only": (
        lambda: made(
            scene("a", way("w", "good"), way("v", "b")),
            scene("b", way("u", "c")),
            scene("c", way("t", "b")),
            ending("good"),
        ),
        [Fault(Flaw.NO_WAY_OUT, "b"), Fault(Flaw.NO_WAY_OUT, "c")],
    ),
    "a choice leads nowhere": (
        lambda: made(scene("a", way("w", "good"), way("v")), ending("good")),
        [Fault(Flaw.LEADS_NOWHERE, "v", "to")],
    ),
    "an ending goes on": (
        lambda: made(scene("a", way("w", "good")), ending("good", ways=[way("v", "a")])),
        [Fault(Flaw.GOES_ON, "good", "learnt")],
    ),
    "the nearest ending is too far": (
        lambda: made(
            scene("a", way("w", "b")), scene("b", way("v", "c")), scene("c", way("u", "d")), ending("d"), most=2
        ),
        [Fault(Flaw.TOO_FAR, "spill-s", "most")],
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_each_flaw_is_found_at_its_place(case):
    make, expected = WRONG[case]
    found = faults(make(), ("en", "ru"))
    assert found == expected
    assert all(each.stops for each in found)


def test_a_picture_needs_words():
    file = {"id": "photo", "name": "p.png", "sha256": "a" * 64, "size": 5, "type": "image/png", "purpose": "media"}
    shown = scenario(scene("hall", way("w", "good"), picture="photo"), ending("good"))
    content = told(shown)
    content["modules"][0]["attachments"] = [file]
    assert faults(read(content).modules[0].scenarios[0]) == [Fault(Flaw.NO_WORDS, "hall", "alt")]
    part(content, "hall")["alt"] = two("A flask in pieces")
    assert faults(read(content).modules[0].scenarios[0]) == []


def test_what_leads_into_another_scenario_is_told_at_the_choice_and_at_the_beginning():
    other = scenario(scene("x", way("y", "z")), ending("z")) | {"id": "other-s"}
    here = scenario(scene("a", way("w", "good"), way("v", "z")), ending("good"), start="x")
    assert faults(read(told(here, other)).modules[0].scenarios[0]) == [
        Fault(Flaw.LEADS_AWAY, "spill-s", "start"),
        Fault(Flaw.LEADS_AWAY, "v", "to"),
    ]


def test_a_text_that_is_missing_in_a_language_of_the_lesson_is_told_and_stops_nothing():
    content = told()
    del part(content, "w-run")["after"]["ru"]
    del part(content, "bad")["learnt"]["ru"]
    programme = read(content)
    module = programme.modules[0]
    assert faults_in(module.scenarios[0], module, programme) == [
        Fault(Flaw.NOT_TRANSLATED, "w-run", "after", "ru"),
        Fault(Flaw.NOT_TRANSLATED, "bad", "learnt", "ru"),
    ]
    assert [each.stops for each in faults_in(module.scenarios[0], module, programme)] == [False, False]
    demand_finished(programme)
    del part(content, "risk")["body"]["ru"]
    programme = read(content)
    assert faults_in(programme.modules[0].scenarios[0], programme.modules[0], programme) == []


def test_what_is_not_finished_is_refused_by_name_with_how_much_is_left():
    unfinished = read(told(scenario(scene("a", way("w")))))
    with pytest.raises(Refusal) as raised:
        demand_finished(unfinished)
    assert (raised.value.code, raised.value.data) == (
        "training.scenario_unfinished",
        {"scenario": "A spill", "left": 2},
    )


# -- a walk ------------------------------------------------------------------------------------------------------------


def test_a_walk_goes_by_its_choices_and_may_come_back():
    there = walk(made(), ["w-run", "w-back", "w-call"])
    assert ([step.scene.id for step in there.steps], there.here.id) == (["door", "bench", "door"], "good")
    assert (there.over, there.path, there.arrived_by.id) == (True, ["w-run", "w-back", "w-call"], "w-call")
    assert (there.left, most_of(made())) == (MOST_CHOICES - 3, MOST_CHOICES)


def test_it_begins_where_the_scenario_says_else_at_the_first_scene():
    assert (start_of(made()).id, start_of(made(start="bench")).id, start_of(made(scenes=[]))) == ("door", "bench", None)
    beginning = walk(made(), [])
    assert (beginning.here.id, beginning.over, beginning.arrived_by) == ("door", False, None)


@pytest.mark.parametrize("path", [["w-hide"], ["w-call", "w-run"], ["nothing"], ["w-run", "w-run"]])
def test_a_choice_that_is_not_offered_there_is_refused(path):
    assert refused(walk, made(), path) == ("training.scenario_no_such_way", "way")


def test_a_choice_that_leads_nowhere_and_a_scenario_without_scenes_are_refused():
    assert refused(walk, made(scene("a", way("w"))), ["w"]) == ("training.scenario_no_such_way", "way")
    assert refused(walk, made(scenes=[]), []) == ("training.scenario_no_such_way", "way")


def test_a_loop_has_an_end():
    loop = ["w-run", "w-back"]
    assert len(walk(made(most=4), loop * 2).steps) == 4
    assert refused(walk, made(most=4), [*loop * 2, "w-call"]) == ("training.scenario_walked_far", "way")
    assert refused(walk, made(), loop * (MOST_CHOICES // 2) + ["w-run"]) == ("training.scenario_walked_far", "way")


def test_of_a_walk_that_was_kept_that_part_holds_which_is_still_there():
    assert still_walked(made(), ["w-run", "gone", "w-call"]).path == ["w-run"]
    assert still_walked(made(), ["gone"]).path == []
    assert still_walked(made(most=2), ["w-run", "w-back", "w-run"]).path == ["w-run", "w-back"]
    assert still_walked(made(scenes=[]), ["w-run"]) is None


# -- its map -----------------------------------------------------------------------------------------------------------


def test_the_map_has_a_box_for_each_scene_by_distance_and_a_line_for_each_choice():
    found = drawn(made())
    rows = {box.scene.id: (box.y, box.number) for box in found.boxes}
    assert rows["door"][0] < rows["good"][0] == rows["bench"][0] < rows["bad"][0]
    assert [rows[name][1] for name in ("door", "bench", "good", "bad")] == [1, 2, 3, 4]
    assert [(line.origin.id, line.way.id, line.number, line.back) for line in found.lines] == [
        ("door", "w-call", 1, False),
        ("door", "w-run", 2, False),
        ("bench", "w-back", 1, True),
        ("bench", "w-hide", 2, False),
    ]


def test_boxes_stand_apart_and_within_the_picture():
    fan = made(scene("a", *[way(f"w{n}", f"e{n}") for n in range(9)]), *[ending(f"e{n}") for n in range(9)])
    found = drawn(fan)
    places = sorted((box.x, box.y) for box in found.boxes if box.scene.id != "a")
    assert all(right[0] - left[0] > WIDE for left, right in zip(places, places[1:], strict=False))
    assert min(box.x for box in found.boxes) >= 0
    assert max(box.x + WIDE for box in found.boxes) <= found.width
    assert max(box.y for box in found.boxes) < found.height


def test_what_nothing_leads_to_stands_in_the_last_row_and_an_empty_map_is_drawn():
    found = drawn(made(scene("a", way("w", "good"), way("v")), ending("good"), ending("alone")))
    last = max(found.boxes, key=lambda box: box.y)
    assert (last.scene.id, last.reached, len(found.lines)) == ("alone", False, 1)
    assert (drawn(made(scenes=[])).boxes, drawn(made(scenes=[])).lines) == ((), ())


# -- as a part of a curriculum -----------------------------------------------------------------------------------------


def test_it_is_kept_exactly_and_a_curriculum_without_one_stays_what_it_was():
    content = read(told()).content
    assert digest_of(read(content).content) == digest_of(content)
    assert content["modules"][0]["scenarios"][0]["scenes"][0]["ways"][1] == {
        "id": "w-run",
        "text": two("Take w-run"),
        "to": "bench",
        "after": two("You slip."),
    }
    assert "scenarios" not in content["modules"][1]


@pytest.mark.parametrize(
    ("name", "change", "code"),
    [
        ("w-run", {"to": "nowhere"}, "training.curriculum_unknown"),
        ("w-run", {"to": "spill-s"}, "training.curriculum_unknown"),
        ("bench", {"picture": "nothing"}, "training.curriculum_unknown"),
        ("bench", {"text": {}}, "training.curriculum_lacks"),
        ("bench", {"id": "door"}, "training.curriculum_twice"),
        ("spill-s", {"most": 1}, "training.curriculum_bad_number"),
        ("spill-s", {"most": 201}, "training.curriculum_bad_number"),
    ],
)
def test_what_is_wrong_is_refused_at_its_place(name, change, code):
    content = told()
    part(content, name).update(change)
    assert refused(read, content)[0] == code


def test_two_sides_change_scenes_and_choices_by_their_ids():
    base, here, there = told(), told(), told()
    part(here, "door")["text"] = two("Here is our door.")
    part(here, "bench")["ways"].append(way("w-own", "good"))
    part(there, "w-hide")["to"] = "good"
    part(there, "spill-s")["scenes"].append(ending("new"))
    merged = merge(read(base).content, read(here).content, read(there).content)
    assert merged.conflicts == ()
    found = read(merged.content).modules[0].scenarios[0]
    assert [(each.id, [(one.id, one.to) for one in each.ways]) for each in found.scenes] == [
        ("door", [("w-call", "good"), ("w-run", "bench")]),
        ("bench", [("w-back", "door"), ("w-hide", "good"), ("w-own", "good")]),
        ("good", []),
        ("bad", []),
        ("new", []),
    ]
    assert found.scenes[0].text["en"] == "Here is our door."
    changed = {each.address: [one.value for one in each.changes] for each in difference(base, merged.content)}
    assert changed == {"door": ["changed"], "w-hide": ["changed"], "w-own": ["added"], "new": ["added"]}


def test_both_sides_that_lead_one_choice_elsewhere_do_not_agree():
    base, here, there = told(), told(), told()
    part(here, "w-hide")["to"], part(there, "w-hide")["to"] = "good", "door"
    (conflict,) = merge(read(base).content, read(here).content, read(there).content).conflicts
    assert (conflict.address, conflict.field, conflict.own, conflict.theirs) == ("w-hide", "to", "good", "door")
    decided = editing.decide(read(here).content, conflict, parents_side=True)
    assert part(decided, "w-hide")["to"] == "door"


def test_taking_a_scene_out_leaves_a_choice_that_leads_nowhere_and_says_so():
    left = read(editing.remove(read(told()).content, "bad"))
    assert faults(left.modules[0].scenarios[0]) == [Fault(Flaw.LEADS_NOWHERE, "w-hide", "to")]


def test_its_translations_stand_and_fall_as_all_texts():
    content = read(told(translations={"ru": {"state": "reviewed"}})).content
    assert state_of_language(content, "ru") == "reviewed"
    changed = editing.say(content, "w-run", {"after": {**two("You fall."), "ru": "You slip. (ru)"}})
    assert state_of_language(changed, "ru") == "outdated"
    assert [(each.address, each.field) for each in standing(changed, "ru") if each.state == "outdated"] == [
        ("w-run", "after")
    ]
