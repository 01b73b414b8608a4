"""Pictures in long texts: `![what it shows](picture:id)` names an attachment of the module, and never without words."""

import re
from collections.abc import Collection, Iterator

from kerege.lib.refusal import Refusal
from kerege.training.words import curricula_refused as refused

_PICTURE = re.compile(r"!\[([^\]\n]*)\]\(\s*<?picture:([a-z0-9_-]{1,60})>?[^)\n]*\)")


def pictures(text: str) -> Iterator[tuple[str, str]]:
    """The id of each picture of a text, with its words."""
    return ((found[2], found[1].strip()) for found in _PICTURE.finditer(text))


def demand_words(text: str, known: Collection[str], *, field: str) -> None:
    """Refuses training.picture_without_words, and training.picture_unknown for one that is no file of the module."""
    for name, words in pictures(text):
        if not words:
            raise Refusal(refused.PICTURE_WITHOUT_WORDS, field=field, picture=name)
        if name not in known:
            raise Refusal(refused.PICTURE_UNKNOWN, field=field, picture=name)
