"""What is kept of a sheet's columns for the page, and what of a choice of fields is wrong."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any

from kerege.inventory.rules import column_words as words
from kerege.inventory.rules.mapping import Proposal, Sample
from kerege.inventory.words.importing import COLUMN_TWICE, NO_NAME_COLUMN, NO_SUCH_COLUMN
from kerege.lib.refusal import Refusal
from kerege.lib.sheets import Book, Kind, Sheet
from kerege.lib.text import fold

LOOKED_AT = 400
"""So many filled cells of a column say what it is, spread over the whole of it."""

FIELDS: tuple[str, ...] = (
    *(f"{words.NAME}:{lang}" for lang in words.LANGUAGE_WORDS),
    words.KEY,
    words.KIND,
    words.SECTORS,
    words.OWNERSHIP,
    words.STANDING,
    words.TERRITORY,
    words.UNIT,
    words.PLACE,
    words.LATITUDE,
    words.LONGITUDE,
    words.POINT,
    words.ADDRESS,
    words.ORGANISATION,
    words.CAPABILITIES,
    words.LANGUAGES,
    words.WEBSITE,
    *(f"{words.CONTACT}:{kind}" for kind in words.CONTACT_WORDS),
    *(f"{words.STAFF}:{role}" for role in words.STAFF_WORDS),
    words.VERIFIED_ON,
    words.VERIFIED_BY,
    words.SOURCES,
)
"""Every field that a column can be chosen for, in the order of the list on the page."""


def samples_of(sheet: Sheet) -> list[Sample]:
    """Every column with some of its values. All of it is looked at for what is excluded, as far as LOOKED_AT goes."""
    made = []
    for place, column in enumerate(sheet.columns):
        filled = [row.cells[place].text for row in sheet.rows if row.cells[place].kind != Kind.EMPTY]
        step = max(1, len(filled) // LOOKED_AT)
        made.append(Sample(column.letter, column.name, tuple(text for text in filled[::step] if text)))
    return made


def described(samples: Sequence[Sample], found: Sequence[Proposal]) -> list[dict[str, Any]]:
    """The columns as the page shows them. Of an excluded column no value is kept."""
    return [
        {
            "letter": sample.letter,
            "name": sample.name[:200],
            "values": [] if proposal.excluded else [text[:60] for text in dict.fromkeys(sample.values)][:3],
            "field": proposal.field,
            "score": proposal.score,
            "reasons": [[r.why.value, dict(r.data)] for r in proposal.reasons],
            "excluded": proposal.excluded.topic.value if proposal.excluded else "",
        }
        for sample, proposal in zip(samples, found, strict=True)
    ]


def notices_of(book: Book, sheet: Sheet) -> list[list[Any]]:
    return [[notice.word.value, dict(notice.data)] for notice in (*book.notices, *sheet.notices)]


def sender_key(sender: str) -> str:
    """A sender however it is cased and punctuated."""
    return fold(sender)[:120] or sender[:120]


_OF_FORM = re.compile(r"uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def origin_of(sender: str, *, key: str, names: Iterable[str], where: str) -> str:
    """What names a row wherever it comes again: the sender with their number or, without one, with its names and
    `where` it is. The number of a filled-in form is one of its own, whoever hands it in. Empty where nothing names it.
    """
    names = sorted(map(fold, names))
    if not key and not any(names):
        return ""
    what = key or " ".join(names) + f"|{where}"
    whose = "" if _OF_FORM.fullmatch(key) else sender_key(sender)
    return f"import:{sha256(f'{whose}|{what}'.encode()).hexdigest()[:24]}"


def check_mapping(mapping: Mapping[str, str], letters: Iterable[str]) -> None:
    """Refuse inventory.no_such_column, inventory.column_twice and inventory.no_name_column."""
    known = set(letters)
    for letter, target in mapping.items():
        if letter not in known or target not in FIELDS:
            raise Refusal(NO_SUCH_COLUMN, field=f"column_{letter}", letter=letter[:8], target=target[:40])
    for target, count in Counter(mapping.values()).items():
        if count > 1:
            twice = [letter for letter, field in mapping.items() if field == target]
            raise Refusal(COLUMN_TWICE, field=f"column_{twice[1]}", target=target, letters=", ".join(twice))
    if not any(target.startswith(f"{words.NAME}:") for target in mapping.values()):
        raise Refusal(NO_NAME_COLUMN, field=None)
