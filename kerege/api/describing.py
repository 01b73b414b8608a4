"""What the description says of answers that are no record: every status an address can have, with its codes.

A parameter's type names the codes with which its values are refused (`told_by`), an operation those of its own
(`refuses`), and EVERYWHERE has what every address can answer. Tests hold all of them against what is answered.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from enum import StrEnum
from http import HTTPStatus
from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from pydantic import WithJsonSchema

from kerege.api import words
from kerege.api.problems import MEDIA_TYPE, RETRY_AFTER, UNAVAILABLE
from kerege.lib.refusal import KNOWN, RefusalWord
from kerege.upkeep.words import READ_ONLY

REFUSALS = "x-refusals"
"""The member under which a schema or an operation carries its codes until the description is made."""
OF_THE_SHELL = {
    "shell.unreadable": 400,
    "shell.plain_http": 403,
    "shell.too_large": 413,
    "shell.upload_too_large": 413,
    "shell.address_too_long": 414,
    "shell.fault": 500,
    "shell.busy": 503,
}
"""What stands around all addresses refuses, pages too; that room cannot be read from here, so a test compares them."""
EVERYWHERE = (*OF_THE_SHELL, words.REPEATED_PARAMETER.code, words.UNKNOWN_PARAMETER.code, READ_ONLY.code)
_PART: dict[str, Any] = {
    "code": {"type": "string", "description": "It never changes its meaning."},
    "detail": {"type": "string", "description": "What to do, in the language of Accept-Language."},
    "field": {"type": ["string", "null"], "description": "The parameter or member that was wrong, where one was."},
    "data": {"type": "object", "description": "The values in the sentence."},
}
PROBLEM: dict[str, Any] = {
    "type": "object",
    "description": "A refusal as a problem document (RFC 9457). `title` is the code; no address explains it further.",
    "properties": {
        "title": {"type": "string"},
        "status": {"type": "integer"},
        **_PART,
        "errors": {
            "type": "array",
            "description": "Where several things were wrong at once: one entry for each, the first among them.",
            "items": {"type": "object", "properties": _PART, "required": list(_PART)},
        },
    },
    "required": ["title", "status", *_PART],
}
_SESSION, _TOKEN = "SessionAuth", "RequestToken"
_SCHEMES = {
    _TOKEN: {
        "type": "apiKey",
        "in": "header",
        "name": "X-CSRFToken",
        "description": "Shows that a request that writes comes from the own page; the token stands in every page.",
    }
}


def told_by(schema: dict[str, Any], *refused_with: RefusalWord) -> WithJsonSchema:
    """The schema of a parameter, and the words with which its values are refused."""
    return WithJsonSchema({**schema, REFUSALS: [word.code for word in refused_with]})


def listed(choices: type[StrEnum]) -> WithJsonSchema:
    """The schema of a choice that is written out where it stands: rooms have lists with one name and other values."""
    return WithJsonSchema({"type": "string", "enum": [choice.value for choice in choices]})


def refuses(*refused_with: RefusalWord) -> dict[str, Any]:
    """For `openapi_extra`: the words of an operation that no parameter of it has by itself."""
    return {REFUSALS: [word.code for word in refused_with]}


class DescribedAPI(NinjaAPI):
    """An API whose description also has its refusals, and who may ask."""

    def get_openapi_schema(self, **asked: Any) -> OpenAPISchema:
        schema = super().get_openapi_schema(**asked)
        for operations in schema["paths"].values():
            shared = len({operation["operationId"] for operation in operations.values()}) < len(operations)
            for method, operation in operations.items():
                operations[method] = _described(method, operation, shared=shared)
        schema["components"]["schemas"].setdefault("Problem", PROBLEM)
        schema["components"].setdefault("securitySchemes", {}).update(_SCHEMES)
        _without_codes(schema["components"]["schemas"])
        return schema


def _described(method: str, operation: dict[str, Any], *, shared: bool) -> dict[str, Any]:
    """One operation with its refusals. Where methods share an operation, each has a name of its own."""
    told = {name: value for name, value in operation.items() if name != REFUSALS}
    told["operationId"] = f"{operation['operationId']}_{method}" if shared else operation["operationId"]
    told["parameters"] = [_parameter(each) for each in operation["parameters"]]
    answers = {str(status): answer for status, answer in operation["responses"].items() if "content" in answer}
    told["responses"] = answers | dict(_problems(_codes(operation)))
    told["security"] = _security(method, operation)
    return told


def _security(method: str, operation: dict[str, Any]) -> list[dict[str, list[str]]]:
    """Whoever reads may be signed in and reads more then; whoever writes has to, and sends the token."""
    return [{_SESSION: [], _TOKEN: []}] if "security" in operation else [{}, {_SESSION: []}]


def _parameter(parameter: dict[str, Any]) -> dict[str, Any]:
    schema = {name: value for name, value in parameter["schema"].items() if name != REFUSALS}
    return {**parameter, "schema": schema}


def _codes(operation: dict[str, Any]) -> set[str]:
    """Every code with which this operation refuses."""
    found = {*EVERYWHERE, *operation.get(REFUSALS, ())}
    for parameter in operation["parameters"]:
        schema = parameter["schema"]
        found.update(schema.get(REFUSALS, _by_form(schema)))
        if parameter["required"] and parameter["in"] == "query":
            found.add(words.MISSING_FIELD.code)
    return found


def _by_form(schema: dict[str, Any]) -> Iterable[str]:
    """The codes for a value that the framework checks: one of a list, or a number."""
    is_choice = any("enum" in each or "$ref" in each for each in (schema, *schema.get("anyOf", ())))
    return [(words.WRONG_CHOICE if is_choice else words.WRONG_FORM).code]


def _problems(codes: set[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The problem documents by status, each with the codes that it can have."""
    by_status = defaultdict(list)
    for code in sorted(codes):
        by_status[OF_THE_SHELL.get(code) or KNOWN[code].status].append(code)
    for status, of_status in sorted(by_status.items()):
        only = {"properties": {"status": {"const": status}, "code": {"enum": of_status}}}
        schema = {"allOf": [{"$ref": "#/components/schemas/Problem"}, only]}
        answer: dict[str, Any] = {
            "description": HTTPStatus(status).phrase,
            "content": {MEDIA_TYPE: {"schema": schema}},
        }
        if status == UNAVAILABLE:
            after = {"schema": {"type": "integer", "const": int(RETRY_AFTER)}, "required": True}
            answer["headers"] = {"Retry-After": {"description": "Seconds to wait.", **after}}
        yield str(status), answer


def _without_codes(told: Any) -> None:
    """Take the codes out of the schemas of bodies, which say them by their operation."""
    if isinstance(told, dict):
        told.pop(REFUSALS, None)
        for each in told.values():
            _without_codes(each)
    elif isinstance(told, list):
        for each in told:
            _without_codes(each)
