"""Rows of the index: for each clearance what it may read, and words that no text can hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kerege.inventory.rules.findable import (
    BEYOND,
    CODE,
    EXACT,
    NEAR,
    SCOPE,
    Place,
    Told,
    code_word,
    first_word,
    near_words,
    rows,
    whole_word,
)
from kerege.inventory.words import ShownAt
from kerege.lib.geo import Spot, cell_of
from kerege.lib.text import fold

pytestmark = pytest.mark.nodb

SHOWN, TRUE = Spot(51.15, 71.45), Spot(51.128, 71.43)
NAME = Told(0, names=("Ош лабораториясы",), codes=(("can", "training"),))
UNIT = Told(1, texts=("Virology unit",), codes=(("function", "research"),))
CLAIM = Told(2, codes=(("containment", "biosafety3"),))


def made(label=0, told=(NAME, UNIT, CLAIM), places=()):
    return rows(label=label, owner="KAZ", told=told, places=places)


def test_each_clearance_has_its_row_and_those_that_read_the_same_share_one():
    assert [(r.label, r.until) for r in made()] == [(0, 1), (1, 2), (2, BEYOND)]
    assert [(r.label, r.until) for r in made(told=(NAME,))] == [(0, BEYOND)]
    assert [(r.label, r.until) for r in made(label=3)] == [(3, BEYOND)]
    assert [(r.label, r.until) for r in made(label=1)] == [(1, 2), (2, BEYOND)]


def test_a_row_holds_what_its_clearance_reads_and_nothing_above():
    public, partners, nation = (set(r.words.split()) for r in made())
    assert {"osh", "laboratoriasi"} <= public & partners & nation
    assert ("virologi" in public, "virologi" in partners, "virologi" in nation) == (False, True, True)
    claim = code_word("containment", "biosafety3")
    assert (claim in public, claim in partners, claim in nation) == (False, False, True)
    assert [r.codes for r in made()] == [
        "can:training",
        "can:training function:research",
        "can:training containment:biosafety3 function:research",
    ]
    assert {r.names for r in made()} == {"osh laboratoriasi"}, "names of units are no names of the facility"


@pytest.mark.parametrize(
    ("exact_from", "public", "partner"), [(1, "cell", EXACT), (0, EXACT, EXACT), (3, "cell", "cell")]
)
def test_a_row_has_the_most_exact_position_that_its_clearance_reaches(exact_from, public, partner):
    found = made(told=(NAME,), places=[Place(0, SHOWN, ShownAt.CELL), Place(exact_from, TRUE, EXACT)])
    by_clearance = {c: r for r in found for c in range(r.label, r.until)}
    assert (by_clearance[0].at, by_clearance[1].at, by_clearance[3].at) == (public, partner, EXACT)
    row = by_clearance[0]
    spot = Spot(row.latitude, row.longitude)
    assert spot == (TRUE if public == EXACT else SHOWN)
    assert row.cell == cell_of(spot)


@pytest.mark.parametrize(
    ("at", "within_m"), [(EXACT, 10), ("cell", 6_600), ("place", 10_000), ("unit", 100_000), ("territory", None)]
)
def test_a_position_says_how_far_off_it_may_be(at, within_m):
    (row,) = made(told=(NAME,), places=[Place(0, SHOWN, at)])
    assert row.within_m == within_m


def test_without_a_position_there_is_none():
    (row,) = made(told=(NAME,))
    assert (row.latitude, row.longitude, row.at, row.within_m, row.cell) == (None, None, "", None, None)


# -- words that are no words of a text ---------------------------------------------------------------------------------
@given(st.text(max_size=40))
def test_no_text_holds_a_word_of_scope_code_or_likeness(text):
    assert [w for w in fold(text).split() if w[0] in {SCOPE, CODE, NEAR}] == []


@pytest.mark.parametrize("word", ["qara", "xo", "year", "Xorog", "Qoqon", "yoga", "ẍ", "ⓠ", "Ｘ", "ýy"])
def test_nor_those_that_begin_with_these_letters(word):
    assert fold(word)[:1] not in {SCOPE, CODE, NEAR}


def test_scope_is_the_clearances_of_the_row_and_its_owner():
    assert [sorted(w for w in r.words.split() if w[0] == SCOPE) for r in made()] == [
        ["y0", "y0kaz", "ykaz"],
        ["y1", "y1kaz", "ykaz"],
        ["y2", "y2kaz", "y3", "y3kaz", "ykaz"],
    ]


def test_a_name_is_found_by_itself_by_its_beginning_and_by_its_first_word():
    (row,) = made(told=(Told(0, names=("Central laboratory", "Osh")),))
    assert {"wtsentrallaboratori", "wtsentralw", "wosh", "woshw"} <= set(row.words.split())
    assert (whole_word("osh"), first_word("osh laboratori")) == ("wosh", "woshw")


@pytest.mark.parametrize(
    ("a", "b", "meet"),
    [
        ("laboratori", "laboratoria", True),  # vowels
        ("laboratori", "labratori", True),
        ("laboratori", "laboratoi", True),  # a consonant is missing
        ("laboratori", "laboratorni", True),  # one too many
        ("laboratori", "lavoratori", True),  # another one
        ("laboratori", "almati", False),
        ("osh", "ash", True),
        ("osh", "oblast", False),
        ("a", "e", False),
    ],
)
def test_words_that_are_nearly_alike_meet(a, b, meet):
    assert bool(near_words(a) & near_words(b)) is meet
