"""What is kept as data in versions: how a version stands, whose words it is in, and its texts in several languages."""

from collections.abc import Mapping
from enum import StrEnum

Texts = Mapping[str, str]
"""A text by the tag of its language."""


class VersionState(StrEnum):
    """How a version stands. A published one never changes."""

    DRAFT = "draft"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"


class Wording(StrEnum):
    """Whose words the content is in."""

    OWN = "own"
    LOADED = "loaded"


def text_in(texts: Texts, lang: str, source: str) -> str:
    """The text in a language, else in that in which the content was written, else any."""
    for tag in (lang, lang.split("-")[0], source):
        if texts.get(tag):
            return texts[tag]
    return next(iter(texts.values()), "")
