"""Answers that are kept: exactly until somebody writes what they rest on."""

import pytest
from django.core.cache import caches
from django.db import transaction

from kerege.journal import queries as journal
from kerege.journal.actions import act
from kerege.journal.models import Act
from kerege.journal.rules import Words
from kerege.records.keeping import MOST_LARGE, kept_in_step, kept_large_until_written, kept_until_written
from tests.conftest import SYSTEM

FISH = Words(of=("pond.fish", "pond.frog"), but_not=("pond.frog.croaked",))


class Question:
    """How often it had to be answered anew."""

    def __init__(self, what="how many fish", by=FISH):
        self.what, self.by, self.asked = what, by, 0

    def __call__(self):
        return kept_until_written(self.what, self._make, by=self.by)

    def _make(self):
        self.asked += 1
        return self.asked


def happens(word):
    with act(word, by=SYSTEM, about="pond"):
        pass


@pytest.fixture(autouse=True)
def _nothing_kept():
    caches["near"].clear()


@pytest.mark.parametrize(
    ("word", "among"),
    [
        ("pond.fish.hatched", True),
        ("pond.frog.hatched", True),
        ("pond.frog.croaked", False),
        ("pond.fish.hatched.refused", False),
        ("pond.heron.landed", False),
        ("pound.fish.sold", False),
    ],
)
def test_words_say_the_same_to_python_and_to_the_database(db, word, among):
    happens("pond.fish.hatched")
    first = journal.last_among(FISH)
    happens(word)
    newest = Act.objects.order_by("-seq").first()
    assert FISH.has(word) is among
    for since in (None, first):
        mark = journal.last_among(FISH, since=since)
        assert mark == journal.Mark(newest.seq, newest.hash, newest.hash if among else first.hash)


def test_words_of_more_rooms_leave_out_what_was_left_out():
    more = FISH.and_of("meadow.")
    assert [more.has(w) for w in ("pond.fish.x", "meadow.hare.ran", "pond.frog.croaked", "hill.x")] == [
        True, True, False, False,
    ]  # fmt: skip
    assert Words(of=("pond.",)).has("pond.frog.croaked"), "nothing is left out where nothing is named"


def test_an_answer_stays_until_an_act_that_changes_it(db):
    question = Question()
    happens("pond.fish.hatched")
    assert [question(), question()] == [1, 1]
    happens("pond.heron.landed")
    assert question() == 1
    happens("pond.frog.croaked")
    assert question() == 1
    happens("pond.frog.hatched")
    assert [question(), question()] == [2, 2]


def test_an_answer_is_kept_where_none_of_its_acts_ever_happened(db):
    question = Question()
    happens("pond.heron.landed")
    happens("pond.heron.left")
    assert [question(), question()] == [1, 1]
    happens("pond.fish.hatched")
    assert question() == 2


def test_two_questions_have_two_answers_and_two_kinds_of_acts_two_marks(db):
    fish, herons = Question(), Question("how many herons", Words(of=("pond.heron",)))
    happens("pond.fish.hatched")
    assert (fish(), herons()) == (1, 1)
    happens("pond.heron.landed")
    assert (fish(), herons()) == (1, 2)


def test_nothing_is_kept_before_the_first_act(db):
    if Act.objects.exists():
        pytest.skip("this database begins with acts")
    question = Question()
    assert [question(), question()] == [1, 2]


def test_one_query_where_nothing_was_written(db, django_assert_num_queries):
    question = Question()
    happens("pond.fish.hatched")
    question()
    with django_assert_num_queries(1):
        question()


def test_a_chain_that_is_another_one_is_read_anew(db):
    """After a node was restored: the mark of the process names an act that is not there any more."""
    happens("pond.fish.hatched")
    kept = journal.last_among(FISH)
    elsewhere = journal.Mark(kept.seq, "0" * 64, "1" * 64)
    assert journal.last_among(FISH, since=elsewhere) == kept
    later = journal.Mark(kept.seq + 7, "0" * 64, "1" * 64)
    assert journal.last_among(FISH, since=later) == kept


