"""What attendance says: who was there for how long, nobody at two places at once, and how much of a course that is.

Sessions are moments, so what is compared and added up is time that really passed, whatever clocks did in that night.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from kerege.inventory.rules.bookings import told as by_clock
from kerege.lib.refusal import Refusal
from kerege.training.words import attending as words
from kerege.training.words.attending import THERE
from kerege.training.words.delivery import Presence

USUAL_SHARE = 80
"""The part of its hours, in percent, that somebody has to attend in a course that does not say another one."""


@dataclass(frozen=True)
class Held:
    """A session as far as attendance needs it."""

    uid: str
    starts: datetime
    ends: datetime

    @property
    def minutes(self) -> int:
        return int((self.ends - self.starts).total_seconds() // 60)


@dataclass(frozen=True)
class Told:
    """What is recorded of one person in one session; `minutes` is how late they came."""

    presence: Presence
    minutes: int = 0


def elsewhere(there: Held, others: Iterable[Held]) -> Held | None:
    """The first of the sessions at which somebody was present that shares time with this one; one that begins when
    this one ends does not.
    """
    return next((o for o in others if o.uid != there.uid and there.starts < o.ends and o.starts < there.ends), None)


def check_told(told: Told, held: Held, *, at: datetime, zone: str) -> None:
    """Refuse training.session_not_begun: whoever was there was not there before it was, also by a clock that runs
    ahead. Refuse training.late_wrong: minutes go with late alone, and a session has more of them. `zone` is the clock
    of the venue, by which it is told.
    """
    if told.presence in THERE and at < held.starts:
        raise Refusal(words.SESSION_NOT_BEGUN, field="presence", starts=by_clock(held.starts, zone))
    late = told.presence == Presence.LATE
    if (told.minutes > 0) != late or not 0 <= told.minutes < held.minutes:
        raise Refusal(words.LATE_WRONG, field="minutes", most=max(held.minutes - 1, 1))


def check_one_place(there: Held, others: Iterable[Held], *, zone: str) -> None:
    """Refuse training.at_another_session. It says when, by the clock here, and not where: the other course may be
    nobody's business.
    """
    other = elsewhere(there, others)
    if other is not None:
        start, end = (by_clock(each, zone) for each in (other.starts, other.ends))
        raise Refusal(words.AT_ANOTHER_SESSION, field="presence", start=start, end=end)


def minutes_there(told: Told | None, held: Held) -> int:
    """How many minutes of a session somebody was there for. Excused is not there."""
    return max(held.minutes - told.minutes, 0) if told is not None and told.presence in THERE else 0


def attended(told: Mapping[str, Told], sessions: Iterable[Held]) -> int:
    """How much of the sessions somebody was there for, in whole percent, never rounded up."""
    whole = there = 0
    for each in sessions:
        whole += each.minutes
        there += minutes_there(told.get(each.uid), each)
    return there * 100 // whole if whole else 0


def completes(told: Mapping[str, Told], sessions: Iterable[Held], *, share: int | None) -> bool:
    """Whether somebody attended as much as the course asks for."""
    return attended(told, sessions) >= (USUAL_SHARE if share is None else share)
