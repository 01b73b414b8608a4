"""How far the contact of a mandate can be relied on. Plain Python."""

from datetime import date, timedelta

from kerege.response.words.mandates import Freshness

ANSWER_DAYS = 14
"""So long a letter is waited for, and no other goes out."""


def waits(asked: date | None, *, on: date) -> bool:
    """Whether the answer to a letter that went out on a day is still waited for."""
    return asked is not None and on < asked + timedelta(days=ANSWER_DAYS)


def freshness(last: date | None, reached: bool, every: int, *, asked: date | None, on: date) -> Freshness:
    """How the contact stands on a day: `last` is when it was last tried and `reached` what came of it; `asked` is when
    a letter went out that nobody has answered. A check holds for `every` days.
    """
    if asked is not None and (last is None or asked >= last):
        if waits(asked, on=on):
            return Freshness.ASKED
        if last is None or on >= last + timedelta(days=every):
            return Freshness.STALE
    if last is None:
        return Freshness.NEVER
    if not reached:
        return Freshness.FAILED
    return Freshness.STALE if on >= last + timedelta(days=every) else Freshness.FRESH


def letter_due(state: Freshness) -> bool:
    """Whether the node should ask by letter."""
    return state in {Freshness.NEVER, Freshness.STALE, Freshness.FAILED}
