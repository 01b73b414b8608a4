"""The lint of free texts: it finds what is not for sharing, and leaves what is about diseases, tests and training."""

import pytest

from kerege.inventory.rules.excluded import excluded_heading, excluded_value
from kerege.inventory.rules.lint import check_text, findings
from kerege.lib.refusal import Refusal
from tests.inventory.rules.lint_aside import EITHER, HARMLESS, TOLD
from tests.inventory.rules.lint_lists import ALLOWED, COLUMNS_ALLOWED, COLUMNS_REFUSED, REFUSED

pytestmark = pytest.mark.nodb


@pytest.mark.parametrize(("kind", "text"), REFUSED, ids=[text for _, text in REFUSED])
def test_what_is_not_for_sharing_is_found(kind, text):
    assert kind in {found.kind for found in findings(text)}


@pytest.mark.parametrize("text", ALLOWED)
def test_what_is_about_a_disease_a_test_or_a_course_is_left_alone(text):
    assert list(findings(text)) == []


@pytest.mark.parametrize(("kind", "name"), COLUMNS_REFUSED, ids=[name for _, name in COLUMNS_REFUSED])
def test_a_column_that_announces_it_is_found(kind, name):
    assert excluded_heading(name) == kind


@pytest.mark.parametrize("name", COLUMNS_ALLOWED)
def test_other_columns_are_left_alone(name):
    assert excluded_heading(name) is None


@pytest.mark.parametrize(("kind", "text"), REFUSED, ids=[text for _, text in REFUSED])
def test_what_no_text_may_tell_no_cell_of_a_list_may(kind, text):
    assert excluded_value(text) is not None


# -- what was kept aside -----------------------------------------------------------------------------------------------


def missed(lang: str = "") -> list[str]:
    return [text for of, text in TOLD if lang in {"", of} and not list(findings(text))]


def test_amounts_and_places_without_a_word_about_agents_are_found_as_often_as_measured():
    assert list(findings("3 vials in freezer 2"))
    assert 1 - len(missed()) / len(TOLD) >= 0.8, missed()


def test_equipment_supplies_and_rooms_are_hardly_ever_taken_for_it():
    wrong = [text for _, text in HARMLESS if list(findings(text))]
    assert len(wrong) <= 1, wrong


@pytest.mark.parametrize("lang", sorted({lang for lang, _ in TOLD}))
def test_some_of_it_is_found_in_every_language(lang):
    assert len(missed(lang)) < sum(of == lang for of, _ in TOLD), missed(lang)


def test_what_is_found_is_of_the_kinds_that_are_told():
    assert {found.kind for _, text in TOLD for found in findings(text)} <= EITHER


def test_the_refusal_says_what_was_found_and_at_which_field():
    text = "A laboratory for diagnosis. Stock of 40 vials of agent X in freezer 3! Training twice a year."
    with pytest.raises(Refusal) as refused:
        check_text(text, field="note")
    assert (refused.value.code, refused.value.field) == ("inventory.not_for_sharing", "note")
    assert refused.value.data == {"found": "40 vials of agent", "kind": "quantity"}
    assert "“40 vials of agent” is not for this platform" in refused.value.sentence % refused.value.data


def test_a_text_in_other_letters_of_the_same_width_is_read_all_the_same():
    assert [f.kind for f in findings("\uff34\uff57\uff45\uff4e\uff54\uff59 vials of agent X")] == ["quantity"]


@pytest.mark.parametrize("sign", ["\u200b", "\u00ad", "\u2060", "\u200d"])
def test_an_invisible_sign_parts_no_word(sign):
    assert [f.kind for f in findings(f"Twenty vi{sign}als of ag{sign}ent X")] == ["quantity"]


def test_a_long_text_is_read_in_time():
    text = "Training on diagnosis of brucellosis in room 12 with two freezers and a culture of safety. " * 200
    assert list(findings(text)) == []


def test_the_lists_hold_no_text_twice():
    texts = [t for _, t in REFUSED] + ALLOWED + [n for _, n in COLUMNS_REFUSED] + COLUMNS_ALLOWED
    texts += [t for _, t in TOLD] + [t for _, t in HARMLESS]
    assert len(texts) == len(set(texts))
