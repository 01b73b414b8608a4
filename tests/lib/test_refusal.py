"""Refusals: one code, one meaning, a sentence that can be filled."""

import pytest

from kerege.lib.refusal import KNOWN, Called, Refusal, RefusalWord

pytestmark = pytest.mark.nodb


@pytest.fixture
def word():
    made = RefusalWord("test.too_late", "It is too late since %(day)s. Choose another day.", status=409)
    yield made
    del KNOWN["test.too_late"]


def test_a_refusal_carries_code_status_field_and_data(word):
    refusal = Refusal(word, field="on", day="4 April")
    assert (refusal.code, refusal.status, refusal.field, refusal.data) == (
        "test.too_late",
        409,
        "on",
        {"day": "4 April"},
    )
    assert refusal.sentence == "It is too late since %(day)s. Choose another day."
    assert str(refusal) == "test.too_late: It is too late since 4 April. Choose another day."


def test_data_of_one_refusal_is_not_data_of_the_next(word):
    Refusal(word, day="x").data["more"] = 1
    assert Refusal(word).data == {}


def test_two_refusals_never_share_a_code(word):
    with pytest.raises(ValueError, match=r"test\.too_late"):
        RefusalWord("test.too_late", "Another sentence.")


def test_saying_the_same_twice_is_no_clash(word):
    assert RefusalWord("test.too_late", word.sentence, status=409) == word


def test_a_code_is_said_in_words_and_what_somebody_wrote_stays():
    pieces = RefusalWord("test.pieces_stand", "%(n)s pieces stand at “%(stage)s” of %(place)s.")
    del KNOWN["test.pieces_stand"]
    russian = {
        pieces.sentence: "На этапе «%(stage)s» единиц: %(n)s, %(place)s.",
        "Handed over": "Передано",
        "Osh": "Ош",
    }
    refusal = Refusal(pieces, n=2, stage=Called("held", "Handed over"), place="Osh")
    assert refusal.told(str) == "2 pieces stand at “Handed over” of Osh."
    assert refusal.told(russian.__getitem__) == "На этапе «Передано» единиц: 2, Osh."
    assert refusal.data["stage"] == "held"
    refusal.inside = "imsmanifest.xml"
    assert refusal.told(russian.__getitem__) == "imsmanifest.xml: На этапе «Передано» единиц: 2, Osh."
