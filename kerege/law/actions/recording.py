"""Recording instruments, what states did with them, and milestones of national law."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from kerege.atlas import actions as naming
from kerege.atlas import queries as atlas
from kerege.law.models import Instrument, Milestone, MilestoneSource, StatusRecord, StatusSource
from kerege.law.rules.dates import check_in_force, check_status_date, exists_from
from kerege.law.words import InstrumentKind, MilestoneKind, TreatyAct
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.stated import read_stated
from kerege.lib.text import clean_line, clean_text
from kerege.people.rules import REGION, Actor, check_about, check_may, choice
from kerege.people.words import Deed
from kerege.records.recording import named, record_once
from kerege.records.stated import date_columns

STATUS_RECORDED = "law.status.recorded"


def record_instrument(
    *,
    by: Actor,
    key: str,
    kind: str,
    names: Iterable[tuple[str, str]],
    adopted_on: date | None = None,
    opened_on: date | None = None,
    in_force_on: date | None = None,
    address: str = "",
    note: str = "",
) -> Instrument:
    """Record an international instrument with its names as (language, text) pairs, English first.

    Refuses people.not_yours, people.unknown_choice, law.in_force_before_adoption, records.key_taken.
    """
    check_may(by, Deed.RECORD_REFERENCE, REGION)
    names = list(names)
    check_in_force(exists=exists_from(adopted_on=adopted_on, opened_on=opened_on), in_force_on=in_force_on)
    known = Instrument.objects.filter(key=key).exists()
    with transaction.atomic():
        instrument = record_once(
            Instrument,
            word="law.instrument.recorded",
            by=by,
            owner="",
            where={"key": clean_line(key, field="key", max_length=30)},
            content={
                "title": clean_line(dict(names)["en"], field="title"),
                "kind": choice(kind, InstrumentKind, "kind"),
                "adopted_on": adopted_on,
                "opened_on": opened_on,
                "in_force_on": in_force_on,
                "address": address,
                "note": clean_line(note, field="note", max_length=300) if note else "",
            },
        )
        for lang, text in [] if known else names:
            naming.record_name(
                by=by, subject_uid=instrument.uid, subject_kind="instrument", lang=lang, text=text, start=None
            )
    return instrument


def record_status(
    *,
    by: Actor,
    owner: str,
    key: str,
    territory: str,
    instrument: str,
    act: str,
    on: str,
    sources: Iterable[str],
    note: str = "",
    label: Sensitivity = Sensitivity.PUBLIC,
    synthetic: bool = False,
    today: date | None = None,
) -> StatusRecord:
    """Record what a state did about an instrument; `on` is a day, a month or a year as text.

    Refuses law.before_adoption, law.no_adoption_date, law.no_date, records.nothing_there, people.not_yours,
    people.not_about_others,
    people.unknown_choice, atlas.unknown_code, dates.*, records.key_taken.
    """
    check_may(by, Deed.RECORD_LAW, owner)
    check_about(owner, territory)
    about = named(Instrument, key=instrument)
    did = choice(act, TreatyAct, "act")
    check_status_date(
        act=did,
        on=read_stated(on, field="on"),
        instrument=about.title,
        exists=exists_from(adopted_on=about.adopted_on, opened_on=about.opened_on),
    )
    columns = date_columns(on, date_text="", happened=True, known_by=None, today=today)
    return record_once(
        StatusRecord,
        word=STATUS_RECORDED,
        by=by,
        owner=owner,
        where={"key": clean_line(key, field="key", max_length=60)},
        content=columns
        | {
            "owner": owner,
            "label": label,
            "synthetic": synthetic,
            "territory_id": atlas.territory(territory).code,
            "instrument": about,
            "act": did,
            "note": clean_text(note, field="note") if note else "",
        },
        citations=StatusSource,
        sources=[atlas.source(source) for source in sources],
    )


def record_milestone(
    *,
    by: Actor,
    owner: str,
    key: str,
    kind: str,
    title: str,
    sources: Iterable[str],
    territory: str = "",
    number: str = "",
    project_key: str = "",
    dates: str = "",
    date_text: str = "",
    known_by: date | None = None,
    note: str = "",
    label: Sensitivity = Sensitivity.PUBLIC,
    synthetic: bool = False,
    today: date | None = None,
) -> Milestone:
    """Record a step of national law, or of the whole region's. The same content under the same key changes nothing.

    Refuses people.not_yours, people.not_about_others, people.unknown_choice,
    atlas.unknown_code, dates.*, records.key_taken, figures.no_source.
    """
    check_may(by, Deed.RECORD_LAW, owner)
    check_about(owner, territory)
    columns = date_columns(dates, date_text=date_text, happened=True, known_by=known_by, today=today)
    return record_once(
        Milestone,
        word="law.milestone.recorded",
        by=by,
        owner=owner,
        where={"key": clean_line(key, field="key", max_length=60)},
        content=columns
        | {
            "owner": owner,
            "label": label,
            "synthetic": synthetic,
            "territory_id": atlas.territory(territory).code if territory else None,
            "kind": choice(kind, MilestoneKind, "kind"),
            "title": clean_line(title, field="title"),
            "number": number,
            "project_key": project_key,
            "note": clean_text(note, field="note") if note else "",
        },
        citations=MilestoneSource,
        sources=[atlas.source(source) for source in sources],
    )
