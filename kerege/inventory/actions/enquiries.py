"""Enquiries: a request is put to a facility, and both sides go on step by step (rules.enquiries.NEXT).

Each side has a row of its own with the same content, for the people of its own country, and a task for its seat while
it is its turn. The node sets and closes these tasks: nobody may set tasks to a seat of another country.
"""

from datetime import date
from typing import Any
from uuid import UUID

from django.utils.timezone import localdate

from kerege.inventory.actions.asked import own_request
from kerege.inventory.actions.enquiry_tasks import set_tasks
from kerege.inventory.models import Enquiry, Facility, HelpRequest, Offer
from kerege.inventory.queries.sides import answers_for, asks_for
from kerege.inventory.rules.cards import free_text
from kerege.inventory.rules.enquiries import (
    AGREED,
    UNANSWERED,
    after,
    check_open,
    offer_on,
    request_state,
    standing,
)
from kerege.inventory.rules.helping import read_there
from kerege.inventory.rules.keys import key_of, read_key
from kerege.inventory.words.enquiries import EnquiryState, Side, Step
from kerege.inventory.words.helping import OfferState, RequestState
from kerege.inventory.words.refused_help import ASKED_ALREADY, ASKING_ITSELF, NOT_READ_THERE, OFFER_NOT_OPEN
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.ids import new_uid, uid_or_none
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people import queries as seats
from kerege.people.rules import Actor
from kerege.records.recording import NOTHING_THERE
from kerege.sharing.queries import viewer_of_actor

LONGEST_TEXT = 500
WORDS = {
    Step.ACCEPT: "inventory.enquiry.accepted",
    Step.DECLINE: "inventory.enquiry.declined",
    Step.ASK_BACK: "inventory.enquiry.asked_back",
    Step.REPLY: "inventory.enquiry.replied",
    Step.WITHDRAW: "inventory.enquiry.withdrawn",
    Step.CALL_OFF: "inventory.enquiry.called_off",
    Step.CONFIRM: "inventory.enquiry.confirmed",
}


def enquire(
    *, by: Actor, request: str, facility: str, offer: str = "", text: str = "", today: date | None = None
) -> Enquiry:
    """Put a request to a facility, by an offer of it or without one; the row of the side that asks. The seat that
    answers for the facility gets a task. The same again on the same day changes nothing.

    Refuses what `own_request` refuses, inventory.request_closed, inventory.bad_key, records.nothing_there,
    inventory.asking_itself, inventory.offer_not_open, inventory.not_read_there, inventory.asked_already,
    inventory.not_for_sharing and text.*.
    """
    day = today or localdate()
    asked = own_request(by=by, request=request, today=day)
    told = _said(text)
    place = _facility(by, facility, day)
    chosen = _offer(by, offer, place, asked, day) if offer else None
    known = _known(asked, place, _line(day, Side.ASKER, Step.SEND, told), day)
    if known is not None:
        return known
    check_open(asked.state, needed_by=asked.needed_by, on=day)
    if asked.facility_id == place.pk:
        raise Refusal(ASKING_ITSELF, field="facility")
    if not read_there(asked.label, owner=asked.owner, there=place.owner):
        raise Refusal(NOT_READ_THERE, field="facility", country=place.owner)
    with act("inventory.enquiry.sent", by=by, owner=asked.owner) as done:
        rows = _made(asked, place, chosen, told, day)
        done.about = rows[Side.ASKER].thread
        done.note(request=asked.key, giver=place.owner)
        set_tasks(by=by, rows=rows, today=day)
    return rows[Side.ASKER]


def take_step(*, by: Actor, enquiry: str, step: str, text: str = "", today: date | None = None) -> Enquiry:
    """Go on with an enquiry, for the side whose row this is: accept, decline, ask back, reply, withdraw, call off,
    confirm. Both rows say the same afterwards. The same step with the same words on the same day changes nothing.

    Refuses records.nothing_there (also to whoever speaks for neither side), inventory.not_this_step,
    inventory.step_needs_text, inventory.not_for_sharing and text.*.
    """
    day = today or localdate()
    row = _own(by, enquiry, day)
    side, told = Side(row.side), _said(text)
    wanted = next((each for each in Step if each == step), Step.SEND)
    line = _line(day, side, wanted, told)
    if line in row.steps.splitlines():
        return row
    after(row.state, side, wanted, text=told, needed_by=row.needed_by, on=day)
    with act(WORDS[wanted], by=by, owner=row.owner, about=row.thread):
        rows = _locked(row.thread)
        now = rows[side]
        state = after(now.state, side, wanted, text=told, needed_by=now.needed_by, on=day)
        _write(rows, state, line, day)
        set_tasks(by=by, rows=rows, today=day)
        _follow(now.request_id, day)
    return rows[side]


def withdraw_enquiries(*, by: Actor, request: HelpRequest, text: str, today: date) -> None:
    """Withdraw whatever still stands of a request, inside the act that withdraws it. Refuses nothing."""
    standing_ones = {state.value for state in UNANSWERED | AGREED}
    found = Enquiry.objects.inside_action().filter(request=request, state__in=standing_ones)
    for thread in set(found.values_list("thread", flat=True)):
        rows = _locked(thread)
        _write(rows, EnquiryState.WITHDRAWN, _line(today, Side.ASKER, Step.WITHDRAW, text), today)
        set_tasks(by=by, rows=rows, today=today)


