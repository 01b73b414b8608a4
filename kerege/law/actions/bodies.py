"""Recording the bodies of a country, and those of no country: what they are called, since when, who follows them."""

from collections.abc import Mapping
from datetime import date

from kerege.atlas import queries as atlas
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.law.models import Authority
from kerege.law.rules.duties import bodies_of, check_days, check_successor
from kerege.law.rules.measures import titles_of
from kerege.law.words import duties_refused as words
from kerege.law.words.duties import BODY_CORRECTED, BODY_RECORDED, BODY_SUCCEEDED
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.text import clean_line
from kerege.people.rules import REGION, Actor, check_may, may
from kerege.people.words import Deed
from kerege.records.recording import correct, named, plain_key, record_once


def record_authority(
    *,
    by: Actor,
    owner: str,
    key: str,
    titles: Mapping[str, str],
    abbreviation: str = "",
    parent: str = "",
    start: date | None = None,
    until: date | None = None,
    label: Sensitivity = Sensitivity.PUBLIC,
    synthetic: bool = False,
) -> Authority:
    """Record a body that issues measures or has duties, under its titles by language. The region's are of no country.

    Refuses people.not_yours, atlas.unknown_code, law.no_title, law.duty_ends_before, records.nothing_there and
    records.key_taken.
    """
    check_may(by, Deed.RECORD_LAW, owner)
    check_days(start, until, None)
    return record_once(
        Authority,
        word=BODY_RECORDED,
        by=by,
        owner=owner,
        where={"key": plain_key(key)},
        content={
            "owner": owner,
            "label": label,
            "synthetic": synthetic,
            "territory_id": None if owner == REGION else atlas.territory(owner).code,
            "titles": titles_of(titles),
            "abbreviation": clean_line(abbreviation, field="abbreviation", max_length=30) if abbreviation else "",
            "parent": body_of(by=by, key=parent, field="parent") if parent else None,
            "start": start,
            "until": until,
        },
    )


def correct_authority(
    *, by: Actor, key: str, titles: Mapping[str, str], start: date | None = None, until: date | None = None
) -> Authority:
    """Write the titles and days of a body anew; the journal keeps both. Nothing happens where nothing changes.

    Refuses people.not_yours, law.unknown_body, law.no_title and law.duty_ends_before.
    """
    found = _own(by, key)
    check_days(start, until, None)
    return correct(
        Authority,
        word=BODY_CORRECTED,
        by=by,
        owner=found.owner,
        where={"key": found.key},
        changes={"titles": titles_of(titles), "start": start, "until": until},
    )


def succeed_authority(*, by: Actor, key: str, successor: str, until: date) -> Authority:
    """Say that a body is no more from `until` on, and which one has its tasks since. The same again changes nothing.

    Refuses people.not_yours, law.unknown_body, law.successor_loop, law.succeeded and law.duty_ends_before.
    """
    found = _own(by, key)
    after = body_of(by=by, key=successor, field="successor")
    with checking():
        check_successor(found.key, after.key, bodies_of([found, after]))
        check_days(found.start, until, None)
        before = found.successor
        if before == after and found.until == until:
            return found
    if before is not None:
        raise Refusal(words.SUCCEEDED, field="successor", key=key, until=str(found.until), successor=before.key)
    with act(BODY_SUCCEEDED, by=by, owner=found.owner, about=found.uid, until=until) as done:
        found.successor, found.until = after, until
        found.save()
        done.note(successor=after.key if after.label == Sensitivity.PUBLIC else "")
    return found


def body_of(*, by: Actor, key: str, field: str) -> Authority:
    """A body by its key. To whoever keeps no law of its owner one that is not public is none.

    Refuses law.unknown_body.
    """
    try:
        return named(Authority, whose=lambda owner: may(by, Deed.RECORD_LAW, owner), key=key.strip())
    except Refusal:
        raise Refusal(words.UNKNOWN_BODY, field=field, key=key[:60]) from None


def _own(by: Actor, key: str) -> Authority:
    found = body_of(by=by, key=key, field="key")
    check_may(by, Deed.RECORD_LAW, found.owner)
    return found
