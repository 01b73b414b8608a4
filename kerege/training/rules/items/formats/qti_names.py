"""Elements and attributes of QTI 2 and 3 under one name: qti-simple-choice and simpleChoice are the same."""

import re
from collections.abc import Iterator
from typing import Any

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def tag(element: Any) -> str:
    """The name that QTI 2 has for it."""
    name = str(element.tag).rpartition("}")[2]
    return _camel(name.removeprefix("qti-")) if name.startswith("qti-") else name


def attribute(element: Any, name: str, usual: str = "") -> str:
    """An attribute by its name in QTI 2, in either spelling."""
    kebab = re.sub(r"[A-Z]", lambda found: f"-{found[0].lower()}", name)
    for key in (name, kebab):
        if (value := element.get(key)) is not None:
            return str(value).strip()
    return usual


def whole(told: str) -> int | None:
    """A whole number of nine digits at most; None for what is none, such as ² and --1."""
    return int(told) if re.fullmatch(r"-?[0-9]{1,9}", told) else None


def _camel(name: str) -> str:
    return re.sub(r"-(\w)", lambda found: found[1].upper(), name)


def children(element: Any, name: str) -> Iterator[Any]:
    return (each for each in element if tag(each) == name)


def child(element: Any, name: str) -> Any:
    return next(children(element, name), None)


def below(element: Any, *names: str) -> Iterator[Any]:
    """All elements of these names, however deep."""
    return (each for each in element.iter() if tag(each) in names)


def words(element: Any) -> str:
    """All words of an element, on one line."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""
