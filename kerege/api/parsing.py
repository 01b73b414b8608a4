"""Reading the body of a request: JSON in UTF-8 and nothing that another reader would read differently."""

import json
from typing import Any, NoReturn

from django.http import HttpRequest
from ninja.parser import Parser

from kerege.api import words
from kerege.lib.refusal import Refusal
from kerege.lib.text import NOT_UTF8


class StrictParser(Parser):
    """Refuses text.not_utf8 and api.bad_json; the latter also for NaN, for a name that occurs twice and for lone
    surrogates.
    """

    def parse_body(self, request: HttpRequest) -> Any:
        try:
            text = request.body.decode("utf-8")
        except UnicodeDecodeError:
            raise Refusal(NOT_UTF8, field="body") from None
        try:
            told = json.loads(text, parse_constant=_not_json, object_pairs_hook=_once)
            json.dumps(told, ensure_ascii=False).encode("utf-8")
        except json.JSONDecodeError as fault:
            raise Refusal(words.BAD_JSON, field="body", position=fault.pos) from None
        except (ValueError, RecursionError):  # digits without end, brackets without end, half a character
            raise Refusal(words.BAD_JSON, field="body", position=0) from None
        return told


def _not_json(constant: str) -> NoReturn:
    raise ValueError(constant)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _ in pairs]
    if len(set(names)) < len(names):
        raise ValueError("a name occurs twice")
    return dict(pairs)
