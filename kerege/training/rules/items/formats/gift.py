"""GIFT: questions as plain text, each an entry between empty lines."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from kerege.lib.refusal import Refusal
from kerege.lib.text import NOT_UTF8
from kerege.training.rules.items.answers import number as read_number
from kerege.training.rules.items.fields import MOST_PAIRS, within
from kerege.training.rules.items.formats import answers, layers
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

KIND = "GIFT"
_HELD = {sign: chr(0xE000 + n) for n, sign in enumerate("~=#{}:n\\-%>")}
_BACK = {held: "\n" if sign == "n" else sign for sign, held in _HELD.items()}
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_FORMAT = re.compile(r"^\s*\[(html|plain|moodle|markdown)\]\s*", re.IGNORECASE)
_TITLE = re.compile(r"^\s*::(.*?)::", re.DOTALL)
_NOTE = re.compile(r"\[\s*(id|tag)\s*:\s*([^\]]{1,120})\]", re.IGNORECASE)
_WEIGHT = re.compile(r"^%(-?\d+(?:\.\d+)?)%")


@dataclass(frozen=True)
class _Entry:
    line: int
    text: str
    topic: str
    notes: tuple[tuple[str, str], ...] = ()
    """What Moodle writes before a question: its number and its tags."""


def looks_like(content: bytes) -> bool:
    """Whether a text has the braces of answers; every other text could be anything."""
    text = content.decode("utf-8-sig", errors="ignore")
    return bool(re.search(r"(?<!\\)\{(?:\\.|[^{}\\])*+\}", text, re.DOTALL)) and not text.lstrip().startswith(
        ("<", "PK", "{", "[")
    )


def read(content: bytes, wishes: Wishes) -> Reading:
    """All entries of a file. Refuses text.not_utf8."""
    reading = Reading(KIND)
    each_taken(reading, ((f"{e.line}", e.text, _made(e, wishes)) for e in _entries(_decoded(content))))
    return reading


def check_encoding(content: bytes) -> None:
    """Refuses text.not_utf8. What holds zeros is no text in whatever encoding but UTF-16, and is let by."""
    if b"\0" not in content or content.startswith(_WIDE):
        _decoded(content)


def _decoded(content: bytes) -> str:
    wide = content.startswith(_WIDE)
    try:
        text = content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        raise Refusal(NOT_UTF8, field="file") from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _entries(text: str) -> Iterator[_Entry]:
    """The entries with the line on which each begins. A blank line inside of braces ends none, unless another question
    begins behind it: then a brace was left open, and takes no other question with it.
    """
    lines: list[str] = []
    notes: list[tuple[str, str]] = []
    topic, start, depth = "", 1, 0
    for n, line in enumerate([*text.split("\n"), ""], start=1):
        if re.match(r"\s*//", line):
            notes += [(name.lower(), told.strip()) for name, told in _NOTE.findall(line)]
            continue
        if found := re.match(r"\s*\$CATEGORY:\s*(.*)", line):
            topic = found[1].strip().removeprefix("$course$/").removeprefix("top/")
            continue
        if not line.strip() and depth <= 0:
            if lines:
                yield _Entry(start, "\n".join(lines), topic, tuple(notes))
                notes = []
            lines, depth = [], 0
            continue
        bare = re.sub(r"\\.", "", line)
        if depth > 0 and lines and not lines[-1].strip() and ("{" in bare or bare.lstrip().startswith("::")):
            yield _Entry(start, "\n".join(lines), topic, tuple(notes))
            lines, notes, depth = [], [], 0
        start = n if not lines else start
        lines.append(line)
        depth += bare.count("{") - bare.count("}")
    if lines:
        yield _Entry(start, "\n".join(lines), topic, tuple(notes))


def _made(entry: _Entry, wishes: Wishes) -> Callable[[], Taken]:
    return lambda: _question(entry, wishes)


def _question(entry: _Entry, wishes: Wishes) -> Taken:
    text = re.sub(r"\\([~=#{}:n\\%>-])", lambda found: _HELD[found[1]], entry.text)
    title = ""
    if found := _TITLE.match(text):
        title, text = _plain(found[1]).strip(), text[found.end() :]
    form = "moodle"
    if found := _FORMAT.match(text):
        form, text = found[1].lower(), text[found.end() :]
    start = text.find("{")
    end = text.find("}", start)
    if start < 0:
        raise Refusal(words.NOT_A_QUESTION, field="file", name=_plain(text).strip()[:60])
    if end < 0:
        raise Refusal(words.BAD_QUESTION, field="file", near=_plain(text[start:]).strip()[:60])
    before, inside, behind = text[:start], text[start + 1 : end].strip(), text[end + 1 :]
    if "{" in behind or "{" in inside or "}" in behind:
        raise Refusal(words.BAD_QUESTION, field="file", near=_plain(behind or inside).strip()[:60])
    found_in = layers.languages([_plain(text)])
    lang = wishes.language if wishes.language in found_in or not found_in else found_in[0]
    lost = {"languages"} if behind.strip() and len(found_in) > 1 else set()
    langs = () if not found_in else (lang,) if lost else (lang, *(each for each in found_in if each != lang))
    said = _Said(form, layers.Layers(lang, langs), bool(behind.strip()))
    asked, after = _interaction(inside, said)
    gap = "[[r]]" if behind.strip() and asked["kind"] in {"inline_choice", "text", "number"} else ""
    whole = f"{said.html(before)} {gap} {said.html(behind)}".strip() if behind.strip() else said.html(before)
    parts: Data = {"text": {lang: whole or title or "?"}, "interactions": [asked]}
    parts |= {"title": {lang: title}} if title else {}
    told = {"always": after, "wrong": said.wrong[0] if said.wrong else ""}
    parts |= {"after": {when: {lang: text} for when, text in told.items() if text}} if any(told.values()) else {}
    number = next((told for name, told in entry.notes if name == "id"), "")
    origin = f"gift:{entry.topic}/{title}" if title else f"gift:{_plain(before + behind).strip()}"
    origin = f"gift:#{number}" if number else origin
    topics = tuple(
        each[-120:] for each in (entry.topic, *(told for name, told in entry.notes if name == "tag")) if each
    )
    lost |= said.lost | ({"why"} if len(said.wrong) > 1 else set())
    made = layers.spread(body(lang, **parts), said.layers)
    return Taken(str(entry.line), origin, made, topics, lost=tuple(sorted(lost)))


@dataclass(frozen=True)
class _Said:
    """How texts of one entry are written, and whether the answer stands in the middle of a sentence."""

    form: str
    layers: layers.Layers
    inside: bool = False
    wrong: list[str] = field(default_factory=list)
    """What is said to whoever gave none of the answers."""
    lost: set[str] = field(default_factory=set)

    @property
    def lang(self) -> str:
        return self.layers.source

    def html(self, text: str) -> str:
        return self.layers.text(_plain(text), self._written)

    def _written(self, plain: str) -> str:
        if self.form in {"html", "moodle"} and re.search(r"<\w|&\w+;", plain):
            pictures = Pictures(no_pictures)
            made = to_markdown(plain, pictures)
            self.lost.update(pictures.lost)
            return made
        return plain.strip() if self.form == "markdown" else escaped(plain.strip())


def _plain(text: str) -> str:
    return "".join(_BACK.get(sign, sign) for sign in text)


def _interaction(inside: str, said: _Said) -> tuple[Data, str]:
    """What is asked, and what is said to everybody afterwards."""
    inside, _, after = inside.partition("####")
    inside, general = inside.strip(), said.html(after) if after else ""
    within(inside.count("=") + inside.count("~"), "choices", MOST_PAIRS)  # before each is read
    if not inside:
        return {"id": "r", "kind": "extended"}, general
    if inside.startswith("#"):
        return _numeric(inside[1:].strip(), said), general
    if re.fullmatch(r"(T|TRUE|F|FALSE)\s*(#.*)?", inside, re.DOTALL | re.IGNORECASE):
        return _truth(inside, said), general
    told = [_answer(part, said) for part in re.findall(r"[=~][^=~]*", inside)]
    if not told or inside[0] not in "=~":
        raise Refusal(words.BAD_QUESTION, field="file", near=_plain(inside)[:60])
    parts = re.findall(r"[=~][^=~]*", inside)
    if all("->" in part for part in parts):
        return _matching(parts, said), general
    signs = {part[0] for part in parts}
    if signs == {"="}:
        raw = [
            replace(each, text=word)
            for each, part in zip(told, parts, strict=True)
            for word in said.layers.each(_plain(_bare(part)))
        ]
        said.lost.update({"why"} if any(each.why and each.share <= 0 for each in told) else ())
        return answers.text("r", raw, said.lang, points=1), general
    many = "=" not in signs
    made = answers.inline if said.inside and not many else None
    if made:
        return made("r", told, said.lang, points=1, shuffle=True), general
    return answers.choice(
        "r", told, said.lang, many=many, points=1, shuffle=True
    ), general  # the right one is often first


def _bare(part: str) -> str:
    return _WEIGHT.sub("", part[1:].strip()).partition("#")[0].strip()


def _answer(part: str, said: _Said) -> Told:
    rest, share = part[1:].strip(), 1.0 if part[0] == "=" else 0.0
    if found := _WEIGHT.match(rest):
        share, rest = float(found[1]) / 100, rest[found.end() :]
    text, _, why = rest.partition("#")
    if found := _FORMAT.match(text):
        said = replace(said, form=found[1].lower())
        text = text[found.end() :]
    return Told(said.html(text), share, said.html(why))


def _matching(parts: list[str], said: _Said) -> Data:
    pairs, more = [], []
    for part in parts:
        left, _, right = part[1:].partition("->")
        if left.strip():
            pairs.append((said.html(left), said.html(right)))
        else:
            more.append(said.html(right))
    return answers.match("r", pairs, more, said.lang, points=1, shuffle=True)


TRUTHS = {
    "en": ("True", "False"),
    "ru": ("Верно", "Неверно"),
    "kk": ("Дұрыс", "Бұрыс"),
    "ky": ("Туура", "Туура эмес"),
    "uz": ("To‘g‘ri", "Noto‘g‘ri"),
    "tg": ("Дуруст", "Нодуруст"),
    "mn": ("Зөв", "Буруу"),
    "fa": ("درست", "نادرست"),
}


def truth(name: str, right: bool, lang: str, points: float, whys: tuple[str, str] = ("", "")) -> Data:
    """Choosing whether something is true. `whys` are said to who chose true, and false."""
    texts = TRUTHS.get(lang.split("-")[0], TRUTHS["en"])
    rows = [Told(texts[0], float(right), whys[0]), Told(texts[1], float(not right), whys[1])]
    made = answers.choice(name, rows, lang, many=False, points=points)
    for each, called in zip(made["choices"], ("true", "false"), strict=True):
        each["id"] = called
    made["right"] = ["true" if right else "false"]
    return made


def _truth(inside: str, said: _Said) -> Data:
    value, *whys = inside.split("#")
    right = value.strip().upper() in {"T", "TRUE"}
    wrong_why, right_why = (*[said.html(each) for each in whys], "", "")[:2]
    return truth("r", right, said.lang, 1, (right_why, wrong_why) if right else (wrong_why, right_why))


def _numeric(inside: str, said: _Said) -> Data:
    parts = re.findall(r"[=~][^=~]*", inside) if inside[:1] in {"=", "~"} else [f"={inside}"]
    values = []
    for part in parts:
        rest, share = part[1:].strip(), 1.0 if part[0] == "=" else 0.0
        if found := _WEIGHT.match(rest):
            share, rest = float(found[1]) / 100, rest[found.end() :]
        text, _, why = rest.partition("#")
        if why and (not text.strip() or share <= 0):
            said.wrong.append(said.html(why))
        value, tolerance = _range(_plain(text).strip()) if text.strip() else (0.0, 0.0)
        values.append((value, Told("", share if text.strip() else 0, said.html(why), tolerance)))
    return answers.number("r", values, said.lang, points=1)


def _range(text: str) -> tuple[float, float]:
    """A number with what may be missed, or all from one number to another."""
    low, between, high = text.partition("..")
    first, _, second = text.partition(":")
    numbers = (read_number(low), read_number(high)) if between else (read_number(first), read_number(second or "0"))
    if numbers[0] is None or numbers[1] is None:
        raise Refusal(words.BAD_QUESTION, field="file", near=text[:60])
    if between:
        return round((numbers[0] + numbers[1]) / 2, 9), round(abs(numbers[1] - numbers[0]) / 2, 9)
    return numbers[0], numbers[1]
