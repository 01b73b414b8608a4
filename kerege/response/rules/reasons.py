"""Reasons that people give. Plain Python."""

from kerege.inventory.rules.cards import free_line
from kerege.lib.refusal import Refusal
from kerege.response.words import health_events_refused as refused


def why(reason: str) -> str:
    """A reason as it is kept. Refuses response.why_not, inventory.not_for_sharing and text.*."""
    if not reason.strip():
        raise Refusal(refused.WHY_NOT, field="reason")
    return free_line(reason, field="reason", most=500)
