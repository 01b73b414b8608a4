"""What became of each part of a law between two texts."""

import random
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kerege.law.rules.akn.compare import compare
from kerege.law.rules.akn.parts import Part, content_hash
from kerege.law.rules.akn.wording import Fate, compare_words
from kerege.law.words.comparing import Kind
from tests.akn.authored import FOOTPATHS, SPRINGS, parts_of, with_

pytestmark = pytest.mark.nodb


def told(old, new):
    """What is not the same, by the name of the part (the old one of what was deleted)."""
    changes = compare(parts_of(old), parts_of(new))
    return {(each.new or each.old).eid: each.kind for each in changes if each.kind is not Kind.SAME}


def section(number, text, heading=""):
    eid = f"sec_{number}"
    return Part(eid, eid, "", "section", f"{number}.", heading, text, content_hash("section", heading, text, []), 0)


def test_a_text_is_the_same_as_itself():
    assert told(FOOTPATHS, FOOTPATHS) == {}
    assert len(compare(parts_of(SPRINGS), parts_of(SPRINGS))) == len(parts_of(SPRINGS))


def test_a_changed_word_is_shown_in_its_place():
    after = with_(FOOTPATHS, ("within 30 days after", "within 20 days of summer after"))
    (change,) = [each for each in compare(parts_of(FOOTPATHS), parts_of(after)) if each.kind is Kind.CHANGED]
    assert change.new.eid == "art_3__para_1"
    assert [(run.fate, run.text) for run in change.words if run.fate is not Fate.KEPT] == [
        (Fate.DELETED, "30"),
        (Fate.INSERTED, "20"),
        (Fate.INSERTED, " of summer"),
    ]


def test_a_changed_heading_is_a_change_of_its_part_alone():
    after = with_(FOOTPATHS, ("<heading>Keeping</heading>", "<heading>Keeping and mending</heading>"))
    assert told(FOOTPATHS, after) == {"chp_2": Kind.CHANGED}


NEW = (
    '<article eId="art_3"><num>Статья 3.</num><heading>Учёт</heading>'
    "<content><p>Родники записываются.</p></content></article>"
)


def test_an_article_put_in_renumbers_those_behind_it_and_changes_none():
    old = with_(SPRINGS, ('eId="art_4"', 'eId="art_5"'), ("Статья 4.", "Статья 5."))
    after = with_(
        old,
        ('<article eId="art_3">\n        <num>Статья 3.', NEW + '<article eId="art_4">\n        <num>Статья 4.'),
    )
    assert told(old, after) == {"art_3": Kind.INSERTED, "art_4": Kind.RENUMBERED}


def test_what_was_deleted_stands_where_it_was():
    start = SPRINGS.index(b'<article eId="art_2"')
    end = SPRINGS.index(b'<article eId="art_3"')
    changes = compare(parts_of(SPRINGS), parts_of(SPRINGS[:start] + SPRINGS[end:]))
    assert [each.old.eid for each in changes if each.kind is Kind.DELETED][0] == "art_2"
    names = [(each.new or each.old).eid for each in changes]
    assert names == [part.eid for part in parts_of(SPRINGS)]


def test_an_article_that_went_to_another_chapter_has_moved():
    start, end = FOOTPATHS.index(b'<article eId="art_2"'), FOOTPATHS.index(b"</chapter>")
    article = FOOTPATHS[start:end]
    rest = FOOTPATHS[:start] + FOOTPATHS[end:]
    place = rest.index(b'<article eId="art_3"')
    assert told(FOOTPATHS, rest[:place] + article + rest[place:]) == {"art_2": Kind.MOVED}


def test_points_that_change_places_have_moved():
    old = [section(1, "The first says one thing."), section(2, "The second says another thing.")]
    new = [section(1, "The second says another thing."), section(2, "The first says one thing.")]
    assert sorted(each.kind for each in compare(old, new)) == [Kind.MOVED, Kind.RENUMBERED]


def test_a_part_that_is_changed_and_renumbered_says_both():
    old = [section(1, "Each village looks at its footpaths within 30 days after the snow is gone.")]
    new = [
        section(1, "Nothing is said here of snow."),
        section(2, "Each village looks at its footpaths within 20 days after the snow is gone."),
    ]
    inserted, changed = compare(old, new)
    assert (inserted.kind, changed.kind, changed.renumbered) == (Kind.INSERTED, Kind.CHANGED, True)


WORDS = st.text(alphabet="abc ,.\n", max_size=40)


@given(WORDS, WORDS)
def test_runs_are_both_texts(old, new):
    runs = compare_words(old, new)
    assert "".join(run.text for run in runs if run.fate is not Fate.INSERTED) == old
    assert "".join(run.text for run in runs if run.fate is not Fate.DELETED) == new


@given(st.lists(st.sampled_from(["one", "two words", "", "three words, a mark."]), max_size=8), st.randoms())
def test_every_part_of_both_is_told_once(texts, chance):
    old = [section(number, text) for number, text in enumerate(texts)]
    after = [text for text in texts if chance.random() < 0.7] + ["new"]
    chance.shuffle(after)
    new = [section(number, text) for number, text in enumerate(after)]
    changes = compare(old, new)
    assert sorted(each.old.eid for each in changes if each.old) == sorted(part.eid for part in old)
    assert [each.new.eid for each in changes if each.new] == [part.eid for part in new]


def test_the_time_grows_with_the_length_and_not_with_its_square():
    def seconds(number):
        chance = random.Random(number)  # noqa: S311 - no secret
        texts = [" ".join(chance.choices("abcdefghijklmnop", k=60)) for _ in range(number)]
        old = [section(place, text) for place, text in enumerate(texts)]
        new = [section(place, text.replace("a", "z")) for place, text in enumerate(reversed(texts))]
        begun = process_time()
        compare(old, new)
        return process_time() - begun

    seconds(50)
    assert seconds(800) < 8 * 4 * max(seconds(100), 0.01)
