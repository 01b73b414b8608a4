"""Recording how countries stand with instruments: the table that a node brings, and what a focal point states."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils import timezone

from kerege.atlas import queries as atlas
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.law.models import InstrumentVersion, PartyStatus
from kerege.law.rules.dates import exists_from
from kerege.law.rules.release import check_whole
from kerege.law.rules.statuses import (
    BY_A_PERSON,
    ENDED,
    Exists,
    Said,
    check_said,
    check_statuses,
    is_change,
    is_stated,
    overlaps,
    said,
)
from kerege.law.words import releases as words
from kerege.law.words.parties import Consent, Standing
from kerege.lib.ids import stable_uid
from kerege.lib.refusal import Refusal
from kerege.lib.stated import read_day, read_stated
from kerege.lib.text import clean_line, clean_text
from kerege.people.rules import REGION, Actor, check_may, choice, may
from kerege.people.words import Deed
from kerege.records.recording import named

BROUGHT, STATED = "law.party_statuses.brought", "law.party_status.stated"


def bring_statuses(*, by: Actor, data: bytes, known_from: date) -> int:
    """Bring in a table of statuses with one act; how many rows are new. `known_from` is the day on which it was known.

    A row that says something else than before follows the one that is here, which stays readable as it was known; what
    a person stated here stays. Refuses people.not_yours and law.not_whole.
    """
    check_may(by, Deed.KEEP_CATALOGUE, REGION)
    with checking():
        versions = _versions()
        known = frozenset(line.code for line in atlas.territories(on=known_from, lang="en"))
        exist = {key: _exists(version) for key, version in versions.items()}
        sheet = check_statuses(data, versions=exist, territories=known, today=known_from)
        check_whole(sheet.faults)
        there: dict[tuple[str, int], list[PartyStatus]] = {}
        for held in PartyStatus.objects.all():
            there.setdefault((held.territory_id, held.version_id), []).append(held)  # type: ignore[attr-defined]
    new, ended = [], []
    for _number, row in sheet.rows:
        chain = there.get((row["territory"], versions[row["version"]].pk), [])
        issues = [held for held in chain if held.key.split(".")[0] == row["key"]]
        before = next((held for held in issues if held.known_to is None), None)
        if any(BY_A_PERSON in held.key for held in chain) or (before is not None and _same(before, row)):
            continue
        key = f"{row['key']}.{len(issues)}" if issues else row["key"]
        record = _record(row, versions[row["version"]], known_from, key)
        if before is not None:
            before.known_to, record.follows = known_from, before
            ended.append(before)
        new.append(record)
    if new:
        about = stable_uid("law.statuses", known_from.isoformat())
        with act(BROUGHT, by=by, about=about, created=len(new), followed=len(ended)):
            if ended:
                PartyStatus.objects.bulk_update(ended, ["known_to"])
            PartyStatus.objects.bulk_create(new)
    return len(new)


def state_status(
    *,
    by: Actor,
    territory: str,
    version: str,
    status: str,
    since: str = "",
    until: str = "",
    expression: str = "",
    expressed_on: str = "",
    reservation: str = "",
    source: str,
    source_as_of: str,
    note: str = "",
    follows: str = "",
    today: date | None = None,
) -> PartyStatus:
    """State how a country stands, with the page that says so and its day. It is verified where a keeper of the
    catalogue states it; of what a country states about itself nobody else has read the page.

    `follows` names the status that this one corrects or, where it begins later, ends. Refuses people.not_yours,
    records.nothing_there, atlas.unknown_code, people.unknown_choice, dates.*, text.*, law.statuses_overlap and what
    `check_said` refuses.
    """
    check_may(by, Deed.RECORD_LAW, territory)
    day = today or timezone.now().date()
    with checking():
        about = named(InstrumentVersion, key=version)
        chain = list(PartyStatus.objects.filter(territory_id=territory, version=about, known_to=None))
    new = Said(
        choice(status, Standing, "status"),
        read_stated(since, field="since"),
        read_day(until, field="until"),
        choice(expression, Consent, "expression") if expression else "",
        read_day(expressed_on, field="expressed_on"),
        read_day(source_as_of, field="source_as_of"),
    )
    check_said(new, _exists(about), today=day)
    before = next((row for row in chain if row.key == follows), None)
    change = before is not None and is_change(_said(before), new)
    for other in chain:
        held = _said(other)
        if other is before:
            held = replace(held, until=new.since.first) if change else None  # type: ignore[assignment]
        if held is not None and overlaps(new, held):
            name = atlas.display_names([territory], lang="en", on=day)[territory]
            raise Refusal(words.STATUSES_OVERLAP, field="since", country=str(name), other=other.status)
    with act(STATED, by=by, owner=territory) as done:
        if before is not None:
            _end(before, day, new.since.first if change else None)
        record = PartyStatus(
            key=_free_key(territory, about),
            territory_id=atlas.territory(territory).code,
            instrument=about.instrument,
            version=about,
            status=new.status,
            expression=new.expression,
            expressed_on=new.expressed_on,
            first_day=new.since.first,
            last_day=new.since.last,
            precision=new.since.precision.value,
            until=new.until,
            reservation=clean_text(reservation, field="reservation", max_length=2000) if reservation else "",
            source=clean_line(source, field="source", max_length=300),
            source_as_of=new.source_as_of,
            verified=may(by, Deed.KEEP_CATALOGUE, REGION),
            note=clean_line(note, field="note", max_length=300) if note else "",
            known_from=day,
            follows=None if change else before,
        )
        record.save()
        done.about = record.uid
        done.note(territory=territory, version=version, status=new.status, since=since, source=record.source)
    return record


def _end(before: PartyStatus, day: date, until: date | None) -> None:
    """What was known ends; where the status only ended, it goes on being known with its end."""
    before.known_to = day
    before.save()
    if until is not None:
        copied = {f.name: getattr(before, f.name) for f in PartyStatus._meta.concrete_fields}
        told = {n: v for n, v in copied.items() if n not in {"id", "uid", "key", "known_from", "known_to", "follows"}}
        key = _free_key(before.territory_id, before.version)  # type: ignore[attr-defined]
        key += "" if is_stated(before.key) else ENDED
        PartyStatus(**told | {"until": until, "key": key, "known_from": day, "follows": before}).save()


def _free_key(territory: str, version: InstrumentVersion) -> str:
    stated = PartyStatus.objects.filter(territory_id=territory, version=version, key__contains=BY_A_PERSON).count()
    return f"{territory}-{version.key}{BY_A_PERSON}{stated + 1}"


def _versions() -> dict[str, InstrumentVersion]:
    return {row.key: row for row in InstrumentVersion.objects.select_related("instrument")}


def _exists(version: InstrumentVersion) -> Exists:
    about = version.instrument
    return Exists(about.title, exists_from(adopted_on=version.adopted_on, opened_on=about.opened_on))


def _said(row: PartyStatus) -> Said:
    since = read_stated("")
    if row.first_day is not None:
        since = replace(since, first=row.first_day, last=row.last_day)
    return Said(row.status, since, row.until, row.expression, row.expressed_on, row.source_as_of)


PLAIN = ("status", "expression", "reservation", "source", "verified", "note")


def _values(row: Mapping[str, Any]) -> dict[str, Any]:
    told = said(row)
    return {name: row[name] for name in PLAIN} | {
        "expressed_on": told.expressed_on,
        "first_day": told.since.first,
        "last_day": told.since.last,
        "precision": told.since.precision.value,
        "until": told.until,
        "source_as_of": told.source_as_of,
    }


def _same(before: PartyStatus, row: Mapping[str, Any]) -> bool:
    return all(getattr(before, name) == value for name, value in _values(row).items())


def _record(row: Mapping[str, Any], version: InstrumentVersion, known_from: date, key: str) -> PartyStatus:
    return PartyStatus(
        uid=stable_uid("law.party_status", key, known_from.isoformat()),
        key=key,
        territory_id=row["territory"],
        instrument=version.instrument,
        version=version,
        known_from=known_from,
        **_values(row),
    )
