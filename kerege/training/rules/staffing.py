"""Who may teach a course: nobody at two places at once, and nobody leads without part 2. Plain Python."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kerege.lib.refusal import Refusal
from kerege.training.rules.sessions import Slot
from kerege.training.words import planning as words
from kerege.training.words.delivery import Answer, StaffPart


@dataclass(frozen=True)
class Held:
    """A certificate as it stands on the days of a course, as far as teaching needs it. `part_two`: its level needs
    deliveries of one's own.
    """

    curriculum: str
    holds: bool
    part_two: bool
    languages: frozenset[str]
    territory: str


def may_lead(certificates: Iterable[Held], curricula: Collection[str]) -> bool:
    """Whether one of them lets its holder lead a course of one of these curricula; of none named, of any."""
    return any(c.holds and c.part_two and (not curricula or c.curriculum in curricula) for c in certificates)


def check_free(mine: Iterable[Slot], elsewhere: Iterable[Slot], told: Callable[[datetime], str]) -> None:
    """Refuse training.staff_busy: a session of this course at the time of one elsewhere. Moments are compared, so two
    clocks hide nothing. The refusal tells the time and no more: whoever asks may not know of the other course.
    """
    other = sorted(elsewhere, key=lambda each: each.starts)
    for slot in sorted(mine, key=lambda each: each.starts):
        for taken in other:
            if slot.overlaps(taken):
                raise Refusal(words.STAFF_BUSY, field="person", start=told(taken.starts), end=told(taken.ends))


def picked(slots: Iterable[Slot], sessions: Collection[str]) -> list[Slot]:
    """Of the sessions of a course those in which somebody has a part: the named ones, of none named all."""
    return [slot for slot in slots if not sessions or slot.key in sessions]


def check_one_at_a_time(slots: Collection[Slot], told: Callable[[datetime], str]) -> None:
    """Refuse training.staff_busy where somebody is named for two sessions of one time, as of parallel groups."""
    for slot in slots:
        check_free([slot], [other for other in slots if other.key != slot.key], told)


@dataclass(frozen=True)
class Member:
    """Somebody of the staff, as far as what should be looked at goes."""

    part: str
    answer: str
    languages: frozenset[str]
    certificates: tuple[Held, ...] = ()


class Lack(StrEnum):
    """What should be looked at in the staff of a course; nothing of it is refused."""

    NO_LEAD = "no_lead"
    NOT_ANSWERED = "not_answered"
    LANGUAGE_NOT_SPOKEN = "language_not_spoken"
    OUT_OF_LANGUAGE = "out_of_language"
    OUT_OF_COUNTRY = "out_of_country"
    PART_TWO_GONE = "part_two_gone"


def lacks(members: Collection[Member], *, language: str, venue: str, needed: Collection[str] | None) -> list[Lack]:
    """What should be looked at before the course. `needed` are the curricula of one of which a lead needs the
    certificate, empty for any, and None where the course needs none.
    """
    there = [m for m in members if m.answer != Answer.DECLINED]
    leads = [m for m in there if m.part == StaffPart.LEAD]
    found = [] if leads else [Lack.NO_LEAD]
    if any(m.answer == Answer.INVITED for m in there):
        found.append(Lack.NOT_ANSWERED)
    speaking = [m for m in there if m.part in (StaffPart.LEAD, StaffPart.INTERPRETER)]
    if there and language and not any(language in m.languages for m in speaking):
        found.append(Lack.LANGUAGE_NOT_SPOKEN)
    if needed is None:
        return found
    if any(not may_lead(m.certificates, needed) for m in leads):
        found.append(Lack.PART_TWO_GONE)
    return found + _out_of_scope(leads, language, venue, needed)


def _out_of_scope(leads: list[Member], language: str, venue: str, needed: Collection[str]) -> list[Lack]:
    """A certificate holds for its languages and its country; who leads elsewhere is asked to look, not refused."""
    found = []
    for_it = [
        [c for c in m.certificates if c.holds and c.part_two and (not needed or c.curriculum in needed)] for m in leads
    ]
    if language and any(held and all(language not in c.languages for c in held) for held in for_it):
        found.append(Lack.OUT_OF_LANGUAGE)
    if venue and any(held and all(c.territory != venue for c in held) for held in for_it):
        found.append(Lack.OUT_OF_COUNTRY)
    return found
