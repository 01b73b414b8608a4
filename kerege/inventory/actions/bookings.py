"""Booking the rooms of a training centre, and calling a booking off."""

from datetime import date
from typing import Any

from django.utils.timezone import localdate

from kerege.inventory.actions.centres import own_centre
from kerege.inventory.models import RoomBooking, TrainingCentre, TrainingRoom
from kerege.inventory.rules.bookings import Slot, check_free, check_room, check_slot, moment_of
from kerege.inventory.rules.cards import needed_line
from kerege.inventory.words.training import NO_SUCH_BOOKING, NO_SUCH_ROOM
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.figures import whole
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.zones import at_place
from kerege.people.rules import Actor
from kerege.sharing.rules import viewer_of
from kerege.sharing.words import UNKNOWN_LEVEL


def book_room(
    *,
    by: Actor,
    centre: str,
    room: str,
    starts: str,
    ends: str,
    title: str,
    people: int | str | None = None,
    label: Sensitivity = Sensitivity.NATIONAL,
) -> RoomBooking:
    """Book a room (by its name) from a day and time up to, and not including, another, both by the clock of the centre.
    The same booking again changes nothing.

    Refuses inventory.room_taken with the other booking's time; where the actor may not know of that booking,
    inventory.room_not_free. Refuses inventory.no_such_room, sharing.unknown_level, inventory.not_for_sharing,
    figures.not_a_figure, text.*, and what `own_centre`, rules.bookings.moment_of, check_slot and check_room refuse.
    """
    found = own_centre(by=by, centre=centre)
    slot = Slot(moment_of(starts, found.zone, field="starts"), moment_of(ends, found.zone, field="ends"))
    check_slot(slot, found.zone)
    if label not in list(Sensitivity):
        raise Refusal(UNKNOWN_LEVEL, field="label")
    where = _room(found, room)
    number = None if people in (None, "") else whole(people, field="people")  # type: ignore[arg-type]
    on = at_place(slot.starts, found.zone).date()
    check_room(seats=where.seats, people=number, closed_on=where.closed_on, on=on)
    content = {
        "title": needed_line(title, field="title"),
        "people": number,
        "label": max(Sensitivity(label), Sensitivity(found.label)),
        "ends": slot.ends,
    }
    with checking():
        same = _bookings(where).filter(starts=slot.starts).first()
        if same is not None and all(getattr(same, name) == value for name, value in content.items()):
            return same  # type: ignore[no-any-return]
    with act("inventory.room.booked", by=by, owner=found.owner) as done:
        _take_turns(centre=found)
        check_free(slot, _slots(by, where), found.zone)
        booking = RoomBooking(room=where, owner=found.owner, synthetic=found.synthetic, starts=slot.starts, **content)
        booking.save()
        done.about = booking.uid
    return booking


def call_off_booking(*, by: Actor, booking: str, today: date | None = None) -> RoomBooking:
    """Call a booking off: the room is free again, and the calendar says so no more. Again changes nothing.

    Refuses inventory.no_such_booking, also where there is one of which the actor may not know, and what `own_centre`
    refuses.
    """
    number = uid_or_none(booking)
    with checking():
        rows = RoomBooking.objects.inside_action().filter(uid=number) if number else None
        found: RoomBooking | None = rows.select_related("room__centre").first() if rows is not None else None
    if found is None or not _may_know(by, found):
        raise Refusal(NO_SUCH_BOOKING, field="booking")
    with checking():
        centre = found.room.centre
    own_centre(by=by, centre=centre.key)
    if found.called_off is not None:
        return found
    with act("inventory.room.freed", by=by, owner=found.owner, about=found.uid):
        _take_turns(centre=centre)
        found = RoomBooking.objects.inside_action().get(pk=found.pk)
        found.called_off = found.called_off or today or localdate()
        found.save()
    return found


def take_turns_at(*, by: Actor, centre: str) -> None:
    """Hold the rooms of the centre with this key until the act that is open ends, in the order in which everybody holds
    them: for a deed that books several. Refuses nothing, and tells nothing.
    """
    with checking():
        for found in TrainingCentre.objects.inside_action().filter(key=centre):
            _take_turns(centre=found)


def _take_turns(*, centre: TrainingCentre) -> None:
    """Two who book at one centre take turns, before either looks what is free and before the journal is written."""
    rooms = TrainingRoom.objects.inside_action().filter(centre=centre).order_by("pk")
    list(rooms.select_for_update(of=("self",), no_key=True).values_list("pk", flat=True))


def _room(centre: TrainingCentre, title: str) -> TrainingRoom:
    with checking():
        found: TrainingRoom | None = TrainingRoom.objects.inside_action().filter(centre=centre, title=title).first()
    if found is None:
        raise Refusal(NO_SUCH_ROOM, field="room")
    return found


def _bookings(room: TrainingRoom) -> Any:
    return RoomBooking.objects.inside_action().filter(room=room, called_off__isnull=True)


def _slots(by: Actor, room: TrainingRoom) -> list[Slot]:
    return [Slot(row.starts, row.ends, known=_may_know(by, row)) for row in _bookings(room)]


def _may_know(by: Actor, row: Any) -> bool:
    reader = viewer_of(uid=by.uid, name=by.name, grants=by.grants)
    return by.is_system or row.label <= reader.clearance_for(row.owner)
