"""Whether what a judgement cites still is what it cited. Plain Python."""

from collections.abc import Mapping

from kerege.law.words.coverage import StaleReason

HOLDS = frozenset({"in_force", "unknown", "uncommenced"})
"""How a provision may stand without making stale what cites it; that it did not hold is asked when it is cited."""


def stale_reason(*, wid: str, cited: str, now: Mapping[str, str], standing: str) -> StaleReason | None:
    """Why evidence is stale, or None. `now` is the hash of each provision in the newest text, by wId; `cited` is the
    hash at citation. Where the text is not kept here (`cited` empty), nobody can tell and nothing is stale.
    """
    if standing not in HOLDS:
        return StaleReason.NOT_IN_FORCE
    if not cited or not now:
        return None
    if wid not in now:
        return StaleReason.GONE
    return StaleReason.TEXT_CHANGED if now[wid] != cited else None


HOLDS_THEN = frozenset({"in_force", "unknown"})
"""How a provision stands on the day of a round so that it may be cited."""
