"""The parts of a law: which there are, what stands in them, and what their hash says."""

import pytest

from tests.akn.authored import FOOTPATHS, SPRINGS, parts_of, with_

pytestmark = pytest.mark.nodb


def by_eid(content):
    return {part.eid: part for part in parts_of(content)}


def test_parts_stand_in_their_order_below_one_another():
    assert [(part.eid, part.parent) for part in parts_of(SPRINGS)] == [
        ("longTitle", ""),
        ("art_1", ""),
        ("art_2", ""),
        ("art_2__para_1", "art_2"),
        ("art_2__para_1__point_1", "art_2__para_1"),
        ("art_2__para_1__point_2", "art_2__para_1"),
        ("art_2__para_2", "art_2"),
        ("art_3", ""),
        ("art_4", ""),
    ]
    assert [part.ordinal for part in parts_of(SPRINGS)] == list(range(9))


def test_a_part_has_number_heading_and_its_own_words():
    part = by_eid(SPRINGS)["art_3"]
    assert (part.kind, part.num, part.heading) == ("article", "Статья 3.", "Ответственность")
    assert part.text == "Загрязнивший родник очищает его за свой счёт в течение десяти дней."
    found = by_eid(FOOTPATHS)
    assert found["art_1__para_1"].text == "In this Act\nBoth words are used in the plural too."
    assert found["art_1"].text == ""
    assert found["art_4"].text.splitlines()[-2:] == ["large", "five days of work"]


def test_notes_of_an_editor_are_no_law_and_words_that_are_quoted_are():
    found = by_eid(FOOTPATHS)
    assert found["art_1__para_2"].text == "A bridge belongs to the footpath on both sides."
    assert "Bridges are free." in found["art_5"].text
    assert all("art_9" not in eid for eid in found)


def test_what_has_no_eid_is_called_by_the_convention():
    nameless = by_eid(with_(SPRINGS, (' eId="art_2__para_1__point_1"', ""), (' eId="art_3"', "")))
    assert not nameless["art_2__para_1__point_1"].named
    assert nameless["art_3"].text == by_eid(SPRINGS)["art_3"].text
    assert not by_eid(FOOTPATHS)["att_1__mainBody"].named


def hashes(content):
    return {part.eid: part.content_hash for part in parts_of(content)}


def changed(before, after):
    old, new = hashes(before), hashes(after)
    return {eid for eid in old if new.get(eid) != old[eid]}


def test_a_changed_word_changes_the_part_and_all_above_it():
    after = with_(FOOTPATHS, ("within 30 days", "within 20 days"))
    assert changed(FOOTPATHS, after) == {"art_3__para_1", "art_3", "chp_2"}


@pytest.mark.parametrize(
    "change",
    [
        ("<num>Article 3</num>", "<num>Article 3 bis</num>"),
        ("before the next market day.", "before the\n     next  market day."),
        ("<i>footpaths</i>", "footpaths"),
        ("Whoever edits this text thinks", "An editor thought"),
        ('eId="art_3__para_1"', 'wId="art_3__para_1" eId="art_3__para_1"'),
    ],
    ids=["number", "spaces", "letters", "note", "wid"],
)
def test_numbers_spaces_letters_and_notes_are_not_what_a_part_says(change):
    assert changed(FOOTPATHS, with_(FOOTPATHS, change)) == set()


def test_the_order_of_points_is_part_of_what_is_said():
    one, other = "очищает его дважды в год;", "огораживает его от скота."
    turned = with_(SPRINGS, (one, "@"), (other, one), ("@", other))
    assert {"art_2", "art_2__para_1"} < changed(SPRINGS, turned)
