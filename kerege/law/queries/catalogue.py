"""Reading the catalogue: obligations in the reader's language, the versions of instruments, releases. Public."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kerege.atlas import queries as atlas
from kerege.law.models import (
    CatalogueRelease,
    Instrument,
    InstrumentVersion,
    Obligation,
    ObligationLink,
    ReleaseEntry,
    Topic,
)
from kerege.law.words import releases as words
from kerege.lib.refusal import Refusal
from kerege.lib.text import fold
from kerege.lib.versions import text_in

SOURCE_LANGUAGE = "en"


@dataclass(frozen=True)
class ObligationLine:
    """An obligation with its sentence in the reader's language; `lang` and `state` say in which it is, and how far
    that is checked.
    """

    uid: str
    key: str
    instrument: str
    instrument_name: str
    provision: str
    eid: str
    since: str
    until: str
    topic: str
    topic_label: str
    kind: str
    force: str
    bearer: str
    modality: str
    sector: str
    cbrn_areas: str
    statement: str
    lang: str
    state: str
    needs_penalty: bool
    needs_authority: bool
    min_norm_rank: int | None
    verified: bool
    verified_via: str
    source: str
    note: str
    withdrawn: bool


@dataclass(frozen=True)
class ObligationChoice:
    """Which obligations; what is empty chooses nothing away. `verified` is "yes" or "no"."""

    instrument: str = ""
    topic: str = ""
    kind: str = ""
    force: str = ""
    verified: str = ""
    text: str = ""


ALL = ObligationChoice()


def obligations(*, on: date, lang: str, choice: ObligationChoice = ALL) -> list[ObligationLine]:
    """The obligations of the newest release in its order."""
    wanted: dict[str, Any] = {"withdrawn": False}
    named = {"instrument__key": choice.instrument, "topic__key": choice.topic, "kind": choice.kind}
    wanted |= {name: value for name, value in (named | {"force": choice.force}).items() if value}
    if choice.verified:
        wanted["verified"] = choice.verified == "yes"
    lines = _lines(Obligation.objects.filter(**wanted), on, lang)
    return [line for line in lines if _says(line, choice.text)] if choice.text else lines


def _says(line: ObligationLine, text: str) -> bool:
    sought = fold(text)
    places = (line.statement, line.key, line.provision, line.instrument_name, line.topic_label)
    return any(sought in fold(place) or text.casefold() in place.casefold() for place in places)


def _lines(rows: Any, on: date, lang: str) -> list[ObligationLine]:
    joined = rows.select_related("instrument", "provision", "since", "until", "topic")
    found = list(joined.order_by("position", "key"))
    names = _names({row.instrument for row in found}, on, lang)
    return [_line(row, names, lang) for row in found]


def _names(instruments: Iterable[Instrument], on: date, lang: str) -> Mapping[str, str]:
    rows = list(instruments)
    names = atlas.names_of([row.uid for row in rows], on=on, lang=lang)
    return {row.key: names.get(row.uid, row.title) for row in rows}


def _line(row: Obligation, names: Mapping[str, str], lang: str) -> ObligationLine:
    statement = text_in(row.statement, lang, SOURCE_LANGUAGE)
    tag = next((tag for tag, text in row.statement.items() if text == statement), SOURCE_LANGUAGE)
    plain = (
        *("key", "kind", "force", "bearer", "modality", "sector", "cbrn_areas", "needs_penalty", "needs_authority"),
        *("min_norm_rank", "verified", "verified_via", "source", "note", "withdrawn"),
    )
    return ObligationLine(
        uid=str(row.uid),
        instrument=row.instrument.key,
        instrument_name=names[row.instrument.key],
        provision=row.provision.num,
        eid=row.provision.eid,
        since=row.since.key,
        until=row.until.key if row.until else "",
        topic=row.topic.key,
        topic_label=text_in(row.topic.label, lang, SOURCE_LANGUAGE),
        statement=statement,
        lang=tag,
        state=row.states.get(tag, ""),
        **{name: getattr(row, name) for name in plain},
    )


@dataclass(frozen=True)
class LinkLine:
    """A link as it reads from the obligation that is looked at; `outwards` is false where it is the far end."""

    relation: str
    outwards: bool
    other: ObligationLine
    view_of: str
    provisional: bool
    note: str


@dataclass(frozen=True)
class ReleaseLine:
    version: str
    sha256: str
    published_on: date
    changelog: str
    provisional: int


@dataclass(frozen=True)
class ObligationPage:
    """One obligation with its links, and the releases that state it with the hash of what they say."""

    line: ObligationLine
    links: list[LinkLine]
    stated: list[tuple[str, str]]


def obligation(key: str, *, on: date, lang: str) -> ObligationPage:
    """One obligation, also one that a later release has withdrawn. Refuses law.unknown_obligation."""
    row = Obligation.objects.filter(key=key).first()
    if row is None:
        raise Refusal(words.UNKNOWN_OBLIGATION, key=key[:40])
    out = list(ObligationLink.objects.filter(obligation=row).order_by("relation", "to__position"))
    back = list(ObligationLink.objects.filter(to=row).order_by("relation", "obligation__position"))
    ids = {row.pk, *(link.to_id for link in out), *(link.obligation_id for link in back)}  # type: ignore[attr-defined]
    lines = {line.key: line for line in _lines(Obligation.objects.filter(id__in=ids), on, lang)}
    keys = dict(Obligation.objects.filter(id__in=ids).values_list("id", "key"))
    links = [_link(each, True, lines[keys[each.to_id]]) for each in out]  # type: ignore[attr-defined]
    links += [_link(each, False, lines[keys[each.obligation_id]]) for each in back]  # type: ignore[attr-defined]
    stated = ReleaseEntry.objects.filter(obligation=row).order_by("-release__published_on", "-release__version")
    return ObligationPage(lines[key], links, list(stated.values_list("release__version", "sha256")))


def _link(row: ObligationLink, outwards: bool, other: ObligationLine) -> LinkLine:
    return LinkLine(row.relation, outwards, other, row.view_of, row.provisional, row.note)


@dataclass(frozen=True)
class VersionLine:
    key: str
    label: str
    position: int
    adopted_on: date | None
    in_force_on: date | None
    source: str
    new: tuple[ObligationLine, ...] = ()
    ended: tuple[ObligationLine, ...] = ()


@dataclass(frozen=True)
class InstrumentPage:
    """An instrument with its versions and what each of them asks that the one before did not."""

    key: str
    name: str
    kind: str
    force: str
    universal: bool
    depositary: str
    adopted_on: date | None
    opened_on: date | None
    in_force_on: date | None
    address: str
    note: str
    versions: list[VersionLine] = field(default_factory=list)
    obligations: list[ObligationLine] = field(default_factory=list)


def instrument(key: str, *, on: date, lang: str) -> InstrumentPage:
    """One instrument. Refuses law.unknown_instrument."""
    row = Instrument.objects.filter(key=key).first()
    if row is None:
        raise Refusal(words.UNKNOWN_INSTRUMENT, key=key[:40])
    found = obligations(on=on, lang=lang, choice=ObligationChoice(instrument=key))
    plain = ("key", "kind", "force", "universal", "depositary", "adopted_on", "opened_on", "in_force_on", "address")
    return InstrumentPage(
        name=_names([row], on, lang)[key],
        note=row.note,
        versions=[_version(each, found, lang) for each in row.versions.order_by("position")],  # type: ignore[attr-defined]
        obligations=found,
        **{name: getattr(row, name) for name in plain},
    )


def _version(row: InstrumentVersion, found: list[ObligationLine], lang: str) -> VersionLine:
    return VersionLine(
        key=row.key,
        label=text_in(row.label, lang, SOURCE_LANGUAGE),
        position=row.position,
        adopted_on=row.adopted_on,
        in_force_on=row.in_force_on,
        source=row.source,
        new=tuple(line for line in found if line.since == row.key),
        ended=tuple(line for line in found if line.until == row.key),
    )


def topics(*, lang: str) -> list[tuple[str, str]]:
    """(key, label) of the topics in their order."""
    return [(row.key, text_in(row.label, lang, SOURCE_LANGUAGE)) for row in Topic.objects.order_by("position")]


def releases(*, lang: str) -> list[ReleaseLine]:
    """The releases that this node has, the newest first."""
    rows = CatalogueRelease.objects.order_by("-published_on", "-version")
    return [
        ReleaseLine(r.version, r.sha256, r.published_on, text_in(r.changelog, lang, SOURCE_LANGUAGE), r.provisional)
        for r in rows
    ]


def stated_in(version: str) -> list[tuple[str, str, dict[str, Any]]]:
    """(key, hash, content) of every obligation as a release states it: what a round that rests on it reads."""
    rows = ReleaseEntry.objects.filter(release__version=version).order_by("obligation__position", "obligation__key")
    return list(rows.values_list("obligation__key", "sha256", "content"))
