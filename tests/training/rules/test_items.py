"""Items: what is refused when one comes in, what learners are shown of it, and what their answers are worth."""

import copy
import json
from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kerege.lib.refusal import Refusal
from kerege.training.rules import items
from kerege.training.rules.items import grade, read, shown
from kerege.training.rules.items.operators import OPERATORS
from kerege.training.rules.items.values import Many
from tests.training import items_made as made
from tests.training.items_made import EVERY, RIGHT, WRONG, both, choices, item

pytestmark = pytest.mark.nodb
KEYS = {"right", "accepted", "numbers", "table", "why", "guide", "after", "modals", "processing", "tolerance", "share"}


def refused(told, code):
    with pytest.raises(Refusal) as caught:
        read(told)
    assert caught.value.code == f"training.{code}"
    return caught.value


# -- reading -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", EVERY)
def test_every_kind_is_read_and_its_data_are_read_again_as_the_same(name):
    found = read(EVERY[name])
    again = read(json.loads(json.dumps(found.data)))
    assert again == found
    assert again.data == found.data
    assert items.digest_of(again) == items.digest_of(found)


def test_what_is_as_usual_is_left_out_so_that_the_same_item_is_the_same_data():
    told = item(made.ONE | {"points": 1, "least": 0, "most": 1, "shuffle": False})
    assert read(told).data == read(item(made.ONE)).data


