"""A web process does not outlive the program that started it.

Killed at once (SIGKILL, no memory), that program tells its processes nothing. They would answer on without a worker,
and hold the port, so that the program could not be started again.
"""

import os
import signal
import threading
import time

LOOKS_EVERY = 1.0
_program: int | None = None


def begin() -> None:
    """From now on this process is the program; said before it starts web processes."""
    global _program
    _program = os.getpid()


def watch() -> None:
    """In a web process: end as soon as the program has ended. Elsewhere, as under another server, nothing."""
    if _program is not None and os.getppid() == _program:
        threading.Thread(target=_until_alone, args=(_program,), name="orphans", daemon=True).start()


def _until_alone(program: int) -> None:
    while os.getppid() == program:
        time.sleep(LOOKS_EVERY)
    os.kill(os.getpid(), signal.SIGTERM)