def test_a_transaction_that_is_rolled_back_leaves_no_answer_behind(db):
    question = Question()
    happens("pond.fish.hatched")
    assert question() == 1
    with transaction.atomic():
        happens("pond.fish.hatched")
        assert question() == 2
        transaction.set_rollback(True)
    assert question() == 1, "what it was before is still right and still there"
    happens("pond.fish.hatched")
    assert question() == 3


def test_something_large_is_handed_out_itself_until_somebody_writes(db):
    made = []

    def asked():
        return kept_large_until_written("a pond full of fish", lambda: made.append([]) or made[-1], by=FISH)

    happens("pond.fish.hatched")
    first = asked()
    happens("pond.heron.landed")
    assert asked() is first
    happens("pond.fish.hatched")
    assert asked() is not first
    assert len(made) == 2


def test_of_large_things_only_the_last_few_are_kept(db):
    happens("pond.fish.hatched")
    made = []

    def asked(n):
        return kept_large_until_written(f"pond {n}", lambda: made.append(n), by=FISH)

    for n in range(MOST_LARGE + 1):
        asked(n)
    made.clear()
    for n in (MOST_LARGE, 1, 0):
        asked(n)
    assert made == [0], "the first one had to make room"


def test_nothing_large_is_kept_on_a_node_without_acts(db):
    made = []
    for _ in range(2):
        kept_large_until_written("a pond", lambda: made.append(1), by=FISH)
    assert made == [1, 1]


# -- what one act changes a little ------------------------------------------------------------------------------------


class Pond:
    """What is in the pond, counted from nothing or act by act, and how it was made each time."""

    def __init__(self, gives_up_at=""):
        self.made, self.gives_up_at = [], gives_up_at

    def __call__(self, what="pond in steps"):
        return kept_in_step(what, self._make, self._step, by=FISH)

    def _make(self):
        self.made.append("from nothing")
        return Act.objects.filter(word="pond.fish.hatched").count()

    def _step(self, before, acts):
        words = [word for word, _ in acts]
        self.made.append(words)
        return None if self.gives_up_at in words else before + words.count("pond.fish.hatched")


def test_what_was_kept_is_brought_up_to_date_by_the_acts_since(db):
    pond = Pond()
    happens("pond.fish.hatched")
    assert (pond(), pond()) == (1, 1)
    happens("pond.fish.hatched")
    happens("pond.heron.landed")
    happens("pond.frog.hatched")
    assert (pond(), pond()) == (2, 2)
    assert pond.made == ["from nothing", ["pond.frog.hatched", "pond.fish.hatched"]]


def test_where_a_step_gives_up_everything_is_made_from_nothing(db):
    pond = Pond(gives_up_at="pond.frog.hatched")
    happens("pond.fish.hatched")
    assert pond() == 1
    happens("pond.frog.hatched")
    assert pond() == 1
    assert pond.made == ["from nothing", ["pond.frog.hatched"], "from nothing"]


def test_no_step_leads_from_a_transaction_that_was_taken_back(db):
    pond = Pond()
    happens("pond.fish.hatched")
    with transaction.atomic():
        happens("pond.fish.hatched")
        assert pond("taken back") == 2
        transaction.set_rollback(True)
    assert pond("taken back") == 1
    assert pond.made == ["from nothing", "from nothing"]


def test_too_many_acts_are_not_followed_one_by_one(db, monkeypatch):
    monkeypatch.setattr(journal, "MOST_STEPS", 1)
    pond = Pond()
    happens("pond.fish.hatched")
    pond("many")
    happens("pond.fish.hatched")
    happens("pond.fish.hatched")
    assert pond("many") == 3
    assert pond.made == ["from nothing", "from nothing"]


def test_a_node_without_acts_keeps_no_steps(db):
    pond = Pond()
    assert (pond("empty"), pond("empty")) == (0, 0)
    assert pond.made == ["from nothing"] * 2
