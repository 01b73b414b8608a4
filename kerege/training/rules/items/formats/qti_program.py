"""What a QTI item declares, and how it makes its points."""

import re
from collections.abc import Mapping
from typing import Any

from kerege.lib.refusal import Refusal
from kerege.training.rules.items.expressions import KNOWN
from kerege.training.rules.items.formats.qti_names import attribute, child, children, tag, whole, words
from kerege.training.rules.items.formats.taking import Data
from kerege.training.rules.items.values import typed
from kerege.training.words import bank as refused
from kerege.training.words import items as item_words

TEMPLATES = {
    "match_correct": "correct",
    "map_response": "table",
    "map_response_point": "areas",
    "CC2_match": "correct",
    "CC2_match_basic": "correct",
    "CC2_map_response": "table",
}
"""The standard templates by the end of their address, with what they look at."""


def declared(item: Any) -> dict[str, Data]:
    """The responses, as rules.items.processing has them."""
    found: dict[str, Data] = {}
    for each in children(item, "responseDeclaration"):
        one: Data = {
            "base": attribute(each, "baseType", "identifier"),
            "cardinality": attribute(each, "cardinality", "single"),
        }
        if one["cardinality"] == "record" or one["base"] == "file":
            raise Refusal(refused.UNSUPPORTED, field="file", name=f"{one['cardinality']} {one['base']}")
        if (correct := child(each, "correctResponse")) is not None:
            one["correct"] = [words(value) for value in children(correct, "value")]
        if (mapping := child(each, "mapping")) is not None:
            one["table"] = _bounds(mapping) | {"points": _mapped(mapping)}
        if (areas := child(each, "areaMapping")) is not None:
            one["areas"] = _bounds(areas) | {"points": [_area(a) for a in children(areas, "areaMapEntry")]}
        found[attribute(each, "identifier")] = one
    return found


def _mapped(mapping: Any) -> list[list[Any]]:
    rows = []
    for each in children(mapping, "mapEntry"):
        case = attribute(each, "caseSensitive", "true") != "false"
        rows.append([attribute(each, "mapKey"), case, number(attribute(each, "mappedValue", "0"))])
    return rows


def _area(entry: Any) -> list[Any]:
    outline = attribute(entry, "shape")
    at = coordinates(attribute(entry, "coords"), outline)
    return [outline, at, number(attribute(entry, "mappedValue", "0"))]


def coordinates(told: str, outline: str) -> list[float]:
    """Numbers of an area. Refuses training.bank_unsupported for outlines that an item does not have."""
    if outline not in {"rect", "circle", "poly"}:
        raise Refusal(refused.UNSUPPORTED, field="file", name=f"shape {outline}"[:60])
    return [number(each) for each in re.split(r"[,\s]+", told.strip()) if each]


def number(told: str) -> float:
    value = typed(told.rstrip("%"), "float")
    if value is None:
        raise Refusal(refused.BAD_QUESTION, field="file", near=told[:60])
    return float(value)


def _bounds(element: Any) -> Data:
    names = {"default": "defaultValue", "low": "lowerBound", "high": "upperBound"}
    return {key: number(told) for key, name in names.items() if (told := attribute(element, name))}


def outcomes(item: Any) -> dict[str, Data]:
    """The outcomes. SCORE is there whether it is declared or not."""
    found: dict[str, Data] = {"SCORE": {"base": "float", "cardinality": "single"}}
    for each in children(item, "outcomeDeclaration"):
        one: Data = {
            "base": attribute(each, "baseType", "identifier"),
            "cardinality": attribute(each, "cardinality", "single"),
        }
        if one["cardinality"] == "record":
            raise Refusal(refused.UNSUPPORTED, field="file", name="record")
        values = [words(value) for value in children(_of(each, "defaultValue"), "value")]
        if values:
            one["default"] = values[0] if one["cardinality"] == "single" else values
        found[attribute(each, "identifier")] = one
    return found


def _of(element: Any, name: str) -> Any:
    found = child(element, name)
    return found if found is not None else []


