"""The one door for XML from outside. Nothing else in Kerege imports an XML parser (tests/house/rules_doors.py).

A document type is refused whatever is in it: no format that Kerege reads needs one, and entities, external files and
billions of laughs all begin there. Nothing is fetched, and size, depth and number of elements have limits that hold
while the parser reads, not afterwards.
"""

from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from lxml import etree

from kerege.lib.refusal import N_, Refusal, RefusalWord

TOO_LARGE = RefusalWord(
    "xml.too_large",
    N_("This XML has %(length)s bytes; at most %(most)s are read. Send it in parts."),
    status=413,
)
DOCTYPE = RefusalWord(
    "xml.doctype",
    N_("This XML brings a document type (DOCTYPE) along, which is not read here. Delete that line and try again."),
)
TOO_DEEP = RefusalWord("xml.too_deep", N_("This XML is nested more than %(most)s deep. Flatten it."))
TOO_MANY = RefusalWord("xml.too_many", N_("This XML has more than %(most)s elements. Send it in parts."))
TOO_MANY_ATTRIBUTES = RefusalWord(
    "xml.too_many_attributes",
    N_("An element of this XML has more than %(most)s attributes, as only a trap has. Take them out."),
)
ENCODING = RefusalWord(
    "xml.encoding",
    N_("The letters of this XML are not written as its first line says. Save the file as UTF-8 and try again."),
)
MALFORMED = RefusalWord(
    "xml.malformed", N_("This is not well-formed XML (line %(line)s). Open it in the program that wrote it.")
)

MOST_ATTRIBUTES = 1_000
"""Of one element, with its namespaces: each is put behind all others, so their time grows with the square."""
_ENCODINGS = frozenset({etree.ErrorTypes.ERR_UNSUPPORTED_ENCODING, etree.ErrorTypes.ERR_INVALID_ENCODING})

_checking = Lock()
"""A compiled schema keeps what it found with itself, so threads take turns."""

Element = Any
"""An lxml element; find, iter, get, text and tag are what callers may rely on."""


def parse(content: bytes, *, most: int = 5_000_000, deepest: int = 60, elements: int = 200_000) -> Element:
    """The root element. Comments and processing instructions are dropped, so that no value is cut in two by them.

    Refuses xml.too_large, xml.doctype, xml.too_deep, xml.too_many, xml.too_many_attributes, xml.encoding and
    xml.malformed.
    """
    if len(content) > most:
        raise Refusal(TOO_LARGE, length=len(content), most=most)
    builder = _Builder(deepest, elements)
    parser = etree.XMLParser(
        target=builder,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        recover=False,
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as fault:
        if fault.code in _ENCODINGS:
            raise Refusal(ENCODING) from None
        raise Refusal(MALFORMED, line=fault.lineno or 1) from None
    except (ValueError, LookupError):  # an encoding that nobody knows, or bytes that are none of it
        raise Refusal(ENCODING) from None
    if root is None:
        raise Refusal(MALFORMED, line=1)
    return root


class _Builder:
    """Builds the tree while it counts; lxml calls these methods in the order of the document."""

    def __init__(self, deepest: int, elements: int) -> None:
        self._tree = etree.TreeBuilder()
        self._depth = self._count = 0
        self._deepest, self._elements = deepest, elements

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        raise Refusal(DOCTYPE)

    def start(self, tag: str, attributes: dict[str, str], namespaces: dict[str, str] | None = None) -> Any:
        self._depth += 1
        self._count += 1
        if self._depth > self._deepest:
            raise Refusal(TOO_DEEP, most=self._deepest)
        if self._count > self._elements:
            raise Refusal(TOO_MANY, most=self._elements)
        if len(attributes) + len(namespaces or ()) > MOST_ATTRIBUTES:
            raise Refusal(TOO_MANY_ATTRIBUTES, most=MOST_ATTRIBUTES)
        # Where entities are not resolved, the parser hands on an ampersand of an attribute as a reference to its number
        attributes = {name: value.replace("&#38;", "&") for name, value in attributes.items()}
        return self._tree.start(tag, attributes, {name or None: uri for name, uri in (namespaces or {}).items()})

    def end(self, tag: str) -> Any:
        self._depth -= 1
        return self._tree.end(tag)

    def data(self, text: str) -> None:
        self._tree.data(text)

    def comment(self, text: str) -> None:
        """Dropped."""

    def pi(self, target: str, text: str | None = None) -> None:
        """Dropped."""

    def close(self) -> Any:
        """Called after a fault too, whose own exception must not be hidden by that of an unfinished tree."""
        try:
            return self._tree.close()
        except etree.XMLSyntaxError:
            return None


def canonical(element: Element) -> str:
    """An element with all in it, written in the one way that equal elements share (exclusive canonical XML)."""
    return str(etree.tostring(element, method="c14n", exclusive=True, with_tail=False).decode())


def inner(element: Element) -> str:
    """What stands in an element: its text, with the elements in it as they were written."""
    return (element.text or "") + "".join(etree.tostring(each, encoding="unicode") for each in element)


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(etree.QName(element).localname)


def namespace(element: Element) -> str:
    """The namespace of an element; empty for none."""
    return str(etree.QName(element).namespace or "")


def octets(element: Element) -> bytes:
    """A document as UTF-8 with its first line, nothing added between the elements."""
    return bytes(etree.tostring(element, xml_declaration=True, encoding="UTF-8")) + b"\n"


@dataclass(frozen=True)
class Fault:
    """What a schema says against a document, at which line."""

    line: int
    what: str


class Schema:
    """An XML schema from a file of this program, which is compiled once and fetches nothing."""

    def __init__(self, path: Path) -> None:
        parser = etree.XMLParser(no_network=True, resolve_entities=False)
        self._schema = etree.XMLSchema(etree.parse(str(path), parser))

    def fault(self, root: Element) -> Fault | None:
        """The first thing that is wrong; None for a valid document."""
        with _checking:
            if self._schema.validate(root):
                return None
            first = self._schema.error_log[0]
        return Fault(first.line, first.message)


def escaped(text: str) -> str:
    """A text as it stands between two tags."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
