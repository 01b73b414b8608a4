"""One expression, three readings: Python here, SQLite here too; PostgreSQL reads the same in tests/records."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kerege.lib.matching import Every, Some, Without, Word, every, fts5, holds, some, tsquery, words_of

pytestmark = pytest.mark.nodb

TEXTS = ["osh laboratori", "osh ospital", "almati laboratori ospital", "ბათუმი laboratori", "or not and near"]
A, B = Word("osh"), Word("lab", begins=True)


@pytest.fixture(scope="module")
def index():
    with sqlite3.connect(":memory:") as base:
        base.execute("CREATE VIRTUAL TABLE t USING fts5(words, tokenize='ascii', detail=none, prefix='2 3')")
        base.executemany("INSERT INTO t (rowid, words) VALUES (?, ?)", list(enumerate(TEXTS)))
        yield base
    base.close()


WORDS = st.builds(Word, st.sampled_from(sorted({w for t in TEXTS for w in t.split()} | {"os", "l"})), st.booleans())
ASKED = st.recursive(
    WORDS,
    lambda parts: (
        st.builds(Every, st.lists(parts, min_size=1, max_size=3).map(tuple))
        | st.builds(Some, st.lists(parts, min_size=1, max_size=3).map(tuple))
        | st.builds(Without, parts, parts)
    ),
    max_leaves=6,
)


@given(asked=ASKED)
def test_the_index_and_python_find_the_same(index, asked):
    found = {row[0] for row in index.execute("SELECT rowid FROM t WHERE t MATCH ?", [fts5(asked)])}
    assert found == {n for n, text in enumerate(TEXTS) if holds(asked, set(text.split()))}


@pytest.mark.parametrize(
    ("asked", "sqlite", "postgres"),
    [
        (A, '"osh"', "'osh'"),
        (B, '"lab"*', "'lab':*"),
        (every(A, B), '("osh" AND "lab"*)', "('osh' & 'lab':*)"),
        (some(A, B), '("osh" OR "lab"*)', "('osh' | 'lab':*)"),
        (Without(A, B), '("osh" NOT "lab"*)', "('osh' & !'lab':*)"),
        (every(), "", ""),
        (every(A, None, every()), '"osh"', "'osh'"),
        (some(A, A), '"osh"', "'osh'"),
    ],
)
def test_as_the_databases_write_it(asked, sqlite, postgres):
    assert (fts5(asked), tsquery(asked)) == (sqlite, postgres)


def test_nothing_asked_is_everything_found():
    assert holds(every(), {"x"})


def test_words_of_a_record_stand_once_and_in_order():
    assert words_of(["osh  ospital", "", "laboratori osh"]) == "laboratori osh ospital"


@pytest.mark.parametrize("word", ["", 'a"b', "a'b", "a b", "a\\b", "a\tb"])
def test_what_could_be_an_operator_is_no_word(word):
    for write in (fts5, tsquery):
        with pytest.raises(ValueError, match="cannot be a word"):
            write(Word(word))
