"""What `kerege check --deploy` looks for: each finding with a code that stays, a sentence, and what to do."""

from collections.abc import Iterator

from kerege.config.inspection import copies, database, machine, mail, web, work
from kerege.config.inspection.finding import Finding

__all__ = ["Finding", "inspect"]


def inspect() -> Iterator[Finding]:
    """Everything that stands in the way of readers with real data on this node. Asks the mail server; sends nothing."""
    for part in (machine, copies, web, database, work, mail):
        yield from part.findings()
