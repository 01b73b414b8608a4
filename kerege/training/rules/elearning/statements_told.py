"""What an exercise of H5P tells as a statement, of which only what happened is taken: verb, question and result."""

import json
import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

Told = dict[str, Any]
LONGEST = 40_000
_VERB = re.compile(r"https?://[A-Za-z0-9./_#-]{3,200}")
_DEFINITION = frozenset(
    "name description type interactionType correctResponsesPattern choices scale source target steps".split()
)
_RESULT = frozenset("score success completion response duration".split())


def as_told(text: str) -> tuple[str, Told, Told, Told] | None:
    """The part of the exercise (empty for the whole), the verb, the definition and the result; None for what is no
    statement. Actor, registration, context and time that it brings are left out. Whether the rest holds is checked by
    the record store, as of any other sender.
    """
    if len(text) > LONGEST:
        return None
    try:
        told = json.loads(text)
        verb, thing, result = told["verb"], told.get("object", {}), told.get("result", {})
        name, below = str(verb["id"]), _below(str(thing.get("id", "")))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    if not _VERB.fullmatch(name):
        return None
    kept = {"id": name, "display": {"en": name.rpartition("/")[2]}}
    return below, kept, _only(thing.get("definition"), _DEFINITION), _only(result, _RESULT)


def _only(told: Any, names: frozenset[str]) -> Told:
    return {name: value for name, value in told.items() if name in names} if isinstance(told, dict) else {}


def _below(address: str) -> str:
    try:
        found = parse_qs(urlsplit(address).query).get("subContentId", [""])[0]
    except ValueError:
        return ""
    return found if re.fullmatch(r"[A-Za-z0-9-]{1,60}", found) else ""
