"""Numbers as people write them: with a comma, with spaces between thousands, in Arabic digits."""

import re
import unicodedata
from typing import Any

from kerege.lib.refusal import Refusal
from kerege.lib.sheets import words
from kerege.lib.sheets.shape import as_text

_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f'’]")
_GROUPED = re.compile(r"[+-]?\d{1,3}([.,]\d{3})+")
_PLAIN = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)")


def western(text: str) -> str:
    """The text with every digit as 0–9, and the signs of numbers as plain ones."""
    out = []
    for sign in text:
        if sign.isdigit() and not sign.isascii():
            out.append(str(unicodedata.digit(sign)))
        else:
            out.append({"−": "-", "–": "-", "٫": ".", "٬": " ", "،": ","}.get(sign, sign))
    return "".join(out)


def read_number(value: Any) -> float:
    """`12,5` and `1 234.5` as numbers. One comma or point is the decimal one, so `43,256` is 43 and a quarter.

    Refuses sheets.not_a_number.
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    text = _digits(value)
    if text.count(",") and text.count("."):
        point = max(text.rfind(","), text.rfind("."))
        whole, rest = text[:point], text[point + 1 :]
        if _GROUPED.fullmatch(whole) and rest.isdigit():
            return float(f"{re.sub('[.,]', '', whole)}.{rest}")
    elif text.count(",") + text.count(".") > 1 and _GROUPED.fullmatch(text):
        return float(re.sub("[.,]", "", text))
    if not _PLAIN.fullmatch(text):
        raise Refusal(words.NOT_A_NUMBER, value=as_text(value)[:80])
    return float(text.replace(",", "."))


def read_count(value: Any) -> int:
    """A whole number from 0 up; here `1,234` is one thousand. Refuses sheets.not_a_count."""
    text = _digits(value)
    if _GROUPED.fullmatch(text):
        text = re.sub("[.,]", "", text)
    text = re.sub(r"[.,]0+$", "", text)
    if not re.fullmatch(r"\+?\d{1,12}", text):
        raise Refusal(words.NOT_A_COUNT, value=as_text(value)[:80])
    return int(text)


def _digits(value: Any) -> str:
    """The text without spaces; truth is no number."""
    return "" if isinstance(value, bool) else _SPACES.sub("", western(as_text(value)))
