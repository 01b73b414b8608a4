"""What is told by mail about an exam, to whom it may concern, and the key under which it is noted as told."""

from datetime import datetime, timedelta

from kerege.training.rules.exam_attempts import Terms
from kerege.training.words.exam_telling import Told

TOMORROW = timedelta(hours=30)
"""How long before the end of the window somebody is reminded who has not sat the exam."""
SHORT = timedelta(hours=36)
"""A window shorter than this is told once, when it opens."""
RECENT = timedelta(days=3)
"""What is older is not told any more: a node that was down for a week sends no old news."""
MORNING = 8
"""From which hour at the place of the course markers are told, once a day."""


def window(terms: Terms, *, sat: bool, at: datetime) -> tuple[Told, str] | None:
    """What a learner is told of the window of an exam now: that it is open, or that it closes tomorrow."""
    if sat or not terms.opens <= at < terms.closes:
        return None
    if terms.closes - at <= TOMORROW and terms.closes - terms.opens > SHORT:
        return Told.CLOSES, f"closes:{terms.closes.isoformat()}"
    return Told.OPENS, "opens"


def result(
    uid: object, graded: datetime | None, ended: datetime | None, anew: list[datetime], at: datetime
) -> tuple[Told, str] | None:
    """What is told of an attempt: its result, where it did not stand on the page at once; and that it was graded anew.
    `anew` are the moments of all gradings.
    """
    if graded is None or ended is None or not anew or anew[-1] < at - RECENT:
        return None
    if len(anew) > 1:
        return Told.CHANGED, f"result:{uid}:{len(anew)}"
    return (Told.RESULT, f"result:{uid}:1") if graded > ended + timedelta(minutes=1) else None
