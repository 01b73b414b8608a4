"""Items as QTI 3.0: what comes back from the file is the same item, or is worth the same; what is lost is named."""

import copy

import pytest

from kerege.lib.refusal import Refusal
from kerege.training.rules.items import grade, read
from kerege.training.rules.items.formats.packages import opened
from kerege.training.rules.items.formats.qti_writing import written
from kerege.training.rules.items.formats.taking import Wishes
from tests.training import items_made as made
from tests.training.items_made import EVERY, RIGHT, WRONG, both, item

pytestmark = pytest.mark.nodb
EXACT = ("one", "several", "inline", "match", "order", "associate")
SAME_WORTH = ("text", "number", "slider")


def in_english(value):
    """The item in one language, as QTI has it."""
    if isinstance(value, dict):
        if "en" in value and set(value) <= {"en", "ru"}:
            return {"en": value["en"]}
        return {name: in_english(each) for name, each in value.items()}
    return [in_english(each) for each in value] if isinstance(value, list) else value


def english(told):
    return read(in_english(copy.deepcopy(told)) | {"languages": ["en"], "title": {"en": "Title"}})


def back(found):
    xml, lost = written(found, "q-1")
    reading = opened(xml.encode(), Wishes("fa"))
    assert [str(each.refusal) for each in reading.left] == []
    (one,) = reading.taken
    return read(one.body), lost


@pytest.mark.parametrize("name", EXACT)
def test_what_qti_can_say_comes_back_exactly(name):
    found = english(EVERY[name])
    again, lost = back(found)
    assert (again.data, lost) == (found.data, ())


@pytest.mark.parametrize("name", [*EXACT, *SAME_WORTH])
def test_answers_are_worth_the_same(name):
    found = english(EVERY[name])
    again, _lost = back(found)
    for answer in (RIGHT[name], WRONG[name]):
        before, after = grade(found, {"r": answer}), grade(again, {"r": answer})
        assert (after.points, after.of) == (before.points, before.of)


def test_a_table_comes_back_and_so_does_a_cloze():
    table = {"points": [["a", 1], ["c", 1], ["b", -1]], "default": -0.5, "high": 1.5}
    found = english(item(made.SEVERAL | {"table": table}))
    assert back(found)[0].data == found.data
    cloze = english(item(made.INLINE, made.NUMBER | {"id": "n", "points": 2}, text=both("Take [[r]] and [[n]].")))
    again, _lost = back(cloze)
    assert again.text == cloze.text
    for answers in ({"r": ["a"], "n": 20}, {"r": ["a"], "n": 24}, {"n": 24}, {}):
        assert grade(again, answers).points == grade(cloze, answers).points


def test_signs_of_markup_and_of_markdown_come_back():
    text = "Is 1 \\< 2 & *this* **bold**?\n\n- one\n- two"
    found = english(item(made.ONE, text=both(text)))
    assert back(found)[0].text == {"en": text}


def test_a_text_for_a_person_comes_back_and_its_guide_is_lost():
    again, lost = back(english(EVERY["extended"]))
    assert (again.waits_for_a_person, grade(again, {}).of, lost) == (True, 4, ("guide",))


@pytest.mark.parametrize("name", ["hotspot", "point", "gaps"])
def test_what_is_not_written_is_refused_by_name(name):
    with pytest.raises(Refusal) as caught:
        written(english(EVERY[name]), "q-1")
    assert caught.value.code == "training.bank_cannot_say"
