"""Provisions of a typed draft: which lines are whose, other lines in their place, what became of them."""

from datetime import date

import pytest

from kerege.law.rules.akn.parts import parts
from kerege.law.rules.akn.reading import read
from kerege.law.rules.blocks import blocks, exchanged, lines_of, since
from kerege.law.rules.drafts import drafted
from kerege.law.words.working import Since

pytestmark = pytest.mark.nodb
TEXT = """Law on registers
Chapter 1. General
Article 1. Matter
This law keeps a register.
Article 2. Reports
1. A laboratory reports:
1) its name;
2) its work.
2. It reports each year."""


def told(text):
    made = drafted(text, uri="/akn/kg/bill/law/2026/x", language="eng", on=date(2026, 1, 1), title="A law")
    return made.text, parts(read(made.content).root)


def block(text, eid):
    typed, found = told(text)
    return typed, blocks(typed, found)[eid]


def test_a_block_has_all_that_stands_in_its_provision():
    assert lines_of(*block(TEXT, "chp_1__art_2__para_1")).splitlines() == TEXT.splitlines()[5:8]
    assert lines_of(*block(TEXT, "chp_1__art_1")).splitlines() == TEXT.splitlines()[2:4]
    assert lines_of(*block(TEXT, "chp_1")).splitlines() == TEXT.splitlines()[1:]
    assert lines_of(*block(TEXT, "preface")) == "Law on registers"


def test_other_lines_stand_in_place_of_a_block_and_of_nothing_else():
    typed, found = block(TEXT, "chp_1__art_2__para_1__subpara_1")
    new = exchanged(typed, found, "1) its name and its address;\n\n  1-1)   its head; ")
    assert new == TEXT.replace("1) its name;", "1) its name and its address;\n1-1) its head;")
    assert exchanged(typed, found, "") == TEXT.replace("1) its name;\n", "")


def test_lines_that_are_no_parts_give_no_blocks():
    _typed, found = told(TEXT)
    assert blocks(TEXT + "\n3. One more.", found) == {}


def test_what_became_of_a_provision_is_known_through_a_new_number():
    then = told(TEXT)[1]
    now = told(TEXT.replace("Article 2. Reports", "Article 2. Fees\nNone is taken.\nArticle 3. Reports"))[1]
    assert since("chp_1__art_2", then, now) == (Since.SAME, "chp_1__art_3")
    changed = told(TEXT.replace("its work", "its tasks"))[1]
    assert since("chp_1__art_2", then, changed) == (Since.CHANGED, "chp_1__art_2")
    assert since("chp_1__art_1", then, changed) == (Since.SAME, "chp_1__art_1")
    gone = told(TEXT.replace("2. It reports each year.", ""))[1]
    assert since("chp_1__art_2__para_2", then, gone) == (Since.GONE, "")
