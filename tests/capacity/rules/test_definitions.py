"""A set as data: read and written are each other's inverse, and what is wrong is named with its place."""

from fractions import Fraction

import pytest

from kerege.capacity.rules.answers import Given, Standing, asked, checked, together
from kerege.capacity.rules.definitions import in_order, read, written
from kerege.lib.refusal import Refusal
from tests.capacity.given import SCALE, content, question

pytestmark = pytest.mark.nodb


def refused(told):
    with pytest.raises(Refusal) as caught:
        read(told)
    return caught.value.code, caught.value.data


def test_a_set_is_read_and_written_again():
    found = read(content())
    assert read(written(found)) == found
    assert written(read(written(found))) == written(found)
    assert [q.key for q in found.questions()] == ["plan", "waste", "drill", "people", "staff"]


@pytest.mark.parametrize(
    ("changed", "code", "place"),
    [
        ({"sections": []}, "capacity.set_lacks", "sections"),
        ({"languages": {"en": "draft"}}, "capacity.set_lacks", "languages.source"),
        ({"languages": {"en": "source", "ru": "good"}}, "capacity.set_unknown", "languages.ru"),
        ({"title": {}}, "capacity.set_lacks", "title"),
        ({"title": {"en": "A", "fa": "ب"}}, "capacity.set_unknown", "title"),
        ({"threshold": "half"}, "capacity.set_bad_number", "threshold"),
        ({"threshold": "1e9"}, "capacity.set_bad_number", "threshold"),
        ({"scales": {"extent": []}}, "capacity.set_lacks", "scales.extent"),
        ({"scales": {"other": SCALE}}, "capacity.set_unknown", "sections[1].questions[1].scale"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(changed, code, place):
    found = refused(content(**changed))
    assert (found[0], found[1]["place"]) == (code, place)


@pytest.mark.parametrize(
    ("changed", "code", "place"),
    [
        ({"key": "Plan"}, "capacity.set_bad_key", "sections[2].questions[1].key"),
        ({"kind": "essay"}, "capacity.set_unknown", "sections[2].questions[1].kind"),
        ({"text": {}}, "capacity.set_lacks", "sections[2].questions[1].text"),
        ({"weight": "-1"}, "capacity.set_bad_number", "sections[2].questions[1].weight"),
        ({"relevant": "${nobody} = 1"}, "capacity.unknown_reference", "x"),
        ({"relevant": "what"}, "capacity.bad_condition", "x"),
        ({"links": [{"kind": "standard"}]}, "capacity.set_lacks", "sections[2].questions[1].links.of"),
    ],
)
def test_what_is_wrong_with_a_question_is_named_with_its_place(changed, code, place):
    found = refused(content({**question("x"), **changed}))
    assert (found[0], found[1]["place"]) == (code, place)


def test_a_key_stands_once():
    assert refused(content(question("plan")))[0] == "capacity.set_twice"
    assert refused(content(question("safety")))[0] == "capacity.set_twice", "a section has its key too"


def test_a_scale_scores_all_of_its_answers_or_none():
    half = [*SCALE[:2], {"code": "2", "text": {"en": "Yes"}}]
    assert refused(content(scales={"extent": half}))[0] == "capacity.set_half_scored"


def test_a_circle_is_named_and_a_long_chain_is_none():
    circle = [
        question("a", relevant="${b} = 1"),
        question("b", relevant="${c} = 1"),
        question("c", relevant="${a} = 1"),
    ]
    code, data = refused(content(*circle))
    assert (code, data["circle"]) == ("capacity.circular", "a → b → c → a")
    assert refused(content(question("a", relevant="${a} = 1")))[1]["circle"] == "a → a"
    chain = [question(f"q{n}", relevant=f"${{q{n - 1}}} = 1" if n else "") for n in range(1_500)]
    assert in_order(read(content(*reversed(chain))))[-1] == "q1499"


def test_a_set_has_an_end():
    many = [question(f"q{n}") for n in range(2_001)]
    assert refused(content(*many))[0] == "capacity.set_too_large"


def test_a_question_is_asked_when_its_condition_holds_and_an_answer_below_counts_for_nothing():
    found = read(content(question("people", relevant="${drill} = 'no'")))
    assert asked(found, {}) == ["plan", "waste"]
    told = {"plan": Given("1"), "drill": Given("no")}
    assert asked(found, told) == ["plan", "waste", "drill", "people"]
    assert asked(found, told | {"plan": Given("0")}) == ["plan", "waste"], (
        "the drill is not asked, so its answer is none"
    )


def answer(key, value="", *, aside=False, comment=""):
    found = read(content())
    asked_for = next(q for q in found.questions() if q.key == key)
    return checked(found, asked_for, Given(value, aside), comment=comment)


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (("plan", "3"), "capacity.outside_scale"),
        (("drill", "maybe"), "capacity.outside_scale"),
        (("staff", "many"), "capacity.not_a_number"),
        (("staff", "1e5"), "capacity.not_a_number"),
        (("staff", "101"), "capacity.outside_bounds"),
        (("staff", "-1"), "capacity.outside_bounds"),
    ],
)
def test_an_answer_outside_its_scale_is_refused(told, code):
    with pytest.raises(Refusal) as caught:
        answer(*told)
    assert (caught.value.code, caught.value.field) == (code, told[0])


def test_not_applicable_wants_a_question_that_may_and_a_reason():
    assert answer("people", aside=True, comment="Nobody works there") == Given(not_applicable=True)
    for told, code in (
        ({"key": "plan", "aside": True, "comment": "x"}, "capacity.must_apply"),
        ({"key": "people", "aside": True}, "capacity.na_without_reason"),
        ({"key": "people", "value": "1", "aside": True, "comment": "x"}, "capacity.answer_aside"),
    ):
        with pytest.raises(Refusal) as caught:
            answer(**told)
        assert caught.value.code == code


def test_an_answer_is_kept_in_one_form():
    assert answer("staff", "12,5") == Given("12.5")
    assert answer("plan", " 2 ") == Given("2")
    assert answer("plan", "") == Given()


@pytest.mark.parametrize(
    ("given", "agreed", "open_", "expected"),
    [
        ([], None, False, (Standing.OPEN, Given())),
        ([], None, True, (Standing.LEFT_OPEN, Given())),
        ([Given("1"), Given()], None, False, (Standing.ANSWERED, Given("1"))),
        ([Given("1"), Given("1")], None, False, (Standing.ANSWERED, Given("1"))),
        ([Given("1"), Given("2")], None, False, (Standing.DISAGREED, Given())),
        ([Given("1"), Given(not_applicable=True)], None, False, (Standing.DISAGREED, Given())),
        ([Given("1"), Given("2")], Given("2"), False, (Standing.AGREED, Given("2"))),
    ],
)
def test_what_several_answers_say_together(given, agreed, open_, expected):
    assert together(given, agreed=agreed, left_open=open_) == expected


BANDS = [{"least": "0.55", "text": {"en": "One  star"}}, {"least": "0.65", "text": {"en": "Two stars", "ru": "Две"}}]


def test_scores_have_the_names_that_the_set_gives_them():
    found = read(content(bands=BANDS))
    assert written(found)["bands"] == [BANDS[0] | {"text": {"en": "One star"}}, BANDS[1]]
    named = [(score, found.band_of(score)) for score in (None, Fraction(1, 2), Fraction(11, 20), Fraction(1))]
    assert [(score, band and band.text["en"]) for score, band in named] == [
        (None, None),
        (Fraction(1, 2), None),
        (Fraction(11, 20), "One star"),
        (Fraction(1), "Two stars"),
    ]
    assert (read(content()).band_of(Fraction(1)), "bands" in written(read(content()))) == (None, False)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ([BANDS[1], BANDS[0]], "capacity.set_bad_number"),
        ([BANDS[0], BANDS[0]], "capacity.set_bad_number"),
        ([BANDS[0] | {"least": "1.1"}], "capacity.set_bad_number"),
        ([BANDS[0] | {"least": "half"}], "capacity.set_bad_number"),
        ([{"least": "0.5"}], "capacity.set_lacks"),
        ([BANDS[0] | {"text": {"fa": "x"}}], "capacity.set_unknown"),
    ],
)
def test_bands_rise_and_have_a_text(wrong, code):
    with pytest.raises(Refusal) as caught:
        read(content(bands=wrong))
    assert caught.value.code == code
