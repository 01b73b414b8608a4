"""How a question is asked, wherever one is: controls that need no script, in the places of its text.

`asked` makes what `questions/_question.html` shows inside a form, and `calling.sent` reads that form.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from kerege.lib.markdown import to_words
from kerege.training.rules.items.shapes import Answers
from kerege.training.rules.items.showing import Shown, ShownImage, ShownInteraction
from kerege.training.words.items import Interaction as Kind
from kerege.web.questions.calling import as_called, called, fields, pairs_of
from kerege.web.questions.marks import Mark, mark_of

PLACES = re.compile(r"(!?)\[\[([A-Za-z_][A-Za-z0-9_.-]{0,63})\]\]")
INLINE = frozenset((Kind.INLINE_CHOICE, Kind.TEXT, Kind.NUMBER))
GROUPS = frozenset(Kind) - INLINE - {Kind.EXTENDED, Kind.SLIDER}
"""The kinds that are answered with more than one field."""


@dataclass(frozen=True)
class Piece:
    """A part of a text: Markdown of whole paragraphs (`text`) or of words (`words`), a `line` with its `parts`, a
    `control`, a `gap`, or a `picture` with its address in `text`.
    """

    kind: str
    text: str = ""
    control: Any = None
    parts: tuple["Piece", ...] = ()


@dataclass(frozen=True)
class Option:
    """An answer that can be chosen, as `pieces` with its pictures and as `words` alone."""

    id: str
    number: int
    pieces: tuple[Piece, ...]
    words: str
    chosen: bool = False


@dataclass(frozen=True)
class Row:
    """A list to choose from, or several boxes, with what it is for."""

    name: str
    label: str
    options: tuple[Option, ...]
    pieces: tuple[Piece, ...] = ()
    many: bool = False


@dataclass(frozen=True)
class Control:
    """One interaction as a form: `name` is the beginning of the names of its fields, and the id of what an error leads
    to. `offered` is what its lists offer, to be read beside them: `told` on the page, else on paper.
    """

    name: str
    kind: str
    label: str
    asked: ShownInteraction
    group: bool
    prompt: tuple[Piece, ...] = ()
    options: tuple[Option, ...] = ()
    rows: tuple[Row, ...] = ()
    offered: tuple[Option, ...] = ()
    told: bool = False
    text: tuple[Piece, ...] = ()
    given: str = ""
    point: tuple[str, str] = ("", "")
    many: bool = False
    error: str = ""
    picture: str = ""
    marks: tuple[Mark, ...] = ()
    low: str = ""
    high: str = ""
    step: str = ""

    @property
    def below_nothing(self) -> bool:
        """Whether answers less than nothing can be given, for which the keys of figures of some phones have no sign."""
        return self.asked.low < 0


@dataclass(frozen=True)
class Asked:
    """A question as a template shows it; `name` begins the names of its fields, `lead` is what is said before the first
    of them, `pieces` are all that follows.
    """

    name: str
    lang: str
    title: str
    lead: tuple[Piece, ...]
    pieces: tuple[Piece, ...]
    controls: tuple[Control, ...]
    nameless: bool = False
    """Whether who marks a text is not told who wrote it."""


def asked(
    shown: Shown,
    given: Answers,
    *,
    prefix: str,
    pictures: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
    nameless: bool = False,
) -> Asked:
    """A question with what was answered so far. `pictures` are addresses by the digest of the picture, `errors` are
    sentences by the id of the interaction.
    """
    make = _Maker(shown, given, pictures or {}, errors or {})
    controls = {each.id: make.control(name, each) for name, each in fields(shown, prefix)}
    pieces = make.pieces(shown.text, controls)
    first = next((n for n, piece in enumerate(pieces) if _asks(piece)), len(pieces))
    placed = {name for mark, name in PLACES.findall(shown.text) if not mark}
    rest = (Piece("control", control=control) for name, control in controls.items() if name not in placed)
    lead, pieces = pieces[:first], (*pieces[first:], *rest)
    return Asked(prefix, shown.lang, shown.title, lead, pieces, tuple(controls.values()), nameless)


def _asks(piece: Piece) -> bool:
    return piece.kind == "control" or any(part.kind == "control" for part in piece.parts)


def figure(value: float) -> str:
    """A number as a field and a program read it."""
    return str(int(value)) if float(value).is_integer() else repr(float(value))


class _Maker:
    def __init__(self, shown: Shown, given: Answers, pictures: Mapping[str, str], errors: Mapping[str, str]) -> None:
        self.shown, self.given, self.addresses, self.errors = shown, given, pictures, errors

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
        whole = [each for each in whole if each.strip()]
        return (*found, *([Piece("text", "\n\n".join(whole))] if whole else []))

    def parts(self, text: str) -> tuple[Piece, ...]:
        """A text that stands in a label: words and pictures on one line."""
        return tuple(part for each in self.pieces(text, {}) for part in (each.parts or (Piece("words", each.text),)))

    def _line(self, line: str, controls: Mapping[str, Any]) -> list[Piece]:
        """A line as one paragraph; what is larger than a word stands by itself."""
        found: list[Piece] = []
        inside: list[Piece] = []
        at = 0
        for place in PLACES.finditer(line):
            inside += self._words(line[at : place.start()])
            piece = self._placed(place[1], place[2], controls)
            if piece is not None and piece.kind == "control" and Kind(piece.control.kind) not in INLINE:
                found += [*_paragraph(inside), piece]
                inside = []
            elif piece is not None:
                inside.append(piece)
            at = place.end()
        return [*found, *_paragraph(inside + self._words(line[at:]))]

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

    def control(self, name: str, here: ShownInteraction) -> Control:
        each, given = called(here), as_called(here, self.given.get(here.id))
        many = len(self.shown.interactions) > 1
        label = gettext("Answer %(number)s") % {"number": name.rpartition("-")[2]} if many else gettext("Your answer")
        made: dict[str, Any] = {"prompt": self.parts(each.prompt), "error": self.errors.get(each.id, "")}
        made |= {"many": each.most != 1, "group": each.kind in GROUPS}
        if each.kind in {Kind.CHOICE, Kind.INLINE_CHOICE}:
            made["options"] = self._options(each.choices, given)
            made["offered"] = made["options"] if each.kind == Kind.INLINE_CHOICE else ()
        elif each.kind == Kind.HOTSPOT:
            made |= {"options": self._areas(here, each, given), **self._picture(each.image)}
            marks = zip(each.areas, made["options"], strict=True)
            made["marks"] = tuple(mark_of(n, area, one.words) for n, (area, one) in enumerate(marks, start=1))
        elif each.kind == Kind.POINT:
            made |= self._picture(each.image)
            made["point"] = tuple(map(str, given[0])) if isinstance(given, list) and given else ("", "")
        elif each.kind in _ROWS:
            made |= getattr(self, _ROWS[each.kind])(name, each, given or [])
        else:
            made["given"] = figure(given) if isinstance(given, float | int) else str(given or "")
            made |= {bound: figure(getattr(each, bound)) for bound in ("low", "high", "step")}
        made["told"] = any(part.kind == "picture" for one in made.get("offered", ()) for part in one.pieces)
        return Control(name, each.kind.value, label, each, **made)

    def _options(self, offered: Iterable[Any], chosen: Any) -> tuple[Option, ...]:
        there = chosen if isinstance(chosen, list) else []
        return tuple(
            Option(each.id, n, self.parts(each.text), self._plain(each.text), each.id in there)
            for n, each in enumerate(offered, start=1)
        )

    def _plain(self, text: str) -> str:
        """The words alone, with those of its pictures."""
        return words_of(text, self.shown.images)

    def _areas(self, here: ShownInteraction, each: ShownInteraction, given: Any) -> tuple[Option, ...]:
        """Areas by their names; one that has none but the bank's is called by its number."""
        found = []
        for one, area in zip(self._options(each.areas, given), here.areas, strict=True):
            nameless = area.text.strip() in ("", area.id)
            said = gettext("Area %(number)s") % {"number": one.number} if nameless else ""
            pieces = (Piece("words", said),) if said else one.pieces
            found.append(Option(one.id, one.number, pieces, said or one.words, one.chosen))
        return tuple(found)

    def _picture(self, image: ShownImage | None) -> dict[str, Any]:
        return {"picture": self.addresses.get(image.sha256, "")} if image is not None else {}

    def _order(self, name: str, each: ShownInteraction, given: list[Any]) -> dict[str, Any]:
        ranks, places = {one: n for n, one in enumerate(given, start=1)}, range(1, len(each.choices) + 1)
        rows = []
        for one in self._options(each.choices, []):
            numbers = tuple(Option(str(n), n, (), str(n), ranks.get(one.id) == n) for n in places)
            rows.append(Row(f"{name}-{one.id}", one.words, numbers, one.pieces))
        return {"rows": tuple(rows)}

    def _match(self, name: str, each: ShownInteraction, given: list[Any]) -> dict[str, Any]:
        rows = []
        for choice in each.choices:
            chosen = [second for first, second in given if first == choice.id]
            options, label = self._options(each.targets, chosen), self._plain(choice.text)
            rows.append(Row(f"{name}-{choice.id}", label, options, self.parts(choice.text), choice.most != 1))
        lists = any(not row.many for row in rows)
        return {"rows": tuple(rows), "offered": self._options(each.targets, []) if lists else ()}

    def _associate(self, name: str, each: ShownInteraction, given: list[Any]) -> dict[str, Any]:
        rows = []
        for n in pairs_of(each):
            pair = given[n - 1] if n <= len(given) else ["", ""]
            called_ = (gettext("Pair %(number)s, one part"), gettext("Pair %(number)s, the other part"))
            for end, said, chosen in zip("ab", called_, pair, strict=True):
                rows.append(Row(f"{name}-{n}-{end}", said % {"number": n}, self._options(each.choices, [chosen])))
        return {"rows": tuple(rows), "offered": self._options(each.choices, [])}

    def _gaps(self, name: str, each: ShownInteraction, given: list[Any]) -> dict[str, Any]:
        filled, rows = {gap: choice for choice, gap in given}, {}
        for n, gap in enumerate(each.targets, start=1):
            options = self._options(each.choices, [filled.get(gap.id, "")])
            rows[gap.id] = Row(f"{name}-{gap.id}", gettext("Gap %(number)s") % {"number": n}, options)
        offered = self._options(each.choices, [])
        return {"rows": tuple(rows.values()), "text": self.pieces(each.text, rows), "offered": offered}


_ROWS = {Kind.ORDER: "_order", Kind.MATCH: "_match", Kind.ASSOCIATE: "_associate", Kind.GAP_MATCH: "_gaps"}


def _paragraph(parts: list[Piece]) -> list[Piece]:
    return [Piece("line", parts=tuple(parts))] if parts else []


def words_of(text: str, images: Mapping[str, ShownImage]) -> str:
    """A text as words alone: its pictures are their own words, and a place of it is three dots."""

    def said(place: re.Match[str]) -> str:
        image = images.get(place[2]) if place[1] else None
        return "…" if not place[1] else image.alt if image is not None else ""

    return to_words(PLACES.sub(said, text))
