"""Small helpers for manifests, whose namespaces differ between editions and are often wrong."""

from collections.abc import Iterator
from typing import Any

from kerege.lib import xml
from kerege.lib.refusal import Called, Refusal
from kerege.training.words.elearning import ELEARNING_BAD_MANIFEST

MOST = 5_000_000
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def parse(content: bytes, name: str) -> Any:
    """The root of a manifest. Refuses xml.* and nothing else: one with a document type is not read at all."""
    try:
        return xml.parse(content, most=MOST)
    except Refusal as refusal:
        refusal.field, refusal.inside = "file", name
        raise


def local(name: str) -> str:
    """A name without its namespace."""
    return name.rpartition("}")[2]


def children(element: Any, name: str) -> Iterator[Any]:
    return (each for each in element if local(str(each.tag)) == name)


def child(element: Any, name: str) -> Any:
    return next(children(element, name), None)


def text(element: Any, name: str) -> str:
    """The words of a child, on one line; empty where there is none."""
    found = child(element, name)
    return line(found.text) if found is not None else ""


def line(said: Any) -> str:
    """Words on one line, without signs that are not seen, or that turn the direction of what stands behind them.
    What joins and parts letters in Persian words stays.
    """
    told = " ".join(said.split()) if isinstance(said, str) else ""
    return "".join(sign for sign in told if sign.isprintable() or sign in "\u200c\u200d")


def attribute(element: Any, name: str) -> str:
    """An attribute in whatever namespace, and however its name is written (scormType, scormtype)."""
    small = name.lower()
    return next((str(value).strip() for key, value in element.attrib.items() if local(key).lower() == small), "")


def refuse(why: str) -> Refusal:
    """`why` is English, marked for translation: it stands inside a sentence that is translated too."""
    return Refusal(ELEARNING_BAD_MANIFEST, field="file", why=Called(why, why))
