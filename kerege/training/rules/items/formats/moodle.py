"""Moodle XML: questions of Moodle's question bank, with their pictures inside."""

import base64
import binascii
import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import unquote

from kerege.lib import xml
from kerege.lib.refusal import Refusal
from kerege.training.rules.items.answers import number as read_number
from kerege.training.rules.items.formats import answers, cloze, gift
from kerege.training.rules.items.formats.answers import Told
from kerege.training.rules.items.formats.html import escaped, to_markdown
from kerege.training.rules.items.formats.taking import (
    Data,
    Pictures,
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
PLUGIN = "@@PLUGINFILE@@/"


def read(content: bytes, wishes: Wishes) -> Reading:
    """All questions of a file. Refuses xml.* and training.bank_not_a_bank."""
    root = xml.parse(content, most=MOST)
    if str(root.tag) != "quiz":
        raise Refusal(words.NOT_A_BANK, field="file")
    return read_root(root, wishes)


Held = Callable[[str], bytes | None]


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
        yield str(n), _name(each) or str(each.get("type")), _made(each, str(n), topic, wishes, held)


def _made(question: Any, where: str, topic: str, wishes: Wishes, held: Held) -> Callable[[], Taken]:
    return lambda: _question(question, where, topic, wishes, held)


def _name(question: Any) -> str:
    return " ".join((question.findtext("name/text") or "").split())


class _Texts:
    """Texts of one question, whose pictures lie beside them."""

    def __init__(self, question: Any, lang: str, held: Held) -> None:
        self.lang, self.held = lang, held
        self.files: dict[str, Any] = {}
        for file in question.iter("file"):
            path = f"{file.get('path') or '/'}{file.get('name') or ''}".lstrip("/")
            self.files[path] = file
        self.pictures = Pictures(self._picture)

    def _picture(self, address: str) -> bytes | None:
        if address.startswith("data:image/"):
            return _base64(address.partition("base64,")[2])
        if not address.startswith(PLUGIN):
            return None
        file = self.files.get(unquote(address.removeprefix(PLUGIN).partition("?")[0]))
        if file is None:
            return None
        return self.held(file.get("held")) if file.get("held") else _base64(file.text or "")

    def of(self, element: Any, *, slots: bool = False, form: str = "") -> str:
        """The text of an element of Moodle, as Markdown."""
        if element is None:
            return ""
        form = element.get("format") or form or "html"
        text = element.findtext("text") or ""
        if form == "markdown":
            return text.strip()
        if form == "plain_text":
            return escaped(text.strip())
        return to_markdown(text, self.pictures, slots=slots)


def _base64(text: str) -> bytes | None:
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        return None


def _question(question: Any, where: str, topic: str, wishes: Wishes, held: Held) -> Taken:
    kind = str(question.get("type"))
    if kind == "description":
        raise Refusal(words.NOT_A_QUESTION, field="file", name=_name(question)[:60])
    if kind not in _KINDS:
        raise Refusal(words.UNSUPPORTED, field="file", name=kind[:60])
    lang, texts, name = wishes.language, _Texts(question, wishes.language, held), _name(question)
    points = read_number(question.findtext("defaultgrade") or "1") or 0.0
    text, asked = _KINDS[kind](question, texts, points)
    parts: Data = {"text": {lang: text or name or "?"}, "interactions": asked}
    parts |= {"title": {lang: name}} if name else {}
    after = {
        "always": texts.of(question.find("generalfeedback")),
        "right": texts.of(question.find("correctfeedback")),
        "partly": texts.of(question.find("partiallycorrectfeedback")),
        "wrong": texts.of(question.find("incorrectfeedback")),
    }
    parts |= {"after": {when: {lang: said} for when, said in after.items() if said}}
    number = (question.findtext("idnumber") or "").strip()
    origin = f"moodle:{number}" if number else f"moodle:{topic}/{name}"
    tags = [(tag.findtext("text") or "").strip() for tag in question.iterfind("tags/tag")]
    topics = tuple(each[-120:] for each in (topic, *tags) if each)
    pictures = texts.pictures
    return Taken(where, origin, body(lang, **parts), topics, pictures.taken, pictures.alts, {}, _lost(question))


def _lost(question: Any) -> tuple[str, ...]:
    """What Moodle does while somebody answers, and an item does not."""
    found = ["hint"] if question.find("hint") is not None else []
    penalty = read_number(question.findtext("penalty") or "0")
    return (*found, "penalty") if penalty and question.get("type") != "truefalse" else tuple(found)


def _answers(question: Any, texts: _Texts) -> list[Told]:
    found = []
    for each in question.iterfind("answer"):
        share = (read_number(each.get("fraction") or "0") or 0.0) / 100
        tolerance = read_number(each.findtext("tolerance") or "0") or 0.0
        found.append(Told(texts.of(each, form="html"), share, texts.of(each.find("feedback")), tolerance))
    return found


def _true(question: Any, name: str) -> bool:
    return (question.findtext(name) or "").strip().lower() in {"1", "true"}


Made = tuple[str, list[Data]]


def _choice(question: Any, texts: _Texts, points: float) -> Made:
    told = _answers(question, texts)
    many, shuffle = not _true(question, "single"), _true(question, "shuffleanswers")
    made = answers.choice("r", told, texts.lang, many=many, points=points, shuffle=shuffle)
    return texts.of(question.find("questiontext")), [made]


def _truth(question: Any, texts: _Texts, points: float) -> Made:
    told = {(each.findtext("text") or "").strip().lower(): each for each in question.iterfind("answer")}
    right = next((k for k, each in told.items() if (read_number(each.get("fraction") or "0") or 0) > 50), "")
    if right not in {"true", "false"}:
        raise Refusal(words.BAD_QUESTION, field="file", near="answer")
    whys = tuple(texts.of(told[k].find("feedback")) if k in told else "" for k in ("true", "false"))
    made = gift.truth("r", right == "true", texts.lang, points, (whys[0], whys[1]))
    return texts.of(question.find("questiontext")), [made]


def _short(question: Any, texts: _Texts, points: float) -> Made:
    told = []
    for each, element in zip(_answers(question, texts), question.iterfind("answer"), strict=True):
        told.append(Told((element.findtext("text") or "").strip(), each.share, each.why))
    made = answers.text("r", told, texts.lang, points=points, case=_true(question, "usecase"))
    return texts.of(question.find("questiontext")), [made]


def _numeric(question: Any, texts: _Texts, points: float) -> Made:
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


def _matching(question: Any, texts: _Texts, points: float) -> Made:
    pairs, more = [], []
    for each in question.iterfind("subquestion"):
        left, right = texts.of(each), escaped((each.findtext("answer/text") or "").strip())
        if left:
            pairs.append((left, right))
        else:
            more.append(right)
    shuffle = _true(question, "shuffleanswers")
    made = answers.match("r", pairs, more, texts.lang, points=points, shuffle=shuffle)
    return texts.of(question.find("questiontext")), [made]


def _essay(question: Any, texts: _Texts, points: float) -> Made:
    guide = texts.of(question.find("graderinfo"))
    lines = int(read_number(question.findtext("responsefieldlines") or "5") or 5)
    made: Data = {"id": "r", "kind": "extended", "points": points, "lines": min(max(lines, 1), 60)}
    if (read_number(question.findtext("attachments") or "0") or 0) > 0:
        raise Refusal(words.UNSUPPORTED, field="file", name="essay: attachments")
    return texts.of(question.find("questiontext")), [made | ({"guide": {texts.lang: guide}} if guide else {})]


def _ordering(question: Any, texts: _Texts, points: float) -> Made:
    names = answers.Names()
    told = [texts.of(each) for each in question.iterfind("answer")]
    ids = [names.of(each) for each in told]
    choices = [{"id": i, "text": {texts.lang: each}} for i, each in zip(ids, told, strict=True)]
    partly = "nothing" if (question.findtext("gradingtype") or "").strip() in {"ALL_OR_NOTHING", "-1"} else "places"
    made: Data = {"id": "r", "kind": "order", "points": points, "choices": choices, "right": ids, "partly": partly}
    return texts.of(question.find("questiontext")), [made]


def _cloze(question: Any, texts: _Texts, points: float) -> Made:
    element = question.find("questiontext")
    source = (element.findtext("text") or "") if element is not None else ""
    marked, asked = cloze.gaps(source, texts.lang, texts.pictures)
    if not asked:
        raise Refusal(words.BAD_QUESTION, field="file", near="questiontext")
    form = element.get("format") if element is not None else ""
    plain = marked.strip() if form == "markdown" else to_markdown(marked, texts.pictures, slots=True)
    return plain, asked


def _gap_select(question: Any, texts: _Texts, points: float) -> Made:
    """Words for numbered gaps: from a list beside each gap, or carried there from one list. Each gap counts alike."""
    choices = [
        ((each.findtext("text") or "").strip(), (each.findtext("group") or each.findtext("draggroup") or "1").strip())
        for each in (*question.iterfind("selectoption"), *question.iterfind("dragbox"))
    ]
    element = question.find("questiontext")
    source = (element.findtext("text") or "") if element is not None else ""
    asked: list[Data] = []

    def gap(found: re.Match[str]) -> str:
        at = int(found[1]) - 1
        if not 0 <= at < len(choices):
            raise Refusal(words.BAD_QUESTION, field="file", near=found[0])
        right, group = choices[at]
        told = [Told(escaped(text), float(text == right)) for text, of in choices if of == group]
        name = f"g{len(asked) + 1}"
        asked.append(answers.inline(name, told, texts.lang, points=1, shuffle=_true(question, "shuffleanswers")))
        return f"[[{name}]]"

    marked = re.sub(r"\[\[(\d{1,3})\]\]", gap, source)
    if not asked:
        raise Refusal(words.BAD_QUESTION, field="file", near="questiontext")
    for each in asked:
        each["points"] = round(points / len(asked), 5)
    return to_markdown(marked, texts.pictures, slots=True), asked


_KINDS: dict[str, Callable[[Any, _Texts, float], Made]] = {
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
