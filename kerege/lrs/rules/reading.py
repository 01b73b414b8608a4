"""JSON as it was sent: the values, and of each statement the very characters in which it came."""

import json
import re
from json.decoder import JSONDecoder
from typing import Any, NamedTuple

import orjson

from kerege.lib.refusal import Refusal
from kerege.lrs.words.statements import LONG, MANY, NOT_JSON, TWICE

_SPACE = re.compile(r"[ \t\r\n]*")
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
DEEPEST = 100
"""So deep may values be nested; no statement of any profile comes near it."""
MOST = 1_000
LONGEST = 1_000_000
"""Bytes of one statement without its attachments."""


class Sent(NamedTuple):
    """One statement as it came: `raw` are its characters, `value` what they say."""

    raw: str
    value: Any


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        seen: set[str] = set()
        for name, _ in pairs:
            if name in seen:
                raise Refusal(TWICE, where=name[:100])
            seen.add(name)
    return found


def _number(text: str) -> float:
    value = float(text)
    if value in (float("inf"), float("-inf")):
        raise ValueError(text)
    return value


def _no_number(text: str) -> Any:
    raise ValueError(text)


_decoder = JSONDecoder(object_pairs_hook=_object, parse_float=_number, parse_constant=_no_number)


def text_of(body: bytes) -> str:
    """The body as text. Refuses lrs.not_json where it is no UTF-8."""
    try:
        return body.decode()
    except UnicodeDecodeError as fault:
        raise Refusal(NOT_JSON, at=fault.start) from None


def parse(text: str) -> Any:
    """The value that a text is. Refuses lrs.not_json and lrs.property_twice."""
    value, end = _value(text, _SPACE.match(text, 0).end())  # type: ignore[union-attr]  # it matches everywhere
    if _space(text, end) != len(text):
        raise Refusal(NOT_JSON, at=end)
    return value


def statements_of(text: str) -> tuple[list[Sent], bool]:
    """The statements of a body, and whether they came as a list.

    Refuses lrs.not_json, lrs.property_twice, and as soon as it is known lrs.too_many and lrs.too_long: what nobody
    takes is not read to its end.
    """
    return _quickly(text) or _closely(text)


_BETWEEN = re.compile(r"\}[ \t\r\n]*,[ \t\r\n]*(?=\{)")
_LONG_NUMBER = re.compile(r"[:,\[][ \t\r\n]*-?\d{16}")
"""Whole numbers of more than 64 bits: the quick reader would round them."""


def _quickly(text: str) -> tuple[list[Sent], bool] | None:
    """What `_closely` finds, where nothing at all is unusual about it; else None, and that says what is wrong.

    A statement ends at a bracket with which what was read so far is one whole value: none begins with another one.
    """
    body = text.strip(" \t\r\n")
    if body[:1] == "{":
        one = _plain(body)
        return None if one is None else ([one], False)
    if body[:1] != "[" or body[-1:] != "]":
        return None
    found, body, start, at, opened = list[Sent](), body[1:-1].strip(" \t\r\n"), 0, 0, 0
    for match in _BETWEEN.finditer(body):
        end = match.start() + 1
        opened += body.count("{", at, end) - body.count("}", at, end)
        at = end
        if opened == 0:
            sent = _plain(body[start:end])
            if sent is None or len(found) == MOST:
                return None
            found.append(sent)
            start = match.end()
    sent = _plain(body[start:])
    if sent is None or len(found) == MOST:
        return None
    return [*found, sent], True


def _plain(raw: str) -> Sent | None:
    """One statement; None where the quick reader cannot be sure: too long or deep, a name twice, long numbers."""
    if len(raw) > LONGEST // 4:
        return None
    try:
        value = orjson.loads(raw)
    except orjson.JSONDecodeError:
        return None
    if not isinstance(value, dict) or raw.count("{") + raw.count("[") > DEEPEST or _rounded(raw, value):
        return None
    told = orjson.dumps(value)
    if "\\" not in raw and b"\\" not in told:
        same = raw.count('"') == told.count(b'"')
    else:
        same = _quotes(raw) == _quotes(told.decode())
    return Sent(raw, value) if same else None


def _rounded(raw: str, value: dict[str, Any]) -> bool:
    """Whether a number may have been rounded. Elsewhere than in these three no number is taken at all."""
    if "extensions" in raw or "attachments" in raw or "\\u" in raw:
        return _LONG_NUMBER.search(raw) is not None
    return _score_rounded(value) or _score_rounded(value.get("object"))


def _score_rounded(said: Any) -> bool:
    result = said.get("result") if isinstance(said, dict) else None
    score = result.get("score") if isinstance(result, dict) else None
    if not isinstance(score, dict):
        return False
    return any(type(n) is float and not -(2**53) < n < 2**53 for n in score.values())


def _quotes(text: str) -> int:
    """How many signs begin or end a text: of a name that stands twice one was lost when it was read."""
    return (bare := text.replace("\\\\", "")).count('"') - bare.count('\\"')


def _closely(text: str) -> tuple[list[Sent], bool]:
    start = _space(text, 0)
    if text[start : start + 1] != "[":
        raw = text[start:].rstrip(" \t\r\n")
        check_length(raw)
        return [Sent(raw, parse(text))], False
    found: list[Sent] = []
    at = _space(text, start + 1)
    if text[at : at + 1] == "]":
        at += 1
    else:
        while True:
            value, end = _value(text, at)
            if len(found) == MOST:
                raise Refusal(MANY, most=MOST)
            found.append(Sent(text[at:end], value))
            check_length(found[-1].raw)
            at = _space(text, end)
            mark, at = text[at : at + 1], at + 1
            if mark == "]":
                break
            if mark != ",":
                raise Refusal(NOT_JSON, at=at - 1)
            at = _space(text, at)
    if _space(text, at) != len(text):
        raise Refusal(NOT_JSON, at=at)
    return found, True


def check_length(raw: str) -> None:
    """Refuses lrs.too_long."""
    if len(raw) > LONGEST // 4 and len(raw.encode()) > LONGEST:
        raise Refusal(LONG, most=LONGEST)


def _space(text: str, at: int) -> int:
    return _SPACE.match(text, at).end()  # type: ignore[union-attr]  # it matches everywhere


def _value(text: str, at: int) -> tuple[Any, int]:
    try:
        value, end = _decoder.raw_decode(text, at)
    except json.JSONDecodeError as fault:
        raise Refusal(NOT_JSON, at=fault.pos) from None
    except (ValueError, RecursionError):
        raise Refusal(NOT_JSON, at=at) from None
    if _SURROGATE.search(text, at, end) and not _is_text(value):
        raise Refusal(NOT_JSON, at=at)
    if text.count("{", at, end) + text.count("[", at, end) > DEEPEST and _depth(value) > DEEPEST:
        raise Refusal(NOT_JSON, at=at)
    return value, end


def _is_text(value: Any) -> bool:
    """Whether no text inside has half of a character, which no database and no answer can hold."""
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except (UnicodeEncodeError, RecursionError):
        return False
    return True


def _depth(value: Any) -> int:
    depth, front = 0, [value]
    while front:
        depth += 1
        front = [
            inner
            for each in front
            if isinstance(each, dict | list)
            for inner in (each.values() if isinstance(each, dict) else each)
        ]
    return depth
