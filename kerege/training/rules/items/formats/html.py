"""HTML of other programs as Markdown: what a question needs of it, and no more.

Programs in it are refused; what only looks (colours, sizes, classes) goes; pictures become places ![[name]].
"""

import re
from html.parser import HTMLParser

from kerege.lib.refusal import Refusal
from kerege.training.rules.items.formats.taking import Pictures
from kerege.training.words import bank as words

PROGRAMS = frozenset(("script", "iframe", "object", "embed", "applet", "form", "frame", "frameset", "svg"))
NOT_TAKEN = {"math": words.FORMULA} | dict.fromkeys(("audio", "video", "canvas"), words.UNSUPPORTED)
_SILENT = frozenset(("style", "head", "title", "template"))
_HEADINGS = {f"h{n}": f"\n\n{'#' * n} " for n in range(1, 7)}
_BLOCKS = frozenset(("p", "div", "ul", "ol", "table", "tr", "blockquote", "pre", "section", "article", *_HEADINGS))
_AROUND = {"b": "**", "strong": "**", "i": "*", "em": "*", "code": "`"}
_SAID = dict.fromkeys(_BLOCKS, "\n\n") | _HEADINGS | _AROUND | {"br": "\\\n", "td": " ", "th": " "}
_RAISED = {
    "sup": ("^", str.maketrans("0123456789+-−=()in", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁱⁿ")),
    "sub": ("_", str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")),
}
_SIGNS = re.compile(r"([\\`*_\[\]<>])")
_LINE = re.compile(r"^([^\S\n]*)([#+-]|\d+[.)])(?=\s)", re.MULTILINE)
_TEX = re.compile(r"\$\$[^$]+\$\$|\\\([^\n]+?\\\)|\\\[[^\n]+?\\\]")
_LINKS = ("https://", "http://", "mailto:")


def escaped(text: str) -> str:
    """Plain text as Markdown that is read as the same text."""
    return _LINE.sub(lambda found: f"{found[1]}{_marked(found[2])}", _SIGNS.sub(r"\\\1", text))


def raised(text: str, tag: str) -> str:
    """What stood above or below the line, in signs of its own, so that 10⁵ is not read as 105."""
    sign, table = _RAISED[tag]
    found = text.translate(table)
    return found if all(ord(each) in table.values() or each == " " for each in found) else f"{sign}({text})"


def _marked(sign: str) -> str:
    return f"{sign[:-1]}\\{sign[-1]}"


class Writer(HTMLParser):
    """Writes Markdown while HTML, or the elements of XHTML, go by. `slots` where places in texts are meant as such."""

    def __init__(self, pictures: Pictures, slots: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.pictures, self.slots = pictures, slots
        self.silent = 0
        self.raised: list[str] = []
        self.lists: list[int | None] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag in PROGRAMS:
            raise Refusal(words.SCRIPT_INSIDE, field="file", name=tag)
        if tag in NOT_TAKEN:
            raise Refusal(NOT_TAKEN[tag], field="file", name=tag)
        if tag in _RAISED:
            self.raised.append(tag)
        elif tag in _SILENT:
            self.silent += 1
        elif tag in _SAID:
            self.out.append(_SAID[tag])
            self.pictures.lost |= {tag} & {"table"}
        elif tag in {"ul", "ol"}:
            self.lists.append(0 if tag == "ol" else None)
            self.out.append("\n\n")
        elif tag in {"img", "a", "li"}:
            {"img": self._picture, "a": self._link, "li": self._line}[tag](told)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.raised:
            self.raised.remove(tag)
        elif tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag in _AROUND:
            self.out.append(_AROUND[tag])
        elif tag == "a" and self.links:
            address = self.links.pop()
            self.out.append(f"]({address})" if address else "")
        elif tag in {"ul", "ol"} and self.lists:
            self.lists.pop()
            self.out.append("\n\n")
        elif tag in _BLOCKS:
            self.out.append("\n\n")

    def handle_data(self, data: str) -> None:
        if self.silent:
            return
        text = re.sub(r"\s+", " ", data)
        if self.raised and text.strip():
            text = raised(text.strip(), self.raised[-1])
        if not self.slots:
            self.out.append(escaped(text))
            return
        for n, piece in enumerate(re.split(r"(!?\[\[[A-Za-z0-9_.-]+\]\])", text)):
            self.out.append(piece if n % 2 else escaped(piece))

    def _picture(self, told: dict[str, str]) -> None:
        alt = " ".join(told.get("alt", "").split())
        self.out.append(f"![[{self.pictures.name(told.get('src', ''), alt)}]]")

    def _link(self, told: dict[str, str]) -> None:
        address = told.get("href", "").strip()
        right = address.lower().startswith(_LINKS) and not re.search(r"[\s()<>]", address)
        self.pictures.lost |= set() if right or address.startswith("#") or not address else {"link"}
        self.links.append(address if right else "")
        self.out.append("[" if right else "")

    def _line(self, _told: dict[str, str]) -> None:
        if self.lists and self.lists[-1] is not None:
            self.lists[-1] += 1
            self.out.append(f"\n{self.lists[-1]}. ")
        else:
            self.out.append("\n- ")


def to_markdown(text: str, pictures: Pictures, *, slots: bool = False) -> str:
    """The Markdown of HTML; `slots` where places [[name]] in it are meant as such.

    Refuses training.bank_script_inside, training.bank_unsupported and training.bank_picture_missing.
    """
    if _TEX.search(text):
        pictures.lost.add("formula")
    reader = Writer(pictures, slots)
    reader.feed(text)
    reader.close()
    return tidy("".join(reader.out))


def tidy(markdown: str) -> str:
    """Without blanks at the ends of lines, and with one empty line at most."""
    text = re.sub(r"[ \t\xa0]+", " ", markdown)
    text = re.sub(r" *\n *", "\n", text)
    text = re.sub(r"(?<!\\\n)(\\\n)++(?=\n|$)", "\n", text)
    text = re.sub(r"\*\*\*\*|``", "", text)
    return re.sub(r"\n{3,}", "\n\n", text).strip().rstrip("\\").strip()
