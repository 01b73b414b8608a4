"""QTI as others write it: pairs and gaps in a text of Canvas (QTI 1.2), and items of QTI 2 and 3 that say what is right
and leave the points to whoever asks.
"""

import pytest

from kerege.training.rules.items import grade
from tests.training.rules.test_item_formats import ASKED, DECLARED, TEMPLATE, cartridge, left, qti, taken, worth

pytestmark = pytest.mark.nodb


def lid(name, words, labels):
    told = "".join(
        f'<response_label ident="{n}"><material><mattext>{text}</mattext></material></response_label>'
        for n, text in labels.items()
    )
    words = f"<material><mattext>{words}</mattext></material>"
    return f'<response_lid ident="{name}">{words}<render_choice>{told}</render_choice></response_lid>'


def each_right(share, **pairs):
    return "".join(
        f'<respcondition><conditionvar><varequal respident="{name}">{right}</varequal></conditionvar>'
        f'<setvar varname="SCORE" action="Add">{share}</setvar></respcondition>'
        for name, right in pairs.items()
    )


def test_matching_of_canvas_with_answers_that_nothing_belongs_to():
    labels = {"7": "Hands", "8": "Eyes", "9": "Feet"}
    asked = lid("response_1", "Gloves", labels) + lid("response_2", "Goggles", labels)
    one = taken(cartridge("matching_question", asked, each_right("50.00", response_1="7", response_2="8")))
    (pairs,) = one.interactions
    assert (one.text["en"], pairs.kind, sorted(each.text["en"] for each in pairs.targets)) == (
        "Where to?",
        "match",
        ["Eyes", "Feet", "Hands"],
    )
    first, second = (list(each) for each in pairs.right)
    assert worth(one, [first, second], [first], [[first[0], second[1]]]) == [1, 0.5, 0]
    assert left(cartridge("matching_question", asked, each_right("50.00", response_1="7"))).code == (
        "training.bank_bad_question"
    )


def test_gaps_of_canvas_with_lists_and_with_words():
    def told(profile):
        asked = lid("response_a", "a", {"1": "bag", "2": "box"}) + lid("response_b_1", "b_1", {"3": "lid", "4": "top"})
        sent = cartridge(profile, asked, each_right("50.00", response_a="2", response_b_1="3"))
        return taken(sent.replace("Where to?", "Into the [a] with a [b_1], not [c]."))

    lists = told("multiple_dropdowns_question")
    assert lists.text["en"] == "Into the [[g1]] with a [[g2]], not \\[c\\]."
    assert [(each.kind, each.points, len(each.choices), len(each.right)) for each in lists.interactions] == [
        ("inline_choice", 0.5, 2, 1)
    ] * 2
    typed = told("fill_in_multiple_blanks_question")
    assert [(each.kind, [one.value for one in each.accepted]) for each in typed.interactions] == [
        ("text", ["bag", "box"]),
        ("text", ["lid", "top"]),
    ]
    assert left(cartridge("multiple_dropdowns_question", "", "")).code == "training.bank_bad_question"


def test_a_text_of_canvas_asks_nothing_and_what_is_not_taken_is_told_by_its_kind():
    assert left(cartridge("text_only_question", "", "")).code == "training.bank_not_a_question"
    for kind in ("file_upload_question", "calculated_question"):
        assert left(cartridge(kind, "", "")).data == {"name": kind}


TWO = (
    DECLARED + DECLARED.replace('"R"', '"S"'),
    ASKED.replace("</itemBody>", "") + ASKED.replace("<itemBody>", "").replace('"R"', '"S"'),
)


def test_an_item_without_processing_is_worth_what_it_says_is_right():
    one = taken(qti(processing=""))
    assert (one.processing, worth(one, ["b"], ["a"])) == (None, [1, 0])
    two = taken(qti(*TWO, processing=""))
    assert [(each.points, each.right) for each in two.interactions] == [(1, (("b",),))] * 2
    silent = '<responseDeclaration identifier="R" cardinality="single" baseType="identifier"/>'
    assert left(qti(silent, processing="")).code == "training.bank_no_points"
    assert left(qti(silent + TWO[0].replace(DECLARED, ""), TWO[1], processing="")).code == "training.bank_no_points"


def test_a_standard_template_looks_at_its_one_response_whatever_else_is_asked():
    declared, asked = (each.replace('"R"', '"RESPONSE"') for each in TWO)
    two = taken(qti(declared, asked, f'<responseProcessing template="{TEMPLATE}match_correct"/>'))
    points = [grade(two, {"RESPONSE": r, "S": s}).points for r, s in ((["b"], ["a"]), (["a"], ["b"]))]
    assert points == [1, 0]
