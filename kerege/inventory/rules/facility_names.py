"""What the name of a facility says, whatever its language: what kind of place it is, which number, and its own words.

“Ошская межобластная больница № 2”, “Ош облустар аралык 2-оорукана” and “Osh Interregional Hospital No. 2” have the same
concepts and the same number, and are apart only by how “Osh” is written.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from kerege.lib.text import fold, skeleton

# Beginnings of folded words. A word that begins so stands for its concept; the longest beginning wins.
_CONCEPTS: Mapping[str, str] = {
    "laboratory": "laborator лаборатор зертхана лаб lab озмоишгоҳ آزمایشگاه لابراتوار لیبارٹری laboratoriya",
    "hospital": "hospital больниц госпитал аурухана оорукана kasalxona касалхона shifoxona шифохона беморхона شفاخانه "
    "بیمارستان روغتون ہسپتال эмнэлэг стационар",
    "clinic": "clinic клинич клиник поликлиник polyclinic амбулатор емхана клиника klinika дармонгоҳ کلینیک",
    "centre": "center centre центр орталы борбор markaz марказ مرکز төв ciss",
    "institute": "institut институт инститyт انستیتوت нии ғзи ниизкж донишкада хүрээлэн",
    "university": "universit университет донишгоҳ دانشگاه پوهنتون ых сургууль jогорку academy академи akademiya",
    "station": "station станци stansiya станцияси стансия",
    "department": "department отдел отделени bөлім бөлім бөлүм bolim бўлим шуъба тасаг хэлтэс управлени директорат "
    "directorate басқарма башкармалы boshqarma бошқарма раёсат",
    "service": "service служб инспекци inspection қызмет кызмат xizmat хизмат хадамот алба",
    "post": "post пост кпп checkpoint border границ погранич шекара чек чегара marz марз сарҳад бекет пункт point "
    "пропуск crossing",
    "mobile": "mobile мобильн передвижн жылжымалы koʻchma кўчма мобил сайёр хөдөлгөөнт",
    "reference": "reference референс референт эталон",
    "sanitary": "sanitar санитар санэпид мамсанэпид сэс цсэн цгсэн госсанэпид эпидемиолог epidemiolog санитария "
    "цгсэнн дэзо сэн "
    "сэо санэпидем",
    "veterinary": "veterinar ветеринар вет мал доктор ветлаборатор байтарӣ мал дәрігер вет мал эмнэлгийн وترنری "
    "animal животн",
    "plague": "plague противочум чум оба чумага vabo вабо тоъун чумной обаға тарваган",
    "tuberculosis": "tuberculos туберкул фтизи тубдиспансер сил құрт sil سل сүрьеэ phthisi противотуберкул tb",
    "infectious": "infecti инфекци жұқпалы жугуштуу yuqumli юқумли сироятӣ халдварт инфексион сироят",
    "childrens": "child детск балалар bolalar болалар кӯдакон бачагона балдар хүүхд pediatr педиатр کودکان اطفال",
    "maternity": "matern роддом родильн перзентхана tugʻruq туғруқ таваллуд төрөх",
    "blood": "blood кров қан кан qon қон хун цус переливани quyish қуйиш",
    "quarantine": "карантин quarantin karantin",
    "oncology": "onkolog онколог oncolog",
    "dispensary": "dispensar диспансер",
    "agrarian": "agrar аграр agricultur сельскохоз ауыл шаруашылы айыл чарба",
    "united": "united объединен объединён бириккен біріккен birlashgan",
    "prevention": "prevention профилакт алдын profilakt",
    "biosafety": "biosafet биобезопасн биоқауіпсіздік biosecur биокоопсуз bioxavfsiz биохавфсиз",
    "plant": "plant растени фитосанитар phytosanit fitosanit өсімдік өсүмдүк oʻsimlik ўсимлик растанӣ ургамал",
    "food": "food пищев тамақ тамак oziq озиқ хӯрокворӣ хүнс продовольств",
    "forensic": "forensic судебн сот sud суд",
    "military": "military военн әскери аскер harbiy ҳарбӣ цэрг",
    "emergency": "emergenc экстренн скорой чс мчс төтенше",
    "training": "training учебн обучающ оқу окуу oʻquv ўқув таълим сургалт",
    "research": "research научн исследовательск ғылыми илимий ilmiy илмий илмӣ эрдэм зерттеу тадқиқот",
    "regional": "regional region областн облысты облуст viloyat вилоят вилояти провинц provinc oblast обл региональн "
    "аймг аймаг aimag aymag ولایتی ولایت",
    "district": "district районн аудан райондук район tuman туман ноҳия сум ولسوالی rayon raion райн",
    "city": "city городск городской қала шаар shahar шаҳар шаҳр municipal нийслэл شهری town горсэс",
    "national": "national национальн республик republic мемлекеттік государствен мамлекет respublika республика "
    "ҷумҳур улсын ملی "
    "state",
    "central": "central централь орталық борбордук مرکزی",
    "interregional": "interregion межобластн аралык межрайон interdistrict зональн zonal байнаралық",
    "north": "north северн солтүстік түндүк shimol шимол хойд شمال",
    "south": "south южн оңтүстік түштүк janub жануб ҷануб өмнө جنوب",
    "east": "east восточн шығыс чыгыш sharq шарқ зүүн شرق",
    "west": "west западн батыс gʻarb ғарб баруун غرب",
}
_FILLING = (
    "ргп кгп гккп ркп кгу гу рги гп ао тоо ооо осоо мчж дук мчс рк кр рт руз мз муз мзсх мсх гкп пхв на праве "
    "хозяйственного ведения имени им атындағы атындагы nomidagi номидаги ба номи named after of the and for и по при "
    "de и в г гор пос нп llc ltd jsc ministry министерств министрлик министрлиг вазорат vazirlig вазирлиг health "
    "здравоохранени денсаулық саламаттык саламатты sogʻliqni соғлиқни saqlash сақлаш тандурустӣ ҳифзи public "
    "общественн қоғамдық коомдук филиал branch filial филиали салбар бөлімшесі комитет committee комитети контрол "
    "control бақылау көзөмөл nazorat назорат надзор surveillance general общ экспертиз expertise сараптама hygiene "
    "гигиен гиен disease diseases болезн medical медицин медицина tibbiyot тиббиёт тиббӣ д анагаах ухаан эрүүл мэнд "
    "заболеван оорулар аурулар kasallik касаллик оору жана особо опасн өте өтө коркунучтуу аса қауіпті dangerous "
    "especially против каршы қарсы күрес күресу anti "
    "алу сектор sector safety безопасност бюджет учреждени мекеме institution муассиса muassasa организаци"
)


_ACRONYMS: Mapping[str, str] = {
    "црб": "central district hospital",
    "цгб": "central city hospital",
    "гкб": "city hospital clinic",
    "окб": "regional hospital clinic",
    "об": "regional hospital",
    "тмо": "united hospital",
    "цсм": "clinic centre",
    "фап": "clinic post",
    "птд": "tuberculosis dispensary",
    "житс": "aids centre",
    "спид": "aids centre",
    "aids": "aids centre",
}
"""Words that stand for several concepts."""


class Said(NamedTuple):
    """`own` are the words that are no concept, folded and without endings; `bones` their consonants."""

    concepts: frozenset[str]
    numbers: frozenset[str]
    own: tuple[str, ...]
    bones: frozenset[str]


def _beginnings() -> dict[str, str]:
    found: dict[str, str] = {}
    for concept, words in _CONCEPTS.items():
        for word in words.split():
            if folded := fold(word).replace(" ", ""):
                found.setdefault(folded, concept)
    return found


_STEMS = _beginnings()
_ACRONYMS_FOLDED = {fold(word): frozenset(told.split()) for word, told in _ACRONYMS.items()}
_LONGEST = max(map(len, _STEMS))
_SHORT = frozenset(s for s in _STEMS if len(s) < 4)
_FILL = frozenset(filter(None, (fold(w).replace(" ", "") for w in _FILLING.split())))
_FILL_STEMS = tuple(sorted((w for w in _FILL if len(w) >= 6), key=len, reverse=True))
_NUMBER = re.compile(
    r"(?:№|#|\bno\.?|\bn)?\s*(\d{1,4})(?:\s*-?\s*(?:ші|чи|сы|й|я|ая|nchi|нчи|th|st|nd|rd))?\b", re.IGNORECASE
)
_ENDINGS = re.compile(
    r"(?:skaia|skoie|skoe|skoi|skii|ski|skogo|skom|chaia|naia|noe|noi|nogo|nin|nun|dagi|daga|ning|isi|inin|nii|aia|oe|"
    r"ii|oi|"
    r"ni|i|si|su|li)$"
)


@cache
def concept_of(word: str) -> str:
    """The concept of one folded word; empty for a word of its own."""
    if word in _SHORT:
        return _STEMS[word]
    for size in range(min(len(word), _LONGEST), 3, -1):
        if word[:size] in _STEMS:
            return _STEMS[word[:size]]
    return ""


@cache
def bare(word: str) -> str:
    """A folded word without the ending that makes an adjective or a genitive of a town: oshskaia, oshtun, osh."""
    for _ in range(2):
        shorter = _ENDINGS.sub("", word)
        if len(shorter) < 3:
            break
        word = shorter
    return word


@cache
def said(name: str) -> Said:
    """What a name says. Acronyms stay words of their own."""
    numbers = frozenset(n.lstrip("0") or "0" for n in _NUMBER.findall(name))
    concepts: set[str] = set()
    own: list[str] = []
    for word in fold(_NUMBER.sub(" ", name)).split():
        concept = concept_of(word)
        if word in _ACRONYMS_FOLDED:
            concepts |= _ACRONYMS_FOLDED[word]
        elif concept:
            concepts.add(concept)
        elif not _is_filling(word) and word not in own and not word.isdigit():
            own.append(word)
    stems = tuple(bare(word) for word in own)
    return Said(frozenset(concepts), numbers, stems, frozenset(filter(None, map(_bones, stems))))


def _is_filling(word: str) -> bool:
    return len(word) < 2 or word in _FILL or any(word.startswith(stem) for stem in _FILL_STEMS)


def _bones(word: str) -> str:
    return skeleton(word).strip("*").replace("ch", "sh")
