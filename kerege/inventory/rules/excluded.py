"""What no import takes, whatever the column is called: strains, quantities, storage places, guards, data of persons.

Two nets. The heading is looked at for words in the languages of the region; the values for what such columns hold. What
only sounds like it (levels of biosafety, groups of pathogenicity, counts of staff, anti-plague stations) passes.
"""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from kerege.lib.refusal import N_
from kerege.lib.text import fold


class Topic(StrEnum):
    HOLDINGS = "holdings"
    QUANTITY = "quantity"
    STORAGE = "storage"
    SECURITY = "security"
    PERSONS = "persons"


TOPICS: Mapping[Topic, str] = {
    Topic.HOLDINGS: N_("Strains or agents that somebody keeps are not taken."),
    Topic.QUANTITY: N_("Quantities of agents or samples are not taken."),
    Topic.STORAGE: N_("Places where something dangerous is stored are not taken."),
    Topic.SECURITY: N_("How a place is guarded is not taken."),
    Topic.PERSONS: N_("Names, numbers and birthdays of persons are not taken. Staff is counted by role."),
}


class Excluded(NamedTuple):
    """`found` is the heading, or the value, that gave it away. `cells` is how many values did; 0 for a heading."""

    topic: Topic
    found: str
    cells: int = 0


# Stems of folded words. A heading is excluded when it has a word that begins so and none of the words that excuse it.
_HEADINGS: Mapping[Topic, str] = {
    Topic.HOLDINGS: "штамм strain isolate изолят возбудител pathogen патоген agent агент патогенд қоздырғыш козгогуч "
    "qoʻzgʻatuvchi қўзғатувчи барангезанда shtamm культур коллекци microorganism микроорганизм toxin токсин пба bpa "
    "ottk "
    "үүсгэгч سویه عامل پاتوجن جراثیم",
    Topic.STORAGE: "хранени хранилищ storage stored freezer морозил холодильник repository cryobank криохранилищ "
    "сақтау "
    "сактоо saqlash сақлаш нигоҳдор хадгал ذخیره نگهداری ساتن biobank биобанк stock",
    Topic.SECURITY: "охран guard alarm сигнализац видеонаблюден cctv camera камер пропускн лаз lock замок keyholder "
    "күзет кузет qoʻriq қўриқ хамгаалалт vulnerab уязвим نگهبان محافظ",
    Topic.PERSONS: "паспорт passport иин инн пинфл jshshir жшшир birth рожден туған туулган tugʻilgan туғилган төрсөн "
    "фио surname фамили отчеств телефоны домашн تذکره تولد",
}
_QUANTITIES = "количеств число объем quantity amount number volume саны сан soni сони миқдор тоо тоон تعداد مقدار count"
_OF_WHAT = (
    "штамм strain возбудител pathogen патоген агент agent культур ампул vial пробирк проб sample образц isolate изолят "
    "микроорганизм namuna намуна үлгі"
)
_ALONE = "vials ampoules ампул ампулы пробирок титр titre titer ml мл кое cfu"
_EXCUSES: Mapping[Topic, str] = {
    Topic.HOLDINGS: "групп group персонал staff допуск permit лицензи лиценз разрешени сельскохозяйств agency агентств "
    "agencies contact cultural",
    Topic.STORAGE: "труд здоров",
    Topic.SECURITY: "здоров труд окружающ health природ материнств environment детств",
    Topic.PERSONS: "",
}


def _stems(words: str) -> tuple[str, ...]:
    return tuple(sorted({fold(word).replace(" ", "") for word in words.split()} - {""}))


_STEMS = {topic: _stems(words) for topic, words in _HEADINGS.items()}
_EXCUSED = {topic: _stems(words) for topic, words in _EXCUSES.items()}
_COUNTED, _THINGS, _BARE = _stems(_QUANTITIES), _stems(_OF_WHAT), frozenset(_stems(_ALONE))
_EXACT = frozenset(_stems("lock лаз bpa пба иин инн фио пинфл stock жшшир jshshir лазы ottk camera"))
"""Stems that are whole words: longer words that begin so are others."""


