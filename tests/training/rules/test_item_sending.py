"""Questions that leave as GIFT, Moodle XML or QTI 3: what comes back through our own readers is the same question, and
what does not is told by name.
"""

import io
import os
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from kerege.training.rules.items import grade, read
from kerege.training.rules.items.formats.packages import opened
from kerege.training.rules.items.formats.sending import ToSend, send
from kerege.training.rules.items.formats.taking import Wishes
from kerege.training.words.bank import SentAs
from tests.training import items_made as made
from tests.training.items_made import EVERY, RIGHT, WRONG, both, item

pytestmark = pytest.mark.nodb

SHUFFLED = {name: {"shuffle": True} for name in ("one", "several", "inline", "match")}
TABLES = {
    "several": {"points": [["a", 0.5], ["c", 0.5], ["b", -0.25]], "high": 1},
    "match": {"points": [[["gloves", "hands"], 0.5], [["goggles", "eyes"], 0.5]], "high": 1},
}
WHOLE = {
    SentAs.GIFT: {"one", "several", "inline", "match", "text", "number"},
    SentAs.MOODLE: {"one", "several", "inline", "match", "order", "text", "number", "extended"},
    SentAs.QTI3: {"one", "several", "inline", "match", "order", "associate", "number", "slider"},
}
LOST = {
    (SentAs.GIFT, "extended"): ("guide", "points"),
    (SentAs.MOODLE, "gaps"): ("interactions", "text"),
    (SentAs.QTI3, "text"): ("accepted", "wild"),
    (SentAs.QTI3, "extended"): ("guide",),
}
CASES = [(way, name) for way in SentAs for name in EVERY]


def asked(name, way=SentAs.QTI3):
    """A question as every format has it: shuffled, and with points for parts where a format knows only those."""
    (only,) = EVERY[name]["interactions"]
    table = {"table": TABLES[name]} if name in TABLES and way != SentAs.QTI3 else {}
    return EVERY[name] | {"interactions": [only | SHUFFLED.get(name, {}) | table], "title": both("Title")}


def sent(told, way, lang="en", **more):
    return send([ToSend("q-1", read(told), **more)], way, lang, "basics")


def back(found, lang="en"):
    (one,) = opened(found.content, Wishes(lang)).taken
    return read(one.body)


def by_words(before, after, answer):
    """An answer in the identifiers of the question that came back: they are made of the words."""
    one, two = before.interactions[0], after.interactions[0]
    texts = {each.id: each.text.get("en") for each in (*one.choices, *one.targets)}
    ids = {each.text.get("en"): each.id for each in (*two.choices, *two.targets)}

    def called(each):
        return [called(part) for part in each] if isinstance(each, list) else ids.get(texts.get(each), each)

    return called(answer) if isinstance(answer, list) else answer


@pytest.mark.parametrize(("way", "name"), CASES, ids=[f"{way}-{name}" for way, name in CASES])
def test_a_question_comes_back_whole_or_is_told(way, name):
    told = asked(name, way)
    found = sent(told, way)
    (line,) = found.told
    if name not in WHOLE[way]:
        code = "training.bank_part_lost" if (way, name) in LOST else "training.bank_cannot_say"
        assert (line.lost, line.code) == (LOST.get((way, name), ()), code)
        assert b"q-1" in found.content  # what is lost or left out is named in the file itself
        return
    assert (line.lost, line.code) == ((), "")
    before, after = read(told), back(found)
    key = after.interactions[0].id
    for answer in (RIGHT.get(name), WRONG.get(name)):
        one = grade(before, {"r": answer} if answer else {})
        two = grade(after, {key: by_words(before, after, answer)} if answer else {})
        assert (two.points, two.of) == (one.points, one.of)


