"""The description of this interface as OpenAPI 3.0, which its clients read (JSON v1 is described by 3.1 elsewhere)."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from kerege.api.ogc.answering import GEOJSON, JSON, OPENAPI
from kerege.api.ogc.asking import MOST, USUAL
from kerege.api.problems import MEDIA_TYPE as PROBLEM
from kerege.inventory.words import Capability, FacilityKind, Ownership, Sector, Standing

_TEXT = {"type": "string", "maxLength": 80}
_BOX = {
    "type": "array",
    "oneOf": [{"minItems": 4, "maxItems": 4}, {"minItems": 6, "maxItems": 6}],
    "items": {"type": "number"},
}


def _asked(name: str, schema: dict[str, Any], description: str) -> dict[str, Any]:
    told = {"name": name, "in": "query", "required": False, "schema": schema, "description": description}
    return {**told, "style": "form", "explode": False}


def _coded(name: str, codes: type[StrEnum], description: str) -> dict[str, Any]:
    return _asked(name, {"type": "string", "enum": [code.value for code in codes]}, description)


HERE = (
    _asked("f", {"type": "string", "enum": ["json", "html"]}, "html leads to the page for people."),
    _asked("lang", {"type": "string", "maxLength": 40}, "BCP 47 tag of the language of names."),
    _asked("on", {"type": "string", "format": "date"}, "As on which day to read; today when it is left out."),
)
ITEMS = (
    _asked(
        "limit",
        {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL},
        "How many features an answer has. A greater number is read as the greatest.",
    ),
    _asked("bbox", _BOX, "West, south, east, north in degrees (CRS84), of the position that the reader may know."),
    _asked("datetime", {"type": "string"}, "An instant or a span (RFC 3339); a span is read as on its last day."),
    _asked("after", _TEXT, "Key of the feature behind which to go on; the link `next` has it."),
    _asked("country", {"type": "string", "pattern": "^[A-Za-z]{3}$"}, "ISO 3166-1 alpha-3 code."),
    _coded("kind", FacilityKind, "What the facility is."),
    _coded("sector", Sector, "For what it works."),
    _coded("capability", Capability, "What it can do for others."),
    _coded("standing", Standing, "Whether it is in operation."),
    _coded("ownership", Ownership, "Who runs it."),
    _asked("stale", {"type": "boolean"}, "true: only cards that nobody has confirmed for twelve months."),
    _asked("text", _TEXT, "Words of a name or a town, in any script."),
)
_LINK = {
    "type": "object",
    "required": ["href", "rel"],
    "properties": {name: {"type": "string"} for name in ("href", "rel", "type", "title")},
}
_LINKS = {"type": "array", "items": {"$ref": "#/components/schemas/link"}}
_POINT = {
    "type": "object",
    "nullable": True,
    "required": ["type", "coordinates"],
    "properties": {
        "type": {"type": "string", "enum": ["Point"]},
        "coordinates": {"type": "array", "minItems": 2, "maxItems": 2, "items": {"type": "number"}},
    },
}
_FEATURE = {
    "type": "object",
    "required": ["type", "id", "geometry", "properties"],
    "properties": {
        "type": {"type": "string", "enum": ["Feature"]},
        "id": {"type": "string"},
        "geometry": _POINT,
        "properties": {"type": "object"},
        "links": _LINKS,
        "about": {"type": "array", "items": {"type": "string"}},
        "notes": {"type": "array", "items": {"type": "string"}, "description": "To be printed wherever the names are."},
    },
}
SCHEMAS = {
    "link": _LINK,
    "landingPage": {"type": "object", "required": ["links"], "properties": {"links": _LINKS}},
    "confClasses": {
        "type": "object",
        "required": ["conformsTo"],
        "properties": {"conformsTo": {"type": "array", "items": {"type": "string"}}},
    },
    "collections": {
        "type": "object",
        "required": ["links", "collections"],
        "properties": {
            "links": _LINKS,
            "collections": {"type": "array", "items": {"$ref": "#/components/schemas/collection"}},
        },
    },
    "collection": {
        "type": "object",
        "required": ["id", "links"],
        "properties": {"id": {"type": "string"}, "links": _LINKS, "extent": {"type": "object"}},
    },
    "feature": _FEATURE,
    "featureCollection": {
        "type": "object",
        "required": ["type", "features", "links", "numberReturned"],
        "properties": {
            "type": {"type": "string", "enum": ["FeatureCollection"]},
            "features": {"type": "array", "items": {"$ref": "#/components/schemas/feature"}},
            "links": _LINKS,
            "numberMatched": {"type": "integer", "minimum": 0},
            "numberReturned": {"type": "integer", "minimum": 0, "maximum": MOST},
        },
    },
    "problem": {
        "type": "object",
        "required": ["title", "status", "code", "detail"],
        "properties": {
            **{name: {"type": "string"} for name in ("title", "code", "detail")},
            "status": {"type": "integer"},
        },
    },
}


def description(address: str) -> dict[str, Any]:
    """The whole description, for the interface at this address."""
    named = {"name": "collection", "in": "path", "required": True, "schema": {"type": "string", "enum": ["facilities"]}}
    key = {"name": "key", "in": "path", "required": True, "schema": {"type": "string"}}
    one = "/collections/{collection}"
    return {
        "openapi": "3.0.3",
        "info": {
            "title": "Kerege: OGC API – Features",
            "version": "1.0",
            "description": "Facilities as GeoJSON, as far as each reader may know them. CRS84 only.",
        },
        "servers": [{"url": address.rstrip("/")}],
        "paths": {
            "/": _path("landing", "Where a program begins", "landingPage", HERE),
            "/conformance": _path("conformance", "Which parts of the standard hold", "confClasses", HERE),
            "/openapi.json": _path("openapi", "This description", "", HERE, media_type=OPENAPI),
            "/collections": _path("collections", "What there is", "collections", HERE),
            one: _path("collection", "One collection", "collection", (named, *HERE)),
            f"{one}/items": _path("items", "Features", "featureCollection", (named, *HERE, *ITEMS), media_type=GEOJSON),
            f"{one}/items/{{key}}": _path("item", "One feature", "feature", (named, key, *HERE), media_type=GEOJSON),
        },
        "components": {"schemas": SCHEMAS, "securitySchemes": {"device": {"type": "http", "scheme": "basic"}}},
        "security": [{}, {"device": []}],  # without a password it reads what everybody may
    }


def _path(
    name: str, summary: str, schema: str, parameters: Iterable[dict[str, Any]], *, media_type: str = JSON
) -> dict[str, Any]:
    parameters = list(parameters)
    content = {"schema": {"$ref": f"#/components/schemas/{schema}"} if schema else {"type": "object"}}
    answers = {"200": {"description": summary, "content": {media_type: content}}, "400": _refused("Asked wrongly")}
    if any(parameter["in"] == "path" for parameter in parameters):
        answers["404"] = _refused("Nothing that this reader may see")
    told = {"operationId": name, "summary": summary, "tags": ["Features"], "parameters": parameters}
    return {"get": {**told, "responses": answers}}


def _refused(summary: str) -> dict[str, Any]:
    return {"description": summary, "content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/problem"}}}}
