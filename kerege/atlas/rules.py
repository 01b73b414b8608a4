"""What names, designations, relations and editions allow. Plain Python; see the README for the words."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Protocol, TypeVar
from uuid import UUID

from kerege.atlas import words
from kerege.atlas.words import NameKind
from kerege.lib.ids import stable_uid
from kerege.lib.periods import Period
from kerege.lib.refusal import Refusal
from kerege.lib.stated import Precision, Stated, read_stated
from kerege.lib.text import alphabetical

# -- who may write -----------------------------------------------------------------------------------------------------


class Recorder(Protocol):
    """Whoever records reference data; `people.rules.Actor` is one."""

    @property
    def uid(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def roles(self) -> frozenset[str]: ...
    @property
    def is_system(self) -> bool: ...
    def holds(self, roles: Collection[str], owner: str) -> bool: ...


def check_may_record(by: Recorder) -> None:
    """Refuse atlas.not_yours unless `by` is the node itself or keeps the region's reference data for the region."""
    if not (by.is_system or by.holds(words.RECORDING_ROLES, words.REGION)):
        raise Refusal(words.NOT_YOURS)


def may_cite(by: Recorder) -> bool:
    """Whether `by` may record a source: everybody who records anything that has to cite one."""
    return by.is_system or bool(by.roles & words.CITING_ROLES)


def check_may_cite(by: Recorder) -> None:
    """Refuse atlas.not_yours unless `may_cite`."""
    if not may_cite(by):
        raise Refusal(words.NOT_YOURS)


def check_may_keep_evidence(by: Recorder, owner: str) -> None:
    """Refuse atlas.not_your_evidence unless `by` records for this very owner."""
    if not (by.is_system or by.holds(words.CITING_ROLES, owner)):
        raise Refusal(words.NOT_YOUR_EVIDENCE, field="owner", owner=owner[:8])


# -- languages ---------------------------------------------------------------------------------------------------------

_TAG = re.compile(r"^([a-z]{2,3})(?:-([a-z]{4}))?(?:-([a-z]{2}|[0-9]{3}))?$", re.IGNORECASE | re.ASCII)
_SAME = {"uz": "uz-Latn", "fa-AF": "prs", "sr-Cyrl": "sr"}
# A reader of these languages is more likely to read the next one than English. Persian and Dari write alike.
_NEXT = {
    "kk": "ru",
    "ky": "ru",
    "tg": "ru",
    "mn": "ru",
    "uz-Latn": "ru",
    "uz-Cyrl": "uz-Latn",
    "prs": "fa",
    "ps": "fa",
    "uk": "ru",
    "sr-Latn": "sr",
}


def language_tag(lang: str, *, field: str = "lang") -> str:
    """The tag as it is stored: `uz-cyrl` becomes `uz-Cyrl`, `uz` becomes `uz-Latn`. Refuses atlas.bad_language."""
    found = _TAG.match(lang.strip().replace("_", "-"))
    if not found:
        raise Refusal(words.BAD_LANGUAGE, field=field, lang=lang[:20])
    base, script, place = found.groups()
    tag = "-".join(part for part in (base.lower(), script and script.title(), place and place.upper()) if part)
    return _SAME.get(tag, tag)


def language_chain(lang: str) -> tuple[str, ...]:
    """The languages to try for a reader of `lang`, best first, always ending in English."""
    chain = [language_tag(lang)]
    while chain[-1] in _NEXT:
        chain.append(_NEXT[chain[-1]])
    if "-" in chain[-1]:
        chain.append(chain[-1].split("-")[0])
    return tuple(dict.fromkeys([*chain, "en"]))


# -- names -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Called:
    """One name of something, as far as choosing among names needs it."""

    lang: str
    text: str
    kind: str = NameKind.PREFERRED
    start: date | None = None
    end: date | None = None

    def holds(self, on: date) -> bool:
        return Period(self.start, self.end).holds(on)


def check_preferred(new: Called, others: Iterable[Called]) -> None:
    """Refuse atlas.two_current_names when two preferred names of one language share a day."""
    if new.kind != NameKind.PREFERRED:
        return
    period = Period(new.start, new.end)
    for other in others:
        same = other.kind == NameKind.PREFERRED and other.lang == new.lang
        if same and period.overlaps(Period(other.start, other.end)):
            raise Refusal(
                words.TWO_CURRENT_NAMES,
                field="text",
                lang=new.lang,
                other=other.text,
                start=_day(other.start),
                end=_day(other.end),
            )


