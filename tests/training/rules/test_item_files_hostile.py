"""What a file with questions could do to the node, and what its order could tell of an exam."""

from functools import partial
from time import process_time

import pytest

from kerege.lib.refusal import Refusal
from kerege.training.rules.items import read
from kerege.training.rules.items.formats import cloze, taking
from kerege.training.rules.items.formats.html import escaped, tidy
from kerege.training.rules.items.formats.packages import opened
from kerege.training.rules.items.formats.taking import Pictures, Wishes, no_pictures

pytestmark = pytest.mark.nodb
EN = Wishes("en")


def taken(text):
    """The one question of a file, as an item."""
    (one,) = opened(text.encode(), EN).taken
    return read(one.body)


def test_the_place_of_an_answer_in_a_file_does_not_tell_that_it_is_right():
    assert taken("Where to? {=Container ~Bag ~Sink}").interactions[0].shuffle
    words_ = [f"word {n}" for n in range(12)]
    pairs = taken("Match. {" + " ".join(f"={n} -> {each}" for n, each in enumerate(words_)) + "}")
    said = [each.text["en"] for each in pairs.interactions[0].targets]
    assert sorted(said) == sorted(words_)
    assert said != words_


@pytest.mark.parametrize(
    "made",
    [
        lambda n: tidy("\\\n" * n + "x"),
        lambda n: escaped("a" + "\n" * n + "b"),
        lambda n: cloze.gaps("{" + " " * n + "x", "en", Pictures(no_pictures)),
        lambda n: opened(b"Ask. {=a}\n\nWhere to? " + b"{" * n, EN),
    ],
)
def test_long_runs_of_one_sign_take_no_longer_than_they_are_long(made):
    def took(n):
        began = process_time()
        made(n)
        return process_time() - began

    assert took(16_000) < 1, "a time that grows with the square takes minutes here"


def test_a_file_of_too_many_questions_is_left_as_soon_as_that_is_known(monkeypatch):
    made = []
    monkeypatch.setattr(taking, "MOST_QUESTIONS", 3)

    def question(n):
        made.append(n)
        return taking.Taken(str(n), str(n), {})

    with pytest.raises(Refusal) as caught:
        taking.each_taken(taking.Reading("x"), ((str(n), "", partial(question, n)) for n in range(100)))
    assert (caught.value.code, len(made)) == ("training.bank_too_many_questions", 3)
