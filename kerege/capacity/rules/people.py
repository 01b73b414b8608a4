"""Who records whose competence, and what numbers of people are possible. Plain Python."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from kerege.capacity.rules.framework import Competence
from kerege.capacity.rules.levels import HIGHEST
from kerege.capacity.words import competence_refused as refused
from kerege.capacity.words.competence import Shown
from kerege.lib.refusal import Refusal
from kerege.people.rules import MAY, Actor
from kerege.people.words import Deed, Role

MOST_PEOPLE = 2_000
RESPONSIBLE = frozenset({Role.LABORATORY_HEAD, Role.BIOSAFETY_OFFICER})
"""Roles that answer for the people of an organisation: they read what these showed, beyond their clearance."""
OBSERVERS = frozenset({Role.MASTER_TRAINER})
OBSERVED = frozenset({Shown.OBSERVED, Shown.EXAM})


def headcount(value: object) -> int:
    """People in one role of one unit. Refuses capacity.headcount for what is no whole number from 1 to 2,000."""
    text = str(value).strip()
    if not text.isdecimal() or not text.isascii() or not 1 <= int(text[:9]) <= MOST_PEOPLE:
        raise Refusal(refused.HEADCOUNT, field="people", value=text[:40] or "–", most=MOST_PEOPLE)
    return int(text)


def full_time(value: object, people: int) -> Decimal:
    """Full-time equivalents of so many people, in hundredths. Refuses capacity.fte: no more than one for each."""
    text = str(value).strip().replace(",", ".")
    try:
        found = Decimal(text)
    except InvalidOperation:
        found = Decimal(0)
    if not found.is_finite() or not 0 < found <= people or found != found.quantize(Decimal("0.01")):
        raise Refusal(refused.FTE, field="fte", value=text[:40] or "–", people=people)
    return found


def share(value: object) -> int:
    """A share of a full week in percent. Refuses capacity.share."""
    text = str(value).strip()
    if not text.isdecimal() or not text.isascii() or not 1 <= int(text[:9]) <= 100:
        raise Refusal(refused.SHARE, field="share", value=text[:40] or "–")
    return int(text)


def level_shown(value: object) -> int:
    """A level from 0 to 4. Refuses capacity.level: T is no such level; a teach-back is told beside it."""
    text = str(value).strip()
    if text not in {str(n) for n in range(HIGHEST + 1)}:
        raise Refusal(refused.LEVEL, field="level", value=text[:40])
    return int(text)


def check_shown(
    kind: Shown, *, shown_on: date, expires_on: date | None, today: date, reference: str, taught: bool
) -> None:
    """Refuse capacity.shown_later, .expires_earlier, .no_reference for a certificate, and .teaching_unseen."""
    if shown_on > today:
        raise Refusal(refused.SHOWN_LATER, field="shown_on", day=shown_on.isoformat())
    if expires_on is not None and expires_on <= shown_on:
        raise Refusal(refused.EXPIRES_EARLIER, field="expires_on")
    if kind == Shown.CERTIFICATE and not reference:
        raise Refusal(refused.NO_REFERENCE, field="reference")
    if taught and kind != Shown.OBSERVED:
        raise Refusal(refused.TEACHING_UNSEEN, field="taught")


def check_certificate(competence: Competence | None) -> None:
    """Refuse capacity.no_such_competence, and .certificate_not_asked where the framework takes no certificates."""
    if competence is None:
        raise Refusal(refused.NO_SUCH_COMPETENCE, field="competence", competence="–")
    if Shown.CERTIFICATE not in competence.evidence:
        raise Refusal(refused.CERTIFICATE_NOT_ASKED, field="competence")


def check_giver(by: Actor, *, owner: str, organisations: Collection[str], oneself: bool, kind: Shown) -> None:
    """Who gives which evidence. Refuses capacity.only_oneself, .not_about_oneself, .only_observes and .not_your_people.

    `organisations` are those for which the person works. Whoever answers for one of them, or for the whole country,
    gives any kind but the own judgement; a master trainer of the country what was observed or examined.
    """
    if oneself != (kind == Shown.SELF):
        raise Refusal(refused.NOT_ABOUT_ONESELF if oneself else refused.ONLY_ONESELF, field="kind")
    if oneself or by.is_system:
        return
    held = [g for g in by.grants if g.owner == owner and g.role in MAY[Deed.SHOW_COMPETENCE]]
    if any(g.role not in OBSERVERS and (not g.organisation or g.organisation in organisations) for g in held):
        return
    if not any(g.role in OBSERVERS for g in held):
        raise Refusal(refused.NOT_YOUR_PEOPLE, field="person")
    if kind not in OBSERVED:
        raise Refusal(refused.ONLY_OBSERVES, field="kind")


def counted_twice(shares: Iterable[tuple[int, int]]) -> Mapping[int, int]:
    """Of (person, percent) pairs the persons with more than 100 percent together. A warning, never a refusal: two posts
    may overlap for a while.
    """
    sums: dict[int, int] = {}
    for person, percent in shares:
        sums[person] = sums.get(person, 0) + percent
    return {person: whole for person, whole in sums.items() if whole > 100}
