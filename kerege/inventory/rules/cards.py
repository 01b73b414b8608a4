"""What stands on the card of a facility, field by field: how it is cleaned, kept and read again."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from kerege.atlas.rules import language_tag
from kerege.inventory.rules.lint import check_text
from kerege.inventory.words import (
    Capability,
    ContactFunction,
    FacilityKind,
    Function,
    Ownership,
    Proof,
    Sector,
    StaffRole,
    Standing,
    Transport,
    Waste,
    refused,
)
from kerege.lib.contacts import is_contact
from kerege.lib.figures import whole
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.stated import FIRST_YEAR, NOT_A_DAY
from kerege.lib.text import EMPTY, clean_line, clean_text, fold

Code = TypeVar("Code", bound=StrEnum)

USUAL_LABELS: dict[str, Sensitivity] = {
    "position": Sensitivity.REGIONAL,
    "address": Sensitivity.NATIONAL,
    "contacts": Sensitivity.REGIONAL,
    "staff": Sensitivity.NATIONAL,
}
"""The fields with a label of their own, and the label that they have where nobody chose one."""
MOST_STAFF = 5_000
LONGEST_NOTE = 2_000
PLAIN = ("ownership", "standing", "capabilities", "functions", "languages", "website", "waste", "transport")
_WEB = re.compile(r"https?://[^\s/?#@]+\.[^\s/?#@.]{2,}(?:[/?#]\S*)?", re.IGNORECASE)


def code(value: object, codes: type[Code], *, field: str) -> str:
    """One code. Refuses inventory.unknown_code, naming all there are."""
    try:
        return codes(str(value).strip()).value
    except ValueError:
        known = ", ".join(c.value for c in codes)
        raise Refusal(refused.UNKNOWN_CODE, field=field, code=str(value)[:60], scheme=field, known=known) from None


def listed(values: Iterable[object] | str, codes: type[Code], *, field: str) -> str:
    """Several codes as they are kept: each once, in the order of the vocabulary, between spaces."""
    given = values.split() if isinstance(values, str) else values
    chosen = {code(value, codes, field=field) for value in given}
    return spaced(c.value for c in codes if c.value in chosen)


def spaced(values: Iterable[str]) -> str:
    """Codes between spaces, so that " food " is found in it and nothing that only contains food; empty for none."""
    joined = " ".join(values)
    return f" {joined} " if joined else ""


def free_text(value: object, *, field: str, most: int = LONGEST_NOTE) -> str:
    """A text for readers. Refuses text.* and inventory.not_for_sharing; empty stays empty."""
    if not str(value or "").strip():
        return ""
    text = clean_text(value, field=field, max_length=most)
    check_text(text, field=field)
    return text


def free_line(value: object, *, field: str, most: int = 200) -> str:
    """The same in one line."""
    if not str(value or "").strip():
        return ""
    text = clean_line(value, field=field, max_length=most)
    check_text(text, field=field)
    return text


def needed_line(value: object, *, field: str, most: int = 200) -> str:
    """A line that may not be empty. Refuses text.* and inventory.not_for_sharing."""
    text = free_line(value, field=field, most=most)
    if not text:
        raise Refusal(EMPTY, field=field)
    return text


def names_of(names: Mapping[str, object]) -> dict[str, str]:
    """Names by language, cleaned. Refuses inventory.no_name, atlas.bad_language, text.*, inventory.not_for_sharing."""
    given = {language_tag(lang, field="names"): text for lang, text in names.items() if str(text or "").strip()}
    if not given:
        raise Refusal(refused.NO_NAME, field="names")
    return {lang: free_line(text, field="names") for lang, text in given.items()}


def main_name(names: Mapping[str, str]) -> str:
    """The one of several names by which the record goes where there is room for one: English, else the first."""
    return names.get("en") or next(iter(names.values()))


def languages(tags: Iterable[str] | str, *, field: str = "languages") -> str:
    """Working languages, between spaces. Refuses atlas.bad_language."""
    given = tags.split() if isinstance(tags, str) else tags
    return spaced(dict.fromkeys(language_tag(tag, field=field) for tag in given))


def website(address: object) -> str:
    """An address that a browser can open. Refuses inventory.not_a_website and text.*."""
    if not str(address or "").strip():
        return ""
    text = clean_line(address, field="website", max_length=300)
    if not _WEB.fullmatch(text):
        raise Refusal(refused.NOT_A_WEBSITE, field="website", address=text[:80])
    return text


def contacts(pairs: Iterable[tuple[object, object]] | Mapping[str, object]) -> str:
    """Contacts by function, one a line. Refuses inventory.unknown_code, inventory.not_a_contact and text.*."""
    given = pairs.items() if isinstance(pairs, Mapping) else pairs
    told = []
    for function, value in given:
        if not str(value or "").strip():
            continue
        text = clean_line(value, field="contacts", max_length=120)
        if not is_contact(text):
            raise Refusal(refused.NOT_A_CONTACT, field="contacts", value=text[:60])
        told.append(f"{code(function, ContactFunction, field='contacts')} {text}")
    return "\n".join(dict.fromkeys(told))


def read_contacts(text: str) -> list[tuple[str, str]]:
    """Function and contact; a line that is none stands with an empty function."""
    pairs = [line.partition(" ") for line in text.splitlines() if line.strip()]
    return [(function, value) if value else ("", function) for function, _, value in pairs]


def staff(counts: Mapping[Any, object]) -> str:
    """Numbers of people by role, one a line; a role without people is left out.

    Refuses inventory.unknown_code, figures.not_a_figure and inventory.too_many_staff.
    """
    told: dict[str, int] = {}
    for role, count in counts.items():
        if str(count if count is not None else "").strip():
            number = whole(count, field="staff")  # type: ignore[arg-type]
            if number > MOST_STAFF:
                raise Refusal(refused.TOO_MANY_STAFF, field="staff", count=number, most=MOST_STAFF)
            told[code(role, StaffRole, field="staff")] = number
    return "\n".join(f"{role.value} {told[role.value]}" for role in StaffRole if told.get(role.value))


def read_staff(text: str) -> list[tuple[str, int]]:
    """Role and number; what cannot be read is left out."""
    pairs = (line.rpartition(" ") for line in text.splitlines())
    return [(role, int(count)) for role, _, count in pairs if role and count.isascii() and count.isdigit()]


def day_before(day: date | None, *, field: str, today: date) -> date | None:
    """A day on which something happened. Refuses inventory.in_future, and dates.not_a_day before the year 1900."""
    if day is not None and day.year < FIRST_YEAR:
        raise Refusal(NOT_A_DAY, field=field, value=day.isoformat())
    if day is not None and day > today:
        raise Refusal(refused.IN_FUTURE, field=field, day=day.isoformat())
    return day


CLEANED: dict[str, Callable[[Any], object]] = {
    "kind": lambda v: code(v, FacilityKind, field="kind"),
    "ownership": lambda v: code(v or Ownership.NOT_RECORDED, Ownership, field="ownership"),
    "standing": lambda v: code(v or Standing.OPERATIONAL, Standing, field="standing"),
    "proof": lambda v: _proof(v),
    "sectors": lambda v: _sectors(v),
    "capabilities": lambda v: listed(v or (), Capability, field="capabilities"),
    "functions": lambda v: listed(v or (), Function, field="functions"),
    "waste": lambda v: listed(v or (), Waste, field="waste"),
    "transport": lambda v: listed(v or (), Transport, field="transport"),
    "languages": lambda v: languages(v or ()),
    "website": website,
    "packages": lambda v: free_text(v, field="packages"),
    "note": lambda v: free_text(v, field="note"),
    "address": lambda v: free_line(v, field="address", most=300),
    "verified_by": lambda v: free_line(v, field="verified_by"),
    "contacts": lambda v: contacts(v or ()),
    "staff": lambda v: staff(v or {}),
}
"""Each field of the card that needs no other record, with what makes a value of it or refuses."""


def _proof(value: object) -> str:
    proof = code(value or Proof.DECLARED, Proof, field="proof")
    if proof == Proof.EXPIRED:  # it is what a proof becomes by itself
        known = ", ".join(p.value for p in Proof if p != Proof.EXPIRED)
        raise Refusal(refused.UNKNOWN_CODE, field="proof", code=proof, scheme="proof", known=known)
    return proof


def _sectors(values: object) -> str:
    chosen = listed(values or (), Sector, field="sectors")  # type: ignore[arg-type]
    if not chosen:
        raise Refusal(refused.NO_SECTOR, field="sectors")
    return chosen


def folded(text: str) -> str:
    """By what names of facilities are compared."""
    return fold(text)[:400]
