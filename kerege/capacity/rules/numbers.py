"""Numbers of certificates: short enough to be typed, drawn so that nobody guesses one, with a character that checks;
and how a link for feedback is kept.
"""

import hashlib
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: without I, L, O and U, which are misread."""
DRAWN = 11
_MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0", "U": "V"})


def new_number() -> str:
    """A number such as 7Q4M-9X2T-R5K0: 55 drawn bits and a check character. It says nothing of its holder."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(DRAWN))
    return _grouped(body + check_character(body))


def check_character(body: str) -> str:
    """Luhn's check for base 32: one wrong character, and nearly every swap of two neighbours, is noticed."""
    total, factor = 0, 2
    for letter in reversed(body):
        add = ALPHABET.index(letter) * factor
        total += add // 32 + add % 32
        factor = 3 - factor
    return ALPHABET[-total % 32]


def typed_number(text: str) -> str:
    """A number as it is kept, from how somebody typed it; empty for what can be none."""
    plain = "".join(text.split()).replace("-", "").upper().translate(_MISREAD)
    if len(plain) != DRAWN + 1 or any(letter not in ALPHABET for letter in plain):
        return ""
    return _grouped(plain) if check_character(plain[:-1]) == plain[-1] else ""


def token_digest(token: str) -> str:
    """How a link for one answer is kept: whoever reads the table cannot answer with it."""
    return hashlib.sha256(f"kerege.feedback.1:{token}".encode()).hexdigest()


def _grouped(plain: str) -> str:
    return "-".join(plain[at : at + 4] for at in range(0, len(plain), 4))
