"""Instructions of an amending law: generated from two texts, carried out on the one for which they were written."""

import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kerege.law.rules.akn import drafting
from kerege.law.rules.akn.drafting import generate
from kerege.law.rules.akn.instructions import apply, as_data, from_data
from kerege.law.rules.akn.nodes import fragment, nodes_of
from kerege.law.rules.akn.reading import read
from kerege.lib.refusal import Refusal
from tests.akn.authored import FOOTPATHS, SPRINGS, with_
from tests.akn.trees import as_node, drafts, laws

pytestmark = pytest.mark.nodb
SLOW = settings(
    max_examples=40,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)


def node(content):
    return nodes_of(read(content).document)


def without(content, eid, kind):
    start = content.index(f'<{kind} eId="{eid}"'.encode())
    return content[:start] + content[content.index(f"</{kind}>".encode(), start) + len(f"</{kind}>") :]


NEW = (
    '<article eId="art_3"><num>Статья 3.</num><heading>Учёт</heading>'
    "<content><p>Родники записываются.</p></content></article>"
)
AMENDED = without(
    with_(
        SPRINGS,
        ('eId="art_4"', 'eId="art_5"'),
        ("Статья 4.", "Статья 5."),
        ('<article eId="art_3">\n        <num>Статья 3.', NEW + '<article eId="art_4">\n        <num>Статья 4.'),
        ("дважды в год", "трижды в год"),
        ("через шесть месяцев", "через десять дней"),
    ),
    "art_2__para_1__point_2",
    "point",
)
SAID = [
    "В подпункте 1) пункта 1 статьи 2 слова «дважды» заменить словами «трижды».",
    "Подпункт 2) пункта 1 статьи 2 исключить.",
    "После статьи 2 дополнить статьёй 3 следующего содержания:\n«Статья 3. Учёт\nРодники записываются.»",
    "Статью 3 считать статьёй 4.",
    "Статью 4 считать статьёй 5.",
    "В статье 4 слова «шесть месяцев» заменить словами «десять дней».",
]


def test_a_draft_becomes_the_instructions_that_a_drafter_would_write():
    assert [each.wording["ru"] for each in generate(node(SPRINGS), node(AMENDED))] == SAID


def test_in_english_they_are_said_in_the_manner_of_english_laws():
    draft = without(
        with_(
            FOOTPATHS,
            ("within 30 days", "within 20 days"),
            ("<heading>Fines</heading>", "<heading>What is paid</heading>"),
            ("Both words are used in the plural too.", "Both words are used for many, and for one."),
        ),
        "art_2",
        "article",
    )
    assert [each.wording["en"] for each in generate(node(FOOTPATHS), node(draft))] == [
        "In Article 1, paragraph 1, the closing words, replace “in the plural too” with “for many, and for one”.",
        "Delete Article 2.",
        "In Article 3, paragraph 1, replace “30” with “20”.",
        "In Article 4, the heading, replace “Fines” with “What is paid”.",
    ]


def test_generated_and_carried_out_they_give_the_draft_and_back_again():
    for base, draft in ((SPRINGS, AMENDED), (AMENDED, SPRINGS), (SPRINGS, FOOTPATHS), (FOOTPATHS, SPRINGS)):
        rows = json.loads(json.dumps(as_data(generate(node(base), node(draft)))))
        assert apply(from_data(rows), node(base)) == node(draft)
    assert generate(node(SPRINGS), node(SPRINGS)) == []


@SLOW
@given(st.data())
def test_whatever_is_done_to_a_law_its_instructions_give_it(data):
    law = data.draw(laws())
    base, draft = as_node(law), as_node(data.draw(drafts(law)))
    for one, other in ((base, draft), (draft, base)):
        assert drafting.gives(drafting.plain(one, other), one, other)
        assert apply(generate(one, other), one) == other


@SLOW
@given(laws(), laws())
def test_between_two_laws_that_share_nothing_too(one, other):
    assert apply(generate(as_node(one), as_node(other)), as_node(one)) == as_node(other)


def refused(instructions, base):
    with pytest.raises(Refusal) as told:
        apply(instructions, base)
    return told.value


def test_another_text_is_not_amended():
    instructions = generate(node(SPRINGS), node(AMENDED))
    other = with_(SPRINGS, ("очищает его дважды в год", "чистит его дважды в год"))
    refusal = refused(instructions, node(other))
    assert (refusal.code, refusal.status) == ("law.amend_other_text", 409)
    assert refusal.data == {"number": 1, "target": "art_2__para_1__point_1/content"}
    assert refused(instructions, node(without(SPRINGS, "art_4", "article"))).code == "law.amend_no_target"
    assert refused(instructions, node(FOOTPATHS)).code in {"law.amend_other_text", "law.amend_no_target"}


def test_what_is_not_amended_may_read_differently():
    instructions = generate(node(SPRINGS), node(AMENDED))
    change = ("место, где вода", "там, где вода")
    assert apply(instructions, node(with_(SPRINGS, change))) == node(with_(AMENDED, change))


def test_instructions_at_odds_with_each_other_are_refused():
    words, delete, *_ = generate(node(SPRINGS), node(AMENDED))
    base = node(SPRINGS)
    digests = {each.address: each.digest for each in base.all()}
    whole = replace(delete, target="art_2", old_hash=digests["art_2"])
    assert refused([words, whole], base).code == "law.amend_at_odds"
    assert refused([delete, delete], base).code == "law.amend_at_odds"
    assert refused([words, words], base).code == "law.amend_at_odds"


@pytest.mark.parametrize(("words", "times"), [("о", 2), ("", 0), ("не здесь", 0)])
def test_words_must_stand_once(words, times):
    one = generate(node(SPRINGS), node(AMENDED))[0]
    refusal = refused([replace(one, old_words=words)], node(SPRINGS))
    assert (refusal.code, refusal.data["times"] == 0) == ("law.amend_words_not_once", times == 0)


@pytest.mark.parametrize(
    "change",
    [{"op": "burn"}, {"fragment": None}, {"wording": "x"}, {"target": 7}],
    ids=["operation", "fragment", "wording", "target"],
)
def test_instructions_from_elsewhere_are_read_or_refused(change):
    row = as_data(generate(node(SPRINGS), node(AMENDED)))[0]
    with pytest.raises(Refusal) as told:
        from_data([row | change])
    assert told.value.code == "law.amend_unreadable"


@pytest.mark.parametrize("written", ["<p>", "<!DOCTYPE a><p/>", "&x;"])
def test_a_fragment_is_read_through_the_one_door_for_xml(written):
    third = generate(node(SPRINGS), node(AMENDED))[2]
    assert refused([replace(third, fragment=written)], node(SPRINGS)).code == "law.amend_unreadable"


def test_words_of_a_fragment_stay_apart_and_notes_of_an_editor_are_left_out():
    (read_back,) = fragment("<content><p>One.</p><p>Two<authorialNote><p>x</p></authorialNote>.</p></content>")
    assert read_back.words == "One. Two."
