"""Content in several languages: the one in which it was written, and how far each translation can be relied on."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kerege.capacity.words import Translation
from kerege.lib.refusal import Refusal, RefusalWord
from kerege.lib.text import clean_text

Texts = Mapping[str, str]
"""A text by the tag of its language."""
_LANG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


class InLanguages:
    """Content that says in which `languages` it is."""

    languages: Mapping[str, Translation]

    @property
    def source(self) -> str:
        """The language in which it was written."""
        return next(lang for lang, state in self.languages.items() if state == Translation.SOURCE)


@dataclass(frozen=True)
class Reader:
    """Reads what every kind of content has, and refuses what is wrong with the place, in the words of the kind."""

    lacks: RefusalWord
    bad_key: RefusalWord
    unknown: RefusalWord

    def languages(self, told: Mapping[str, str]) -> dict[str, Translation]:
        """The languages, of which exactly one is that in which it was written."""
        for lang, state in told.items():
            if not _LANG.fullmatch(str(lang)):
                raise Refusal(self.bad_key, field="languages", key=str(lang)[:60], place="languages")
            self.known(state, Translation, f"languages.{lang}")
        found = {lang: Translation(state) for lang, state in told.items()}
        if list(found.values()).count(Translation.SOURCE) != 1:
            raise Refusal(self.lacks, field="languages", place="languages.source")
        return found

    def texts(self, told: Any, place: str, languages: Iterable[str], *, empty: bool = False) -> dict[str, str]:
        """A text by language, in one at least; none at all only where it may be `empty`."""
        found: dict[str, str] = {}
        for lang, text in dict(told or {}).items():
            if lang not in languages:
                listed = ", ".join(languages)
                raise Refusal(self.unknown, field="languages", value=str(lang)[:20], place=place, known=listed)
            if str(text).strip():
                found[lang] = clean_text(text, field=place, max_length=4_000)
        if not found and not empty:
            raise Refusal(self.lacks, field="text", place=place)
        return found

    def known(self, value: Any, choices: Iterable[Any], place: str) -> str:
        """The value, which is one of the choices."""
        listed = [each.value for each in choices]
        if value not in listed:
            raise Refusal(self.unknown, field="kind", value=str(value)[:60], place=place, known=", ".join(listed))
        return str(value)
