"""The code of a session that is shown to everybody in the room and changes every half minute.

It is computed from a key of the node, the session and the time, so whoever has seen any number of codes cannot make the
next one, and a picture of one tells nothing an hour later. It proves that somebody saw the screen within the last
minute; that they were in the room, the trainer who counts heads sees.
"""

import hmac
from datetime import datetime, timedelta
from hashlib import sha256

from kerege.inventory.rules.bookings import told as by_clock
from kerege.lib.refusal import Refusal
from kerege.training.words import attending as words

STEP = 30
GRACE = 1
"""Seconds for which a code is shown, and how many codes before the present one are still taken."""
LENGTH = 8
EARLY, LATE = timedelta(minutes=30), timedelta(minutes=10)
"""How long before a session codes are shown, and from when on somebody who comes is late."""
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ = str.maketrans("OIL", "011")


def code_at(key: bytes, session: str, at: datetime) -> str:
    """The code of a session (its uid) at a moment: eight characters without those that are taken for others."""
    return _code(key, session, _step(at))


def lasts(at: datetime) -> int:
    """For how many more seconds the code of this moment is shown."""
    return STEP - int(at.timestamp()) % STEP


def check_code(given: str, *, key: bytes, session: str, at: datetime) -> None:
    """Refuse training.code_over: what is not the code of this session now or one step ago. Small letters, spaces and
    hyphens are taken.
    """
    typed = "".join(given.split()).replace("-", "").upper().translate(_READ)
    now = _step(at)
    right = [_code(key, session, step) for step in range(now - GRACE, now + 1)]
    if not any(hmac.compare_digest(typed.encode(), each.encode()) for each in right):
        raise Refusal(words.CODE_OVER, field="code")


def check_time(at: datetime, *, starts: datetime, ends: datetime, zone: str) -> None:
    """Refuse training.session_not_begun and .code_time_over: codes are taken from half an hour before a session to its
    end. `zone` is the clock of the venue, by which it is told.
    """
    if at < starts - EARLY:
        raise Refusal(words.SESSION_NOT_BEGUN, starts=by_clock(starts, zone))
    if at >= ends:
        raise Refusal(words.CODE_TIME_OVER)


def pin_of(key: bytes, enrolment: str, slip: int = 0) -> str:
    """The six digits by which a participant without an account signs in to sessions of the course; `slip` counts how
    often the slip was replaced.
    """
    number = int.from_bytes(_mac(key, "pin", f"{enrolment}.{slip}" if slip else enrolment)[:8])
    return f"{number % 1_000_000:06d}"


def slip_number(typed: str) -> int:
    """The number of a slip as somebody typed it, 0 for what is none: 7, 07 and 7 with spaces around it are one."""
    plain = "".join(typed.split())
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) < 6 else 0


def check_pin(given: str, *, key: bytes, enrolment: str, slip: int = 0) -> None:
    """Refuse training.pin_wrong, also for the PIN of a slip that was replaced."""
    if not hmac.compare_digest("".join(given.split()).encode(), pin_of(key, enrolment, slip).encode()):
        raise Refusal(words.PIN_WRONG, field="pin")


def minutes_late(at: datetime, starts: datetime) -> int:
    """How late somebody came who signed in at a moment; 0 within the first minutes."""
    return int((at - starts).total_seconds() // 60) if at - starts > LATE else 0


def _step(at: datetime) -> int:
    return int(at.timestamp()) // STEP


def _code(key: bytes, session: str, step: int) -> str:
    number = int.from_bytes(_mac(key, "session", f"{session}:{step}")[:8])
    return "".join(_LETTERS[number >> 5 * place & 31] for place in range(LENGTH))


def _mac(key: bytes, use: str, text: str) -> bytes:
    return hmac.new(key, f"kerege.attendance.1:{use}:{text}".encode(), sha256).digest()
