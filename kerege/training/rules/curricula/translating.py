"""How each text's translation stands. A translation keeps the mark of the text that it translates, so that it is known
to be outdated when that has changed since; nobody has to remember to say so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from kerege.capacity.words import Translation
from kerege.training.rules.curricula.walking import Content, told_texts


@dataclass(frozen=True)
class Standing:
    """One text in one language: `missing` where the source says something and this language nothing."""

    address: str
    field: str
    state: Translation
    missing: bool


def mark(text: str) -> str:
    """By what a text is known again."""
    return sha256(text.encode()).hexdigest()[:12]


def path(address: str, field: str) -> str:
    return f"{address}.{field}"


def state_of(content: Content, lang: str, address: str, field: str, texts: Mapping[str, str]) -> Translation:
    """How one text stands in a language."""
    if lang == content["source"]:
        return Translation.SOURCE
    given: Mapping[str, Any] = content.get("translations", {}).get(lang, {})
    noted = given.get("texts", {}).get(path(address, field))
    if noted is None:
        return Translation(given.get("state", Translation.DRAFT))
    if noted["of"] and noted["of"] != mark(texts.get(content["source"], "")):
        return Translation.OUTDATED
    return Translation(noted["state"])


def standing(content: Content, lang: str) -> list[Standing]:
    """All texts in one language, in the order of the curriculum."""
    return [
        Standing(address, field, state_of(content, lang, address, field, texts), not texts.get(lang))
        for address, field, texts, _ in told_texts(content)
    ]


def state_of_language(content: Content, lang: str) -> Translation:
    """How far a language as a whole can be relied on: as far as the least of its texts."""
    if lang == content["source"]:
        return Translation.SOURCE
    found = {each.state for each in standing(content, lang) if not each.missing}
    worst = (Translation.OUTDATED, Translation.MACHINE, Translation.DRAFT, Translation.REVIEWED)
    return next((state for state in worst if state in found), Translation.DRAFT)
