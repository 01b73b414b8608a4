"""What a code of conduct holds, and what is not covered of the ten principles. Plain Python."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from kerege.lib.refusal import Refusal
from kerege.lib.text import clean_line, clean_text
from kerege.lib.versions import Texts, text_in
from kerege.outreach.words import conduct as words

MARK = "outreach.code.1"
MOST_PRINCIPLES = 30
_KEY = re.compile(r"[a-z][a-z0-9-]{0,39}", re.ASCII)
_LANG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", re.ASCII)


class Made(StrEnum):
    """How the text of a language came to be: it was written in it, or translated."""

    SOURCE = "source"
    TRANSLATED = "translated"


@dataclass(frozen=True)
class Principle:
    """One thing that whoever signs promises. `tianjin` are the numbers of the principles that it answers."""

    key: str
    text: Texts
    tianjin: tuple[int, ...]


@dataclass(frozen=True)
class Code:
    """A version of a code, whole in each of its languages; the first language is that in which it was written."""

    title: Texts
    preamble: Texts
    languages: Mapping[str, Made]
    principles: tuple[Principle, ...]

    @property
    def source(self) -> str:
        return next(lang for lang, made in self.languages.items() if made == Made.SOURCE)

    @property
    def open_principles(self) -> tuple[int, ...]:
        """The numbers of the ten that no principle of this code answers."""
        answered = {number for principle in self.principles for number in principle.tianjin}
        return tuple(number for number in words.TIANJIN if number not in answered)

    def title_in(self, lang: str) -> str:
        return text_in(self.title, lang, self.source)


def read(content: Mapping[str, Any]) -> Code:
    """A code from its content: `languages` (the first is the source), `title`, `preamble`, and `principles` with `key`,
    `text` and `tianjin`.

    Refuses outreach.code_lacks, outreach.code_bad_key, outreach.code_unknown, outreach.code_half and text.*: whoever
    signs in a language has read all of it, so a language is whole or not there.
    """
    languages = _languages(content.get("languages"))
    principles = _principles(content.get("principles"), languages)
    return Code(
        title=_texts(content.get("title"), "title", languages, line=True),
        preamble=_texts(content.get("preamble"), "preamble", languages),
        languages=languages,
        principles=principles,
    )


def written(code: Code) -> dict[str, Any]:
    """The content again, so that read(written(code)) is the code."""
    return {
        "languages": list(code.languages),
        "title": dict(code.title),
        "preamble": dict(code.preamble),
        "principles": [{"key": p.key, "text": dict(p.text), "tianjin": list(p.tianjin)} for p in code.principles],
    }


def _languages(told: Any) -> dict[str, Made]:
    found = list(dict.fromkeys(str(lang) for lang in told or ()))
    if not found:
        raise Refusal(words.CODE_LACKS, field="languages", place="languages")
    for lang in found:
        if not _LANG.fullmatch(lang):
            raise Refusal(words.CODE_BAD_KEY, field="languages", key=lang[:20], place="languages")
    return {lang: Made.TRANSLATED if number else Made.SOURCE for number, lang in enumerate(found)}


def _principles(told: Any, languages: Mapping[str, Made]) -> tuple[Principle, ...]:
    rows = list(told or ())
    if not rows:
        raise Refusal(words.CODE_LACKS, field="principles", place="principles")
    if len(rows) > MOST_PRINCIPLES:
        raise Refusal(
            words.CODE_UNKNOWN,
            field="principles",
            value=str(len(rows)),
            place="principles",
            known=f"1–{MOST_PRINCIPLES}",
        )
    found: dict[str, Principle] = {}
    for row in rows:
        key = str(row.get("key", ""))
        place = f"principles.{key or len(found) + 1}"
        if not _KEY.fullmatch(key) or key in found:
            raise Refusal(words.CODE_BAD_KEY, field="principles", key=key[:60], place=place)
        found[key] = Principle(key, _texts(row.get("text"), place, languages), _numbers(row.get("tianjin"), place))
    return tuple(found.values())


def _numbers(told: Any, place: str) -> tuple[int, ...]:
    numbers = tuple(told or ())
    for number in numbers:
        if number not in words.TIANJIN:
            raise Refusal(words.CODE_UNKNOWN, field="principles", value=str(number)[:20], place=place, known="1–10")
    return tuple(sorted(set(numbers)))


def _texts(told: Any, place: str, languages: Mapping[str, Made], *, line: bool = False) -> dict[str, str]:
    """The text in every language of the code, and in no other."""
    given = {str(lang): str(text) for lang, text in dict(told or {}).items() if str(text).strip()}
    if not given:
        raise Refusal(words.CODE_LACKS, field="text", place=place)
    for lang in given:
        if lang not in languages:
            raise Refusal(
                words.CODE_UNKNOWN, field="languages", value=lang[:20], place=place, known=", ".join(languages)
            )
    for lang in languages:
        if lang not in given:
            raise Refusal(words.CODE_HALF, field="languages", lang=lang, place=place)
    clean = clean_line if line else clean_text
    return {lang: clean(given[lang], field=place, max_length=200 if line else 2_000) for lang in languages}
