"""Paragraphs of a text beside those of its translation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kerege.training.rules.curricula.paragraphs import Held, Row, joined, paragraphs, parts_of, rows
from kerege.training.rules.curricula.translating import mark

pytestmark = pytest.mark.nodb
C, O, M, A = Held.CURRENT, Held.OUTDATED, Held.MISSING, Held.ALONE  # noqa: E741 - as in the words they stand for


def noted(*sources, of="0" * 12):
    return {"of": of, "parts": [mark(each) if each else "" for each in sources]}


def told(source, translation, kept=None):
    return [(row.source, row.translation, row.held) for row in rows(source, translation, kept)]


def test_blank_lines_part_a_text_but_not_within_code():
    assert paragraphs("# A\r\n\r\nOne\ntwo\n\n\n* x\n* y\n") == ["# A", "One\ntwo", "* x\n* y"]
    assert paragraphs("```\na\n\nb\n```\n\nc") == ["```\na\n\nb\n```", "c"]
    assert paragraphs("```\n~~~\n\nnot closed") == ["```\n~~~\n\nnot closed"]
    assert (paragraphs(""), paragraphs(" \n \n")) == ([], [])


@given(st.lists(st.text(st.sampled_from("ab \n#`~*"), max_size=12), max_size=5))
def test_what_is_joined_parts_the_same_again(texts):
    there = paragraphs("\n\n".join(texts))
    assert paragraphs(joined(there)) == there


def test_a_paragraph_that_changed_is_outdated_and_one_that_came_is_missing():
    assert told("A\n\nB2\n\nC\n\nD", "a\n\nb\n\nc", noted("A", "B", "C")) == [
        ("A", "a", C),
        ("B2", "b", O),
        ("C", "c", C),
        ("D", "", M),
    ]


def test_one_that_went_leaves_its_translation_alone():
    assert told("A\n\nC", "a\n\nb\n\nc", noted("A", "B", "C")) == [("A", "a", C), ("", "b", A), ("C", "c", C)]


def test_one_put_between_moves_no_other():
    assert told("New\n\nA\n\nB", "a\n\nb", noted("A", "B")) == [("New", "", M), ("A", "a", C), ("B", "b", C)]


def test_two_paragraphs_may_translate_one():
    assert told("A\n\nB", "a1\n\na2\n\nb", noted("A", "A", "B")) == [("A", "a1\n\na2", C), ("B", "b", C)]


def test_what_was_not_translated_well_is_outdated():
    assert told("A\n\nB", "a\n\nb", noted("A", "")) == [("A", "a", C), ("B", "b", O)]


@pytest.mark.parametrize("kept", [None, {"of": ""}, {"of": mark("A\n\nB"), "parts": ["0" * 12] * 5}])
def test_without_marks_they_go_by_their_order(kept):
    assert told("A\n\nB", "a\n\nb", kept) == [("A", "a", C), ("B", "b", C)]
    assert told("A\n\nB", "a", kept) == [("A", "a", C), ("B", "", M)]
    assert told("A\n\nB", "a\n\nb\n\nc", kept)[-1] == ("", "c", A)


def test_without_marks_all_are_as_outdated_as_the_whole():
    assert told("A\n\nB", "a\n\nb", {"of": mark("A\n\nb")}) == [("A", "a", O), ("B", "b", O)]


@given(st.lists(st.sampled_from("ABCDE"), min_size=1, max_size=5), st.lists(st.sampled_from("ABCDE"), max_size=5))
def test_marks_that_are_kept_say_the_same_again(now, before):
    translation = "\n\n".join(f"{each.lower()}" for each in before)
    found = rows("\n\n".join(now), translation, noted(*before))
    assert joined([row.translation for row in found]) == translation
    again = rows("\n\n".join(now), translation, {"of": "", "parts": parts_of(found)})
    assert [row.held for row in again if row.source and row.translation and row.held == C] == [
        row.held for row in found if row.held == C
    ]


def test_marks_stand_for_each_paragraph_of_the_translation():
    there = [Row("A", "a1\n\na2", C), Row("B", "b", O), Row("", "x", A), Row("D", "", M)]
    assert parts_of(there) == [mark("A"), mark("A"), "", ""]
