"""What an alert says in each language, and what is wrong with it."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from kerege.lib.refusal import Refusal, RefusalWord
from kerege.response.words import alerts_refused as refused
from kerege.response.words.alerts import LONGEST_HEADLINE

HTML = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:[a-z]{2,8}|#\d{1,6});")
KAZAKH = frozenset("әғқңөұүһі")
CYRILLIC = frozenset({"ru", "kk", "ky", "tg", "mn", "uk", "uz-cyrl"})
ARABIC = frozenset({"fa", "ps", "ur", "ar"})
UCS2_PART, UCS2_OF_MANY, GSM_PART, GSM_OF_MANY = 70, 67, 160, 153
GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)


@dataclass(frozen=True)
class Said:
    """An alert in one language."""

    language: str
    event: str
    headline: str
    description: str
    instruction: str = ""

    @property
    def whole(self) -> str:
        return " ".join((self.headline, self.description, self.instruction))


@dataclass(frozen=True)
class Warn:
    """Something that a person should look at, and may leave as it is."""

    word: RefusalWord
    language: str


def check(texts: Sequence[Said]) -> None:
    """Refuses response.no_language, .same_language, .no_text, .long_headline, .headline_repeated, .markup and
    .same_text.
    """
    if not texts:
        raise Refusal(refused.NO_LANGUAGE, field="headline_1")
    for number, said in enumerate(texts, start=1):
        _check_one(said, number)
    for one, two in combinations(texts, 2):
        if one.language == two.language:
            raise Refusal(refused.SAME_LANGUAGE, language=two.language)
        for a, b in ((one.headline, two.headline), (one.description, two.description)):
            if _plain(a) == _plain(b):
                raise Refusal(refused.SAME_TEXT, language=one.language, other=two.language)


def _check_one(said: Said, number: int) -> None:
    for name in ("event", "headline", "description"):
        if not getattr(said, name).strip():
            raise Refusal(refused.NO_TEXT, field=f"{name}_{number}", language=said.language)
    if len(said.headline) > LONGEST_HEADLINE:
        told = {"language": said.language, "length": len(said.headline), "most": LONGEST_HEADLINE}
        raise Refusal(refused.LONG_HEADLINE, field=f"headline_{number}", **told)
    if _plain(said.headline) == _plain(said.description):
        raise Refusal(refused.HEADLINE_REPEATED, field=f"description_{number}", language=said.language)
    for name in ("event", "headline", "description", "instruction"):
        if HTML.search(getattr(said, name)):
            raise Refusal(refused.MARKUP, field=f"{name}_{number}", language=said.language)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".!")


def warnings(texts: Sequence[Said]) -> list[Warn]:
    """Languages whose text is written in letters of another one: swapped boxes are the usual reason."""
    return [Warn(refused.WRONG_SCRIPT, said.language) for said in texts if _is_swapped(said)]


def _is_swapped(said: Said) -> bool:
    shares = scripts(said.whole)
    if said.language in CYRILLIC:
        return shares["CYRILLIC"] < 0.5 or (said.language == "ru" and bool(KAZAKH & set(said.whole.casefold())))
    if said.language in ARABIC:
        return shares["ARABIC"] < 0.5
    return shares["LATIN"] < 0.5


def scripts(text: str) -> Mapping[str, float]:
    """The share of each script among the letters of a text; a text without letters has none."""
    letters = [unicodedata.name(each, "") for each in text if each.isalpha()]
    return {
        script: sum(name.startswith(script) for name in letters) / len(letters) if letters else 0.0
        for script in ("LATIN", "CYRILLIC", "ARABIC")
    }


def sms_parts(text: str) -> int:
    """How many short messages a text takes (3GPP TS 23.038): 160 letters of GSM or 70 others, fewer when joined."""
    if not text:
        return 0
    alone, joined = (GSM_PART, GSM_OF_MANY) if set(text) <= GSM else (UCS2_PART, UCS2_OF_MANY)
    length = len(text) if alone == GSM_PART else len(text.encode("utf-16-le")) // 2
    return 1 if length <= alone else -(-length // joined)