def chosen_name(names: Iterable[Called], *, lang: str, on: date) -> Called | None:
    """The preferred name on the day, in the first language of the chain that has one.

    Where nothing is known for the day, the preferred name nearest to it; then any other name; None without names.
    """
    order = {tag: place for place, tag in enumerate(language_chain(lang))}
    ranked = sorted(
        names,
        key=lambda n: (
            n.kind != NameKind.PREFERRED,
            n.kind == NameKind.FORMER,
            not n.holds(on),
            order.get(n.lang, len(order)),
            _distance(n, on),
            n.lang,
            n.text,
        ),
    )
    return ranked[0] if ranked else None


def _distance(name: Called, on: date) -> int:
    if name.holds(on):
        return 0
    return (name.start - on).days if name.start and name.start > on else (on - (name.end or on)).days


def _day(day: date | None) -> str:
    return day.isoformat() if day else "…"


# -- designations ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Designated:
    """How a territory is called here: the only shape in which its name leaves the atlas.

    `str()` is the name with its marker. A renderer prints that, and `note` once at the foot of the page, sheet, message
    or feed, introduced by `marker`. Both are empty where nothing has to be said. Nothing in it is HTML.
    """

    name: str
    marker: str = ""
    note: str = ""
    code: str = ""
    lang: str = ""
    note_lang: str = ""

    def __str__(self) -> str:
        return self.name + self.marker

    @property
    def plain_with_marker(self) -> str:
        """For a cell of a table or a line of plain text."""
        return str(self)

    @property
    def parts(self) -> tuple[str, str]:
        """Name and marker apart, for a renderer that raises the marker."""
        return self.name, self.marker

    @property
    def footnote(self) -> str:
        """Marker and note as one line; empty where there is none."""
        return f"{self.marker} {self.note}" if self.note else ""

    @property
    def sort_key(self) -> str:
        return alphabetical(self.name)


@dataclass(frozen=True)
class Ruling:
    """One row of the designation table."""

    lang: str
    display_name: str
    marker: str
    note: str
    start: date | None = None
    end: date | None = None


def designate(code: str, *, names: Iterable[Called], rulings: Iterable[Ruling], lang: str, on: date) -> Designated:
    """The name of a territory on a day with whatever must travel with it.

    A ruling in any language puts its marker on the name in every language: without a translation of the note the note
    is given in the nearest language there is.
    """
    valid = [r for r in rulings if Period(r.start, r.end).holds(on)]
    called = chosen_name(names, lang=lang, on=on)
    if not valid:
        return Designated(called.text if called else code, code=code, lang=called.lang if called else "")
    chain = language_chain(lang)
    ruling = min(valid, key=lambda r: chain.index(r.lang) if r.lang in chain else len(chain))
    if called is None or called.lang != chain[0] or ruling.lang == chain[0]:
        name, spoken = ruling.display_name, ruling.lang
    else:
        name, spoken = called.text, called.lang
    return Designated(name, ruling.marker, ruling.note, code, spoken, ruling.lang)


def notes(shown: Iterable[Designated]) -> tuple[Designated, ...]:
    """Of everything that was shown, one of each with a note, by marker: what the foot of an output has to say."""
    seen = {(d.marker, d.note): d for d in shown if d.note}
    return tuple(seen[key] for key in sorted(seen, key=lambda k: (len(k[0]), k)))


# -- dated relations ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Span:
    """A half-open period as it is stored: the days, and how exactly each is known."""

    start: date | None
    end: date | None
    start_precision: Precision
    end_precision: Precision

    def columns(self, date_text: str = "") -> dict[str, Any]:
        """As the columns of models.dated.Dated."""
        return {
            "start": self.start,
            "end": self.end,
            "start_precision": self.start_precision.value,
            "end_precision": self.end_precision.value,
            "date_text": date_text,
        }