def test_the_order_of_languages_and_of_right_answers_does_not_matter():
    told = item(made.SEVERAL | {"right": ["c", "a"]}) | {"languages": ["ru", "en"]}
    assert read(told).data == read(item(made.SEVERAL)).data


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"format": "other"}, "item_format", "item"),
        ({"interactions": []}, "item_lacks", "interactions"),
        ({"strange": 1}, "item_unknown", "item"),
        ({"source": "fa"}, "item_unknown", "source"),
        ({"languages": ["en", "en"]}, "item_twice", "languages"),
        ({"languages": ["en", "not a tag"]}, "item_bad_id", "languages"),
        ({"text": {"ru": "Только по-русски"}}, "item_lacks", "text"),
        ({"text": {"en": "x", "de": "y"}}, "item_unknown", "text"),
        ({"images": {"a": {"sha256": "x"}}}, "item_lacks", "images.a"),
        ({"interactions": [made.ONE, made.ONE]}, "item_twice", "interactions"),
        ({"interactions": [made.ONE | {"id": "no id"}]}, "item_bad_id", "interactions[1].id"),
        ({"interactions": [made.ONE | {"kind": "guess"}]}, "item_unknown", "interactions[1].kind"),
        ({"interactions": [made.ONE | {"areas": []}]}, "item_unknown", "interactions[1]"),
        ({"interactions": [made.ONE | {"right": []}]}, "item_no_key", "r"),
        ({"interactions": [made.ONE | {"right": ["z"]}]}, "item_unknown", "r.right"),
        ({"interactions": [made.ONE | {"choices": choices("a")}]}, "item_lacks", "r"),
        ({"interactions": [made.ONE | {"choices": choices("a", "a")}]}, "item_twice", "r.choices"),
        ({"interactions": [made.ONE | {"points": float("nan")}]}, "item_bad_number", "r.points"),
        ({"interactions": [made.ONE | {"points": True}]}, "item_bad_number", "r.points"),
        ({"interactions": [made.ONE | {"table": {"points": [["a"]]}}]}, "item_lacks", "r"),
        ({"interactions": [made.ORDER | {"right": ["a", "b"]}]}, "item_lacks", "r"),
        ({"interactions": [made.MATCH | {"right": [["gloves", "gloves"]]}]}, "item_unknown", "r.right"),
        ({"interactions": [made.HOTSPOT]}, "item_unknown", "r.image"),
        ({"interactions": [made.SLIDER | {"high": 0}]}, "item_bad_number", "r.high"),
        ({"interactions": [made.SLIDER | {"step": 0}]}, "item_bad_number", "r.step"),
        ({"interactions": [made.TEXT | {"accepted": [{"value": " "}]}]}, None, "r.accepted[1].value"),
        ({"interactions": [made.ONE], "text": both("[[r]] and [[r]]", "[[r]]")}, "item_slots", "text"),
        ({"interactions": [made.ONE], "text": both("Here [[r]]", "Нет места")}, "item_slots", "text"),
        ({"interactions": [made.ONE], "text": both("Here [[z]]", "Здесь [[z]]")}, "item_slots", "text"),
        ({"text": both("See ![[plan]]", "См. ![[plan]]")}, "item_unknown", "text"),
        ({"interactions": [made.GAPS | {"text": both("Only [[one]]", "Только [[one]]")}]}, "item_slots", "text"),
        ({"title": {"en": "x" * 300_001}}, "item_too_large", "item"),
        ({"interactions": [made.ONE] * 41}, "item_too_large", "interactions"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(change, code, field):
    with pytest.raises(Refusal) as caught:
        read(item(made.ONE) | change)
    assert (caught.value.code, caught.value.field) == (f"training.{code}" if code else "text.empty", field)


def test_a_text_with_a_mark_that_turns_reading_is_refused_at_its_language():
    with pytest.raises(Refusal) as caught:
        read(item(made.ONE, text=both("Right\u202eleft", "Что?")))
    assert (caught.value.code, caught.value.field) == ("text.bidi_override", "text.en")


def test_a_question_that_a_person_marks_needs_no_key():
    assert read(item(made.ONE | {"right": []}, by_hand=True)).waits_for_a_person
    assert not read(item(made.ONE)).waits_for_a_person


def test_a_language_counts_as_there_only_where_every_text_is():
    assert items.coverage(read(item(made.ONE))) == ("en", "ru")
    told = copy.deepcopy(made.ONE)
    del told["choices"][0]["text"]["ru"]
    assert items.coverage(read(item(told))) == ("en",)


# -- showing -----------------------------------------------------------------------------------------------------------


def names_in(value):
    if isinstance(value, dict):
        yield from value
        for each in value.values():
            yield from names_in(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from names_in(each)


@pytest.mark.parametrize("name", EVERY)
def test_nothing_of_what_is_right_is_shown(name):
    told = copy.deepcopy(EVERY[name])
    told["after"] = {"always": both("Canary of after")}
    asked = told["interactions"][0]
    for each in asked.get("choices", []):
        each["why"] = both("Canary of why")
    for each in asked.get("accepted", []):
        each["value"] = f"canary{each['value']}"
    asked |= {"guide": both("Canary of the guide")} if name == "extended" else {}
    found = shown(read(told), "en", "seed")
    whole = asdict(found)
    assert "canary" not in json.dumps(whole, default=str).lower()
    assert not KEYS & set(names_in(whole))


def test_the_areas_of_a_point_are_its_key_and_those_of_a_hotspot_are_offered():
    assert shown(read(EVERY["point"]), "en", "s").interactions[0].areas == ()
    assert [each.id for each in shown(read(EVERY["hotspot"]), "en", "s").interactions[0].areas] == [
        "door",
        "tap",
        "bin",
    ]


def test_a_seed_gives_one_order_and_another_seed_may_give_another():
    many = made.ONE | {"choices": choices(*"abcdefgh"), "shuffle": True}
    many["choices"][7]["fixed"] = True
    orders = [
        "".join(each.id for each in shown(read(item(many)), "en", seed).interactions[0].choices) for seed in "xyzw"
    ]
    assert orders[0] == "".join(each.id for each in shown(read(item(many)), "en", "x").interactions[0].choices)
    assert len(set(orders)) > 1
    assert {order[7] for order in orders} == {"h"}
    assert {"".join(sorted(order)) for order in orders} == {"abcdefgh"}


@given(st.text(max_size=8))
def test_what_is_to_be_put_in_order_is_never_shown_in_it(seed):
    found = shown(read(EVERY["order"]), "en", seed).interactions[0].choices
    assert [each.id for each in found] != RIGHT["order"]


def test_a_language_that_is_not_there_is_shown_as_the_source():
    assert shown(read(EVERY["one"]), "ru", "s").text == "Что верно?"
    other = shown(read(EVERY["one"]), "fa", "s")
    assert (other.lang, other.text) == ("en", "What is right?")


# -- grading -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", RIGHT)
def test_right_and_wrong_answers_of_every_kind(name):
    found = read(EVERY[name])
    of = 2 if name == "point" else 1
    right = grade(found, {"r": RIGHT[name]})
    assert (right.points, right.of, right.right) == (of, of, True)
    for answer in (WRONG[name], None, [], "", 7.5, {"x": 1}, [["a", "b", "c"]], ["nobody"], [[]], [None], True):
        assert grade(found, {"r": answer} if answer is not None else {}).points == 0


@pytest.mark.parametrize(("text", "points"), [("  gLoves ", 1), ("glove", 0.5), ("glov", 0.5), ("my gloves", 0)])
def test_texts_count_whatever_the_size_of_letters_and_with_shares(text, points):
    assert grade(read(EVERY["text"]), {"r": text}).points == points


def test_letters_of_one_size_where_the_item_says_so():
    exact = read(item({"id": "r", "kind": "text", "accepted": [{"value": "pH"}], "case": True}))
    assert [grade(exact, {"r": each}).points for each in ("pH", "PH")] == [1, 0]


@pytest.mark.parametrize(
    ("said", "points"),
    [
        ("20", 1),
        ("21", 1),
        (21.01, 0.5),
        ("۲۰", 1),
        ("٢٠٫٥", 1),
        ("2e1", 1),
        ("-20", 0),
        ("1,000", 0),
        ("nan", 0),
        ("∞", 0),
    ],
)
def test_numbers_are_read_as_people_write_them(said, points):
    assert grade(read(EVERY["number"]), {"r": said}).points == points


def test_a_table_gives_parts_takes_away_and_stays_in_its_bounds():
    table = {"points": [["a", 1], ["c", 1], ["b", -1]], "default": -0.5, "high": 1.5}
    found = read(item(made.SEVERAL | {"table": table}))
    worth = {"a": 1, "ac": 1.5, "ab": 0, "b": 0, "ad": 0.5, "abcd": 0.5}
    assert {each: grade(found, {"r": list(each)}).points for each in worth} == worth
    assert grade(found, {}).of == 1.5


def test_an_item_is_never_worth_less_than_nothing_and_an_interaction_may_be():
    below = made.SEVERAL | {"table": {"points": [["a", 1], ["b", -2]], "low": None}}
    other = made.INLINE | {"id": "s"}
    found = grade(read(item(below, other)), {"r": ["b"], "s": ["a"]})
    assert (found.points, found.by["r"].points, found.by["s"].points) == (0, -2, 1)


def test_places_of_an_order_count_alike_where_the_item_says_so():
    found = read(item(made.ORDER | {"partly": "places", "points": 3}))
    assert [grade(found, {"r": list(each)}).points for each in ("cab", "cba", "abc", "c")] == [3, 1, 0, 1]


def test_several_interactions_of_one_text_add_up():
    text = both("Take [[r]] and [[n]].", "Возьмите [[r]] и [[n]].")
    cloze = read(item(made.INLINE, made.NUMBER | {"id": "n", "points": 2}, text=text))
    found = grade(cloze, {"r": ["a"], "n": "24"})
    assert (found.points, found.of) == (2, 3)
    assert {name: each.right for name, each in found.by.items()} == {"r": True, "n": False}


def test_a_text_waits_for_a_person_whose_points_stay_in_bounds():
    found = read(item(made.EXTENDED, made.ONE | {"id": "c"}))
    told = {"r": "Tell the officer.", "c": ["b"]}
    assert (grade(found, told).points, grade(found, told).of, grade(found, told).waits_for_a_person) == (1, 5, True)
    marked = grade(found, told, {"r": 99})
    assert (marked.points, marked.waits_for_a_person, marked.right) == (5, False, True)
    assert not grade(found, {"c": ["b"]}).waits_for_a_person  # an empty page is worth nothing


def test_an_item_that_a_person_marks_as_a_whole():
    found = read(item(made.ONE | {"right": [], "points": 3}, by_hand=True))
    assert (grade(found, {"r": ["a"]}).waits_for_a_person, grade(found, {"r": ["a"]}).of) == (True, 3)
    assert grade(found, {"r": ["a"]}, {"item": 2}).points == 2


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=6,
)


@given(st.sampled_from(sorted(EVERY)), JSON)
def test_whatever_is_sent_grading_never_fails_and_stays_in_bounds(name, answer):
    found = grade(read(EVERY[name]), {"r": answer})
    assert 0 <= found.points <= found.of


# -- answers -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "answer", "code"),
    [
        ("one", ["z"], "item_answer_unknown"),
        ("one", ["a", "b"], "item_answer_too_many"),
        ("one", 5, "item_answer_unknown"),
        ("number", "many", "item_answer_no_number"),
        ("slider", 61, "item_answer_out_of_range"),
        ("match", [["gloves", "hands"], ["gloves", "eyes"]], "item_answer_twice"),
        ("gaps", [["warn", "one"], ["clean", "one"]], "item_answer_twice"),
        ("order", ["a", "a"], "item_answer_unknown"),
        ("point", [[1, 2], [3, 4]], "item_answer_too_many"),
    ],
)
def test_an_answer_that_is_none_is_refused_at_its_interaction(name, answer, code):
    with pytest.raises(Refusal) as caught:
        items.checked(read(EVERY[name]), {"r": answer})
    assert (caught.value.code, caught.value.field) == (f"training.{code}", "r")


