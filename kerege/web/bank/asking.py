"""How a question is asked, wherever one is: controls that need no script, in the places of its text.

Exams, lessons and previews can share it: `asked` makes what `bank/_item.html` shows, and `sent` reads the form.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from kerege.lib.markdown import to_words
from kerege.training.rules.items.shapes import Answers
from kerege.training.rules.items.showing import Shown, ShownImage, ShownInteraction
from kerege.training.words.items import Interaction as Kind

PLACES = re.compile(r"(!?)\[\[([A-Za-z_][A-Za-z0-9_.-]{0,63})\]\]")
INLINE = frozenset((Kind.INLINE_CHOICE, Kind.TEXT, Kind.NUMBER))
MOST_PAIRS = 20


@dataclass(frozen=True)
class Piece:
    """A part of a text: Markdown of whole paragraphs (`text`), of a line (`line`), a control, a gap or a picture."""

    kind: str
    text: str = ""
    control: Any = None


@dataclass(frozen=True)
class Option:
    """An answer that can be chosen. `text` is Markdown, `words` are the words alone."""

    id: str
    text: str
    words: str
    chosen: bool = False


@dataclass(frozen=True)
class Row:
    """A list to choose from, or several boxes, with what it is for. `number` counts from one."""

    name: str
    text: str
    options: tuple[Option, ...]
    number: int
    many: bool = False


@dataclass(frozen=True)
class Control:
    """One interaction as a form: `name` is the beginning of the names of its fields."""

    name: str
    kind: str
    asked: ShownInteraction
    prompt: tuple[Piece, ...] = ()
    options: tuple[Option, ...] = ()
    rows: tuple[Row, ...] = ()
    text: tuple[Piece, ...] = ()
    given: str = ""
    point: tuple[str, str] = ("", "")
    many: bool = False
    error: str = ""
    picture: str = ""
    marks: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Asked:
    """A question as a template shows it."""

    lang: str
    title: str
    pieces: tuple[Piece, ...]
    controls: Mapping[str, Control] = field(default_factory=dict)


def asked(
    shown: Shown,
    given: Answers,
    *,
    prefix: str = "",
    pictures: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
) -> Asked:
    """A question with what was answered so far. `pictures` are addresses by the digest of the picture, `errors` are
    sentences by the id of the interaction.
    """
    make = _Maker(shown, given, prefix, pictures or {}, errors or {})
    controls = {each.id: make.control(each) for each in shown.interactions}
    pieces = make.pieces(shown.text, controls)
    placed = {name for _mark, name in PLACES.findall(shown.text)}
    rest = (Piece("control", control=control) for name, control in controls.items() if name not in placed)
    return Asked(shown.lang, shown.title, (*pieces, *rest), controls)


def sent(post: QueryDict, shown: Shown, *, prefix: str = "") -> dict[str, Any]:
    """The answers in a form, by the id of their interaction; what was not answered is left out."""
    found = {each.id: _sent(post, f"{prefix}{each.id}", each) for each in shown.interactions}
    return {name: value for name, value in found.items() if value not in ("", [])}


def _sent(post: QueryDict, name: str, each: ShownInteraction) -> Any:
    if each.kind in {Kind.CHOICE, Kind.HOTSPOT, Kind.INLINE_CHOICE}:
        return [value for value in post.getlist(name) if value][:200]
    if each.kind == Kind.ORDER:
        places = (post.get(f"{name}-{n}", "") for n in range(1, len(each.choices) + 1))
        return [value for value in places if value]
    if each.kind == Kind.MATCH:
        pairs = ((choice.id, post.getlist(f"{name}-{choice.id}")) for choice in each.choices)
        return [[choice, target] for choice, targets in pairs for target in targets if target]
    if each.kind == Kind.GAP_MATCH:
        filled = ((gap.id, post.get(f"{name}-{gap.id}", "")) for gap in each.targets)
        return [[choice, gap] for gap, choice in filled if choice]
    if each.kind == Kind.ASSOCIATE:
        pairs_ = ((post.get(f"{name}-{n}-a", ""), post.get(f"{name}-{n}-b", "")) for n in _numbers(each))
        return [[first, second] for first, second in pairs_ if first and second]
    if each.kind == Kind.POINT:
        at = post.get(f"{name}-x", "").strip(), post.get(f"{name}-y", "").strip()
        return [list(at)] if all(at) else []
    return post.get(name, "").strip()


def _numbers(each: ShownInteraction) -> range:
    return range(1, min(each.most or len(each.choices) // 2 or 1, MOST_PAIRS) + 1)


class _Maker:
    def __init__(
        self, shown: Shown, given: Answers, prefix: str, pictures: Mapping[str, str], errors: Mapping[str, str]
    ) -> None:
        self.shown, self.given, self.prefix, self.addresses, self.errors = shown, given, prefix, pictures, errors

    # -- texts ---------------------------------------------------------------------------------------------------------

    def pieces(self, text: str, controls: Mapping[str, Any]) -> tuple[Piece, ...]:
        """A text in its paragraphs: those without a place are Markdown as a whole, in the others places are filled."""
        found: list[Piece] = []
        whole: list[str] = []
        for block in re.split(r"\n{2,}", text):
            if not PLACES.search(block):
                whole.append(block)
                continue
            found += [Piece("text", "\n\n".join(whole))] if whole else []
            whole = []
            for line in block.split("\n"):
                found += self._line(line, controls)
        return (*found, *([Piece("text", "\n\n".join(whole))] if whole else []))

    def _line(self, line: str, controls: Mapping[str, Any]) -> list[Piece]:
        """A line as one paragraph; what is larger than a word stands by itself."""
        found: list[Piece] = []
        inside: list[Piece] = []
        at = 0
        for place in PLACES.finditer(line):
            inside += self._words(line[at : place.start()])
            piece = self._placed(place[1], place[2], controls)
            if piece is not None and piece.kind == "control" and piece.control.kind not in INLINE:
                found += [Piece("line", control=tuple(inside))] if inside else []
                found.append(piece)
                inside = []
            elif piece is not None:
                inside.append(piece)
            at = place.end()
        inside += self._words(line[at:])
        return [*found, *([Piece("line", control=tuple(inside))] if inside else [])]

    def _words(self, text: str) -> list[Piece]:
        return [Piece("words", text)] if text.strip() else []

    def _placed(self, mark: str, name: str, controls: Mapping[str, Any]) -> Piece | None:
        if mark:
            image = self.shown.images.get(name)
            return Piece("picture", self.addresses.get(image.sha256, ""), image) if image is not None else None
        control = controls.get(name)
        if isinstance(control, Row):
            return Piece("gap", control=control)
        return Piece("control", control=control) if control is not None else None

    # -- controls ------------------------------------------------------------------------------------------------------

    def control(self, each: ShownInteraction) -> Control:
        name, given = f"{self.prefix}{each.id}", self.given.get(each.id)
        made: dict[str, Any] = {"prompt": self.pieces(each.prompt, {}) if each.prompt else ()}
        made |= {"error": self.errors.get(each.id, ""), "many": each.most != 1}
        if each.kind in {Kind.CHOICE, Kind.INLINE_CHOICE}:
            made["options"] = self._options(each.choices, given)
        elif each.kind == Kind.HOTSPOT:
            made |= {"options": self._options(each.areas, given), **self._picture(each.image)}
            made["marks"] = tuple(_mark(n, area) for n, area in enumerate(each.areas, start=1))
        elif each.kind == Kind.POINT:
            made |= self._picture(each.image)
            made["point"] = tuple(map(str, given[0])) if isinstance(given, list) and given else ("", "")
        elif each.kind in _ROWS:
            made |= getattr(self, _ROWS[each.kind])(name, each, given or [])
        else:
            made["given"] = "" if given is None else str(given)
        return Control(name, each.kind.value, each, **made)

    def _options(self, offered: Iterable[Any], chosen: Any) -> tuple[Option, ...]:
        there = chosen if isinstance(chosen, list) else []
        return tuple(Option(o.id, o.text, to_words(PLACES.sub("", o.text)), o.id in there) for o in offered)

    def _picture(self, image: ShownImage | None) -> dict[str, Any]:
        return {"picture": self.addresses.get(image.sha256, "")} if image is not None else {}

    def _order(self, name: str, each: ShownInteraction, given: list[Any]) -> dict[str, Any]:
        numbers = range(1, len(each.choices) + 1)
        rows = (Row(f"{name}-{n}", "", self._options(each.choices, given[n - 1 : n]), n) for n in numbers)
        return {"rows": tuple(rows)}

    def _match(self, name: str, each: ShownInteraction, given: list[Any]) -> dict[str, Any]:
        rows = []
        for n, choice in enumerate(each.choices, start=1):
            chosen = [second for first, second in given if first == choice.id]
            options = self._options(each.targets, chosen)
            rows.append(Row(f"{name}-{choice.id}", choice.text, options, n, many=choice.most != 1))
        return {"rows": tuple(rows)}

    def _associate(self, name: str, each: ShownInteraction, given: list[Any]) -> dict[str, Any]:
        rows = []
        for n in _numbers(each):
            pair = given[n - 1] if n <= len(given) else ["", ""]
            ends = zip("ab", pair, strict=True)
            rows += [Row(f"{name}-{n}-{end}", "", self._options(each.choices, [chosen]), n) for end, chosen in ends]
        return {"rows": tuple(rows)}

    def _gaps(self, name: str, each: ShownInteraction, given: list[Any]) -> dict[str, Any]:
        filled = {gap: choice for choice, gap in given}
        rows = {
            gap.id: Row(f"{name}-{gap.id}", "", self._options(each.choices, [filled.get(gap.id, "")]), n)
            for n, gap in enumerate(each.targets, start=1)
        }
        return {"rows": tuple(rows.values()), "text": self.pieces(each.text, rows)}


_ROWS = {Kind.ORDER: "_order", Kind.MATCH: "_match", Kind.ASSOCIATE: "_associate", Kind.GAP_MATCH: "_gaps"}


def _mark(number: int, area: Any) -> dict[str, Any]:
    """An area drawn over its picture, with its number."""
    at, outline = area.at, str(area.outline)
    drawn: dict[str, Any] = {"outline": outline, "number": number, "text": area.text}
    if outline == "rect":
        x, y, x2, y2 = min(at[0], at[2]), min(at[1], at[3]), max(at[0], at[2]), max(at[1], at[3])
        return drawn | {"x": x, "y": y, "width": x2 - x, "height": y2 - y, "cx": (x + x2) / 2, "cy": (y + y2) / 2}
    if outline == "circle":
        return drawn | {"cx": at[0], "cy": at[1], "r": at[2]}
    return drawn | {
        "points": " ".join(f"{x},{y}" for x, y in zip(at[::2], at[1::2], strict=True)),
        "cx": sum(at[::2]) / (len(at) // 2),
        "cy": sum(at[1::2]) / (len(at) // 2),
    }
