"""What a text may not tell: holdings, quantities, storage places, weak points of security.

The columns for it do not exist; this reads the texts that do, and the names of columns that somebody brings. It knows
words and their neighbours, no meaning: it finds what is written plainly and leaves what is about diseases, tests,
training and equipment alone. tests/inventory/rules has the lists by which it is measured. It is no licence to write
what it does not find.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from kerege.inventory.rules import stems
from kerege.inventory.words import Forbidden
from kerege.inventory.words.refused import NOT_FOR_SHARING
from kerege.lib.refusal import Refusal

NEAR = 4
_TOKEN = re.compile(r"[\w'’‘ʻ‌-]+", re.UNICODE)
_SENTENCE = re.compile(r"[.!?;:\n•؛؟]+(?=\s|$)|[\n;]")
_CODE = re.compile(r"(?=.*\d)(?=.*[^\W\d_])[\w-]{2,}|\d{3,}", re.UNICODE)


@dataclass(frozen=True)
class Found:
    """A piece of a text that is not for sharing, as it stands there, and what it tells."""

    kind: Forbidden
    text: str


def check_text(text: str, *, field: str) -> None:
    """Refuse inventory.not_for_sharing, naming the piece of the text and what it tells (data: found, kind)."""
    for found in findings(text):
        raise _refusal(found, field)


def check_column(name: str, *, field: str) -> None:
    """The same for the name of a column that somebody brings."""
    found = forbidden_column(name)
    if found is not None:
        raise _refusal(found, field)


def _refusal(found: Found, field: str) -> Refusal:
    return Refusal(NOT_FOR_SHARING, field=field, found=found.text[:120], kind=found.kind.value)


def findings(text: str) -> Iterator[Found]:
    """Every piece that is not for sharing, sentence by sentence."""
    for sentence in _SENTENCE.split(unicodedata.normalize("NFKC", text)):
        words = _TOKEN.findall(sentence)
        said = [_Word(w) for w in words]
        for kind, look in _LOOKS:
            span = look(said)
            if span is not None:
                yield Found(kind, " ".join(words[span[0] : span[1] + 1]))
                break


def forbidden_column(name: str) -> Found | None:
    """What the name of a column announces, where that is not for sharing; None for every other column."""
    said = [_Word(w) for w in _TOKEN.findall(unicodedata.normalize("NFKC", name).replace("_", " "))]
    for word in said:
        if word.begins(stems.COLUMN_WORDS) and not word.begins(stems.NO_AGENTS):
            return Found(_kind_of_column(word), name.strip())
    return None


def _kind_of_column(word: "_Word") -> Forbidden:
    if word.begins(stems.STORES) or word.begins(stems.STORAGE_PLACES):
        return Forbidden.STORAGE
    if word.begins(stems.AGENTS) or word.begins(stems.TOGETHER):
        return Forbidden.HOLDINGS
    return Forbidden.QUANTITY if word.begins("quantity amount titre титр") else Forbidden.SECURITY


@cache
def _stems(listed: str) -> tuple[str, ...]:
    return tuple(stem.replace("_", " ") for stem in listed.split())


@lru_cache(maxsize=100_000)
def _begins(word: str, listed: str) -> bool:
    """Kept, because the words of a list of facilities come again in every row."""
    return any(word == stem or (len(stem) > 3 and word.startswith(stem)) for stem in _stems(listed))


class _Word:
    """One word of a sentence, compared without case."""

    __slots__ = ("plain",)

    def __init__(self, written: str) -> None:
        self.plain = written.casefold().strip("-'’‘")

    def begins(self, listed: str) -> bool:
        """Whether it begins with one of the stems; short stems have to be the whole word."""
        return _begins(self.plain, listed)

    @property
    def is_agent(self) -> bool:
        return self.begins(stems.AGENTS) and not self.begins(stems.NO_AGENTS)

    @property
    def is_number(self) -> bool:
        return self.plain[:1].isdigit() or self.plain in _NUMBERS

    @property
    def is_code(self) -> bool:
        return _CODE.fullmatch(self.plain) is not None


_NUMBERS = frozenset(
    "two three four five six seven eight nine ten twelve twenty thirty forty fifty hundred dozens several "
    "два две три четыре пять шесть семь восемь девять десять двадцать тридцать сорок пятьдесят сто".split()
)
Said = list[_Word]
Span = tuple[int, int] | None


def _agents(said: Said) -> Iterator[int]:
    """Where an agent itself is meant, and not a sample, a test or a medium for it, and not what a test is for."""
    for at, word in enumerate(said):
        after = said[at + 1 : at + 3]
        if word.is_agent and not any(w.begins(stems.SAMPLES) for w in after):
            yield at


def _quantity(said: Said) -> Span:
    """A number, a container or a unit, and the agent that is in it: in this order, or with the agent first."""
    for at, word in enumerate(said):
        if not word.is_number:
            continue
        holder = next((i for i in range(at, min(at + NEAR, len(said))) if _holds(said[i], i == at)), None)
        if holder is None:
            continue
        for agent in _agents(said):
            between = said[min(agent, holder) : max(agent, holder)]
            far = agent - holder if agent > holder else at - agent
            if far <= NEAR and not any(w.begins(stems.STOPS) for w in between) and not _meant_for(said, agent):
                return min(at, agent), max(holder, agent)
    return None


def _holds(word: _Word, is_the_number: bool) -> bool:
    if is_the_number:  # 40ml
        return re.fullmatch(r"\d+(?:[.,]\d+)?(?:ml|мл|mg|мг|µl|мкл)", word.plain) is not None
    return word.begins(stems.CONTAINERS) or word.begins(stems.UNITS)


def _meant_for(said: Said, agent: int) -> bool:
    return agent > 0 and said[agent - 1].begins(stems.STOPS)


def _holdings(said: Said) -> Span:
    """A collection of agents, somebody who keeps them, so many strains, or a strain by its name."""
    for at in _agents(said):
        word = said[at]
        before, after = said[max(0, at - NEAR + 1) : at], said[at + 1 : at + 3]
        if word.begins(stems.NAMED_THINGS):
            if after and after[0].is_code:
                return at, at + 1
            if any(w.is_number for w in before[-2:]):
                return max(0, at - 2), at
        if word.begins(stems.KEPT_THINGS) and not any(w.plain in {"out", "away"} for w in after):
            for kept in (stems.TOGETHER, stems.KEEPS):
                for back, other in enumerate(reversed(before), start=1):
                    if other.begins(kept) and not any(w.begins(stems.STOPS) for w in said[at - back : at]):
                        return at - back, at
            if after and (after[0].begins(stems.TOGETHER) or _kept_behind(after)):
                return at, at + len(after)
    return None


def _kept_behind(after: Said) -> bool:
    """In Turkic, Mongolian and Iranian sentences the verb comes last."""
    return any(w.begins(stems.KEEPS) and not w.plain.isascii() for w in after)


def _storage(said: Said) -> Span:
    """An agent and the place in which it is stored."""
    agents = list(_agents(said))
    if not agents:
        return None
    for at, word in enumerate(said):
        numbered = at + 1 < len(said) and said[at + 1].is_number
        place = word.begins(stems.STORAGE_PLACES) or (word.begins(stems.NUMBERED_PLACES) and numbered)
        stored = next((i for i, w in enumerate(said) if w.begins(stems.STORES) and i != at), None)
        if place and (stored is not None or (numbered and word.begins(stems.STORAGE_PLACES))):
            ends = [at, agents[0], *([stored] if stored is not None else [])]
            return min(ends), max(ends)
    return None


def _security(said: Said) -> Span:
    """A guard, lock or alarm together with what is wrong with it, its hours, or its code."""
    learning = any(w.begins(stems.LEARNING) for w in said)
    for at, word in enumerate(said):
        around = range(max(0, at - NEAR + 1), min(at + NEAR, len(said)))
        if word.begins(stems.UNPROTECTED):
            return at, at
        if word.begins(stems.CODES):
            near = [i for i in range(max(0, at - 2), min(at + 3, len(said))) if said[i].begins(stems.CODED)]
            said_code = [i for i in range(at + 1, min(at + 4, len(said))) if said[i].is_code]
            if near and said_code:
                return min(at, near[0]), said_code[0]
        if word.begins(stems.GUARDS) and not (at and said[at - 1].begins(stems.FIRE)):
            wrong = [i for i in around if said[i].begins(stems.WEAK) or said[i].begins(stems.HOURS)]
            if wrong and not learning:
                return min(at, wrong[0]), max(at, wrong[0])
    return None


_LOOKS = (
    (Forbidden.QUANTITY, _quantity),
    (Forbidden.STORAGE, _storage),
    (Forbidden.HOLDINGS, _holdings),
    (Forbidden.SECURITY, _security),
)