@pytest.mark.parametrize(
    ("name", "answer", "code"),
    [
        ("text", "a\x00b", "control_characters"),
        ("extended", "a\x00b", "control_characters"),
        ("text", "x" * 501, "too_long"),
        ("extended", "x" * 10_001, "too_long"),
    ],
)
def test_words_that_a_database_would_not_keep_are_refused_at_their_interaction(name, answer, code):
    told = read(EVERY[name])
    assert items.checked(told, {"r": answer[:1] * 500}) == {"r": answer[:1] * 500}
    with pytest.raises(Refusal) as caught:
        items.checked(told, {"r": answer})
    assert (caught.value.code, caught.value.field) == (f"text.{code}", "r")


def test_too_few_are_refused_only_of_a_whole_answer():
    two = read(item(made.SEVERAL | {"least": 2}))
    assert items.checked(two, {"r": ["a"]}) == {"r": ["a"]}
    for told in ({"r": ["a"]}, {}):
        with pytest.raises(Refusal) as caught:
            items.checked(two, told, complete=True)
        assert (caught.value.code, caught.value.data) == ("training.item_answer_too_few", {"least": 2})


def test_answers_have_one_form():
    told = {"r": [["goggles", "eyes"], ["gloves", "hands"]]}
    assert items.checked(read(EVERY["match"]), told) == {"r": [["gloves", "hands"], ["goggles", "eyes"]]}
    assert items.checked(read(EVERY["number"]), {"r": " ۲۰,۵ "}) == {"r": 20.5}
    assert items.checked(read(EVERY["one"]), {"r": [], "strange": ["x"]}) == {}


def test_a_program_that_doubles_a_container_again_and_again_comes_to_nothing():
    one = Many(("a",))
    for _ in range(60):
        one = OPERATORS["multiple"][2]([one, one])
    assert one is None
    assert OPERATORS["multiple"][2]([Many(("a", "b")), "c"]) == Many(("a", "b", "c"))
