"""Asking for help: what, where, by when. A request belongs to an owner and a seat, and moves on with the seat."""

import secrets
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from kerege.atlas import queries as atlas
from kerege.inventory.actions.asked import own_request
from kerege.inventory.actions.changes import known_facility
from kerege.inventory.actions.enquiries import withdraw_enquiries
from kerege.inventory.models import HelpRequest
from kerege.inventory.queries.sides import asks_for
from kerege.inventory.rules.cards import code, free_line, free_text, needed_line
from kerege.inventory.rules.cards import languages as language_tags
from kerege.inventory.rules.enquiries import check_needed_by
from kerege.inventory.rules.helping import amount_of
from kerege.inventory.words.equipment import EquipmentKind
from kerege.inventory.words.helping import LEVEL_OF, OF_EQUIPMENT, Audience, HelpKind, RequestState, Urgency
from kerege.inventory.words.refused import PLACE_ELSEWHERE
from kerege.inventory.words.refused_help import MORE_OPEN_THAN_CARD, NOT_YOUR_REQUEST, REQUEST_CLOSED
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.refusal import Refusal
from kerege.people import queries as people
from kerege.people.rules import MAY, Actor, check_about, check_may
from kerege.people.words import Deed
from kerege.records.recording import KEY_TAKEN, plain_key


def ask_for_help(
    *,
    by: Actor,
    owner: str,
    kind: str,
    title: str,
    needed_by: date,
    territory: str = "",
    place: str = "",
    facility: str = "",
    organisation: str = "",
    urgency: str = Urgency.ROUTINE,
    audience: str = Audience.REGION,
    equipment: str = "",
    languages: Iterable[str] | str = (),
    amount: int | str | None = None,
    note: str = "",
    key: str = "",
    synthetic: bool = False,
    today: date | None = None,
) -> HelpRequest:
    """Ask for help that is needed by a day, at a facility or in a town. Answers go to the seat on which the actor sits,
    else to one of the organisation, else to the focal point's. The same request again changes nothing.

    Refuses people.not_yours, people.not_about_others, inventory.not_your_request, inventory.bad_key,
    records.nothing_there, records.bad_key, records.key_taken, inventory.unknown_code, inventory.not_for_sharing,
    inventory.place_elsewhere, inventory.more_open_than_card, inventory.needed_in_past, inventory.needed_too_far,
    inventory.no_help_amount, atlas.unknown_code, atlas.bad_language, people.unknown_key and text.*.
    """
    check_may(by, Deed.ASK_FOR_HELP, owner)
    day = today or localdate()
    where = _where(by, owner, territory=territory, place=place, facility=facility, organisation=organisation)
    if not asks_for(by, owner, where["organisation"].key if where["organisation"] else ""):
        raise Refusal(NOT_YOUR_REQUEST, field="organisation")
    chosen = Audience(code(audience, Audience, field="audience"))
    content: dict[str, Any] = {
        "owner": owner,
        "kind": code(kind, HelpKind, field="kind"),
        "title": needed_line(title, field="title"),
        "note": free_text(note, field="note"),
        "languages": language_tags(languages),
        "amount": amount_of(amount),
        "needed_by": needed_by,
        "urgency": code(urgency, Urgency, field="urgency"),
        "audience": chosen.value,
        **where,
    }
    of_equipment = content["kind"] in OF_EQUIPMENT and equipment
    content["equipment"] = code(equipment, EquipmentKind, field="equipment") if of_equipment else ""
    known = _known(key, content)
    if known is not None:
        return known
    check_needed_by(needed_by, on=day)
    if where["facility"] is not None and LEVEL_OF[chosen] < where["facility"].label:
        raise Refusal(MORE_OPEN_THAN_CARD, field="audience")
    number = where["organisation"].id if where["organisation"] else None
    chair = people.answering_chair(owner=owner, organisation=number, uid=by.uid, until=day, on=day)
    with act("inventory.request.made", by=by, owner=owner) as done:
        found = HelpRequest(key=_key(key), **content)
        found.label, found.synthetic = LEVEL_OF[chosen], synthetic
        found.asked_on = found.changed_on = day
        found.seat_id = chair.number if chair else None
        found.save()
        done.about = found.uid
        done.note(kind=found.kind)
    return found


def withdraw_request(*, by: Actor, request: str, why: str = "", today: date | None = None) -> HelpRequest:
    """Take a request back, with every enquiry that still stands. Again, it changes nothing.

    Refuses records.nothing_there, inventory.not_your_request, inventory.request_closed, inventory.not_for_sharing,
    text.*.
    """
    day = today or localdate()
    found = own_request(by=by, request=request, today=day)
    told = free_line(why, field="why")
    if found.state == RequestState.WITHDRAWN:
        return found
    if found.state == RequestState.FULFILLED:
        raise Refusal(REQUEST_CLOSED)
    with act("inventory.request.withdrawn", by=by, owner=found.owner, about=found.uid):
        withdraw_enquiries(by=by, request=found, text=told, today=day)
        found.state, found.changed_on, found.closed_why = RequestState.WITHDRAWN.value, day, told
        found.save()
    return found


def _key(key: str) -> str:
    """The given key, or one that is drawn: keys in a row would tell of requests that a reader may not know of."""
    return plain_key(key) if key else f"R-{secrets.token_hex(5)}"


def _where(by: Actor, owner: str, *, territory: str, place: str, facility: str, organisation: str) -> dict[str, Any]:
    """Country, town, facility and organisation: what is not told follows from the facility, else from the owner."""
    at = known_facility(by=by, facility=facility) if facility else None
    town = atlas.place_record(place) if place else at.place if at else None
    code_of = territory or (at.territory_id if at else town.territory_id if town else owner)
    country = atlas.territory(code_of).code
    check_about(owner, country)
    if town is not None and town.territory_id != country:
        raise Refusal(PLACE_ELSEWHERE, field="place", place=town.key, territory=country)
    body = people.organisation(organisation) if organisation else at.organisation if at else _own_body(by, owner)
    return {"territory_id": country, "place": town, "facility": at, "organisation": body}


def _own_body(by: Actor, owner: str) -> Any:
    """The organisation for which the actor's role is, where it is for one only."""
    bodies = {g.organisation for g in by.grants if g.owner == owner and g.role in MAY[Deed.ASK_FOR_HELP]}
    only = bodies.pop() if len(bodies) == 1 else ""
    return people.organisation(only) if only else None


def _known(key: str, content: dict[str, Any]) -> HelpRequest | None:
    """The same request, made before. Refuses records.key_taken where another one has the key."""
    with checking():
        rows: Any = HelpRequest.objects.inside_action()
        found: HelpRequest | None = rows.filter(key=key).first() if key else None
        if not key:
            found = rows.filter(**content, state=RequestState.OPEN).first()
        differs = sorted(name for name, value in content.items() if found and getattr(found, name) != value)
    if differs:
        raise Refusal(KEY_TAKEN, field="key", key=key, differs=", ".join(differs))
    return found
