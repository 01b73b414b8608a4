"""A password that an attacker tries early is refused, without asking anybody outside.

The lists (30,000 broken passwords, names, common words) and the way of guessing come with the library: it sees through
capital letters, digits for letters, repetitions, rows of keys and dates. What is known of the account counts as a word.
"""

import re
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from zxcvbn import zxcvbn

ENOUGH = 9
"""Powers of ten: after fewer guesses than that a password counts as known. The limits of sign-in do the rest."""
LOOKED_AT = 72
"""The library takes time for long texts; what is longer and good so far is good."""


def context_words(account: Any) -> list[str]:
    """What everybody knows of the account and of this node, in small letters."""
    said = ["kerege", settings.KEREGE_NODE, getattr(account, "name", ""), getattr(account, "email", "")]
    address = getattr(account, "email", "").lower()
    return sorted({address, *(word for text in said for word in re.findall(r"\w{3,}", text.lower()))} - {""})


class GuessablePassword:
    """Django's shape of a validator."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError (guessable) for a password that falls within 10**ENOUGH guesses."""
        if not password:
            return  # too short, which is told by the validator of the length, and nothing that the library can rate
        found = zxcvbn(password[:LOOKED_AT], user_inputs=context_words(user))
        if found["guesses_log10"] < ENOUGH:
            told = gettext(
                "This password is known or easy to guess, also from your name or the name of this platform. Take "
                "several words that do not belong together."
            )
            raise ValidationError(told, code="guessable")

    def get_help_text(self) -> str:
        return gettext("Several words that do not belong together are easy to remember and hard to guess.")
