"""What a file with questions could do to the node, and what its order could tell of an exam."""

import base64
from functools import partial
from time import process_time

import pytest

from kerege.lib.images import Picture
from kerege.lib.refusal import Refusal
from kerege.training.rules.items import read
from kerege.training.rules.items.formats import cloze, judging, taking
from kerege.training.rules.items.formats.html import escaped, tidy
from kerege.training.rules.items.formats.packages import opened
from kerege.training.rules.items.formats.taking import Pictures, Wishes, no_pictures
from tests.training.packed import zipped

pytestmark = pytest.mark.nodb
EN = Wishes("en")


def taken(text):
    """The one question of a file, as an item."""
    (one,) = opened(text.encode(), EN).taken
    return read(one.body)


def test_the_place_of_an_answer_in_a_file_does_not_tell_that_it_is_right():
    assert taken("Where to? {=Container ~Bag ~Sink}").interactions[0].shuffle
    words_ = [f"word {n}" for n in range(12)]
    pairs = taken("Match. {" + " ".join(f"={n} -> {each}" for n, each in enumerate(words_)) + "}")
    said = [each.text["en"] for each in pairs.interactions[0].targets]
    assert sorted(said) == sorted(words_)
    assert said != words_


@pytest.mark.parametrize(
    "made",
    [
        lambda n: tidy("\\\n" * n + "x"),
        lambda n: escaped("a" + "\n" * n + "b"),
        lambda n: cloze.gaps("{" + " " * n + "x", "en", Pictures(no_pictures)),
        lambda n: opened(b"Ask. {=a}\n\nWhere to? " + b"{" * n, EN),
        lambda n: opened(b"Where to? {=a" + b"~" * 20 * n + b"}", EN),
    ],
)
def test_long_runs_of_one_sign_take_no_longer_than_they_are_long(made):
    def took(n):
        began = process_time()
        made(n)
        return process_time() - began

    assert took(16_000) < 1, "a time that grows with the square takes minutes here"


def test_a_file_of_too_many_questions_is_left_as_soon_as_that_is_known(monkeypatch):
    made = []
    monkeypatch.setattr(taking, "MOST_QUESTIONS", 3)

    def question(n):
        made.append(n)
        return taking.Taken(str(n), str(n), {})

    with pytest.raises(Refusal) as caught:
        taking.each_taken(taking.Reading("x"), ((str(n), "", partial(question, n)) for n in range(100)))
    assert (caught.value.code, len(made)) == ("training.bank_too_many_questions", 3)


def test_pictures_without_end_are_refused_before_they_take_minutes(monkeypatch):
    drawn = []

    def draw(content):
        drawn.append(content)
        return Picture("png", 1, 1, b"x", pixels=judging.MOST_PIXELS // 4)

    monkeypatch.setattr(judging, "redrawn", draw)
    same = "".join(_shown(b"one", n) for n in range(300))
    assert len(judging.check_file(f"<quiz>{same}</quiz>".encode(), EN).taken) == 300
    assert len(drawn) == 1, "a picture that many questions show is drawn once"
    others = "".join(_shown(b"%d" % n, n) for n in range(300))
    with pytest.raises(Refusal) as caught:
        judging.check_file(f"<quiz>{others}</quiz>".encode(), EN)
    assert (caught.value.code, len(drawn)) == ("training.bank_pictures_too_much", 6)


def _shown(content, number):
    picture = base64.b64encode(b"\x89PNG" + content).decode()
    text = '&lt;img src="@@PLUGINFILE@@/a.png"&gt;'
    return (
        f'<question type="essay"><name><text>{number}</text></name><questiontext><text>{text}</text>'
        f'<file name="a.png" path="/">{picture}</file></questiontext></question>'
    )


def test_a_picture_of_a_package_is_held_once_however_many_questions_show_it():
    item = (
        '<assessmentItem identifier="{0}" title="t"><itemBody><p><img src="p.png" alt="x"/></p>'
        '<extendedTextInteraction responseIdentifier="R"/></itemBody></assessmentItem>'
    )
    reading = opened(zipped({"p.png": b"x" * 100} | {f"{n}.xml": item.format(n).encode() for n in "ab"}).read(), EN)
    one, two = (each for taken in reading.taken for each in taken.pictures.values())
    assert one is two


@pytest.mark.parametrize(
    ("begins", "refused"),
    [
        (b"\x1f\x8b\x08\0", "archives.unreadable"),  # packed as a course backup is, and damaged
        (b"7z\xbc\xaf\x27\x1c\0", "training.bank_not_a_bank"),
        (b"Rar!\x1a\x07\0", "training.bank_not_a_bank"),
        (b"%PDF-1.7\0\xff", "training.bank_not_a_bank"),
    ],
)
def test_whoever_hands_in_no_text_is_not_told_to_save_it_as_utf8(begins, refused):
    with pytest.raises(Refusal, match=refused):
        opened(begins + b"\xff\0" * 50, EN)


@pytest.mark.parametrize("number", ["²", "9" * 5_000, "--1", "-1", "x", "१"])
@pytest.mark.parametrize("place", ['maxChoices="{}"', 'expectedLines="{}"', 'matchMax="{}"', 'width="{}" height="{}"'])
def test_numbers_that_are_none_are_no_fault_of_the_program(number, place):
    said = place.format(number, number)
    kinds = [
        f'<choiceInteraction responseIdentifier="R" {said}><simpleChoice identifier="a">A</simpleChoice>'
        '<simpleChoice identifier="b">B</simpleChoice></choiceInteraction>',
        f'<extendedTextInteraction responseIdentifier="R" {said}/>',
        f'<associateInteraction responseIdentifier="R"><simpleAssociableChoice identifier="a" {said}>A'
        "</simpleAssociableChoice></associateInteraction>",
        f'<hotspotInteraction responseIdentifier="R"><object data="p.png" {said}/></hotspotInteraction>',
    ]
    rule = (
        f'<setOutcomeValue identifier="SCORE"><index n="{number}"><variable identifier="R"/></index></setOutcomeValue>'
    )
    for kind in kinds:
        for rules in ("", f"<responseProcessing>{rule}</responseProcessing>"):
            item = f'<assessmentItem identifier="i" title="t"><itemBody>{kind}</itemBody>{rules}</assessmentItem>'
            found = opened(item.encode(), EN)
            assert len(found.taken) + len(found.left) == 1