# -- who and what ------------------------------------------------------------------------------------------------------
def _facility(by: Actor, key: str, day: date) -> Facility:
    """The facility with this key, of which the actor may know by clearance or by a share."""
    wanted = key_of(*read_key(key, field="facility"))
    seen = Facility.objects.seen_by(viewer_of_actor(by, on=day)).filter(key=wanted)
    with checking():
        rows: Any = Facility.objects.inside_action().select_related("organisation")
        found: Facility | None = rows.filter(key=wanted).first()
    if found is None or not (by.is_system or seen.exists()):
        raise Refusal(NOTHING_THERE, field="facility", what=Facility._meta.verbose_name, key=wanted)
    return found


def _offer(by: Actor, key: str, facility: Facility, asked: HelpRequest, day: date) -> Offer:
    seen = Offer.objects.seen_by(viewer_of_actor(by, on=day)).filter(key=key)
    with checking():
        found: Offer | None = Offer.objects.inside_action().filter(key=key, facility=facility).first()
    if found is None or not (by.is_system or seen.exists()):
        raise Refusal(NOTHING_THERE, field="offer", what=Offer._meta.verbose_name, key=key[:60])
    now = offer_on(start=found.start, until=found.until, withdrawn_on=found.withdrawn_on, on=day)
    if now not in {OfferState.OPEN, OfferState.COMING} or found.kind != asked.kind:
        raise Refusal(OFFER_NOT_OPEN, field="offer")
    return found


def _known(asked: HelpRequest, facility: Facility, line: str, day: date) -> Enquiry | None:
    """The same enquiry, sent before. Refuses inventory.asked_already while an answer may still come."""
    with checking():
        rows = Enquiry.objects.inside_action().filter(request=asked, facility=facility, side=Side.ASKER)
        found = list(rows.order_by("-id"))
    for row in found:
        if row.steps.splitlines()[0] == line:
            return row  # type: ignore[no-any-return]
    now = {standing(row.state, needed_by=row.needed_by, on=day) for row in found}
    if now & (UNANSWERED | AGREED):
        raise Refusal(ASKED_ALREADY, field="facility")
    return None


def _own(by: Actor, uid: str, day: date) -> Enquiry:
    """The row of a side for which the actor speaks."""
    number = uid_or_none(uid)
    with checking():
        rows: Any = Enquiry.objects.inside_action()
        rows = rows.select_related("facility__organisation", "request__organisation")
        row: Enquiry | None = rows.filter(uid=number).first() if number else None
    if row is not None and _speaks(by, row, day):
        return row
    raise Refusal(NOTHING_THERE, field="enquiry", what=Enquiry._meta.verbose_name, key=str(uid)[:60])


def _speaks(by: Actor, row: Enquiry, day: date) -> bool:
    if row.side == Side.ASKER:
        body = row.request.organisation.key if row.request.organisation else ""
        return asks_for(by, row.owner, body, seat=row.seat_id, on=day)
    body = row.facility.organisation.key if row.facility.organisation else ""
    return answers_for(by, row.owner, body, seat=row.seat_id, on=day)


def _said(text: str) -> str:
    """What somebody tells the other side, in one line, because a history has a line for each step."""
    return " ".join(free_text(text, field="text", most=LONGEST_TEXT).split())


# -- the two rows ------------------------------------------------------------------------------------------------------
def _line(day: date, side: Side, step: Step, text: str) -> str:
    return "\t".join((day.isoformat(), side.value, step.value, text))


def _made(asked: HelpRequest, facility: Facility, offer: Offer | None, text: str, day: date) -> dict[Side, Enquiry]:
    thread = new_uid()
    at = facility.organisation_id
    giver = offer.seat_id if offer and offer.seat_id else _answering(facility.owner, at, day)
    of_sides = {
        Side.ASKER: (asked.owner, asked.seat_id or _answering(asked.owner, asked.organisation_id, day)),
        Side.GIVER: (facility.owner, giver),
    }
    rows = {}
    for side, (owner, seat) in of_sides.items():
        rows[side] = Enquiry(
            thread=thread,
            side=side.value,
            owner=owner,
            label=max(Sensitivity.NATIONAL, Sensitivity(asked.label)),
            synthetic=asked.synthetic,
            request=asked,
            facility=facility,
            offer=offer,
            asker=asked.owner,
            giver=facility.owner,
            title=asked.title,
            kind=asked.kind,
            needed_by=asked.needed_by,
            asked_on=day,
            changed_on=day,
            steps=_line(day, Side.ASKER, Step.SEND, text),
            seat_id=seat,
        )
        rows[side].save()
    return rows


def _answering(owner: str, organisation: int | None, day: date) -> int | None:
    chair = seats.answering_chair(owner=owner, organisation=organisation, uid="", until=day, on=day)
    return chair.number if chair else None


def _locked(thread: UUID) -> dict[Side, Enquiry]:
    rows: Any = Enquiry.objects.inside_action().filter(thread=thread).select_for_update()
    return {Side(row.side): row for row in rows}


def _write(rows: dict[Side, Enquiry], state: EnquiryState, line: str, day: date) -> None:
    for row in rows.values():
        row.state, row.changed_on, row.steps = state.value, day, f"{row.steps}\n{line}"
        row.save()


def _follow(request: int, day: date) -> None:
    """The request stands as its enquiries do, unless it was withdrawn."""
    found = HelpRequest.objects.inside_action().get(pk=request)
    states = Enquiry.objects.inside_action().filter(request=found, side=Side.ASKER).values_list("state", flat=True)
    now = request_state(states)
    if found.state not in {now.value, RequestState.WITHDRAWN.value}:
        found.state, found.changed_on = now.value, day
        found.save()
