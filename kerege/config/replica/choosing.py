"""Where this request reads, and where it read and wrote. Plain Python: the router, the middleware and the tests use it.

A request reads from the replica until it writes; from then on it reads what it wrote, from the primary.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

PRIMARY, REPLICA = "default", "replica"


@dataclass
class Choice:
    """`where` is asked before every read. `read_replica` and `wrote` say what has happened."""

    where: str = PRIMARY
    read_replica: bool = False
    wrote: bool = False


_choice: ContextVar[Choice | None] = ContextVar("replica_choice", default=None)


@contextmanager
def reading(where: str) -> Iterator[Choice]:
    """Read from there inside the block. Outside of any block, everything reads from the primary."""
    choice = Choice(where)
    token = _choice.set(choice)
    try:
        yield choice
    finally:
        _choice.reset(token)


def current() -> Choice | None:
    return _choice.get()
