"""The lint of free texts: it finds what is not for sharing, and leaves what is about diseases, tests and training."""

import pytest

from kerege.inventory.rules.lint import check_column, check_text, findings, forbidden_column
from kerege.lib.refusal import Refusal
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
    found = forbidden_column(name)
    assert found is not None
    assert (found.kind, found.text) == (kind, name)


@pytest.mark.parametrize("name", COLUMNS_ALLOWED)
def test_other_columns_are_left_alone(name):
    assert forbidden_column(name) is None


def test_the_refusal_says_what_was_found_and_at_which_field():
    text = "A laboratory for diagnosis. Stock of 40 vials of agent X in freezer 3! Training twice a year."
    with pytest.raises(Refusal) as refused:
        check_text(text, field="note")
    assert (refused.value.code, refused.value.field) == ("inventory.not_for_sharing", "note")
    assert refused.value.data == {"found": "40 vials of agent", "kind": "quantity"}
    assert "“40 vials of agent” is not for this platform" in refused.value.sentence % refused.value.data


def test_the_refusal_of_a_column_names_it():
    with pytest.raises(Refusal) as refused:
        check_column(" Storage place ", field="D1")
    assert (refused.value.field, refused.value.data) == ("D1", {"found": "Storage place", "kind": "storage"})


def test_a_text_in_other_letters_of_the_same_width_is_read_all_the_same():
    assert [f.kind for f in findings("\uff34\uff57\uff45\uff4e\uff54\uff59 vials of agent X")] == ["quantity"]


def test_a_long_text_is_read_in_time():
    text = "Training on diagnosis of brucellosis in room 12 with two freezers and a culture of safety. " * 200
    assert list(findings(text)) == []


def test_the_lists_hold_no_text_twice():
    texts = [t for _, t in REFUSED] + ALLOWED + [n for _, n in COLUMNS_REFUSED] + COLUMNS_ALLOWED
    assert len(texts) == len(set(texts))
