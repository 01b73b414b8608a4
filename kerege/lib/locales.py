"""Languages of the pages as Unicode CLDR calls them, for days, figures and towns."""

from datetime import date
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.languages import get_official_languages

# Django's own formats lack Kazakh, Tajik, Uzbek in Cyrillic and Pashto; Babel brings CLDR's.
# Day before month, as the project writes; American order misleads next to it.
BABEL = {"en": "en_GB", "uz-cyrl": "uz_Cyrl", "uz": "uz_Latn"}


@lru_cache(maxsize=32)
def locale_of(language: str) -> Locale:
    """What CLDR knows of a language by its code in the pages; English for what it does not know."""
    try:
        return Locale.parse(BABEL.get(language, language.replace("-", "_")))
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def day_in(language: str, value: date) -> str:
    """4 April 2018, in a language; all-numeric dates are never used: 04/05 misleads."""
    return bare(format_date(value, "long", locale=locale_of(language)))


def bare(told: object) -> str:
    """Without the "г." that CLDR puts behind a Russian year: at the end of a sentence it makes two full stops."""
    return str(told).removesuffix("г.").rstrip()


def official_languages(alpha2: str) -> tuple[str, ...]:
    """The official languages of a territory as CLDR has them, by their tags; none where it knows none."""
    return tuple(tag.replace("_", "-").lower() for tag in get_official_languages(alpha2.upper()))