def span(start: str | date | None = None, end: str | date | None = None) -> Span:
    """A period from days, months or years (`2016-09`), or None for unknown.

    Refuses dates.not_a_date and periods.end_before_start.
    """
    first, last = _stated(start, "start"), _stated(end, "end")
    Period(first.first, last.first)
    return Span(first.first, last.first, first.precision, last.precision)


def _stated(value: str | date | None, field: str) -> Stated:
    if isinstance(value, date):
        return Stated(value, value, Precision.DAY)
    return read_stated(value or "", field=field)


def check_no_overlap(subject: str, new: Period, others: Iterable[Period]) -> None:
    """Refuse atlas.overlapping when the relation is already recorded for some of the days."""
    for other in others:
        if new.overlaps(other):
            raise Refusal(
                words.OVERLAPPING,
                field="start",
                subject=subject,
                start=_day(other.start),
                end=_day(other.end),
            )


def check_partnership_source(territory: str, source: str, tells_of_projects: Collection[str]) -> None:
    """Refuse atlas.partnership_inferred without a source, or with one that is known for taking part in a project."""
    if not source or source in tells_of_projects:
        raise Refusal(words.INFERRED, field="source", territory=territory)


def is_certain(start: date | None, shown_by: date | None, on: date) -> bool:
    """Whether a relation without an end before `on` is known to have begun by then."""
    begun = start or shown_by
    return begun is not None and begun <= on


# -- codes, choices, positions -----------------------------------------------------------------------------------------

Choice = TypeVar("Choice", bound=StrEnum)


def uid_of(kind: str, *parts: str) -> UUID:
    """The uid that this reference record has on every node."""
    return stable_uid("atlas", kind, *parts)


def choice(value: str, choices: type[Choice], name: str) -> Choice:
    """The member with that value; refuses atlas.unknown_choice, listing the choices."""
    try:
        return choices(value)
    except ValueError:
        listed = ", ".join(c.value for c in choices)
        raise Refusal(words.UNKNOWN_CHOICE, field=name, value=str(value)[:60], name=name, choices=listed) from None


def check_known(code: str, known: Collection[str], *, scheme: str, field: str = "code") -> str:
    """The code itself; refuses atlas.unknown_code."""
    if code not in known:
        raise unknown(code, scheme=scheme, field=field)
    return code


def unknown(code: str, *, scheme: str, field: str = "code") -> Refusal:
    return Refusal(words.UNKNOWN_CODE, field=field, code=str(code)[:60], scheme=scheme)


def check_shape(code: str, pattern: str, shape: str, *, field: str = "code") -> str:
    """The code itself when all of it fits the pattern; refuses atlas.bad_code, telling `shape`."""
    if not isinstance(code, str) or not re.fullmatch(pattern, code, re.ASCII):
        raise Refusal(words.BAD_CODE, field=field, code=str(code)[:60], shape=shape)
    return code


def check_position(latitude: float, longitude: float) -> tuple[float, float]:
    """Refuses atlas.coordinates for what is not on Earth, NaN included."""
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise Refusal(words.COORDINATES, field="latitude", latitude=str(latitude), longitude=str(longitude))
    return round(latitude, 3), round(longitude, 3)


# -- editions ----------------------------------------------------------------------------------------------------------


def check_citation(*, standard: str, edition: str, start: date | None, on: date) -> None:
    """Refuse atlas.cited_before_edition for a day before the edition was published."""
    if start is not None and on < start:
        raise Refusal(
            words.CITED_BEFORE_EDITION,
            field="on",
            standard=standard,
            edition=edition,
            start=start.isoformat(),
            on=on.isoformat(),
        )


def check_deletion(*, standard: str, edition: str, citations: int) -> None:
    """Refuse atlas.edition_in_use while anything cites or cited the edition."""
    if citations:
        raise Refusal(words.EDITION_IN_USE, standard=standard, edition=edition, count=citations)


def check_replacement(edition: str, by: str, replaced_by: Mapping[str, str]) -> None:
    """Refuse atlas.cyclic_editions when the newer edition is itself replaced, sooner or later, by the older one."""
    at: str | None = by
    while at is not None:
        if at == edition:
            raise Refusal(words.CYCLIC_EDITIONS, field="replaced_by", edition=edition)
        at = replaced_by.get(at)
