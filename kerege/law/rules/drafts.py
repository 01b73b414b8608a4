"""The text of a draft: what is typed becomes Akoma Ntoso, or it is said which words would be lost. Plain Python."""

import re
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from kerege.law.rules.akn import uris
from kerege.law.rules.bringing.made import made
from kerege.law.words import drafting_refused as refused
from kerege.lib.refusal import Refusal

MOST_LETTERS = 400_000
_NOT_OF_NUMBER = re.compile(r"[^a-z0-9]+")
_ROMAN_CYRILLIC = str.maketrans("ХІМС", "XIMC")


@dataclass(frozen=True)
class Drafted:
    """A text that was typed, its lines tidy, with the document that they make."""

    text: str
    content: bytes
    sha256: str


def drafted(typed: str, *, uri: str, language: str, on: date, title: str) -> Drafted:
    """The document of a typed text. Refuses law.draft_without_text, law.draft_words_lost and law.not_marked_up."""
    lines = [tidy for tidy in (" ".join(line.split()) for line in typed.splitlines()) if tidy]
    if not any(sign.isalpha() for line in lines for sign in line):
        raise Refusal(refused.DRAFT_WITHOUT_TEXT, field="text")
    built = made(lines, uri=uris.parse(uri).at(language, on), title=title)
    if built.differs:
        first = built.differs[0]
        told = f"“{first['before']}” → “{first['after']}”"
        raise Refusal(refused.DRAFT_UNREADABLE, field="text", differs=told)
    return Drafted("\n".join(lines), built.content, sha256(built.content).hexdigest())


def number_slug(number: str) -> str:
    """A number as it stands in an address: plain letters and digits with hyphens. Refuses law.bad_number."""
    plain = _NOT_OF_NUMBER.sub("-", number.translate(_ROMAN_CYRILLIC).lower()).strip("-")
    if not any(sign.isdigit() for sign in plain):
        raise Refusal(refused.BAD_NUMBER, field="number")
    return plain


def key_slug(key: str) -> str:
    """A key as it stands in an address."""
    return _NOT_OF_NUMBER.sub("-", key.lower()).strip("-")
