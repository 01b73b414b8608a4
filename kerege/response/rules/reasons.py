"""What people say about signals and events, and the reasons that they give. Plain Python."""

from kerege.inventory.rules.cards import free_line, free_text
from kerege.lib.refusal import Refusal
from kerege.lib.text import EMPTY
from kerege.response.words import health_events_refused as refused

LONGEST = 2000


def why(reason: str) -> str:
    """A reason as it is kept. Refuses response.why_not, inventory.not_for_sharing and text.*."""
    if not reason.strip():
        raise Refusal(refused.WHY_NOT, field="reason")
    return free_line(reason, field="reason", most=500)


def what_is_known(text: str) -> str:
    """What is known of a signal or an event; it may not be empty. Refuses text.* and inventory.not_for_sharing."""
    told = free_text(text, field="known", most=LONGEST)
    if not told:
        raise Refusal(EMPTY, field="known")
    return told
