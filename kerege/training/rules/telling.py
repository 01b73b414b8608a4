"""What a participant is to be told now, and what they know already."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from kerege.training.words.delivery import EnrolmentState
from kerege.training.words.telling import What

STATES = {
    EnrolmentState.ENROLLED: What.PLACE,
    EnrolmentState.WAITING: What.WAITS,
    EnrolmentState.REFUSED: What.DECLINED,
}
REMINDERS = ((timedelta(days=1, hours=6), What.DAY), (timedelta(days=7), What.WEEK))
"""How long before the first session somebody is reminded, the later one first."""
CONCERNED = frozenset({EnrolmentState.NOMINATED, EnrolmentState.WAITING, EnrolmentState.ENROLLED})


def due(
    state: EnrolmentState,
    *,
    moved: int,
    waited: bool,
    cancelled: bool,
    times: str,
    first: datetime | None,
    at: datetime,
    before: Sequence[tuple[str, str]],
) -> list[tuple[What, str]]:
    """What to tell, with the key under which it is noted. `times` is a digest of the timetable, `before` what was told
    as (key, timetable then), the newest first. A change of state is told once, a reminder once for each timetable, and
    that times changed to whoever was told of others; in the week before, that is the reminder too.
    """
    known = {key for key, _ in before}
    if cancelled:
        return [(What.CANCELLED, "cancelled")] if state in CONCERNED and "cancelled" not in known else []
    found: list[tuple[What, str]] = []
    what, key = STATES.get(state), f"{state}:{moved}"
    if what is not None and key not in known:
        found.append((What.MOVED_UP if what == What.PLACE and waited else what, key))
    if state != EnrolmentState.ENROLLED:
        return found
    reminder = _reminder(first, at)
    if not found and before and before[0][1] != times:
        return [(What.TIMES, f"{reminder or 'times'}:{times}")]
    if reminder is not None and f"{reminder}:{times}" not in known:
        found.append((reminder, f"{reminder}:{times}"))
    return found


def _reminder(first: datetime | None, at: datetime) -> What | None:
    if first is None or first <= at:
        return None
    return next((what for before, what in REMINDERS if first - at <= before), None)
