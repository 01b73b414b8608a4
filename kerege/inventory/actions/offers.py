"""Offering help: a facility says what it can give, for how long and to whom; and takes it back."""

import secrets
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from kerege.atlas import queries as atlas
from kerege.inventory.actions.changes import own_facility
from kerege.inventory.models import Facility, Offer
from kerege.inventory.rules.cards import code, free_line, free_text, listed, needed_line
from kerege.inventory.rules.cards import languages as language_tags
from kerege.inventory.rules.enquiries import check_days
from kerege.inventory.rules.helping import amount_of
from kerege.inventory.words.equipment import EquipmentKind
from kerege.inventory.words.helping import LEVEL_OF, Audience, HelpKind
from kerege.inventory.words.refused_help import MORE_OPEN_THAN_CARD, NO_COUNTRIES_NAMED
from kerege.inventory.words.tasks import SHARE
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.refusal import Refusal
from kerege.people import actions as people
from kerege.people import queries as seats
from kerege.people.rules import SYSTEM, Actor, check_may, may
from kerege.people.words import Deed
from kerege.records.recording import KEY_TAKEN, named, plain_key


def offer_help(
    *,
    by: Actor,
    facility: str,
    kind: str,
    title: str,
    start: date,
    until: date,
    audience: str = Audience.REGION,
    countries: Iterable[str] | str = (),
    equipment: Iterable[str] | str = (),
    languages: Iterable[str] | str = (),
    amount: int | str | None = None,
    note: str = "",
    key: str = "",
    synthetic: bool = False,
    today: date | None = None,
) -> Offer:
    """Offer what a facility can do for others, from `start` until before `until`. Whoever keeps its card may.

    Named countries read it once the focal point has shared it; the focal point's seat gets that as a task. The same
    offer again changes nothing.

    Refuses what `own_facility` and the fields refuse (inventory.unknown_code, inventory.not_for_sharing, text.*,
    atlas.bad_language, atlas.unknown_code, records.bad_key), periods.end_before_start, inventory.offer_too_long,
    inventory.offer_over, inventory.more_open_than_card, inventory.no_countries_named, inventory.no_help_amount,
    records.key_taken.
    """
    found, day = own_facility(by=by, facility=facility), today or localdate()
    content: dict[str, Any] = {
        "facility": found,
        "kind": code(kind, HelpKind, field="kind"),
        "title": needed_line(title, field="title"),
        "note": free_text(note, field="note"),
        "equipment": listed(equipment, EquipmentKind, field="equipment"),
        "languages": language_tags(languages),
        "amount": amount_of(amount),
        "start": start,
        "until": until,
        "audience": code(audience, Audience, field="audience"),
        "countries": _countries(audience, countries, found.owner),
    }
    known = _known(key, content)
    if known is not None:
        return known
    check_days(start, until, on=day)
    label = LEVEL_OF[Audience(content["audience"])]
    if label < found.label:
        raise Refusal(MORE_OPEN_THAN_CARD, field="audience")
    number = found.organisation_id
    chair = seats.answering_chair(owner=found.owner, organisation=number, uid=by.uid, until=day, on=day)
    with act("inventory.offer.made", by=by, owner=found.owner) as done:
        offer = Offer(key=_key(key), owner=found.owner, label=label, synthetic=synthetic or found.synthetic, **content)
        offer.made_on, offer.seat_id = day, chair.number if chair else None
        offer.save()
        done.about = offer.uid
        done.note(kind=offer.kind)
        _ask_to_share(offer, day)
    return offer


def withdraw_offer(*, by: Actor, offer: str, why: str = "", today: date | None = None) -> Offer:
    """Take an offer back. Enquiries that were sent go on. Again, it changes nothing.

    Refuses records.nothing_there, people.not_yours, inventory.not_your_facility, inventory.not_for_sharing, text.*.
    """
    found = named(Offer, key=offer, whose=lambda owner: may(by, Deed.RECORD_RESOURCE, owner))
    check_may(by, Deed.RECORD_RESOURCE, found.owner)
    with checking():
        facility = Facility.objects.inside_action().get(pk=found.facility_id)
    own_facility(by=by, facility=facility.key)
    told = free_line(why, field="why")
    if found.withdrawn_on is not None:
        return found
    with act("inventory.offer.withdrawn", by=by, owner=found.owner, about=found.uid):
        found.withdrawn_on, found.withdrawn_why = today or localdate(), told
        found.save()
    return found


def _key(key: str) -> str:
    """The given key, or one that is drawn: keys in a row would tell of offers that a reader may not know of."""
    return plain_key(key) if key else f"O-{secrets.token_hex(5)}"


def _countries(audience: str, countries: Iterable[str] | str, owner: str) -> str:
    if audience != Audience.COUNTRIES:
        return ""
    given = countries.split() if isinstance(countries, str) else countries
    codes = sorted({atlas.territory(str(each)).code for each in given} - {owner})
    if not codes:
        raise Refusal(NO_COUNTRIES_NAMED, field="countries")
    return f" {' '.join(codes)} "


def _known(key: str, content: dict[str, Any]) -> Offer | None:
    """The same offer, made before. Refuses records.key_taken where another one has the key."""
    with checking():
        rows: Any = Offer.objects.inside_action()
        found: Offer | None = rows.filter(key=key).first() if key else None
        if not key:
            found = rows.filter(**content, withdrawn_on__isnull=True).first()
        differs = sorted(name for name, value in content.items() if found and getattr(found, name) != value)
    if differs:
        raise Refusal(KEY_TAKEN, field="key", key=key, differs=", ".join(differs))
    return found


def _ask_to_share(offer: Offer, day: date) -> None:
    """The focal point alone shares: the seat is told for which countries. The node sets the task, for whoever offers
    may set none.
    """
    if not offer.countries:
        return
    due = max(day, offer.start)
    chair = seats.answering_chair(owner=offer.owner, organisation=None, uid="", until=due, on=day)
    if chair is not None:
        told: dict[str, Any] = {"seat": chair.key, "title": SHARE % {"countries": offer.countries.strip()}, "due": due}
        people.set_task(by=SYSTEM, about=str(offer.uid), today=day, synthetic=offer.synthetic, **told)
