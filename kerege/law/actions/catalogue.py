"""Publishing a release of the catalogue: all of it with one act, or nothing."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from kerege.atlas import actions as naming
from kerege.atlas.actions import NameRow
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.law.models import (
    CatalogueRelease,
    Instrument,
    InstrumentProvision,
    InstrumentVersion,
    Obligation,
    ObligationLink,
    ReleaseEntry,
    Topic,
)
from kerege.law.rules.release import Release, check_release, check_whole, digest, number_of
from kerege.law.words import releases as words
from kerege.law.words.catalogue import TextState
from kerege.lib.ids import stable_uid
from kerege.lib.refusal import Refusal
from kerege.people.rules import REGION, Actor, check_may
from kerege.people.words import Deed

RELEASED = "law.catalogue.released"
Rows = list[dict[str, Any]]


def publish_release(
    *, by: Actor, version: str, published_on: date, changelog: Mapping[str, str], tables: Mapping[str, bytes]
) -> CatalogueRelease:
    """Publish a release: what it says stands from now on, and stays in its entries whatever comes later.

    The same release again changes nothing. Refuses people.not_yours, law.not_whole, law.not_a_version,
    law.release_taken and law.release_older.
    """
    check_may(by, Deed.KEEP_CATALOGUE, REGION)
    number = number_of(version)
    release = check_release(tables)
    check_whole(release.faults)
    with checking():
        there = {row.version: row for row in CatalogueRelease.objects.all()}
    if version in there:
        if there[version].sha256 != release.sha256:
            raise Refusal(words.RELEASE_TAKEN, field="version", version=version)
        return there[version]
    newest = max(there, key=number_of, default="")
    if newest and number < number_of(newest):
        raise Refusal(words.RELEASE_OLDER, field="version", version=version, newest=newest)
    with transaction.atomic():
        with act(RELEASED, by=by, version=version, sha256=release.sha256, obligations=len(release.obligations)) as done:
            named = _instruments(release.instruments)
            _obligations(release)
            row = CatalogueRelease(
                uid=stable_uid("law.release", version, release.sha256),
                version=version,
                sha256=release.sha256,
                published_on=published_on,
                changelog=dict(changelog),
                provisional=release.provisional,
            )
            row.save()
            _entries(row, release.obligations)
            done.about = row.uid
        naming.record_names(by=by, rows=named)
    return row


def _instruments(rows: Rows) -> list[NameRow]:
    """Bring the instruments up to the release; gives back the names of those that are new."""
    there = {row.key: row for row in Instrument.objects.all()}
    new, named = [], []
    for position, told in enumerate(rows, start=1):
        values = {n: told[n] for n in ("kind", "force", "universal", "depositary", "address", "note", "work_uri")}
        values |= {n: _day(told[n]) for n in ("adopted_on", "opened_on", "in_force_on")}
        values |= {"title": told["name_en"], "position": position}
        found = there.get(told["key"])
        if found is None:
            found = Instrument(key=told["key"], uid=stable_uid("law.instrument", told["key"]))
            new.append(found)
            named += [NameRow(found.uid, "instrument", lang, told[f"name_{lang}"]) for lang in ("en", "ru")]
        _set(found, values)
    _write(Instrument, new, list(there.values()))
    return named


def _obligations(release: Release) -> None:
    instruments = {row.key: row for row in Instrument.objects.all()}
    topics = _keyed(Topic, release.topics, _topic)
    versions = _keyed(InstrumentVersion, release.versions, lambda told, _at: _version(told, instruments))
    places = _provisions(release.obligations, instruments)

    def obligation(told: Mapping[str, Any], position: int) -> dict[str, Any]:
        plain = (
            *("kind", "force", "bearer", "modality", "sector", "cbrn_areas", "needs_penalty", "needs_authority"),
            *("min_norm_rank", "verified", "verified_via", "source", "note"),
        )
        return {name: told[name] for name in plain} | {
            "instrument": instruments[told["instrument"]],
            "provision": places[told["instrument"], told["eid"]],
            "since": versions[told["since"]],
            "until": versions.get(told["until"]),
            "topic": topics[told["topic"]],
            "statement": {"en": told["statement_en"], "ru": told["statement_ru"]},
            "states": {"en": TextState.SOURCE.value, "ru": TextState.DRAFT.value},
            "position": position,
            "withdrawn": False,
        }

    found = _keyed(Obligation, release.obligations, obligation)
    kept = {row["key"] for row in release.obligations}
    gone = [row for key, row in found.items() if key not in kept and not row.withdrawn]
    for row in gone:
        row.withdrawn = True
    _write(Obligation, [], gone)
    _links(release.links, found)


def _topic(told: Mapping[str, Any], position: int) -> dict[str, Any]:
    return {"label": {"en": told["label_en"], "ru": told["label_ru"]}, "position": position}


def _version(told: Mapping[str, Any], instruments: Mapping[str, Instrument]) -> dict[str, Any]:
    return {
        "instrument": instruments[told["instrument"]],
        "position": told["position"],
        "label": {"en": told["label_en"], "ru": told["label_ru"]},
        "adopted_on": _day(told["adopted_on"]),
        "in_force_on": _day(told["in_force_on"]),
        "work_uri": told["work_uri"],
        "source": told["source"],
    }


def _provisions(rows: Rows, instruments: Mapping[str, Instrument]) -> dict[tuple[str, str], InstrumentProvision]:
    there = {(row.instrument.key, row.eid): row for row in InstrumentProvision.objects.select_related("instrument")}
    new = []
    for position, told in enumerate(rows, start=1):
        place = told["instrument"], told["eid"]
        if place not in there:
            there[place] = InstrumentProvision(
                uid=stable_uid("law.provision", *place),
                instrument=instruments[place[0]],
                eid=place[1],
                num=told["provision"],
                position=position,
            )
            new.append(there[place])
        elif there[place].pk:
            _set(there[place], {"num": told["provision"]})
    _write(InstrumentProvision, new, [row for row in there.values() if row.pk])
    return there


def _links(rows: Rows, obligations: Mapping[str, Obligation]) -> None:
    """Links say nothing that a later view could rest on: they are those of the newest release."""
    ObligationLink.objects.all().delete()
    made = [
        ObligationLink(
            uid=stable_uid("law.link", told["obligation"], told["to"], told["relation"]),
            obligation=obligations[told["obligation"]],
            to=obligations[told["to"]],
            **{name: told[name] for name in ("relation", "view_of", "provisional", "note")},
        )
        for told in rows
    ]
    ObligationLink.objects.bulk_create(made)


def _entries(release: CatalogueRelease, rows: Rows) -> None:
    found = {row.key: row for row in Obligation.objects.all()}
    entries = [
        ReleaseEntry(
            uid=stable_uid("law.entry", release.version, told["key"], digest(told)),
            release=release,
            obligation=found[told["key"]],
            content=told,
            sha256=digest(told),
        )
        for told in rows
    ]
    ReleaseEntry.objects.bulk_create(entries)


# -- writing what is new and what changed ------------------------------------------------------------------------------


def _keyed(model: Any, rows: Rows, values: Any) -> dict[str, Any]:
    """The records of these rows by key, with what is there already."""
    there = {row.key: row for row in model.objects.all()}
    old, new = [*there.values()], []
    for position, told in enumerate(rows, start=1):
        found = there.get(told["key"])
        if found is None:
            found = there[told["key"]] = model(
                key=told["key"], uid=stable_uid(f"law.{model._meta.model_name}", told["key"])
            )
            new.append(found)
        _set(found, values(told, position))
    _write(model, new, old)
    return there


def _set(record: Any, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(record, name, value)


def _write(model: Any, new: list[Any], old: list[Any]) -> None:
    model.objects.bulk_create(new)
    names = [f.name for f in model._meta.concrete_fields if f.name not in {"id", "uid"}]
    if old:
        model.objects.bulk_update(old, names)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
