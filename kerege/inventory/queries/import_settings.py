"""What rows are read with: the words of the vocabularies in every language, the gazetteer, countries and
organisations.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from kerege.atlas import queries as atlas
from kerege.inventory import words
from kerege.inventory.rules import column_words as columns
from kerege.inventory.rules.code_words import SYNONYMS
from kerege.inventory.rules.import_rows import Setting, Town
from kerege.inventory.rules.import_words import fillings, taught
from kerege.inventory.rules.mapping import Known
from kerege.inventory.rules.precision import Point
from kerege.lib.text import fold
from kerege.people import queries as people
from kerege.people.rules import REGION

VOCABULARIES: Mapping[str, Mapping[Any, str]] = {
    columns.KIND: words.FACILITY_KINDS,
    columns.SECTORS: words.SECTORS,
    columns.OWNERSHIP: words.OWNERSHIPS,
    columns.STANDING: words.STANDINGS,
    columns.CAPABILITIES: words.CAPABILITIES,
}


def codes() -> dict[str, dict[str, str]]:
    """Of every vocabulary its codes by all that they are called, folded: in every language of the pages, and
    elsewhere.
    """
    found: dict[str, dict[str, str]] = {}
    for target, called in VOCABULARIES.items():
        told = {fold(code.value): code.value for code in called}
        told |= {fold(word): code for code, said in SYNONYMS.get(target, {}).items() for word in said.split("|")}
        for lang, _ in settings.LANGUAGES:
            with translation.override(lang):
                told |= {fold(gettext(sentence)): code.value for code, sentence in called.items()}
        found[target] = told
    tags = {"uz-cyrl": "uz-Cyrl"}
    languages = {
        fold(w): tags.get(lang, lang) for lang, said in columns.LANGUAGE_WORDS.items() for w in said.split("|")
    }
    return found | {columns.LANGUAGES: languages}


def known_values(owner: str) -> Known:
    """For proposing columns: what values of an owner's lists may be."""
    found: dict[str, Iterable[str]] = {target: frozenset(told) for target, told in codes().items()}
    gazetteer = atlas.gazetteer(_territory(owner))
    found |= {
        columns.TERRITORY: frozenset(atlas.territory_codes()),
        columns.UNIT: frozenset(gazetteer.units),
        columns.PLACE: frozenset(gazetteer.towns),
    }
    return Known(values=found, language=_LANGUAGE_OF.get(owner, ""))  # type: ignore[arg-type]  # all are sets


def setting_for(owner: str, *, on: date, usual: Mapping[str, str], month_first: frozenset[str]) -> Setting:
    """What rows of this owner's sheets are read with on the day. `usual` is what `rules.import_words` says."""
    territory = _territory(owner)
    gazetteer = atlas.gazetteer(territory)
    spoken = [lang for lang, _ in settings.LANGUAGES]
    return Setting(
        today=on,
        territory=territory,
        usual=fillings(usual),
        month_first=month_first,
        codes=taught(codes(), usual),
        territories=atlas.territory_codes(),
        units=gazetteer.units,
        towns={
            name: Town(key, Point(latitude, longitude)) for name, (key, latitude, longitude) in gazetteer.towns.items()
        },
        organisations=people.organisations_by_name(territory, on=on, langs=spoken) if territory else {},
    )


def _territory(owner: str) -> str:
    return "" if owner == REGION else owner


_LANGUAGE_OF = {
    "KAZ": "kk",
    "KGZ": "ky",
    "UZB": "uz",
    "TJK": "tg",
    "MNG": "mn",
    "AFG": "fa",
    "PAK": "ur",
}
"""The language of names whose letters leave it open. A country that is not here has none."""
