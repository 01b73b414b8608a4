"""The card of a facility as a form to be filled in without a network, and how its submissions are known again.

Its questions are the fields of an import, its choices the codes of our vocabularies. There is no question about
strains, quantities, storage or guards, and none for free text.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kerege.inventory.rules import column_words as words
from kerege.inventory.rules.mapping import memory_key
from kerege.inventory.words.importing import OTHER_FORM_VERSION
from kerege.lib.refusal import Refusal
from kerege.lib.sheets import Sheet

FORM = "kerege_facility"
VERSION = "1"
READ_VERSIONS = frozenset({"1"})
"""Versions whose submissions mean what they say here. An old one stays as long as it does so."""

TEXT, ONE, MANY, NUMBER, DAY, POINT = "text", "select_one", "select_multiple", "integer", "date", "geopoint"


@dataclass(frozen=True)
class Question:
    """`name` stands in submissions, `field` is what it is for an import; `needed` has to be answered."""

    name: str
    kind: str
    field: str
    group: str
    needed: bool = False


def _names() -> list[Question]:
    return [Question(f"name_{_plain(lang)}", TEXT, f"{words.NAME}:{lang}", "names") for lang in words.LANGUAGE_WORDS]


def _plain(code: str) -> str:
    return code.replace("-", "_")


QUESTIONS: tuple[Question, ...] = (
    *_names(),
    Question("kind", ONE, words.KIND, "what", needed=True),
    Question("sectors", MANY, words.SECTORS, "what", needed=True),
    Question("ownership", ONE, words.OWNERSHIP, "what"),
    Question("standing", ONE, words.STANDING, "what"),
    Question("capabilities", MANY, words.CAPABILITIES, "what"),
    Question("languages", MANY, words.LANGUAGES, "what"),
    Question("admin_unit", TEXT, words.UNIT, "where"),
    Question("place", TEXT, words.PLACE, "where"),
    Question("position", POINT, words.POINT, "where"),
    Question("address", TEXT, words.ADDRESS, "where"),
    Question("organisation", TEXT, words.ORGANISATION, "contact"),
    Question("website", TEXT, words.WEBSITE, "contact"),
    *(Question(f"contact_{kind}", TEXT, f"{words.CONTACT}:{kind}", "contact") for kind in words.CONTACT_WORDS),
    *(Question(f"staff_{role}", NUMBER, f"{words.STAFF}:{role}", "staff") for role in words.STAFF_WORDS),
    Question("verified_on", DAY, words.VERIFIED_ON, "verified"),
    Question("verified_by", TEXT, words.VERIFIED_BY, "verified"),
)


def fields_of_form() -> dict[str, str]:
    """The field of every question, as headings are remembered. A submission's own number is its key."""
    found = {memory_key(f"{q.group}/{q.name}"): q.field for q in QUESTIONS if q.kind != POINT}
    for question in QUESTIONS:
        if question.kind == POINT:
            heading = f"{question.group}/{question.name}"
            found |= {memory_key(f"{heading}/{part}"): part for part in (words.LATITUDE, words.LONGITUDE)}
    return found | {memory_key("meta/instanceID"): words.KEY, memory_key("meta/instanceName"): words.LEFT_OUT}


def questions_of(sheet: Sheet) -> Mapping[str, str]:
    """What the headings of a sheet are, where it holds submissions of this form.

    Refuses inventory.other_form_version.
    """
    if sheet.form != FORM:
        return {}
    strange = [version for version in sheet.versions if version not in READ_VERSIONS]
    if strange:
        known: Sequence[str] = sorted(READ_VERSIONS)
        raise Refusal(OTHER_FORM_VERSION, field="file", version=strange[0][:40], known=", ".join(known))
    return fields_of_form()
