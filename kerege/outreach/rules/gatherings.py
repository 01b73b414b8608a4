"""Who in a list may be one person, and when somebody can say that they are there. Plain Python."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from kerege.lib.contacts import is_contact
from kerege.lib.refusal import Refusal
from kerege.lib.text import NEAR, clean_line, fold, near_folded, skeleton
from kerege.lib.zones import at_place
from kerege.outreach.words import gatherings as words

MOST_AT_A_TIME = 300
MOST_TRIES = 10
AROUND = timedelta(hours=1)
"""How long before the start and after the end somebody can still say that they are there."""


@dataclass(frozen=True)
class Named:
    """A line of a list as somebody typed it: the name, and what stands behind it."""

    name: str
    email: str = ""
    country: str = ""
    works_at: str = ""


@dataclass(frozen=True)
class Listed:
    """A row of the list of an event, as far as it tells who is meant."""

    number: int
    folded: str
    email: str
    country: str


def listed(text: str) -> list[Named]:
    """The people of a typed list, one on each line: name; mail; country; organisation. All but the name may be left
    out, and what looks like a mail address is one wherever it stands.

    Refuses outreach.nobody_invited, .too_many_invited, .bad_mail and text.*.
    """
    lines = [line for line in text.splitlines() if line.strip(" ;,\t")]
    if not lines:
        raise Refusal(words.NOBODY_INVITED, field="people")
    if len(lines) > MOST_AT_A_TIME:
        raise Refusal(words.TOO_MANY_INVITED, field="people", most=MOST_AT_A_TIME)
    return [_named(line) for line in lines]


def _named(line: str) -> Named:
    parts = [part.strip() for part in line.replace("\t", ";").split(";")]
    mails = [part for part in parts[1:] if "@" in part]
    others = [part for part in parts[1:] if "@" not in part]
    country = next((part for part in others if len(part) == 3 and part.isascii() and part.isupper()), "")
    works_at = next((part for part in others if part and part != country), "")
    return Named(
        clean_line(parts[0], field="people"),
        mail(mails[0], field="people") if mails else "",
        country,
        clean_line(works_at, field="people") if works_at else "",
    )


def mail(text: str, *, field: str = "email") -> str:
    """A mail address as it is kept; empty for none. Refuses outreach.bad_mail."""
    typed = text.strip()
    if typed and ("@" not in typed or not is_contact(typed)):
        raise Refusal(words.BAD_MAIL, field=field, email=typed[:60])
    return typed.casefold()


def in_any_order(name: str) -> str:
    """A name as it is compared: its parts may come in any order, in any script."""
    return " ".join(sorted(fold(name).split()))


def likeness(one: Listed, other: Listed) -> float:
    """How likely two rows are one person, from 0 to 1; exact from NEAR on, where it matters. The same address counts,
    whatever the names are; people of two countries are two people unless the address is the same.
    """
    if one.email and one.email == other.email:
        return 1.0
    if one.country and other.country and one.country != other.country:
        return 0.0
    if one.email and other.email:
        return _alike(one.folded, other.folded) * 0.95
    return _alike(one.folded, other.folded)


def _alike(one: str, other: str) -> float:
    """By the parts, so that a patronymic that one spelling leaves out, and an initial, tell nothing against it."""
    a, b = one.split(), other.split()
    if not a or not b:
        return 0.0
    if len(a) > len(b):
        a, b = b, a
    if len(a) == 1:
        return near_folded(one, other)
    left, least = list(b), 1.0
    for part in a:
        alike, best = max((_part(part, word), word) for word in left)
        if alike < NEAR:
            return 0.0
        least = min(least, alike)
        left.remove(best)
    return least


@lru_cache(maxsize=200_000)  # a list of people has few words, which are compared for every pair of its rows
def _part(a: str, b: str) -> float:
    if len(a) == 1 or len(b) == 1:
        return 0.85 if a[0] == b[0] else 0.0
    return near_folded(a, b) if _can_be_near(a, b) else 0.0


def _can_be_near(a: str, b: str) -> bool:
    """By their consonants, or by how many letters they can share: it costs little, and tells most words apart."""
    shared = min(len(a) - len(set(a) - set(b)), len(b) - len(set(b) - set(a)))
    return 2 * shared >= NEAR * (len(a) + len(b)) or skeleton(a) == skeleton(b)


def maybe_same(rows: Iterable[Listed], *, decided: Collection[frozenset[int]] = ()) -> list[tuple[int, int, float]]:
    """Pairs that may be one person, the likeliest first, without those about which somebody has decided."""
    found: list[tuple[int, int, float]] = []
    before: list[Listed] = []
    for row in sorted(rows, key=lambda each: each.number):
        for other in before:
            alike = likeness(other, row)
            if alike >= NEAR and frozenset({row.number, other.number}) not in decided:
                found.append((other.number, row.number, alike))
        before.append(row)
    return sorted(found, key=lambda pair: (-pair[2], pair[0], pair[1]))


def counting_for(decided: Iterable[tuple[int, int, bool]]) -> dict[int, int]:
    """Which row counts for which other, by what was decided of pairs (the row that counts, the other, whether they are
    one person), the oldest first: the last word about a pair holds, and one person may have more than two rows.
    """
    holds: dict[frozenset[int], tuple[int, int, bool]] = {}
    for kept, other, same in decided:
        pair = frozenset({kept, other})
        holds.pop(pair, None)
        holds[pair] = kept, other, same
    first: dict[int, int] = {}
    for kept, other, same in holds.values():
        if same:
            before, now = first.get(other, other), first.get(kept, kept)
            first |= dict.fromkeys({before, *(row for row, of in first.items() if of == before)}, now)
            first.pop(now, None)
    return first


def is_there(*, starts: datetime, now: datetime) -> bool:
    """Whether somebody can have come already."""
    return now >= starts - AROUND


def check_there(*, starts: datetime, now: datetime) -> None:
    """Raise outreach.not_begun while nobody can have come."""
    if not is_there(starts=starts, now=now):
        raise Refusal(words.NOT_BEGUN)


def check_code_open(*, starts: datetime, ends: datetime, now: datetime, tries: int) -> None:
    """Raise outreach.not_begun before the event, and outreach.code_ended after it and after too many wrong codes."""
    check_there(starts=starts, now=now)
    if now > ends + AROUND or tries >= MOST_TRIES:
        raise Refusal(words.CODE_ENDED, field="code")


def registers(*, until: date | None, ends: datetime, zone: str, now: datetime) -> bool:
    """Whether people register still, by the clock there: to a last day, or until the day on which the event ends."""
    return at_place(now, zone).date() <= (until or at_place(ends, zone).date())