def most(item: Any) -> float | None:
    """How many points the item says it brings; None where it does not say."""
    for each in children(item, "outcomeDeclaration"):
        if attribute(each, "identifier") == "MAXSCORE":
            values = [words(value) for value in children(_of(each, "defaultValue"), "value")]
            if values:
                return number(values[0])
    for each in children(item, "outcomeDeclaration"):
        if attribute(each, "identifier") == "SCORE" and attribute(each, "normalMaximum"):
            return number(attribute(each, "normalMaximum"))
    return None


def template(item: Any) -> str:
    """The name of the standard template that makes the points, or empty."""
    processing = child(item, "responseProcessing")
    if processing is None or len(processing):
        return ""
    address = attribute(processing, "template") or attribute(processing, "templateLocation")
    name = address.rstrip("/").rpartition("/")[2].removesuffix(".xml")
    if address and name not in TEMPLATES:
        raise Refusal(item_words.PROCESSING_UNKNOWN, field="file", name=name[:60])
    return name


def rules(item: Any) -> list[Any]:
    """The rules of the processing, as data. Refuses training.processing_unknown."""
    processing = child(item, "responseProcessing")
    return _rules(processing) if processing is not None else []


def _rules(elements: Any) -> list[Any]:
    found: list[Any] = []
    for each in elements:
        name = tag(each)
        if name == "setOutcomeValue":
            found.append(["set", attribute(each, "identifier"), expression(_first(each))])
        elif name == "responseCondition":
            found.append(_condition(each))
        elif name == "exitResponse":
            found.append(["exit"])
        elif name == "responseProcessingFragment":
            found += _rules(each)
        else:
            raise Refusal(item_words.PROCESSING_UNKNOWN, field="file", name=name[:60])
    return found


def _condition(element: Any) -> list[Any]:
    branches, otherwise = [], []
    for each in element:
        if tag(each) in {"responseIf", "responseElseIf"}:
            test, *then = list(each)
            branches.append([expression(test), _rules(then)])
        elif tag(each) == "responseElse":
            otherwise = _rules(each)
    return ["if", branches, otherwise]


def _first(element: Any) -> Any:
    if not len(element):
        raise Refusal(item_words.PROCESSING_WRONG, field="file", name=tag(element))
    return element[0]


def expression(element: Any) -> list[Any]:
    """An expression as data. Refuses training.processing_unknown."""
    name = tag(element)
    if name not in KNOWN:
        raise Refusal(item_words.PROCESSING_UNKNOWN, field="file", name=name[:60])
    if name == "baseValue":
        return [name, attribute(element, "baseType", "string"), (element.text or "").strip()]
    if name in {"variable", "correct", "default", "mapResponse", "mapResponsePoint"}:
        return [name, attribute(element, "identifier")]
    head = [_READ[name](element)] if name in _READ else []
    return [name, *head, *(expression(each) for each in element)]


def _equal(element: Any) -> Mapping[str, Any]:
    told = attribute(element, "tolerance").split()
    return {"mode": attribute(element, "toleranceMode", "exact"), "tolerance": [number(each) for each in told]}


def _whole(element: Any, name: str, usual: str) -> int:
    found = whole(attribute(element, name, usual))
    if found is None:
        raise Refusal(item_words.PROCESSING_UNKNOWN, field="file", name=f"{tag(element)} {name}")
    return found


def _case(element: Any) -> bool:
    return attribute(element, "caseSensitive", "true") != "false"


_READ = {
    "equal": _equal,
    "equalRounded": lambda e: {
        "mode": attribute(e, "roundingMode", "significantFigures"),
        "figures": _whole(e, "figures", "3"),
    },
    "stringMatch": lambda e: {"case": _case(e), "substring": attribute(e, "substring") == "true"},
    "substring": lambda e: {"case": _case(e)},
    "index": lambda e: {"n": _whole(e, "n", "1")},
    "anyN": lambda e: {"min": _whole(e, "min", "0"), "max": _whole(e, "max", "0")},
    "inside": lambda e: {
        "outline": attribute(e, "shape"),
        "at": coordinates(attribute(e, "coords"), attribute(e, "shape")),
    },
}
