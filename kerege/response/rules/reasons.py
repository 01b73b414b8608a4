"""Reasons that people give. Plain Python."""

from kerege.lib.refusal import Refusal
from kerege.lib.text import clean_line
from kerege.response.words import health_events_refused as refused


def why(reason: str) -> str:
    """A reason as it is kept. Refuses response.why_not and text.*."""
    if not reason.strip():
        raise Refusal(refused.WHY_NOT, field="reason")
    return clean_line(reason, field="reason", max_length=500)
