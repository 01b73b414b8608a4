"""Answers as JSON: `checked` refuses with a sentence at its interaction, `plain` takes what counts and never fails."""

import math
import unicodedata
from collections.abc import Mapping
from typing import Any

from kerege.lib.refusal import Refusal
from kerege.lib.text import clean_text
from kerege.lib.versions import text_in
from kerege.training.rules.items.shapes import Answer, Interaction, Item, Key
from kerege.training.words import items as words
from kerege.training.words.items import Interaction as Kind

_IDS = frozenset({Kind.CHOICE, Kind.INLINE_CHOICE, Kind.ORDER, Kind.HOTSPOT})
_PAIRS = frozenset({Kind.MATCH, Kind.ASSOCIATE, Kind.GAP_MATCH})
_NUMBERS = frozenset({Kind.NUMBER, Kind.SLIDER})
MOST_POINTS = 50
LONGEST_LINE = 500
"""The most characters of an answer of a few words."""


def checked(item: Item, told: Mapping[str, Any], *, complete: bool = False) -> dict[str, Answer]:
    """Answers as they are kept, in one form; what was not answered is left out.

    Refuses training.item_answer_unknown, _too_many, _twice, _no_number, _out_of_range, text.*, and with `complete`
    training.item_answer_too_few, each at the id of its interaction.
    """
    found = {}
    for each in item.interactions:
        answer = told.get(each.id)
        if answer in (None, "", []):
            if complete and each.least:
                raise Refusal(words.ANSWER_TOO_FEW, field=each.id, least=each.least)
            continue
        kept = plain(each, answer)
        if kept is None:
            _refuse(each, answer)
        if isinstance(kept, str):  # `plain` cuts; whoever answers now is told instead
            kept = clean_text(answer, field=each.id, max_length=_longest(each))
        _check_bounds(each, kept, complete, item.source)
        found[each.id] = kept
    return found


def plain(asked: Interaction, answer: Any) -> Answer | None:
    """One answer in its one form; None for what is no answer to this: never a fault, whatever was sent."""
    if asked.kind in _IDS:
        return _ids(asked, answer)
    if asked.kind in _PAIRS:
        return _pairs(asked, answer)
    if asked.kind in _NUMBERS:
        return number(answer)
    if asked.kind == Kind.POINT:
        return _points(answer)
    return _text(asked, answer)


def keys(asked: Interaction, answer: Answer) -> list[Key]:
    """The parts of an answer: each chosen answer or pair once; those of an order in their order."""
    if asked.kind in _PAIRS:
        return [tuple(pair) for pair in answer]
    return [(each,) for each in answer]


def number(value: Any) -> float | None:
    """The number that somebody wrote: with a point or a comma, in digits of any script, with blanks in between."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _finite(value)
    if not isinstance(value, str) or len(value) > 60:
        return None
    text = "".join(_digit(sign) for sign in value if not sign.isspace())
    text = text.replace("\u2212", "-").replace("\u066b", ".")
    if text.count(",") == 1 and "." not in text:
        text = text.replace(",", ".")
    try:
        return _finite(float(text)) if text.isascii() and "_" not in text else None
    except ValueError:
        return None


def _finite(value: float) -> float | None:
    try:
        made = float(value)
    except OverflowError:
        return None
    if not math.isfinite(made):
        return None
    return int(made) if made.is_integer() and abs(made) < 1e15 else made


def _digit(sign: str) -> str:
    return str(unicodedata.digit(sign)) if sign.isdigit() and not sign.isascii() else sign


def _ids(asked: Interaction, answer: Any) -> list[str] | None:
    given = [answer] if isinstance(answer, str) else answer
    if not isinstance(given, list | tuple) or not all(isinstance(each, str) for each in given):
        return None
    offered = [each.id for each in (asked.areas or asked.choices)]
    if set(given) - set(offered) or (asked.kind == Kind.ORDER and len(set(given)) != len(given)):
        return None
    return list(given) if asked.kind == Kind.ORDER else [each for each in offered if each in given]


def _pairs(asked: Interaction, answer: Any) -> list[list[str]] | None:
    if not isinstance(answer, list | tuple):
        return None
    first = {each.id for each in asked.choices}
    second = {each.id for each in asked.targets} if asked.targets else first
    found = set()
    for pair in answer:
        if not isinstance(pair, list | tuple) or len(pair) != 2 or not all(isinstance(each, str) for each in pair):
            return None
        if pair[0] not in first or pair[1] not in second:
            return None
        found.add(tuple(sorted(pair)) if asked.kind == Kind.ASSOCIATE else tuple(pair))
    return [list(pair) for pair in sorted(found)]


def _points(answer: Any) -> list[list[float]] | None:
    if not isinstance(answer, list | tuple) or len(answer) > MOST_POINTS:
        return None
    found = []
    for point in answer:
        if not isinstance(point, list | tuple) or len(point) != 2:
            return None
        at = [number(each) for each in point]
        if None in at:
            return None
        found.append([each for each in at if each is not None])
    return found


def _text(asked: Interaction, answer: Any) -> str | None:
    if not isinstance(answer, str):
        return None
    text = unicodedata.normalize("NFC", answer.replace("\r\n", "\n")).strip()
    return text[: _longest(asked)] or None


def _longest(asked: Interaction) -> int:
    return asked.longest if asked.kind == Kind.EXTENDED else LONGEST_LINE


def _refuse(asked: Interaction, answer: Any) -> None:
    if asked.kind in _NUMBERS:
        raise Refusal(words.ANSWER_NO_NUMBER, field=asked.id, value=str(answer)[:40])
    raise Refusal(words.ANSWER_UNKNOWN, field=asked.id)


def _check_bounds(asked: Interaction, answer: Answer, complete: bool, source: str) -> None:
    if asked.kind == Kind.SLIDER and not asked.low <= answer <= asked.high:
        raise Refusal(words.ANSWER_OUT_OF_RANGE, field=asked.id, value=answer, low=asked.low, high=asked.high)
    if not isinstance(answer, list) or asked.kind == Kind.ORDER:
        return
    if asked.most and asked.kind != Kind.GAP_MATCH and len(answer) > asked.most:
        raise Refusal(words.ANSWER_TOO_MANY, field=asked.id, most=asked.most)
    if complete and len(answer) < asked.least:
        raise Refusal(words.ANSWER_TOO_FEW, field=asked.id, least=asked.least)
    if asked.kind in _PAIRS:
        _check_uses(asked, answer, source)


def _check_uses(asked: Interaction, answer: Answer, source: str) -> None:
    """Each answer as often as it may be used; a gap takes one."""
    used = [each for pair in answer for each in pair]
    for each in (*asked.choices, *asked.targets):
        if each.most and used.count(each.id) > each.most:
            text = text_in(each.text, source, source) or each.id
            raise Refusal(words.ANSWER_TWICE, field=asked.id, text=text[:80], most=each.most)
