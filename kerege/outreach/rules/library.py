"""Which edition of a resource is the one to read in each language. Plain Python."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from kerege.lib.refusal import Refusal
from kerege.outreach.words import library as words
from kerege.outreach.words.library import Licence

LONGEST_ADDRESS = 500


@dataclass(frozen=True)
class Issued:
    """An edition that stands, as far as it tells which is newer. `number` tells two of one day apart."""

    number: int
    edition: str
    lang: str
    on: date


@dataclass(frozen=True)
class Places:
    """`current` are the editions to read, one for each language. `behind` are those of them that are older than the
    newest edition of the resource, with that: a translation that has not followed yet.
    """

    current: frozenset[int]
    behind: dict[int, str]
    newest: int | None


def places(editions: Iterable[Issued]) -> Places:
    """Editions follow each other by the day on which they first came out in any language, so that a late translation
    of an old edition is not taken for a newer one.
    """
    found = list(editions)
    first: dict[str, tuple[date, int]] = {}
    for each in found:
        first[each.edition] = min(first.get(each.edition, (each.on, each.number)), (each.on, each.number))
    current: dict[str, Issued] = {}
    for each in sorted(found, key=lambda one: (first[one.edition], one.on, one.number)):
        current[each.lang] = each
    if not current:
        return Places(frozenset(), {}, None)
    newest = max(current.values(), key=lambda one: (first[one.edition], -one.on.toordinal(), -one.number))
    behind = {each.number: newest.edition for each in current.values() if each.edition != newest.edition}
    return Places(frozenset(each.number for each in current.values()), behind, newest.number)


def address(text: str) -> str:
    """An address of a page as it is kept; empty for none. Refuses outreach.bad_address."""
    typed = text.strip()
    if not typed:
        return ""
    try:
        told = urlsplit(typed)
        good = told.scheme in {"http", "https"} and "." in (told.hostname or "") and not told.username
    except ValueError:
        good = False
    if not good or len(typed) > LONGEST_ADDRESS or any(c.isspace() or not c.isprintable() for c in typed):
        raise Refusal(words.BAD_ADDRESS, field="address", address=typed[:60])
    return typed


def check_readable(*, licence: Licence, address: str, file: bool) -> None:
    """Raise outreach.edition_nowhere where nobody could read it, and outreach.no_copies for a file that nobody allowed
    to be passed on.
    """
    if file and licence == Licence.RESERVED:
        raise Refusal(words.NO_COPIES, field="file")
    if not file and not address:
        raise Refusal(words.NOWHERE, field="file")
