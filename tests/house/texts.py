"""What a reader reads, sees or hears of any output, whatever its format."""

import csv
import io
import json
import re
from collections.abc import Iterator
from functools import partial
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

from django.http import HttpResponse
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from tests.lib.tiles import read as read_tile

_PARTED = re.compile(r"(?<=\w)[-\u00ad\u2010]\n(?=\w)")
INLINE = {"a", "abbr", "b", "bdi", "em", "i", "mark", "small", "span", "strong", "sup", "tspan"}
FOR_MACHINES = {"href", "src", "action", "id", "class", "for", "d", "points", "name", "aria-labelledby"}


class _Page(HTMLParser):
    """Texts of a page; marks of one sentence are not torn apart, other elements are."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.attributes: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._part(tag)
        query = ("name", "q") in attrs  # what the reader typed into the search field
        for name, value in attrs:
            if value and name not in FOR_MACHINES and not (query and name == "value"):
                self.attributes.append(value)

    def handle_endtag(self, tag: str) -> None:
        self._part(tag)

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)

    def _part(self, tag: str) -> None:
        if tag not in INLINE:
            self.pieces.append("\n")


def of_html(content: bytes) -> str:
    found = _Page()
    found.feed(content.decode())
    return "".join(found.pieces) + "\n" + "\n".join(found.attributes)


def of_json(content: bytes) -> str:
    def strings(told: object) -> Iterator[str]:
        if isinstance(told, dict):
            for name, value in told.items():
                yield name
                yield from strings(value)
        elif isinstance(told, list):
            for value in told:
                yield from strings(value)
        else:
            yield str(told)

    return "\n".join(strings(json.loads(content)))


SHAPES = {
    *FOR_MACHINES,
    "x",
    "y",
    "r",
    "cx",
    "cy",
    "dy",
    "width",
    "height",
    "viewBox",
    "fill",
    "font-size",
    "font-family",
}
"""Attributes of a picture that say where something stands and how it looks."""


def of_xml(content: bytes) -> str:
    found = ET.fromstring(content)  # noqa: S314 - our own output
    told = ((each, [value for name, value in each.attrib.items() if name not in SHAPES]) for each in found.iter())
    parts = [part for each, values in told for part in (each.text, each.tail, *values)]
    return "\n".join(part for part in parts if part)


def of_csv(content: bytes) -> str:
    return "\n".join("\n".join(row) for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def of_xlsx(content: bytes) -> str:
    book = load_workbook(io.BytesIO(content))
    cells = [
        str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None
    ]
    return "\n".join([*book.sheetnames, *cells])


def of_docx(content: bytes) -> str:
    found = Document(io.BytesIO(content))
    told = found.core_properties
    parts = [told.title, told.author, told.comments, *(each.text for each in found.paragraphs)]
    parts += [cell.text for table in found.tables for row in table.rows for cell in row.cells]
    return "\n".join([*parts, *(line.text for page in found.sections for line in page.footer.paragraphs)])


_DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SEEN_FIRST = re.compile(r"(\*+)([\u0600-\u06ff]+)")


def of_pdf(content: bytes) -> str:
    """Texts of a file in which text from right to left is kept as it is seen: its marker stands to its left.

    What follows a space may be the next cell, so the marker is given to one word: the designated names have but one."""
    reader = PdfReader(io.BytesIO(content))
    about = " ".join(str(value) for value in (reader.metadata or {}).values())
    text = "\n".join([about, *(each.extract_text() for each in reader.pages)])
    text = re.sub("\u00ad(?=\\w)", "-", text)  # the hyphen of a word that is written with one, at the end of a line
    text += "\n" + _PARTED.sub("", text)  # words that a narrow column parted, whole
    return _SEEN_FIRST.sub(r"\2\1", _DIRECTION.sub("", text))


def of_tile(content: bytes) -> str:
    """Names and addresses of what stands in a vector tile."""
    told = (value for points in read_tile(content).values() for point in points for value in point.values())
    return "\n".join(value for value in told if isinstance(value, str))


def of_calendar(content: bytes) -> str:
    """The lines of a calendar (RFC 5545), which are folded after 75 bytes."""
    return re.sub(rb"\r?\n[ \t]", b"", content).decode().replace("\\,", ",")


def of_lines(content: bytes) -> str:
    """JSON Lines: one value on each."""
    return "\n".join(of_json(line) for line in content.splitlines() if line)


READERS = {
    "application/x-ndjson": of_lines,
    "text/calendar": of_calendar,
    "application/vnd.mapbox-vector-tile": of_tile,
    "text/html": of_html,
    "application/json": of_json,
    "application/manifest+json": of_json,
    "application/octet-stream": partial(bytes.decode, errors="replace"),  # parts of a lesson that a device keeps
    "application/geo+json": of_json,
    "application/problem+json": of_json,
    "application/vnd.oai.openapi+json": of_json,
    "application/ld+json": of_json,
    "application/akn+xml": of_xml,
    "application/cap+xml": of_xml,
    "application/rdf+xml": of_xml,
    "text/turtle": bytes.decode,
    "text/javascript": bytes.decode,
    "application/atom+xml": of_xml,
    "image/svg+xml": of_xml,
    "text/csv": of_csv,
    "application/pdf": of_pdf,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": of_xlsx,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": of_docx,
}


def of_answer(answer: HttpResponse) -> str:
    """All text of an answer; KeyError for a kind of output that this module cannot read yet."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if not content:
        return ""
    return READERS[answer["Content-Type"].split(";")[0]](content)


def in_one_line(text: str) -> str:
    """The text as a reader joins it: runs of spaces and line breaks are one space, marks of direction are not seen."""
    return re.sub(r"\s+", " ", _DIRECTION.sub("", text))
