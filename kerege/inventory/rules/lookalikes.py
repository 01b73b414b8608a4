"""Words that are written so that they look like others: letters of another script, digits for letters, letters apart.

Whatever the reason (a keyboard that was not switched, or somebody who wants to get around the lint), a reader sees the
word that is meant; so the rules read that one.
"""

import re
import unicodedata

_LATIN, _CYRILLIC = "aceopxyijshkmtbABCEHIJKMOPSTXY", "асеорхуіјѕһкмтьАВСЕНІЈКМОРЅТХУ"
_TO_LATIN = str.maketrans(_CYRILLIC, _LATIN)
_TO_CYRILLIC = str.maketrans(_LATIN, _CYRILLIC)
_WORD = re.compile(r"[^\W\d_]{2,}")
_APART = re.compile(r"(?<!\w)[^\W\d_](?:[ ._-][^\W\d_]){3,}(?!\w)")
"""A word of four letters or more with one sign between each two."""
_DIGIT_INSIDE = re.compile(r"(?<!\w)(?:[^\W\d_]{2,}[015]|[5])[^\W\d_]{1,}(?!\w)")
_AS_LETTERS = str.maketrans("015", "ols")
_AS_ZERO = re.compile(r"(?<=\d)[OoОо](?!\w)")


def seen(text: str) -> str:
    """The text as it is seen: letters of other widths as plain ones, no invisible signs that would part words (the
    non-joiner stays, because Persian is written with it), every word in one script, digits that stand for letters as
    these, and letters that were moved apart together.
    """
    plain = unicodedata.normalize("NFKC", text)
    if not plain.isprintable():
        plain = "".join(c for c in plain if c == "\N{ZERO WIDTH NON-JOINER}" or unicodedata.category(c) != "Cf")
    plain = _APART.sub(_together, plain)
    plain = _WORD.sub(_one_script, plain)
    return _AS_ZERO.sub("0", _DIGIT_INSIDE.sub(_lettered, plain))


def _together(found: re.Match[str]) -> str:
    return re.sub(r"[ ._-]", "", found[0])


def _one_script(found: re.Match[str]) -> str:
    """A word of two scripts in the one of those letters that only one of them has, else in that of most letters."""
    word = found[0]
    latin, cyrillic = ([c for c in word if low <= c <= high] for low, high in (("A", "z"), ("\u0400", "\u04ff")))
    if not latin or not cyrillic:
        return word
    own = sum(c not in _LATIN for c in latin) - sum(c not in _CYRILLIC for c in cyrillic)
    to_latin = own > 0 or (own == 0 and len(latin) >= len(cyrillic))
    return word.translate(_TO_LATIN if to_latin else _TO_CYRILLIC)


def _lettered(found: re.Match[str]) -> str:
    return found[0].translate(_AS_LETTERS)
