"""Moodle XML: questions of Moodle's question bank, with their pictures inside."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from kerege.lib import xml
from kerege.lib.refusal import Refusal
from kerege.training.rules.items.answers import number as read_number
from kerege.training.rules.items.formats import answers, cloze, gift, layers
from kerege.training.rules.items.formats.answers import Told
from kerege.training.rules.items.formats.moodle_texts import Held, Texts, inside, lost
from kerege.training.rules.items.formats.taking import (
    Data,
    Reading,
    Taken,
    Wishes,
    body,
    each_taken,
    no_pictures,
)
from kerege.training.words import bank as words

KIND = "Moodle XML"
MOST = 30_000_000


def read(content: bytes, wishes: Wishes) -> Reading:
    """All questions of a file. Refuses xml.* and training.bank_not_a_bank."""
    root = xml.parse(content, most=MOST)
    if str(root.tag) != "quiz":
        raise Refusal(words.NOT_A_BANK, field="file")
    return read_root(root, wishes)


def read_root(root: Any, wishes: Wishes, held: Held = no_pictures) -> Reading:
    """All questions below an element that was parsed. `held` gives the bytes of a file that does not lie in it."""
    reading = Reading(KIND)
    each_taken(reading, _parts(root, wishes, held))
    return reading


def _parts(root: Any, wishes: Wishes, held: Held) -> Iterator[tuple[str, str, Callable[[], Taken]]]:
    topic = ""
    for n, each in enumerate(root.iter("question"), start=1):
        if each.get("type") == "category":
            topic = (each.findtext("category/text") or "").strip().removeprefix("$course$/").removeprefix("top/")
            continue
        yield str(n), _shown(_name(each), wishes) or str(each.get("type")), _made(each, str(n), topic, wishes, held)


def _made(question: Any, where: str, topic: str, wishes: Wishes, held: Held) -> Callable[[], Taken]:
    return lambda: _question(question, where, topic, wishes, held)


def _shown(name: str, wishes: Wishes) -> str:
    """How a question is called where it is told why it is left out."""
    found = layers.languages([name])
    lang = wishes.language if wishes.language in found else next(iter(found), wishes.language)
    return layers.Layers(lang, found).alone(name)


def _name(question: Any) -> str:
    return " ".join((question.findtext("name/text") or "").split())


def _question(question: Any, where: str, topic: str, wishes: Wishes, held: Held) -> Taken:
    kind = str(question.get("type"))
    if kind == "description":
        raise Refusal(words.NOT_A_QUESTION, field="file", name=_name(question)[:60])
    if kind not in _KINDS:
        raise Refusal(words.UNSUPPORTED, field="file", name=kind[:60])
    if _true(question, "hidden"):
        raise Refusal(words.HIDDEN, field="file", name=_name(question)[:60])
    texts, name = Texts(question, wishes.language, held), _name(question)
    points = read_number(question.findtext("defaultgrade") or "1") or 0.0
    text, asked = _KINDS[kind](question, texts, points)
    lang, title = texts.lang, texts.layers.text(name, str.strip)
    parts: Data = {"text": {lang: text or title or "?"}, "interactions": asked}
    parts |= {"title": {lang: title}} if title else {}
    after = {
        "always": texts.of(question.find("generalfeedback")),
        "right": texts.of(question.find("correctfeedback")),
        "partly": texts.of(question.find("partiallycorrectfeedback")),
        "wrong": texts.of(question.find("incorrectfeedback")) or _to_all_others(question, texts),
    }
    parts |= {"after": {when: {lang: said} for when, said in after.items() if said}}
    number = (question.findtext("idnumber") or "").strip()
    origin = f"moodle:{number}" if number else f"moodle:{topic}/{name}"
    tags = [(tag.findtext("text") or "").strip() for tag in question.iterfind("tags/tag")]
    topics = tuple(each[-120:] for each in (texts.layers.alone(topic), *tags) if each)
    made, pictures = layers.spread(body(lang, **parts), texts.layers), texts.pictures
    return Taken(where, origin, made, topics, pictures.taken, pictures.alts, {}, lost(question, texts))


_TYPED = frozenset(("shortanswer", "numerical"))


def _to_all_others(question: Any, texts: Texts) -> str:
    """What is said to whoever typed something that is worth nothing; what is said to one such answer alone is lost."""
    said = ""
    for each in question.iterfind("answer") if question.get("type") in _TYPED else ():
        if (read_number(each.get("fraction") or "0") or 0) <= 0 and (why := texts.of(each.find("feedback"))):
            if inside(each.find("text")).strip() == "*":
                said = why
            else:
                texts.pictures.lost.add("why")
    return said


def _answers(question: Any, texts: Texts) -> list[Told]:
    found = []
    for each in question.iterfind("answer"):
        share = (read_number(each.get("fraction") or "0") or 0.0) / 100
        tolerance = read_number(each.findtext("tolerance") or "0") or 0.0
        found.append(Told(texts.of(each, form="html"), share, texts.of(each.find("feedback")), tolerance))
    return found


def _true(question: Any, name: str) -> bool:
    return (question.findtext(name) or "").strip().lower() in {"1", "true"}


Made = tuple[str, list[Data]]


def _choice(question: Any, texts: Texts, points: float) -> Made:
    told = _answers(question, texts)
    many, shuffle = not _true(question, "single"), _true(question, "shuffleanswers")
    made = answers.choice("r", told, texts.lang, many=many, points=points, shuffle=shuffle)
    return texts.of(question.find("questiontext")), [made]


def _truth(question: Any, texts: Texts, points: float) -> Made:
    told = {(each.findtext("text") or "").strip().lower(): each for each in question.iterfind("answer")}
    right = next((k for k, each in told.items() if (read_number(each.get("fraction") or "0") or 0) > 50), "")
    if right not in {"true", "false"}:
        raise Refusal(words.BAD_QUESTION, field="file", near="answer")
    whys = tuple(texts.of(told[k].find("feedback")) if k in told else "" for k in ("true", "false"))
    made = gift.truth("r", right == "true", texts.lang, points, (whys[0], whys[1]))
    return texts.of(question.find("questiontext")), [made]


def _short(question: Any, texts: Texts, points: float) -> Made:
    told = []
    for each, element in zip(_answers(question, texts), question.iterfind("answer"), strict=True):
        told += [Told(word, each.share, each.why) for word in texts.words(element.find("text"))]
    made = answers.text("r", told, texts.lang, points=points, case=_true(question, "usecase"))
    return texts.of(question.find("questiontext")), [made]


def _numeric(question: Any, texts: Texts, points: float) -> Made:
    if question.find("units/unit") is not None:
        raise Refusal(words.UNSUPPORTED, field="file", name="numerical: units")
    values = []
    for each, element in zip(_answers(question, texts), question.iterfind("answer"), strict=True):
        said = (element.findtext("text") or "").strip()
        value = read_number(said)
        if said == "*":
            continue
        if value is None:
            raise Refusal(words.BAD_QUESTION, field="file", near=said[:60])
        values.append((value, each))
    return texts.of(question.find("questiontext")), [answers.number("r", values, texts.lang, points=points)]


def _matching(question: Any, texts: Texts, points: float) -> Made:
    pairs, more = [], []
    for each in question.iterfind("subquestion"):
        left, right = texts.of(each), texts.plain(each.find("answer/text"))
        if left:
            pairs.append((left, right))
        else:
            more.append(right)
    shuffle = _true(question, "shuffleanswers")
    made = answers.match("r", pairs, more, texts.lang, points=points, shuffle=shuffle)
    return texts.of(question.find("questiontext")), [made]


def _essay(question: Any, texts: Texts, points: float) -> Made:
    guide = texts.of(question.find("graderinfo"))
    lines = int(read_number(question.findtext("responsefieldlines") or "5") or 5)
    made: Data = {"id": "r", "kind": "extended", "points": points, "lines": min(max(lines, 1), 60)}
    if (read_number(question.findtext("attachments") or "0") or 0) > 0:
        raise Refusal(words.UNSUPPORTED, field="file", name="essay: attachments")
    return texts.of(question.find("questiontext")), [made | ({"guide": {texts.lang: guide}} if guide else {})]


def _ordering(question: Any, texts: Texts, points: float) -> Made:
    names = answers.Names()
    told = [texts.of(each) for each in question.iterfind("answer")]
    ids = [names.of(each) for each in told]
    choices = [{"id": i, "text": {texts.lang: each}} for i, each in zip(ids, told, strict=True)]
    partly = "nothing" if (question.findtext("gradingtype") or "").strip() in {"ALL_OR_NOTHING", "-1"} else "places"
    made: Data = {"id": "r", "kind": "order", "points": points, "choices": choices, "right": ids, "partly": partly}
    return texts.of(question.find("questiontext")), [made]


def _cloze(question: Any, texts: Texts, points: float) -> Made:
    def gaps(source: str) -> tuple[str, list[Data]]:
        marked, asked = cloze.gaps(source, texts.lang, texts.pictures)
        if not asked:
            raise Refusal(words.BAD_QUESTION, field="file", near="questiontext")
        return marked, asked

    return texts.placed(question.find("questiontext"), gaps)


def _gap_select(question: Any, texts: Texts, points: float) -> Made:
    """Words for numbered gaps: from a list beside each gap, or carried there from one list. Each gap counts alike."""
    choices = [
        (texts.plain(each.find("text")), (each.findtext("group") or each.findtext("draggroup") or "1").strip())
        for each in (*question.iterfind("selectoption"), *question.iterfind("dragbox"))
    ]
    shuffle = _true(question, "shuffleanswers")

    def gaps(source: str) -> tuple[str, list[Data]]:
        asked: list[Data] = []

        def gap(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            if not 0 <= at < len(choices):
                raise Refusal(words.BAD_QUESTION, field="file", near=found[0])
            right, group = choices[at]
            told = [Told(text, float(text == right)) for text, of in choices if of == group]
            name = f"g{len(asked) + 1}"
            asked.append(answers.inline(name, told, texts.lang, points=1, shuffle=shuffle))
            return f"[[{name}]]"

        marked = re.sub(r"\[\[(\d{1,3})\]\]", gap, source)
        if not asked:
            raise Refusal(words.BAD_QUESTION, field="file", near="questiontext")
        for each in asked:
            each["points"] = round(points / len(asked), 5)
        return marked, asked

    return texts.placed(question.find("questiontext"), gaps)


_KINDS: dict[str, Callable[[Any, Texts, float], Made]] = {
    "multichoice": _choice,
    "truefalse": _truth,
    "shortanswer": _short,
    "numerical": _numeric,
    "matching": _matching,
    "essay": _essay,
    "ordering": _ordering,
    "cloze": _cloze,
    "multianswer": _cloze,
    "gapselect": _gap_select,
    "ddwtos": _gap_select,
}