def test_what_a_format_does_otherwise_is_told_by_name():
    (line,) = sent(EVERY["several"], SentAs.MOODLE).told
    assert line.lost == ("worth",)  # all or nothing here, a part for a part there
    (line,) = sent(EVERY["one"], SentAs.GIFT).told
    assert line.lost == ("shuffle",)  # GIFT is always shuffled
    odd = item(made.SEVERAL | {"table": {"points": [["a", 0.07], ["c", 0.93]], "high": 1}})
    assert sent(odd, SentAs.MOODLE).told[0].lost == ("share",)  # no share that Moodle knows
    after = item(made.TEXT, after={"right": both("Yes.")})
    assert sent(after, SentAs.MOODLE).told[0].lost == ("after",)
    assert sent(EVERY["one"], SentAs.QTI3, lang="kk").told[0].lost == ("language",)


def test_words_and_signs_of_every_format_come_back():
    text = "Is 1 \\< 2 = {3} ~ 4 # 5: 50% -> *this* \\\\ **bold**?\n\n- one\n- two"
    choices = [
        {"id": "a", "text": both("%5 = ~ {x} # y: // \\*"), "why": both("Why } not?")},
        {"id": "b", "text": both("b -> c")},
    ]
    told = item({"id": "r", "kind": "choice", "choices": choices, "right": ["a"], "shuffle": True}, text=both(text))
    for way in (SentAs.GIFT, SentAs.MOODLE):
        found = sent(told, way)
        assert found.told[0].lost == ()
    assert back(sent(told, SentAs.GIFT)).text == {"en": text}
    inside = {"id": "n", "kind": "text", "accepted": [{"value": 'a~b#c}d/e"f{g'}]}
    inline = made.INLINE | {"choices": choices, "shuffle": True}
    cloze = item(inline, inside, text=both("Take [[r]] and [[n]]."))
    assert sent(cloze, SentAs.MOODLE).told[0].lost == ()


def test_pictures_lie_in_the_file_of_moodle():
    told = item(made.EXTENDED, text=both("What? ![[room]]"), images=made.PICTURE)
    found = sent(told, SentAs.MOODLE, pictures={"room": b"\x89PNG and more"})
    assert found.told[0].code == ""
    (one,) = opened(found.content, Wishes("en")).taken
    assert (list(one.pictures.values()), list(one.alts.values())) == ([b"\x89PNG and more"], ["A room"])
    assert sent(told, SentAs.MOODLE).told[0].code == "training.bank_picture_missing"


def test_several_questions_leave_in_one_file_and_those_that_cannot_are_named_in_it():
    many = [ToSend(f"q-{n}", read(asked(name)), ("waste",)) for n, name in enumerate(("one", "slider", "match"))]
    for way, number in ((SentAs.GIFT, 2), (SentAs.MOODLE, 2), (SentAs.QTI3, 3)):
        found = send(many, way, "ru", "basics")
        assert (found.number, len(opened(found.content, Wishes("ru")).taken)) == (number, number)
        assert (b"q-1: training.bank_cannot_say: slider" in found.content) is (number == 2)
    russian = opened(send(many, SentAs.MOODLE, "ru", "basics").content, Wishes("ru")).taken[0]
    assert (russian.origin, russian.topics, russian.body["text"]) == ("moodle:q-0", ("waste",), {"ru": "Что верно?"})


SCHEMA = Path(os.environ.get("KEREGE_QTI_SCHEMA", "none"))


@pytest.mark.skipif(not SCHEMA.is_file(), reason="KEREGE_QTI_SCHEMA does not name the schema of QTI 3.0 of 1EdTech")
def test_what_is_written_as_qti_holds_to_the_schema():
    schema = etree.XMLSchema(file=str(SCHEMA))
    marks = "| a | b |\n|-|-|\n| 1 | 2 |\n\n3. x\n4. y\n\n> z\n\n# T\n\n`c` ~~d~~ [e](https://example.org)"
    table = item(made.SEVERAL | {"table": {"points": [["a", 1], ["b", -1]], "low": -1}}, text=both(marks))
    more = (made.INLINE, made.NUMBER | {"id": "n"}, made.MATCH | {"id": "m"})
    cloze = item(*more, text=both("**Take** [[r]] and [[n]]."))
    for told in (*EVERY.values(), table, cloze):
        found = sent(told, SentAs.QTI3)
        if found.told[0].refusal is None:
            members = opened_members(found.content)
            assert schema.validate(etree.fromstring(members["items/q-1.xml"])), schema.error_log


def opened_members(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
