"""Keys of facilities: KZ-F-0001234-C. The last character finds every mistyped one, and all but a few exchanges.

ISO 7064, MOD 37,36.
"""

import re

from kerege.inventory.words.refused import BAD_KEY
from kerege.lib.refusal import Refusal

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
HIGHEST = 9_999_999
_KEY = re.compile(r"([A-Z]{2})-F-([0-9]{7})-([0-9A-Z])", re.ASCII)


def check_character(text: str) -> str:
    """The check character of the letters and digits in `text`; hyphens do not count."""
    product = 36
    for character in text.replace("-", ""):
        total = (product + ALPHABET.index(character)) % 36 or 36
        product = total * 2 % 37
    return ALPHABET[(37 - product) % 36]


def key_of(alpha2: str, number: int) -> str:
    """The key of the facility with this number in the country with this ISO 3166-1 alpha-2 code."""
    if not 0 < number <= HIGHEST:
        raise ValueError(f"{number} has no key")
    body = f"{alpha2.upper()}-F-{number:07d}"
    return f"{body}-{check_character(body)}"


def read_key(text: str, *, field: str = "key") -> tuple[str, int]:
    """Country and number of a key as people type it. Refuses inventory.bad_key, also for a wrong check character."""
    typed = text.strip().upper().replace("\u2013", "-").replace("\u2014", "-").replace(" ", "")
    found = _KEY.fullmatch(typed)
    if found and check_character(typed[:-2]) == found[3] and int(found[2]):
        return found[1], int(found[2])
    raise Refusal(BAD_KEY, field=field, key=text[:40], example=key_of("KZ", 1234))
