"""Imports in words: fields, errors and reasons in the reader's language."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext

from kerege.inventory.queries.import_settings import VOCABULARIES
from kerege.inventory.rules.import_rows import DOUBT
from kerege.inventory.rules.mapping import WHY, Why
from kerege.inventory.rules.matching import BECAUSE, Because
from kerege.inventory.words import DOUBTS, STAFF_ROLES, Doubt
from kerege.inventory.words.importing import UNKNOWN_WORD
from kerege.lib.refusal import KNOWN, N_
from kerege.lib.sheets.words import NOTICES, Noticed

FIELDS: Mapping[str, str] = {
    "key": N_("The sender's number"),
    "kind": N_("Kind of facility"),
    "sectors": N_("Sectors"),
    "ownership": N_("Who runs it"),
    "standing": N_("State of the facility"),
    "territory": N_("Country"),
    "admin_unit": N_("Region or province"),
    "place": N_("Town"),
    "latitude": N_("Latitude"),
    "longitude": N_("Longitude"),
    "point": N_("Latitude and longitude in one column"),
    "address": N_("Address"),
    "organisation": N_("Organisation"),
    "capabilities": N_("What it can do"),
    "languages": N_("Working languages"),
    "website": N_("Website"),
    "contact:phone": N_("Telephone of the office"),
    "contact:mail": N_("Mail address of the office"),
    "verified_on": N_("Verified on"),
    "verified_by": N_("Verified by"),
    "sources": N_("Sources"),
    "name": N_("Name"),
    "names": N_("Name"),
}
NAMES: Mapping[str, str] = {
    "en": N_("Name in English"),
    "ru": N_("Name in Russian"),
    "kk": N_("Name in Kazakh"),
    "ky": N_("Name in Kyrgyz"),
    "uz": N_("Name in Uzbek"),
    "uz-cyrl": N_("Name in Uzbek (Cyrillic)"),
    "tg": N_("Name in Tajik"),
    "mn": N_("Name in Mongolian"),
    "fa": N_("Name in Dari or Persian"),
    "ps": N_("Name in Pashto"),
    "ur": N_("Name in Urdu"),
}


def field_name(target: str) -> str:
    """A field as a reader knows it."""
    kind, _, detail = target.partition(":")
    if kind == "name" and detail in NAMES:
        return gettext(NAMES[detail])
    if kind == "staff" and detail:
        role = {r.value: text for r, text in STAFF_ROLES.items()}.get(detail, detail)
        return gettext("Number of people: %(role)s") % {"role": gettext(role)}
    return gettext(FIELDS[target]) if target in FIELDS else target


def sentence(target: str, code: str, data: Mapping[str, Any]) -> str:
    """An error or doubt of a cell, with what the vocabulary of its field knows."""
    if code.startswith(DOUBT):
        return gettext(DOUBTS[Doubt(code.removeprefix(DOUBT))])
    word = KNOWN.get(code)
    if word is None:
        return code
    told = dict(data)
    if code == UNKNOWN_WORD.code:
        told["known"] = ", ".join(gettext(text) for text in VOCABULARIES.get(target, {}).values()) or "ISO 3166-1"
    try:
        return gettext(word.sentence) % told
    except KeyError:
        return code


def notice(word: str, data: Mapping[str, Any]) -> str:
    return gettext(NOTICES[Noticed(word)]) % data


def why(reason: list[Any]) -> str:
    """Why a column is proposed for a field."""
    data = {name: gettext(value) if name == "topic" else value for name, value in reason[1].items()}
    text = gettext(WHY[Why(reason[0])]) % data
    return f"{text} {data['topic']}" if "topic" in data else text


def because(reason: list[Any]) -> str:
    """Why a row may be a card that is there."""
    return gettext(BECAUSE[Because(reason[0])]) % reason[1]
