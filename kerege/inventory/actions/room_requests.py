"""Asking for a room of a centre that others keep, and their answer."""

from collections.abc import Sequence
from datetime import date

from django.utils.timezone import localdate

from kerege.inventory.actions.bookings import book_room
from kerege.inventory.actions.centres import own_centre
from kerege.inventory.models import RoomBooking, RoomRequest, TrainingCentre, TrainingRoom
from kerege.inventory.rules.bookings import Slot, check_room, check_slot, moment_of
from kerege.inventory.rules.cards import needed_line
from kerege.inventory.words.training import (
    NO_SUCH_REQUEST,
    NO_SUCH_ROOM,
    REQUEST_ANSWERED,
    WHY_REFUSED,
    RequestState,
)
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.text import clean_line
from kerege.people.rules import Actor, check_may
from kerege.people.words import Deed
from kerege.sharing.rules import viewer_of

MOST_SLOTS = 200


def ask_for_room(
    *,
    by: Actor,
    owner: str,
    centre: str,
    room: str,
    course: str,
    title: str,
    slots: Sequence[tuple[str, str]],
    people: int | None = None,
    today: date | None = None,
    synthetic: bool = False,
) -> RoomRequest:
    """Ask for a room of a centre for a course of an owner, at all these times by the clock of the centre. What was
    asked for that course before is given back first; the same again changes nothing.

    Refuses people.not_yours, inventory.no_such_room also where the actor may not know of the centre, and what
    rules.bookings.moment_of, check_slot and check_room refuse.
    """
    check_may(by, Deed.RECORD_ACTIVITY, owner)
    where = _room(by, centre, room)
    with checking():
        zone = where.centre.zone
    wanted = [[starts, ends] for starts, ends in slots][:MOST_SLOTS]
    if not wanted:
        raise Refusal(NO_SUCH_ROOM, field="slots")
    for starts, ends in wanted:
        check_slot(Slot(moment_of(starts, zone, field="starts"), moment_of(ends, zone, field="ends")), zone)
    first, last = (date.fromisoformat(text[:10]) for text in (min(wanted)[0], max(wanted)[0]))
    check_room(seats=where.seats, people=people, closed_on=where.closed_on, on=last)
    content = {"title": needed_line(title, field="title"), "people": people, "slots": wanted}
    for before in _open(course):
        if before.room_id == where.pk and all(getattr(before, name) == value for name, value in content.items()):
            return before
    withdraw_room_requests(by=by, owner=owner, course=course, today=today)
    with act("inventory.room.asked", by=by, owner=where.owner) as done:
        made = RoomRequest(room=where, owner=where.owner, asker=owner, course=course, synthetic=synthetic, **content)
        made.label = max(Sensitivity.REGIONAL, Sensitivity(where.label))
        made.first, made.last, made.asked_on = first, last, today or localdate()
        made.save()
        done.about = made.uid
    return made


def answer_room_request(
    *, by: Actor, request: str, granted: bool, reason: str = "", today: date | None = None
) -> RoomRequest:
    """Whoever keeps the centre says yes, and all times are booked, or none is; or no, with the reason that whoever
    asked will read. The same again changes nothing.

    Refuses inventory.no_such_request, .request_answered, .why_refused, text.*, what own_centre and what book_room
    refuse.
    """
    found: RoomRequest = _known(by, request)
    state = RequestState.GRANTED if granted else RequestState.REFUSED
    if found.state != RequestState.ASKED:
        if found.state == state:
            return found
        raise Refusal(REQUEST_ANSWERED)
    if not granted and not reason.strip():
        raise Refusal(WHY_REFUSED, field="reason")
    why = clean_line(reason, field="reason", max_length=500) if reason.strip() else ""
    with checking():
        centre, room = found.room.centre.key, found.room.title
    with act("inventory.room.answered", by=by, owner=found.owner, about=found.uid, granted=granted):
        found = RoomRequest.objects.inside_action().select_for_update(of=("self",), no_key=True).get(pk=found.pk)
        if found.state != RequestState.ASKED:
            raise Refusal(REQUEST_ANSWERED)
        for starts, ends in found.slots if granted else ():
            booked = book_room(
                by=by, centre=centre, room=room, starts=starts, ends=ends, title=found.title, people=found.people,
                label=Sensitivity(found.label),
            )  # fmt: skip
            found.bookings = [*found.bookings, str(booked.uid)]
        found.state, found.reason, found.answered_on = state, why, today or localdate()
        found.save()
    return found


def withdraw_room_requests(*, by: Actor, owner: str, course: str, today: date | None = None) -> int:
    """Give back what was asked for a course: the rooms that were booked for it are free again. How many requests.
    Refuses people.not_yours.
    """
    check_may(by, Deed.RECORD_ACTIVITY, owner)
    day = today or localdate()
    given = 0
    for found in _open(course):
        if found.asker != owner:
            continue
        with act("inventory.room.given_back", by=by, owner=found.owner, about=found.uid):
            row = RoomRequest.objects.inside_action().select_for_update(of=("self",), no_key=True).get(pk=found.pk)
            for booking in RoomBooking.objects.inside_action().filter(uid__in=row.bookings, called_off__isnull=True):
                booking.called_off = day
                booking.save()
            if row.state != RequestState.REFUSED:
                row.state, row.answered_on = RequestState.WITHDRAWN, day
                row.save()
        given += 1
    return given


def _open(course: str) -> list[RoomRequest]:
    """What was asked for a course and is neither refused nor given back."""
    number = uid_or_none(str(course))
    with checking():
        rows = RoomRequest.objects.inside_action().filter(course=number) if number else None
        kept = [RequestState.ASKED, RequestState.GRANTED]
        return list(rows.filter(state__in=kept).order_by("id")) if rows is not None else []


def _room(by: Actor, centre: str, title: str) -> TrainingRoom:
    reader = viewer_of(uid=by.uid, name=by.name, grants=by.grants)
    with checking():
        where = TrainingCentre.objects.inside_action().filter(key=centre).first()
        rows = TrainingRoom.objects.inside_action().filter(centre=where, title=title).select_related("centre")
        found: TrainingRoom | None = rows.first() if where is not None else None
    if (
        where is None
        or found is None
        or not (by.is_system or reader.may_see(max(where.label, found.label), found.owner))
    ):
        raise Refusal(NO_SUCH_ROOM, field="room")
    return found


def _known(by: Actor, request: str) -> RoomRequest:
    number = uid_or_none(request)
    reader = viewer_of(uid=by.uid, name=by.name, grants=by.grants)
    with checking():
        rows = RoomRequest.objects.inside_action().filter(uid=number).select_related("room__centre")
        found: RoomRequest | None = rows.first() if number else None
        centre = found.room.centre.key if found is not None else ""
    if found is None or not (by.is_system or reader.may_see(found.label, found.owner)):
        raise Refusal(NO_SUCH_REQUEST)
    own_centre(by=by, centre=centre)
    return found