def excluded_heading(name: str) -> Topic | None:
    """The topic that a heading names; None for one that may be taken."""
    words = fold(re.sub(r"(?<=[a-zа-я])(?=[A-ZА-Я])", " ", name)).split()
    if set(words) & _BARE or (_begins(words, _COUNTED) and _begins(words, _THINGS)):
        return Topic.QUANTITY
    for topic, stems in _STEMS.items():
        if _begins(words, stems) and not _begins(words, _EXCUSED[topic]):
            return topic
    return None


def _begins(words: Sequence[str], stems: Sequence[str]) -> bool:
    return any(w == s if s in _EXACT else w.startswith(s) for w in words for s in stems)


_GENERA = (
    "Bacillus anthracis|Yersinia pestis|Francisella tularensis|Brucella|Burkholderia (?:mallei|pseudomallei)|"
    "Coxiella burnetii|Rickettsia|Vibrio cholerae|Clostridium botulinum|Mycobacterium tuberculosis|Variola|Ebolavirus|"
    "Orthonairovirus|Orthopoxvirus|Nipah|Salmonella (?:enterica|typhi)|Listeria monocytogenes|Chlamydia psittaci"
)
_VALUES: tuple[tuple[Topic, re.Pattern[str]], ...] = tuple(
    (topic, re.compile(pattern, re.IGNORECASE))
    for topic, pattern in (
        (Topic.QUANTITY, r"\b\d+[\d\s.,]*(?:vials?|ampoules?|ампул\w*|пробир\w*|флакон\w*|криопробир\w*|КОЕ|CFU|PFU|"
        r"БОЕ)\b"),
        (Topic.QUANTITY, r"\b10\s?\^\s?\d|\b10[⁰¹²³⁴-⁹]|\blog10\b"),
        (Topic.STORAGE, r"(?:freezer|морозил\w*|холодильник\w*|refrigerator|cryobox|криобокс\w*|дьюар\w*|хранилищ\w*|"
        r"сейф\w*|"
                        r"strongroom|rack|стеллаж\w*)\W{0,3}(?:no|№|n)?\W{0,3}\d"),
        (Topic.STORAGE, r"(?:^|\s)[-−–](?:20|70|80|86|196)\s?(?:°|º|C\b|С\b|град)"),
        (Topic.SECURITY, r"(?:код|code|пароль|password|pin)\s(?:замка|двери|of the (?:lock|door)|lock|"
        r"сигнализац\w+)\b"),
        (Topic.SECURITY, r"\b(?:без охраны|не охраняется|unguarded|no guards?|сигнализаци\w+ (?:нет|не работает)|"
        r"broken lock|"
                         r"камер\w* не работа\w+)\b"),
        (Topic.HOLDINGS, r"\b(?:ATCC|NCTC|NCIMB|DSMZ?|CCUG|KCTC|NBRC|ГКПМ|ВКПМ|ВКМ|ГИСК)[\s:№-]*[A-Z]?\d{2,}"),
        (Topic.HOLDINGS, r"\b(?:strains?|штамм\w*|isolates?|изолят\w*|shtamm\w*)\b.{0,25}\d|\bH37R[va]\b|\bSterne 34"),
        (Topic.HOLDINGS, rf"\b(?:{_GENERA})\b|\b[BYFCV]\. ?(?:anthracis|pestis|tularensis|burnetii|cholerae|"
        rf"melitensis|abortus)\b"),
        (Topic.PERSONS, r"^\s*(?:\d{12}|\d{14})\s*$|\b(?:паспорт|passport)\W{0,4}[A-ZА-Я]{0,2}\s?\d{6,}"),
    )
)  # fmt: skip


def excluded_value(text: str) -> Excluded | None:
    """What a value tells that is not taken; None for anything else."""
    for topic, pattern in _VALUES:
        if found := pattern.search(text):
            return Excluded(topic, found[0].strip()[:60], 1)
    return None


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
