"""Which batches this process is writing now: nobody may be told that all is there up to a moment behind them."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

_lock = threading.Lock()
_since: dict[int, int] = {}
_turns = 0


@contextmanager
def underway(since: int) -> Iterator[None]:
    """Around the writing of a batch. None of its statements is stored before `since` (in microseconds)."""
    global _turns
    with _lock:
        _turns += 1
        turn = _turns
        _since[turn] = since
    try:
        yield
    finally:
        with _lock:
            del _since[turn]


def complete_until(now: int) -> int:
    """The last moment, at most `now`, behind which no batch lies that is being written."""
    with _lock:
        return min([now, *(since - 1 for since in _since.values())])
