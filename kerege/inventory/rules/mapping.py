"""Which column of a sheet is which field of a card: proposed with reasons, never decided without somebody.

What the same sender's sheet was told last time comes first, then what the heading says, then what the values look like.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from kerege.inventory.rules import column_words as words
from kerege.inventory.rules.excluded import Excluded, excluded_column
from kerege.inventory.rules.letters import language_of_letters
from kerege.inventory.words.forbidden import FORBIDDEN
from kerege.lib.refusal import N_, Refusal
from kerege.lib.sheets import read_angle, read_count, read_day, read_point
from kerege.lib.text import fold, near_folded

LEFT_OUT = words.LEFT_OUT

SURE = 0.6
"""From this score on a column is proposed for a field; below, it is left out until somebody says what it is."""


class Why(StrEnum):
    FORM = "form"
    REMEMBERED = "remembered"
    HEADING = "heading"
    LIKE = "like"
    VALUES = "values"
    LETTERS = "letters"
    EXCLUDED = "excluded"
    NOT_A_FIELD = "not_a_field"
    UNKNOWN = "unknown"
    TAKEN = "taken"
    CONTRADICTED = "contradicted"


WHY: Mapping[Why, str] = {
    Why.FORM: N_("It is a question of the form that comes from here."),
    Why.REMEMBERED: N_("So it was chosen for this sender before."),
    Why.HEADING: N_("The heading says so."),
    Why.LIKE: N_("The heading is like “%(word)s”."),
    Why.VALUES: N_("%(share)s %% of the values look like it."),
    Why.LETTERS: N_("The letters of the values are of this language."),
    Why.EXCLUDED: N_("This column cannot be imported (“%(found)s”)."),
    Why.NOT_A_FIELD: N_("This has no place on a card."),
    Why.UNKNOWN: N_("Nothing tells what this is. Choose, or leave it out."),
    Why.TAKEN: N_("Another column fits better."),
    Why.CONTRADICTED: N_("The heading says so, but only %(share)s %% of the values fit. Look at them."),
}


class Reason(NamedTuple):
    why: Why
    data: Mapping[str, str | int] = {}


class Sample(NamedTuple):
    """A column as it is looked at: its heading and some of its values as text, without the empty ones."""

    letter: str
    name: str
    values: tuple[str, ...] = ()


Candidate = tuple[float, int, Sample, str, tuple[Reason, ...]]
"""A score, minus the place of its column (the first comes first), the column, a field, and why."""


@dataclass(frozen=True)
class Proposal:
    """What a column is taken for. `excluded` columns cannot be chosen by anybody."""

    letter: str
    field: str
    score: float
    reasons: tuple[Reason, ...]
    excluded: Excluded | None = None


@dataclass(frozen=True)
class Known:
    """What values may be, folded, by field: names of countries, regions and towns, words of the coded vocabularies."""

    values: Mapping[str, Collection[str]] = field(default_factory=dict)
    language: str = ""


def memory_key(name: str) -> str:
    """Under which a heading is remembered: however it is cased, spaced or punctuated."""
    return fold(name)[:200] or name.strip()[:200]


def proposed(
    columns: Sequence[Sample],
    *,
    of_form: Mapping[str, str] | None = None,
    remembered: Mapping[str, str] | None = None,
    known: Known | None = None,
) -> list[Proposal]:
    """One proposal for each column, in their order. No field is proposed twice.

    `remembered` maps memory keys to fields; LEFT_OUT is remembered as well. So does `of_form`, for questions of a form.
    A column that is excluded stays excluded, whatever is remembered.
    """
    known = known or Known()
    settled: dict[str, Proposal] = {}
    open_ones: list[Candidate] = []
    for place, column in enumerate(columns):
        found = _settled(column, of_form or {}, remembered or {})
        if found is not None:
            settled[column.letter] = found
        else:
            open_ones += [(s, -place, column, f, r) for f, s, r in _candidates(column, known)]
    taken = {p.field for p in settled.values()}
    # One column with both coordinates comes last, because it is of no use beside two with one each.
    for score, _, column, target, reasons in sorted(
        open_ones, key=lambda o: (o[3] != words.POINT, o[0], o[1]), reverse=True
    ):
        if column.letter in settled or target in taken or score < SURE or _clashes(target, taken):
            continue
        settled[column.letter] = Proposal(column.letter, target, round(score, 2), reasons)
        taken.add(target)
    return [settled.get(c.letter) or _unplaced(c, open_ones) for c in columns]


def check_choice(columns: Sequence[Sample], chosen: Mapping[str, str]) -> dict[str, Excluded]:
    """The columns among the chosen ones that are excluded, whatever they are called and whoever chose them."""
    found = {c.letter: excluded_column(c.name, c.values) for c in columns if chosen.get(c.letter)}
    return {letter: why for letter, why in found.items() if why is not None}


def _clashes(target: str, taken: Collection[str]) -> bool:
    return target == words.POINT and words.LATITUDE in taken and words.LONGITUDE in taken


def _settled(column: Sample, of_form: Mapping[str, str], remembered: Mapping[str, str]) -> Proposal | None:
    excluded = excluded_column(column.name, column.values)
    if excluded is not None:
        reason = Reason(Why.EXCLUDED, {"found": excluded.found, "topic": FORBIDDEN[excluded.topic]})
        return Proposal(column.letter, LEFT_OUT, 1.0, (reason,), excluded)
    key = memory_key(column.name)
    if key in of_form:
        return Proposal(column.letter, of_form[key], 1.0, (Reason(Why.FORM),))
    if key in remembered:
        return Proposal(column.letter, remembered[key], 1.0, (Reason(Why.REMEMBERED),))
    return None


def _unplaced(column: Sample, candidates: Sequence[Candidate]) -> Proposal:
    if _phrase(fold(column.name), _NOT_A_FIELD) == 1.0:
        return Proposal(column.letter, LEFT_OUT, 0.0, (Reason(Why.NOT_A_FIELD),))
    beaten = any(c[2].letter == column.letter and c[0] >= SURE for c in candidates)
    return Proposal(column.letter, LEFT_OUT, 0.0, (Reason(Why.TAKEN if beaten else Why.UNKNOWN),))


# -- what the heading says ---------------------------------------------------------------------------------------------


def _folded(phrases: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (fold(p) for p in phrases.split("|")))))


_FIELDS = {name: _folded(p) for name, p in words.FIELD_WORDS.items()} | {
    f"{group}:{detail}": _folded(phrases)
    for group, listed in ((words.STAFF, words.STAFF_WORDS), (words.CONTACT, words.CONTACT_WORDS))
    for detail, phrases in listed.items()
}
_ALONE = frozenset(_folded(words.ALONE))
_NOT_A_FIELD = _folded(words.NOT_A_FIELD)
_LANGUAGES = {word: lang for lang, phrases in words.LANGUAGE_WORDS.items() for word in _folded(phrases)}
_LOCAL = frozenset(_folded(words.LOCAL_WORDS))
_FILLING = frozenset(_folded("на|in|the|of|по|и|language|язык|языке|яз|тілінде|тилинде|tilida|тилида|ба забони"))


def _candidates(column: Sample, known: Known) -> list[tuple[str, float, tuple[Reason, ...]]]:
    heading, language = _without_language(column.name)
    found = []
    for target, phrases in _FIELDS.items():
        said = _phrase(heading, phrases)
        share = _share(target, column.values, known)
        score, reasons = _judged(said, share, _nearest(heading, phrases))
        if score >= 0.3:
            if target == words.NAME:
                target, reasons = _named(language, column.values, known, reasons)
            found.append((target, score, reasons))
    return found


def _without_language(name: str) -> tuple[str, str]:
    """The folded heading without the words that name a language, and the language; "local" where it says only that."""
    spaced = re.sub(r"(?<=[a-zа-я])(?=[A-ZА-Я])", " ", name)
    kept, language = [], ""
    for word in fold(spaced).split():
        if word in _LANGUAGES:
            language = language or _LANGUAGES[word]
        elif word in _LOCAL:
            language = language or "local"
        elif word not in _FILLING:
            kept.append(word)
    return " ".join(kept) or fold(spaced), language


def _phrase(heading: str, phrases: Sequence[str]) -> float:
    """1 for the whole heading, less the more there stands beside the phrase."""
    parts, best = heading.split(), 0.0
    for phrase in phrases:
        if phrase == heading:
            return 1.0
        size = len(phrase.split())
        if (
            len(phrase) > 2
            and phrase not in _ALONE
            and any(parts[n : n + size] == phrase.split() for n in range(len(parts) - size + 1))
        ):
            at_the_end = parts[-size:] == phrase.split()
            best = max(best, 0.62 + 0.28 * size / len(parts) + 0.05 * at_the_end)
    return best


def _nearest(heading: str, phrases: Sequence[str]) -> tuple[float, str]:
    if len(heading) < 5:
        return 0.0, ""
    return max(((near_folded(heading, phrase), phrase) for phrase in phrases if len(phrase) > 4), default=(0.0, ""))


def _judged(said: float, share: float | None, near: tuple[float, str]) -> tuple[float, tuple[Reason, ...]]:
    """Heading and values together. `share` is None where values cannot speak for the field."""
    reasons = [Reason(Why.HEADING)] if said >= SURE else []
    score = said
    if not reasons and near[0] >= 0.84:
        score, reasons = near[0] * 0.8, [Reason(Why.LIKE, {"word": near[1]})]
    if share is None:
        return score, tuple(reasons)
    told = Reason(Why.VALUES, {"share": round(share * 100)})
    if not reasons:
        return (0.65 * share, (told,)) if share >= 0.9 else (0.0, ())
    if share < 0.5:
        return score - 0.2, (Reason(Why.CONTRADICTED, told.data),)
    return min(1.2, score + 0.15 * share), (*reasons, told)


def _named(
    language: str, values: Sequence[str], known: Known, reasons: tuple[Reason, ...]
) -> tuple[str, tuple[Reason, ...]]:
    if language and language != "local":
        return f"{words.NAME}:{language}", reasons
    by_letters = language_of_letters(values, of_country=known.language)
    return f"{words.NAME}:{by_letters}", (*reasons, Reason(Why.LETTERS))


# -- what the values look like -----------------------------------------------------------------------------------------


def _reads(read: Callable[[str], object]) -> Callable[[str], bool]:
    def does(text: str) -> bool:
        try:
            read(text)
        except Refusal:
            return False
        return True

    return does


def _is_latitude(text: str) -> bool:
    return _reads(read_angle)(text) and abs(read_angle(text).degrees) <= 90


def _is_point(text: str) -> bool:
    return bool(re.search(r"\d\D+\d", text)) and _reads(read_point)(text)


_SHAPES: Mapping[str, Callable[[str], bool]] = {
    words.LATITUDE: _is_latitude,
    words.LONGITUDE: _reads(read_angle),
    words.POINT: _is_point,
    words.VERIFIED_ON: _reads(read_day),
    f"{words.CONTACT}:phone": lambda text: bool(re.match(r"\+?[\d\s()./,;-]{5,}$", text)),
    f"{words.CONTACT}:mail": lambda text: bool(re.match(r"[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$", text)),
    words.WEBSITE: lambda text: bool(re.match(r"(https?://|www\.)\S+$|[\w-]+(\.[\w-]+)*\.[a-z]{2,}/?$", text)),
}
_NEEDS_HEADING = frozenset({words.LATITUDE, words.LONGITUDE, words.VERIFIED_ON, f"{words.CONTACT}:phone"})
"""Numbers and days can be anything: their values can contradict a heading, but not stand in for one."""


def _share(target: str, values: Sequence[str], known: Known) -> float | None:
    """Which part of the values fits the field; None where that says nothing."""
    if len(values) < 3:
        return None
    if target.startswith(f"{words.STAFF}:"):
        fits = [_reads(read_count)(v) for v in values]
        return min(sum(fits) / len(values), 0.89)
    if target in known.values:
        # A bare number says yes or no under a heading that asks, and anything under another one.
        share = sum(not v.isdigit() and fold(v) in known.values[target] for v in values) / len(values)
        return share if share >= 0.3 else None
    if target not in _SHAPES:
        return None
    share = sum(map(_SHAPES[target], values)) / len(values)
    return min(share, 0.89) if target in _NEEDS_HEADING else share
