"""Recording national measures, who issues them and of which rank they are."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from kerege.atlas import queries as atlas
from kerege.journal.actions import act
from kerege.law.actions.bodies import record_authority
from kerege.law.models import Authority, Measure, MeasureSource, NormRank
from kerege.law.rules.measures import label_for, measure_uri, titles_of
from kerege.law.words import measures_refused as words
from kerege.law.words.measures import AliasScheme, MeasureKind, MeasureState
from kerege.lib.refusal import Refusal
from kerege.lib.stated import done_by, read_stated
from kerege.lib.text import clean_line, clean_text
from kerege.people.rules import Actor, check_about, check_may, choice, may
from kerege.people.words import Deed
from kerege.records.recording import named, plain_key, record_once

__all__ = ["confirm_measure", "own_measure", "record_authority", "record_measure", "record_rank"]


def record_rank(*, by: Actor, territory: str, key: str, level: int, names: Mapping[str, str]) -> NormRank:
    """Record of which rank a kind of norm is in a country: the lower the level, the higher the norm.

    Refuses people.not_yours, atlas.unknown_code, law.no_title and records.key_taken.
    """
    check_may(by, Deed.RECORD_LAW, territory)
    place = atlas.territory(territory)
    return record_once(
        NormRank,
        word="law.rank.recorded",
        by=by,
        owner=place.code,
        where={"territory_id": place.code, "key": plain_key(key)},
        content={"level": level, "names": titles_of(names)},
    )


def record_measure(
    *,
    by: Actor,
    owner: str,
    uri: str,
    kind: str,
    titles: Mapping[str, str],
    sources: Iterable[str],
    state: str = MeasureState.UNKNOWN,
    number: str = "",
    dates: str = "",
    rank: str = "",
    authority: str = "",
    delegated_from: str = "",
    delegated_eid: str = "",
    gazette: str = "",
    gazette_on: date | None = None,
    link: str = "",
    aliases: Mapping[str, str] | None = None,
    note: str = "",
    label: int | None = None,
    synthetic: bool = False,
    today: date | None = None,
) -> Measure:
    """Record a measure of a country under its address; `dates` say when it was adopted, of a draft when it was written.
    A draft is national unless its label says otherwise. The same content again changes nothing.

    Refuses people.not_yours, people.unknown_choice, law.no_title, law.uri_malformed, law.uri_date, law.other_country,
    law.no_measure, dates.*, text.*, atlas.unknown_code, records.nothing_there, records.key_taken and figures.no_source.
    """
    check_may(by, Deed.RECORD_LAW, owner)
    place = atlas.territory(owner)
    check_about(owner, place.code)
    stands = choice(state, MeasureState, "state")
    address = measure_uri(uri, country=owner, alpha2=(place.alpha2 or "").lower())
    return record_once(
        Measure,
        word="law.measure.recorded",
        by=by,
        owner=owner,
        where={"uri": str(address)},
        content=_dated(dates, stands, today or timezone.localdate())
        | {
            "owner": owner,
            "label": label_for(stands, label),
            "synthetic": synthetic,
            "territory_id": place.code,
            "kind": choice(kind, MeasureKind, "kind"),
            "rank": named(NormRank, territory_id=place.code, key=rank) if rank else None,
            "authority": named(Authority, key=authority) if authority else None,
            "titles": titles_of(titles),
            "number": clean_line(number, field="number", max_length=40) if number else "",
            "stated_state": stands,
            "delegated_from": own_measure(by=by, uri=delegated_from, field="delegated_from")
            if delegated_from
            else None,
            "delegated_eid": clean_line(delegated_eid, field="delegated_eid", max_length=120) if delegated_eid else "",
            "gazette": clean_line(gazette, field="gazette", max_length=200) if gazette else "",
            "gazette_on": gazette_on,
            "link": link,
            "aliases": [
                [choice(scheme, AliasScheme, "aliases"), clean_line(number, field="aliases", max_length=60)]
                for scheme, number in sorted((aliases or {}).items())
            ],
            "note": clean_text(note, field="note") if note else "",
        },
        citations=MeasureSource,
        sources=[atlas.source(source) for source in sources],
    )


def confirm_measure(*, by: Actor, uri: str, today: date | None = None) -> Measure:
    """Say that what is recorded of a measure was looked at and holds; it counts as confirmed for two years.

    Refuses people.not_yours and law.no_measure.
    """
    measure, day = own_measure(by=by, uri=uri), today or timezone.localdate()
    if measure.confirmed_on != day:
        with act("law.measure.confirmed", by=by, owner=measure.owner, about=measure.uid, on=day):
            measure.confirmed_on = day
            measure.save()
    return measure


def own_measure(*, by: Actor, uri: str, field: str = "uri") -> Measure:
    """A measure that the actor records, by its address. Refuses law.no_measure and people.not_yours."""
    try:
        found = named(Measure, whose=lambda owner: may(by, Deed.RECORD_LAW, owner), uri=uri.strip())
    except Refusal:
        raise Refusal(words.NO_MEASURE, field=field, uri=uri[:300]) from None
    check_may(by, Deed.RECORD_LAW, found.owner)
    return found


def _dated(dates: str, state: str, today: date) -> dict[str, Any]:
    """The columns of the date; a measure that is no draft was adopted by its last day."""
    stated = read_stated(dates)
    adopted = stated.first is not None and state != MeasureState.DRAFT
    return {
        "first_day": stated.first,
        "last_day": stated.last,
        "precision": stated.precision.value,
        "done_by": done_by(stated, known_by=None, today=today) if adopted else None,
    }
