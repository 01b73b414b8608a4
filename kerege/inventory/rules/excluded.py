"""What no import takes, whatever the column is called: strains, quantities, storage places, guards, data of persons.

Two nets. The heading is looked at for words in the languages of the region; the values for what such columns hold, and
as texts (rules.lint). What only sounds like it (levels of biosafety, groups of pathogenicity, counts of staff,
anti-plague stations) passes.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from kerege.inventory.rules import stems
from kerege.inventory.rules.lint import findings
from kerege.inventory.rules.lookalikes import seen
from kerege.inventory.words.forbidden import Forbidden
from kerege.lib.text import fold


class Excluded(NamedTuple):
    """`found` is the heading, or the value, that gave it away. `cells` is how many values did; 0 for a heading."""

    topic: Forbidden
    found: str
    cells: int = 0


def _folded(words: str) -> tuple[str, ...]:
    return tuple(sorted({fold(word).replace(" ", "") for word in words.split()} - {""}))


_WHOLE = frozenset(stems.WHOLE.split())
_STEMS = {
    topic: _folded(" ".join(word for word in words.split() if word not in _WHOLE))
    for topic, words in stems.HEADINGS.items()
}
_EXACT = {topic: _WHOLE & set(words.split()) for topic, words in stems.HEADINGS.items()}
"""As they are written: folded, иин is the English word in."""
_EXCUSED = {topic: _folded(words) for topic, words in stems.EXCUSES.items()}
_COUNTED, _THINGS, _BARE = _folded(stems.AMOUNTS), _folded(stems.OF_WHAT), frozenset(_folded(stems.ALONE))
_ONLY = frozenset(_folded(stems.ONLY))
_FOR_WORK, _SAMPLES = _folded(stems.COUNTED_FOR_WORK), _folded(stems.SAMPLES_COUNTED)
_NOTHING_ELSE = {topic: frozenset(_folded(words)) for topic, words in stems.NOTHING_ELSE.items()}
_PHRASES = {topic: tuple(fold(each) for each in told.split("|")) for topic, told in stems.PHRASES.items()}


_SPREAD = re.compile(r"(?<=\b\w)[\s._-](?=\w\b)")
"""Between the letters of a word that somebody spread: S t r a i n s."""


def excluded_heading(name: str) -> Forbidden | None:
    """The topic that a heading names; None for one that may be taken."""
    spaced = re.sub(r"(?<=[a-zа-я])(?=[A-ZА-Я])", " ", _SPREAD.sub("", seen(name).replace("_", " ")))
    words, written = fold(spaced).split(), set(re.split(r"\W+", spaced.casefold()))
    if set(words) & _BARE or (words and set(words) <= _ONLY) or _is_amount(words):
        return Forbidden.QUANTITY
    said = " ".join(words)
    for topic, phrases in _PHRASES.items():
        if (words and set(words) <= _NOTHING_ELSE[topic]) or any(phrase in said for phrase in phrases):
            return topic
    for topic, begun in _STEMS.items():
        if (written & _EXACT[topic] or _begins(words, begun)) and not _begins(words, _EXCUSED[topic]):
            return topic
    return None


def _is_amount(words: Sequence[str]) -> bool:
    """An amount of something that is kept; not of samples in a year, which is work."""
    things = [word for word in words if _begins([word], _THINGS)]
    work = all(_begins([word], _SAMPLES) for word in things) and _begins(words, _FOR_WORK)
    return bool(things) and _begins(words, _COUNTED) and not work


def _begins(words: Sequence[str], begun: Sequence[str]) -> bool:
    return any(word.startswith(stem) for word in words for stem in begun)


QUANTITY, STORAGE, SECURITY = Forbidden.QUANTITY, Forbidden.STORAGE, Forbidden.SECURITY
HOLDINGS, PERSONS = Forbidden.HOLDINGS, Forbidden.PERSONS
_GENERA = (
    "Bacillus anthracis|Yersinia pestis|Francisella tularensis|Brucella|Burkholderia (?:mallei|pseudomallei)|"
    "Coxiella burnetii|Rickettsia|Vibrio cholerae|Clostridium botulinum|Mycobacterium tuberculosis|Variola|Ebolavirus|"
    "Orthonairovirus|Orthopoxvirus|Nipah|Salmonella (?:enterica|typhi)|Listeria monocytogenes|Chlamydia psittaci"
)
_VALUES: tuple[tuple[Forbidden, re.Pattern[str]], ...] = tuple(
    (topic, re.compile(pattern, re.IGNORECASE))
    for topic, pattern in (
        (QUANTITY, r"\b\d+[\d\s.,]*(?:vials?|ampoules?|ампул\w*|пробир\w*|флакон\w*|криопробир\w*|КОЕ|CFU|PFU|БОЕ)\b"),
        (QUANTITY, r"\b10\s?\^\s?\d|\b10[⁰¹²³⁴-⁹]|\blog10\b"),
        (STORAGE, r"(?:freezer|морозил\w*|холодильник\w*|refrigerator|cryobox|криобокс\w*|дьюар\w*|хранилищ\w*|сейф\w*|"
                  r"strongroom|rack|стеллаж\w*)\W{0,3}(?:no|№|n)?\W{0,3}\d"),
        (STORAGE, r"(?:^|\s)[-−–](?:20|70|80|86|196)\s?(?:°|º|C\b|С\b|град)"),
        (SECURITY, r"(?:код|code|пароль|password|pin)\s(?:замка|двери|of the (?:lock|door)|lock|сигнализац\w+)\b"),
        (SECURITY, r"\b(?:без охраны|не охраняется|unguarded|no guards?|сигнализаци\w+ (?:нет|не работает)|broken lock|"
                   r"камер\w* не работа\w+)\b"),
        (HOLDINGS, r"\b(?:ATCC|NCTC|NCIMB|DSMZ?|CCUG|KCTC|NBRC|ГКПМ|ВКПМ|ВКМ|ГИСК)[\s:№-]*[A-Z]?\d{2,}"),
        (HOLDINGS, r"\b(?:strains?|штамм\w*|isolates?|изолят\w*|shtamm\w*)\b.{0,25}\d|\bH37R[va]\b|\bSterne 34"),
        (HOLDINGS, rf"\b(?:{_GENERA})\b|\b[BYFCV]\. ?(?:anthracis|pestis|tularensis|burnetii|cholerae|melitensis|"
                   r"abortus)\b"),
        (PERSONS, r"^\s*(?:\d{12}|\d{14})\s*$|\b(?:паспорт|passport)\W{0,4}[A-ZА-Я]{0,2}\s?\d{6,}"),
    )
)  # fmt: skip


@lru_cache(maxsize=20_000)  # the words of a column are few and come again in every row
def excluded_value(text: str) -> Excluded | None:
    """What a value tells that is not taken; None for anything else."""
    for topic, pattern in _VALUES:
        if found := pattern.search(text):
            return Excluded(topic, found[0].strip()[:60], 1)
    return next((Excluded(found.kind, found.text[:60], 1) for found in findings(text)), None)


_SHARE = 0.05


def excluded_column(name: str, values: Sequence[str]) -> Excluded | None:
    """Why a column is left out whole: its heading, or at least two of its values and a twentieth of them."""
    topic = excluded_heading(name)
    if topic is not None:
        return Excluded(topic, name[:60])
    hits = [found for found in map(excluded_value, values) if found]
    if len(hits) >= 2 and len(hits) >= _SHARE * len(values):
        return Excluded(hits[0].topic, hits[0].found, len(hits))
    return None
