"""Closing a node for writing while somebody works on it."""

from pathlib import Path

from kerege.lib.files import put
from kerege.people.rules import Actor
from kerege.upkeep.queries.standing import CLOSED


def close_for_writing(*, by: Actor, data: Path) -> None:
    """From now on this node can only be read, until it is opened again. Refuses nothing; twice is the same."""
    put(data / CLOSED, b"kerege readonly off opens this node again\n")


def open_for_writing(*, by: Actor, data: Path) -> None:
    """Let people record again. Refuses nothing; twice is the same."""
    (data / CLOSED).unlink(missing_ok=True)
