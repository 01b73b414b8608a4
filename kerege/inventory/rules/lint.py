"""What a text may not tell: holdings, quantities, storage places, weak points of security.

The columns for it do not exist; this reads the texts that do, and the cells of others' lists (rules.excluded). It
knows words and their neighbours, no meaning: it finds what is written plainly and leaves what is about diseases, tests,
training and equipment alone. tests/inventory/rules has the lists by which it is measured. It is no licence to write
what it does not find.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from kerege.inventory.rules import stems
from kerege.inventory.rules.abbreviations import spelt_out
from kerege.inventory.rules.lookalikes import seen
from kerege.inventory.words.forbidden import Forbidden
from kerege.inventory.words.refused import NOT_FOR_SHARING
from kerege.lib.refusal import Refusal

NEAR = 4
_NUMBERED = re.compile(r"^\d+-(?=\D{3})")
_TOKEN = re.compile(r"[\w'’‘ʻ‌-]+", re.UNICODE)
_SENTENCE = re.compile(r"(?<!\bno)(?<!\bnr)[.!?;\n•؛؟]+(?=\s|$)|[\n;]", re.IGNORECASE)
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


def _refusal(found: Found, field: str) -> Refusal:
    return Refusal(NOT_FOR_SHARING, field=field, found=found.text[:120], kind=found.kind.value)


def findings(text: str) -> Iterator[Found]:
    """Every piece that is not for sharing, sentence by sentence."""
    for sentence in _SENTENCE.split(spelt_out(seen(text))):
        words = _TOKEN.findall(sentence)
        said = [_Word(w) for w in words]
        if not any(word.begins(_TRIGGERS) or _MEASURED.fullmatch(word.plain) for word in said):
            continue
        for kind, look in _LOOKS:
            span = look(said)
            if span is not None:
                yield Found(kind, " ".join(words[span[0] : span[1] + 1]))
                break


@cache
def _stems(listed: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """All of them, which may be whole words, and those with which longer words may begin."""
    stems = [stem.replace("_", " ") for stem in listed.split()]
    return frozenset(stems), tuple(stem for stem in stems if len(stem) > 3)


@lru_cache(maxsize=100_000)
def _begins(word: str, listed: str) -> bool:
    """Kept, because the words of a list of facilities come again in every row."""
    whole, beginnings = _stems(listed)
    return word in whole or word.startswith(beginnings)


_TRIGGERS = " ".join(
    (
        *(stems.AGENTS, stems.CONTAINERS, stems.UNITS, stems.GUARDS, stems.UNPROTECTED, stems.CODES),
        *(stems.STORAGE_PLACES, stems.EVERYBODY, stems.OPENED, stems.KEYS),
    )
)
"""Without one of these nothing is found: most texts are done after one look at their words."""
_NUMBERS, _NUMBER_SIGNS = frozenset(stems.NUMBERS.split()), frozenset(stems.NUMBER_SIGNS.split())
_MEASURED = re.compile(r"\d+(?:[.,]\d+)?(?:ml|мл|mg|мг|µl|мкл)")


class _Word:
    """One word of a sentence, compared without case. `bare` is the word without a number before it: 3-шкафта."""

    __slots__ = ("bare", "plain")

    def __init__(self, written: str) -> None:
        self.plain = written.casefold().strip("-'’‘")
        self.bare = _NUMBERED.sub("", self.plain)

    def begins(self, listed: str) -> bool:
        """Whether it begins with one of the stems; short stems have to be the whole word."""
        return _begins(self.bare, listed)

    @property
    def is_agent(self) -> bool:
        return self.begins(stems.AGENTS) and not self.begins(stems.NO_AGENTS)

    @property
    def is_container(self) -> bool:
        return self.begins(stems.CONTAINERS) and not self.begins(stems.NO_CONTAINERS)

    @property
    def is_place(self) -> bool:
        return self.begins(stems.STORAGE_PLACES) and not self.begins(stems.NO_PLACES)

    @property
    def is_number(self) -> bool:
        return self.plain[:1].isdigit() or self.plain.partition("-")[0] in _NUMBERS

    @property
    def is_code(self) -> bool:
        return _CODE.fullmatch(self.plain) is not None


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
    if is_the_number:  # 40ml, пол-литра
        after = _Word(word.plain.partition("-")[2])
        return _MEASURED.fullmatch(word.plain) is not None or after.is_container or after.begins(stems.UNITS)
    return word.is_container or word.begins(stems.UNITS)


def _meant_for(said: Said, agent: int) -> bool:
    return agent > 0 and said[agent - 1].begins(stems.STOPS)


def _put_away(said: Said) -> Span:
    """So many containers, or so much of something, together with the place where it is kept; whatever is in it."""
    if any(word.begins(stems.PLAIN) or word.begins(stems.LEARNING) for word in said):
        return None
    places = list(_places(said))
    for at, word in enumerate(said):
        if not (word.is_number and places) or (at and said[at - 1].begins(stems.STOPS)):
            continue
        holder = next((i for i in range(at, min(at + NEAR, len(said))) if _holds(said[i], i == at)), None)
        if holder is not None and holder not in places:
            return min(at, *places), max(holder, *places)
    return None


def _numbered_away(said: Said) -> Span:
    """Containers and the number of the freezer, shelf or cupboard in which they stand."""
    if any(word.begins(stems.PLAIN) or word.begins(stems.LEARNING) for word in said):
        return None
    held = [at for at, word in enumerate(said) if word.is_container and not _meant_for(said, at)]
    numbered = [at for at in _places(said) if _is_numbered(said, at)]
    return (min(*held, *numbered), max(*held, *numbered)) if held and numbered else None


def _places(said: Said) -> Iterator[int]:
    """Where something is kept: a place that is for nothing else, or a numbered room, shelf or cupboard."""
    for at, word in enumerate(said):
        if word.is_place or (word.begins(stems.NUMBERED_PLACES) and _is_numbered(said, at)):
            yield at


def _is_numbered(said: Said, at: int) -> bool:
    """3-шкафта, freezer 2, freezer no. 2. A number before the word is a count of freezers."""
    behind = said[at + 1 : at + 3]
    return (
        said[at].bare != said[at].plain
        or (at > 0 and said[at - 1].begins(stems.ORDINALS))
        or (bool(behind) and behind[0].is_number)
        or (len(behind) == 2 and behind[0].plain in _NUMBER_SIGNS and behind[1].is_number)
    )


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
            if after and (after[0].begins(stems.TOGETHER) or _kept_behind(after) or _is_kept(said[at + 1 : at + 4])):
                return at, at + len(after)
    return None


def _kept_behind(after: Said) -> bool:
    """In Turkic, Mongolian and Iranian sentences the verb comes last."""
    return any(w.begins(stems.KEEPS) and not w.plain.isascii() for w in after)


def _is_kept(after: Said) -> bool:
    """They are kept; and not kept out."""
    said = [word.plain for word in after]
    return (
        said[:1] in (["are"], ["is"])
        and said[1:2] in (["kept"], ["held"], ["stored"])
        and not (set(said[2:]) & {"out", "away"})
    )


def _storage(said: Said) -> Span:
    """An agent and the place in which it is stored, or lies, or is."""
    agents = list(_agents(said))
    if not agents:
        return None
    for at, word in enumerate(said):
        numbered = _is_numbered(said, at)
        stored = next((i for i in range(len(said)) if i != at and _is_stored(said, i)), None)
        apart = word.is_place or _is_cold_room(said, at)
        place = apart or (word.begins(stems.NUMBERED_PLACES) and numbered)
        kept = word.begins(stems.FURNITURE) and any(said[i].begins(stems.KEPT_THINGS) for i in agents)
        if ((place or kept) and stored is not None) or (numbered and apart) or (kept and numbered):
            ends = [at, agents[0], *([stored] if stored is not None else [])]
            return min(ends), max(ends)
    return None


def _is_stored(said: Said, at: int) -> bool:
    """It is stored, or is in something."""
    return said[at].begins(stems.STORES) or (
        said[at].plain in {"is", "are"} and at + 1 < len(said) and said[at + 1].plain in {"in", "inside"}
    )


def _is_cold_room(said: Said, at: int) -> bool:
    """A cold room or a deep freeze in two words."""
    return at > 0 and said[at - 1].begins(stems.COLD) and said[at].begins(stems.ROOMS)


def _security(said: Said) -> Span:
    """A guard, lock or alarm with what is wrong with it, its hours, or its code; and a way in for everybody."""
    learning = any(w.begins(stems.LEARNING) for w in said)
    for at, word in enumerate(said):
        if word.begins(stems.UNPROTECTED):
            return at, at
        if word.begins(stems.CODES) and (span := _code(said, at)) is not None:
            return span
        if word.begins(stems.GUARDS) and not (at and said[at - 1].begins(stems.FIRE)):
            wrong = [i for i in _around(said, at, NEAR) if said[i].begins(stems.WEAK) or said[i].begins(stems.HOURS)]
            if wrong and not learning:
                return min(at, wrong[0]), max(at, wrong[0])
        if (span := _way_in(said, at)) is not None and not learning:
            return span
    return None


def _around(said: Said, at: int, near: int) -> range:
    return range(max(0, at - near + 1), min(at + near, len(said)))


def _code(said: Said, at: int) -> Span:
    """The code of a door, as it is."""
    near = [i for i in _around(said, at, NEAR + 1) if said[i].begins(stems.CODED)]
    said_code = [i for i in range(at + 1, min(at + NEAR + 2, len(said))) if said[i].is_code]
    return (min(at, near[0]), said_code[0]) if near and said_code else None


def _way_in(said: Said, at: int) -> Span:
    """Nobody at the entrance, anybody who walks in, a gate that opens from outside, a key under the mat."""
    for what, how in ((stems.EVERYBODY, stems.WAYS_IN), (stems.OPENED, stems.FROM_OUTSIDE), (stems.KEYS, stems.HIDDEN)):
        if said[at].begins(what) and not any(w.begins(stems.NOT_WITHOUT) for w in said):
            found = [i for i in _around(said, at, NEAR + 2) if i != at and said[i].begins(how)]
            if found:
                return min(at, *found), max(at, *found)
    return None


_LOOKS = (
    (Forbidden.QUANTITY, _quantity),
    (Forbidden.STORAGE, _storage),
    (Forbidden.QUANTITY, _put_away),
    (Forbidden.STORAGE, _numbered_away),
    (Forbidden.HOLDINGS, _holdings),
    (Forbidden.SECURITY, _security),
)
