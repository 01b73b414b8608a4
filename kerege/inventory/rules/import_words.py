"""Words of a sender that no vocabulary knows, and what somebody said that they mean.

What is kept says it by field and word (`kind=laboratoriya`), beside what is usual where a row says nothing (`kind`).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from kerege.inventory.rules import column_words as columns
from kerege.inventory.words.importing import UNKNOWN_WORD
from kerege.lib.text import fold

CODED = (columns.KIND, columns.SECTORS, columns.OWNERSHIP, columns.STANDING, columns.CAPABILITIES)
"""Fields whose words are of a vocabulary."""
CUT = 80
"""An error keeps so much of a word; of a longer one nothing can be said."""
_IS = "="


class StrangeWord(NamedTuple):
    """A word that is not known in a field, as it stands in the first of so many rows. `key` names it."""

    key: str
    field: str
    word: str
    rows: int


def strange_words(faults: Iterable[Sequence[Any]], *, most: int = 40) -> list[StrangeWord]:
    """The words among errors (address, field, code, data) that no vocabulary knows, the most frequent first."""
    counted: Counter[str] = Counter()
    first: dict[str, tuple[str, str]] = {}
    for _, field, code, data in faults:
        word = str(data.get("value", ""))
        if code != UNKNOWN_WORD.code or field not in CODED or len(word) >= CUT or not fold(word):
            continue
        key = f"{field}{_IS}{fold(word)}"
        first.setdefault(key, (field, word))
        counted[key] += 1
    return [StrangeWord(key, *first[key], rows) for key, rows in counted.most_common(most)]


def field_of(key: str) -> str:
    """The field of such a word; empty for what is no key of one."""
    field, sign, word = key.partition(_IS)
    return field if field in CODED and sign and word else ""


def meanings(told: Mapping[str, str]) -> dict[str, str]:
    """Of what is kept that which says what words mean."""
    return {key: code for key, code in told.items() if field_of(key)}


def fillings(told: Mapping[str, str]) -> dict[str, str]:
    """Of what is kept that which fills what rows leave empty."""
    return {key: code for key, code in told.items() if _IS not in key}


def taught(codes: Mapping[str, Mapping[str, str]], told: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Vocabularies (codes by folded word, by field) with what somebody said of words that they do not know."""
    out = {field: dict(known) for field, known in codes.items()}
    for key, code in meanings(told).items():
        field, _, word = key.partition(_IS)
        out.setdefault(field, {}).setdefault(word, code)
    return out
