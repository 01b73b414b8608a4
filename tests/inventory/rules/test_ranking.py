"""What a question asks of the index, for whom, and which find is meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kerege.inventory.rules.findable import Told, rows
from kerege.inventory.rules.ranking import Meant, apart, is_meant, looked_for, scope, score, windows
from kerege.lib.matching import holds

pytestmark = pytest.mark.nodb

OSH = Meant(1, 2, ("xplacekg1",))


def test_windows_are_neighbouring_words_the_longest_first():
    assert windows(["a", "b", "c"]) == [(0, 3), (0, 2), (1, 3), (0, 1), (1, 2), (2, 3)]
    assert windows([]) == []


def test_of_names_that_overlap_the_longest_is_meant():
    two, one, other = Meant(0, 2, ("x1",)), Meant(1, 2, ("x2",)), Meant(2, 3, ("x3",))
    assert apart([one, other, two]) == [two, other]


@pytest.mark.parametrize(
    ("index", "found"),
    [
        ({"laboratori", "osh"}, True),
        ({"laboratori", "xplacekg1"}, True),  # it stands in Osh and does not say so in its name
        ({"laboratorii", "oshsk"}, True),  # begun
        ({"laboratori", "bishkek"}, False),
        ({"osh", "xplacekg1"}, False),
    ],
)
def test_all_words_are_wanted_and_a_place_stands_for_its_name(index, found):
    assert holds(looked_for(["laboratori", "osh"], [OSH], near=False), index) is found


def test_nearly_so_is_only_looked_for_where_asked():
    index = {"laboratori", "qlbrdr", "qlbrd"}
    assert holds(looked_for(["laboratoi"], [], near=False), index) is False
    assert holds(looked_for(["laboratoi"], [], near=True), index) is True


LEVELS, OWNERS = st.integers(0, 3), ("KAZ", "UZB", "KGZ")


@given(LEVELS, st.dictionaries(st.sampled_from(OWNERS), LEVELS), st.sampled_from(OWNERS), LEVELS, LEVELS)
def test_scope_finds_exactly_the_row_of_the_readers_clearance(everywhere, by_owner, owner, label, told_from):
    """A reader finds one row of each facility that is not above the clearance for its owner: the one made for it."""
    made = rows(label=label, owner=owner, told=[Told(told_from, names=("x",))], places=[])
    asked = scope(everywhere, sorted(by_owner.items()))
    clearance = by_owner.get(owner, everywhere)
    found = [row for row in made if holds(asked, row.words.split())]
    assert found == [row for row in made if row.label <= clearance < row.until]
    assert len(found) == (label <= clearance)


# -- how well ----------------------------------------------------------------------------------------------------------
def test_the_likest_comes_first():
    names = ["osh laboratori", "osh laboratori no 2", "veterinari laboratori osh", "osh oblast ospital", "almati"]
    told = {name: score(["osh", "laboratori"], name) for name in names}
    assert sorted(told, key=told.__getitem__, reverse=True) == names
    assert (told["osh laboratori"], told["almati"] < 0.1) == (1.0, True)


def test_the_best_of_several_names_counts():
    assert score(["osh"], "laboratori|osh") == 1.0
    assert score(["osh"], "") == 0.0


@pytest.mark.parametrize(
    ("words", "names", "index", "meant"),
    [
        (["laboratoi"], "osh laboratori", {"osh", "laboratori"}, True),
        (["samarkand"], "smokinda", {"smokinda"}, False),  # consonants but one, and another word
        (["laboratoi", "osh"], "laboratori", {"laboratori", "xplacekg1"}, True),
        (["laboratoi", "osh"], "laboratori", {"laboratori"}, False),
    ],
)
def test_sharing_consonants_is_not_enough(words, names, index, meant):
    assert is_meant(words, [OSH] if len(words) > 1 else [], names, index) is meant


@pytest.mark.parametrize(("begun", "ends"), [(0, []), (1, ["osh"]), (2, ["lab", "osh"]), (None, ["lab", "osh"])])
def test_only_the_last_words_may_be_begun_where_that_is_asked(begun, ends):
    found = looked_for(["lab", "osh"], [], near=False, begun=begun)
    assert [word.text for word in found.parts if word.begins] == ends


def test_without_likeness_only_written_and_begun_words_count():
    assert score(["osh"], "osh hospital", near=False) == score(["osh"], "osh hospital")
    assert score(["karagnada", "x"], "karaganda", near=False) < score(["karagnada", "x"], "karaganda")
    assert score(["lab", "osh"], "osh laboratory|kz f 1", near=False) > score(["lab", "osh"], "osh|kz f 1", near=False)
