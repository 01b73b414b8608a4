"""Positions in PostgreSQL's write-ahead log, and what follows from them. Plain Python, without a clock."""

import re
from collections import deque
from dataclasses import dataclass, field

_POSITION = re.compile(r"([0-9A-F]{1,8})/([0-9A-F]{1,8})")


def position(text: str) -> int | None:
    """`16/B374D848` as a number that can be compared; None for anything else."""
    found = _POSITION.fullmatch(text)
    return (int(found[1], 16) << 32) + int(found[2], 16) if found else None


@dataclass
class Lag:
    """How far the replica is behind in time: since when has it lacked something that the primary already had?

    The replica's own figure (the age of its last transaction) grows while nobody writes, and says nothing where the
    connection between the two is cut. So the primary's position is remembered with the time at which it was read.
    """

    _seen: deque[tuple[float, int]] = field(default_factory=lambda: deque(maxlen=4096))

    def primary_was_at(self, at: int, now: float) -> None:
        self._seen.append((now, at))

    def behind(self, replayed: int, now: float) -> float:
        """Seconds; 0 where the replica has all that the primary was known to have."""
        while self._seen and self._seen[0][1] <= replayed:
            self._seen.popleft()
        return now - self._seen[0][0] if self._seen else 0.0
