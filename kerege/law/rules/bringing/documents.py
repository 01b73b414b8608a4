"""Files → their lines of text, with what of the file is not in these lines."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from kerege.law.words import bringing as words
from kerege.lib import xml
from kerege.lib.archives import Archive, Limits
from kerege.lib.refusal import Refusal
from kerege.lib.sheets.decoding import decode

MOST_LETTERS, MOST_PAGES = 600_000, 400
_KEPT = frozenset("\n\t\u200c\u200d\u200e\u200f\u061c\u00ad\u200b")
"""Persian joins and parts letters by two of these; a mark between letters is no space."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LIMITS = Limits(packed=25_000_000, unpacked=300_000_000, members=3_000, depth=8)
_NOTES = (f"{_W}footnoteReference", f"{_W}endnoteReference", f"{_W}commentReference")


@dataclass
class Brought:
    """`lines` of text, one a paragraph; `losses` are pairs of a kind (words.LOSSES) and its data."""

    lines: list[str]
    losses: list[dict[str, str]] = field(default_factory=list)

    def lost(self, kind: str, count: int) -> None:
        if count:
            self.losses.append({"kind": kind, "count": str(count)})


def brought(content: bytes, kind: str) -> Brought:
    """The lines of a file that the house's checks let in; `kind` is docx, html, pdf or txt.

    Refuses law.tracked_changes, law.no_words, law.text_too_long, law.pdf_unreadable, xml.* and archives.*.
    """
    found = _READERS[kind](content)
    found.lines = [tidy for tidy in (" ".join(line.split()) for line in found.lines) if tidy]
    if not any(any(sign.isalpha() for sign in line) for line in found.lines):
        raise Refusal(words.NO_WORDS, field="file")
    if (letters := sum(map(len, found.lines))) > MOST_LETTERS:
        raise Refusal(words.TOO_LONG, field="file", letters=letters, most=MOST_LETTERS)
    return found


def _plain(content: bytes) -> Brought:
    told = decode(content)
    text = "".join(sign if sign.isprintable() or sign in _KEPT else " " for sign in told.text)
    found = Brought(text.split("\n"))
    if not told.sure:
        found.losses.append({"kind": "encoding"})
    return found


# -- word processors ---------------------------------------------------------------------------------------------------


def _docx(content: bytes) -> Brought:
    archive = Archive(BytesIO(content), _LIMITS)
    member = next(each for each in archive.members if each.name == "word/document.xml")
    root = xml.parse(archive.read(member, most=50_000_000), most=50_000_000, deepest=200, elements=2_000_000)
    if changed := sum(1 for _ in root.iter(f"{_W}ins", f"{_W}del", f"{_W}moveFrom", f"{_W}moveTo")):
        raise Refusal(words.TRACKED, field="file", count=changed)
    found = Brought([_paragraph(each) for each in root.iter(f"{_W}p")])
    found.lost("numbering", sum(1 for each in root.iter(f"{_W}numPr") if _is_numbered(each)))
    found.lost("notes", sum(1 for _ in root.iter(*_NOTES)))
    found.lost("pictures", sum(1 for _ in root.iter(f"{_W}drawing", f"{_W}pict", f"{_W}object")))
    found.lost("tables", sum(1 for _ in root.iter(f"{_W}tbl")))
    return found


def _is_numbered(properties: xml.Element) -> bool:
    number = properties.find(f"{_W}numId")
    return number is not None and number.get(f"{_W}val") != "0"


def _paragraph(element: xml.Element) -> str:
    said = []
    for each in element.iter():
        if each.tag == f"{_W}t":
            said.append(each.text or "")
        elif each.tag in {f"{_W}tab", f"{_W}br", f"{_W}cr"}:
            said.append(" ")
        elif each.tag == f"{_W}noBreakHyphen":
            said.append("-")
    return "".join(said)


# -- pages -------------------------------------------------------------------------------------------------------------


def _html(content: bytes) -> Brought:
    page = _Page()
    page.feed(decode(content).text)
    page.close()
    found = Brought("".join(page.said).split("\n"))
    found.lost("pictures", page.pictures)
    found.lost("tables", page.tables)
    return found


class _Page(HTMLParser):
    """Gathers the words of a page, one block a line; what programs and styles say is no text."""

    SILENT = frozenset({"script", "style", "head", "title", "template", "noscript", "iframe", "object", "svg"})
    WITHIN = frozenset(
        {"a", "b", "i", "u", "em", "strong", "span", "font", "sup", "sub", "small", "abbr", "mark", "code", "s", "wbr"}
    )
    EMPTY = frozenset({"br", "hr", "img", "meta", "link", "input", "wbr", "col", "area", "base", "source"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self.pictures = self.tables = self._silent = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.pictures += tag in {"img", "svg", "canvas"}
        self.tables += tag == "table"
        if tag in self.SILENT:
            self._silent += 1
        if tag not in self.WITHIN:
            self.said.append(" " if tag in {"td", "th"} else "\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.SILENT:
            self._silent = max(0, self._silent - 1)
        if tag not in self.WITHIN and tag not in self.EMPTY and tag not in {"td", "th"}:
            self.said.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.said.append(data.replace("\n", " "))


def _pdf(content: bytes) -> Brought:
    try:
        pages = PdfReader(BytesIO(content)).pages
        if len(pages) > MOST_PAGES:
            raise Refusal(words.TOO_LONG, field="file", letters=len(pages) * 2_500, most=MOST_LETTERS)
        lines = [line for page in pages for line in page.extract_text().split("\n")]
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError):
        raise Refusal(words.UNREADABLE_PDF, field="file") from None
    found = Brought(joined(lines))
    found.lost("pages", len(pages))
    return found


def joined(lines: list[str]) -> list[str]:
    """The paragraphs of a page's lines: a line goes on where it ends in the midst of a sentence and the next begins
    with a small letter.
    """
    found: list[str] = []
    for line in (" ".join(each.split()) for each in lines):
        goes_on = found and found[-1] and line and line[0].islower() and found[-1][-1] not in ".;:!?"
        marked = line[1:2] == ")"
        if goes_on and not marked:
            found[-1] += f" {line}"
        else:
            found.append(line)
    return found


_READERS = {"docx": _docx, "html": _html, "pdf": _pdf, "txt": _plain}
