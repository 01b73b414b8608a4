"""Revising a text that is in force: its lines come back as they are, and instructions lead to what was written."""

from datetime import date

import pytest

from kerege.law.rules import amending as rules
from kerege.law.rules.amending import Base, check_amendable, check_fits, revised, touched, typed
from kerege.law.rules.bringing.documents import brought
from kerege.law.rules.drafts import drafted
from kerege.law.rules.timeline import Event, Text
from kerege.lib.refusal import Refusal

pytestmark = pytest.mark.nodb
URI, DAY = "/akn/kg/act/law/2020-02-02/7", date(2020, 2, 2)
TEXT = """Law on registers
Chapter 1. General
Article 1. Matter
This law keeps a register.
It is public.
Article 2. Reports
1. A laboratory reports:
1) its name;
2) its work.
2. It reports each year."""


def base(text=TEXT, **changes):
    made = drafted(text, uri=URI, language="eng", on=DAY, title="Law")
    return Base(**({"content": made.content, "uri": URI, "language": "eng", "on": DAY, "title": "Law"} | changes))


def refused(code, deed, *given):
    with pytest.raises(Refusal) as caught:
        deed(*given)
    assert caught.value.code == code


def test_the_lines_of_a_text_are_those_from_which_it_was_made():
    assert typed(base().content) == TEXT
    check_amendable(base())


def test_a_text_that_would_not_come_back_is_not_revised():
    content = base().content.replace(b"<p", b'<p class="x"', 1)
    refused("law.not_amendable", check_amendable, base(content=content))


def test_instructions_are_made_of_the_text_that_shall_be_and_fit_no_other():
    of = base()
    made, found = revised(of, TEXT.replace("keeps a register", "keeps a public register"))
    assert [each.wording["ru"].split(" ")[0] for each in found] == ["В"]
    assert "Chapter 1" not in found[0].wording["en"]
    check_fits(of.content, found, made.content)
    assert touched(of.content, made.content) == ["chp_1__art_1"]
    other = base(TEXT.replace("keeps a register", "opens a register"))
    refused("law.amend_other_text", check_fits, other.content, found, made.content)
    elsewhere = base(TEXT.replace("each year", "each month"))
    refused("law.base_moved", check_fits, elsewhere.content, found, made.content)
    refused("law.amends_nothing", revised, of, TEXT)


def text(key, start, until=None, kind="official", language="eng"):
    return Text(key, language, start, until, kind)


def test_an_amendment_rests_on_the_newest_text_that_has_not_ended():
    old, now = text("old", date(2020, 1, 1), date(2024, 1, 1)), text("now", date(2024, 1, 1))
    others = [text("rus", date(2025, 1, 1), language="rus"), text("told", date(2025, 1, 1), kind="summary_only")]
    on = date(2026, 1, 1)

    def rests_on(*more):
        found = rules.to_amend([old, now, *others, *more], "eng", on)
        return found and found.key

    assert rests_on() == "now"
    assert rests_on(text("to come", date(2027, 1, 1), kind="consolidation")) == "to come"
    assert rests_on(text("same day", date(2024, 1, 1), kind="consolidation")) == "now"
    assert rules.to_amend([old, *others], "eng", on) is None


def test_a_text_as_amended_begins_after_the_one_before_and_only_while_the_measure_holds():
    rules.check_begins(date(2024, 1, 1), date(2024, 1, 2))
    refused("law.amends_before", rules.check_begins, date(2024, 1, 1), date(2024, 1, 1))
    ends = [Event("1", "enter", date(2020, 1, 1)), Event("2", "repeal", date(2026, 1, 1))]
    rules.check_stands("in_force", ends, date(2025, 12, 31))
    refused("law.amends_ended", rules.check_stands, "in_force", ends, date(2026, 1, 1))


def test_signs_that_join_and_part_letters_come_through_a_file_as_they_were_typed():
    lines = ["مادهٔ ۱ می\u200cشود", "био\u00adлогия"]
    assert brought("\n".join(lines).encode(), "txt").lines == lines


def test_an_article_of_which_only_the_heading_stays_is_given_anew_and_signs_go_by_their_names():
    anew = TEXT.replace(
        "This law keeps a register.\nIt is public.", "1. A register is kept.\n2. Whoever asks reads it."
    )
    _made, (told,) = revised(base(), anew)
    assert told.wording["en"].startswith("Replace Article 1 with:")
    more = TEXT.replace("2) its work.", "2) its work;\n3) its keeper.")
    _made, (sign, _more) = revised(base(), more)
    assert sign.wording["en"].endswith("replace the full stop with a semicolon.")
    assert sign.wording["ru"].endswith("точку заменить точкой с запятой.")


def test_a_text_that_lacks_a_known_amendment_is_not_amended_as_if_it_held_it():
    now = text("now", date(2024, 1, 1))
    known = [Event("held", "amend", date(2024, 1, 1)), Event("if", "amend", None, condition="once a body is named")]
    rules.check_holds_all(now, known, date(2026, 12, 1))
    lacking = [*known, Event("lacks", "amend", date(2026, 9, 1))]
    assert rules.behind(now, lacking, date(2026, 8, 31)) is None
    refused("law.base_behind", rules.check_holds_all, now, lacking, date(2026, 12, 1))
