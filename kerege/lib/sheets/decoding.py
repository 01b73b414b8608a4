"""Text of which nobody says how it is written: marks first, then what is valid, then what reads like words."""

import codecs
import unicodedata
from typing import NamedTuple

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_OLD = ("cp1251", "koi8-r", "cp866", "cp1252")
_LOOK = 40_000
"""How many bytes decide between old encodings: more change nothing and cost time."""

_OFTEN = frozenset("оеаинтсрвлкмдпуыя")
_SHARES = {"о": 11, "е": 8.5, "а": 8, "и": 7.4, "н": 6.7, "т": 6.3, "с": 5.5, "р": 4.7, "в": 4.5, "л": 4.4, "к": 3.5}


class Decoded(NamedTuple):
    """`sure` is False where the encoding was chosen by likelihood."""

    text: str
    encoding: str
    sure: bool


def decode(content: bytes) -> Decoded:
    """The text of a file. Never fails: what fits nowhere is read in the likeliest way, and `sure` is False."""
    for mark, name in _MARKS:
        if content.startswith(mark):
            return Decoded(content[len(mark) :].decode(name, errors="replace"), name, sure=True)
    if name := _unmarked_utf16(content):
        return Decoded(content.decode(name, errors="replace"), name, sure=True)
    try:
        return Decoded(content.decode("utf-8"), "utf-8", sure=True)
    except UnicodeDecodeError:
        pass
    sample = content[:_LOOK]
    name = max(_OLD, key=lambda each: likelihood(sample.decode(each, errors="replace")))
    return Decoded(content.decode(name, errors="replace"), name, sure=False)


def _unmarked_utf16(content: bytes) -> str:
    """UTF-16 without its mark, as some programs write it: every second byte of Latin letters and signs is zero."""
    sample = content[:2000]
    if len(sample) < 4 or b"\0" not in sample:
        return ""
    odd, even = sample[1::2].count(0), sample[::2].count(0)
    return "utf-16-le" if odd > even else "utf-16-be"


def likelihood(text: str) -> float:
    """How much a text reads like words of the region, for each letter beyond ASCII; 0 where there are none."""
    score, letters, before = 0.0, 0, " "
    for sign in text:
        if not sign.isascii():
            letters += 1
            score += _worth(sign, before)
        before = sign
    return score / letters if letters else 0.0


def _worth(sign: str, before: str) -> float:
    small = sign.lower()
    if "а" <= small <= "я" or small == "ё":
        share = _SHARES.get(small, 2.2 if small in _OFTEN else 1.0)
        turned = sign != small and before.isalpha() and before.islower()  # aБ: one of two encodings exchanges the cases
        return share - (6 if _latin(before) else 0) - (3 if small in "ъё" else 0) - (9 if turned else 0)
    if sign in "«»–—№’“”…°\u00a0":
        return 1.0
    if sign.isalpha() and unicodedata.normalize("NFD", sign)[0].isascii():  # é between Latin letters
        return 3.0 if _latin(before) else -2.0
    return -4.0


def _latin(sign: str) -> bool:
    return sign.isascii() and sign.isalpha()
