"""Reading single values of an item: each returns what is kept, and refuses what is wrong with its place."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kerege.lib.refusal import Refusal
from kerege.lib.text import clean_line, clean_text
from kerege.training.words import items as words

_ID = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,63}")
_LANG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_HASH = re.compile(r"[0-9a-f]{64}")
LONG, SHORT = 20_000, 2_000
MOST_CHOICES, MOST_PAIRS = 100, 400
LARGEST = 1e12
Data = dict[str, Any]


def name(value: Any, place: str) -> str:
    """An identifier, which is one of QTI too. Refuses training.item_bad_id."""
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise Refusal(words.ITEM_BAD_ID, field=place, id=str(value or "")[:60], place=place)
    return value


def language(value: Any, place: str) -> str:
    if not isinstance(value, str) or len(value) > 12 or not _LANG.fullmatch(value):
        raise Refusal(words.ITEM_BAD_ID, field=place, id=str(value or "")[:60], place=place)
    return value


def sha256(value: Any, place: str) -> str:
    if not isinstance(value, str) or not _HASH.fullmatch(value):
        raise Refusal(words.ITEM_LACKS, field=place, place=place)
    return value


def line(value: Any, place: str, most: int = 200) -> str:
    return clean_line(value, field=place, max_length=most)


def number(value: Any, place: str, low: float = -LARGEST, high: float = LARGEST) -> float:
    """Refuses training.item_bad_number, also for what is no number at all, and for infinity."""
    right = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    if not right or not low <= value <= high:
        raise Refusal(words.ITEM_BAD_NUMBER, field=place, value=str(value)[:40], place=place, low=low, high=high)
    return int(value) if float(value).is_integer() else float(value)


def whole(value: Any, place: str, low: int = 0, high: int = 1_000) -> int:
    if type(value) is not int:
        raise Refusal(words.ITEM_BAD_NUMBER, field=place, value=str(value)[:40], place=place, low=low, high=high)
    return int(number(value, place, low, high))


def flag(value: Any, place: str) -> bool:
    if type(value) is not bool:
        unknown(value, place, ("true", "false"))
    return bool(value)


def one_of(value: Any, known: Iterable[Any], place: str) -> str:
    values = [str(each) for each in known]
    if value not in values:
        unknown(value, place, values)
    return str(value)


def unknown(value: Any, place: str, known: Iterable[str]) -> None:
    listed = ", ".join(sorted(known)[:40])
    raise Refusal(words.ITEM_UNKNOWN, field=place, value=str(value)[:60], place=place, known=listed)


def table(value: Any, place: str, known: Iterable[str]) -> Mapping[str, Any]:
    """A mapping with known names only. Refuses training.item_lacks and training.item_unknown."""
    if not isinstance(value, Mapping):
        raise Refusal(words.ITEM_LACKS, field=place, place=place)
    for strange in sorted(map(str, set(value) - set(known))):
        unknown(strange, place, known)
    return value


def many(value: Any, place: str, most: int) -> Sequence[Any]:
    if not isinstance(value, list | tuple):
        raise Refusal(words.ITEM_LACKS, field=place, place=place)
    within(len(value), place, most)
    return value


def within(found: int, place: str, most: int) -> None:
    """Refuses training.item_too_large."""
    if found > most:
        raise Refusal(words.ITEM_TOO_LARGE, field=place, place=place, most=most)


def once(names: Iterable[str], place: str) -> None:
    """Refuses training.item_twice."""
    seen: set[str] = set()
    for each in names:
        if each in seen:
            raise Refusal(words.ITEM_TWICE, field=place, id=each[:60], place=place)
        seen.add(each)


class Texts:
    """Reads texts in the languages of one item. The source's has to be there where any is."""

    def __init__(self, languages: Sequence[str], source: str) -> None:
        self.languages, self.source = languages, source

    def __call__(self, value: Any, place: str, *, needed: bool = False, long: bool = False) -> dict[str, str]:
        told = table(value if value is not None else {}, place, self.languages)
        found = {}
        for lang in self.languages:
            text = told.get(lang)
            if text is not None and str(text).strip():
                clean = clean_text(text, field=f"{place}.{lang}", max_length=LONG if long else SHORT)
                found[lang] = clean if long else " ".join(clean.split())
        if self.source not in found and (needed or found):
            raise Refusal(words.ITEM_LACKS, field=place, place=f"{place}.{self.source}")
        return found


def kept(**values: Any) -> Data:
    """Without what says nothing, so that the same item is the same data."""
    return {key: value for key, value in values.items() if value not in (None, "", [], {}, False)}


def unless(usual: Any, **values: Any) -> Data:
    """Without what is as it usually is."""
    return {key: value for key, value in values.items() if value != usual}
