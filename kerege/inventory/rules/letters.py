"""In which language names are written, as far as their letters tell."""

from collections.abc import Iterable, Mapping

_CYRILLIC: Mapping[str, str] = {
    "kk": "әғқңөұүһі",
    "ky": "ңөү",
    "mn": "өү",
    "uz-cyrl": "ўқғҳ",
    "tg": "ғӣқӯҳҷ",
}
_ARABIC: Mapping[str, str] = {"fa": "پچژگکی", "ps": "پچژگکیټډړښځڅېۍڼ", "ur": "پچژگکیٹڈڑےہھں"}
_UZBEK = ("oʻ", "gʻ", "o'", "g'", "o‘", "g‘", "o`", "g`")
_ENOUGH = 0.15
"""Many names of a national language have none of its own letters; so many of them are enough."""


def language_of_letters(values: Iterable[str], *, of_country: str = "") -> str:
    """The language code that the letters of all values together point to; `of_country` decides what they leave open.

    Cyrillic without letters of its own is Russian, Latin without is English.
    """
    texts = [value.casefold() for value in values if value.strip()]
    if not texts:
        return of_country or "en"
    scripts = [_script(text) for text in texts]
    script = max(("cyrillic", "arabic", "latin"), key=scripts.count)
    own = [text for text, of in zip(texts, scripts, strict=True) if of == script]
    if script == "latin":
        uzbek = sum(any(sign in text for sign in _UZBEK) for text in own)
        return "uz" if uzbek >= _ENOUGH * len(own) else "en"
    table, rest = (_CYRILLIC, "ru") if script == "cyrillic" else (_ARABIC, "fa")
    return _of_script(own, table, of_country) or (of_country if script == "arabic" and of_country in table else rest)


def _script(text: str) -> str:
    cyrillic = sum("\u0400" <= sign <= "\u04ff" for sign in text)
    arabic = sum("\u0600" <= sign <= "\u06ff" for sign in text)
    latin = sum(sign.isascii() and sign.isalpha() for sign in text)
    return max((("cyrillic", cyrillic), ("arabic", arabic), ("latin", latin)), key=lambda pair: pair[1])[0]


def _of_script(texts: list[str], table: Mapping[str, str], of_country: str) -> str:
    """The language that has all letters which not every language of its script has; empty where there are too few."""
    special = set("".join(table.values()))
    found = [set(text) & special for text in texts]
    if sum(map(bool, found)) < _ENOUGH * len(texts):
        return ""
    used = set().union(*found)
    fits = [lang for lang, letters in table.items() if used <= set(letters)]
    if of_country in fits:
        return of_country
    return (
        min(fits, key=lambda lang: len(table[lang]))
        if fits
        else max(table, key=lambda lang: len(used & set(table[lang])))
    )
