"""What people write about an incident, before it is kept."""

from kerege.inventory.rules.lint import check_text
from kerege.lib.text import clean_text

LONGEST = 2000


def linted(text: str, field: str, *, most: int = LONGEST) -> str:
    """A text that tells of no agents, quantities, places of storage or weak points; empty for one of blanks. Refuses
    inventory.not_for_sharing and text.*.
    """
    if not text.strip():
        return ""
    cleaned = clean_text(text, field=field, max_length=most)
    check_text(cleaned, field=field)
    return cleaned
