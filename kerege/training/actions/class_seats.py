"""A seat in the class on this laptop, with an account of its own that needs no address."""

import secrets

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from kerege.journal.actions import act
from kerege.lib.ids import new_uid
from kerege.lib.refusal import Refusal
from kerege.people import actions as people
from kerege.people.rules import SYSTEM
from kerege.people.words import PERSON_HAS_ACCOUNT
from kerege.training.models import ClassSeat
from kerege.training.words import classes as words


def _check_pin(pin: str) -> None:
    """Refuse training.class_pin_short."""
    if not (pin.isascii() and pin.isdigit() and 4 <= len(pin) <= 8):
        raise Refusal(words.CLASS_PIN_SHORT, field="pin")


def _open_seat(name: str, pin: str, *, place: str = "", person: str = "") -> ClassSeat:
    """Open a seat with its account; `person` is the key of whose account it is, where the class knows one.

    Refuses training.class_seat_taken to the second of two phones that ask for one seat in the same moment: both found
    it free, and of the second no account stays.
    """
    try:
        with transaction.atomic():
            return _opened(name, pin, place, person)
    except IntegrityError:
        raise Refusal(words.CLASS_SEAT_TAKEN, field="place" if place else "who") from None
    except Refusal as refusal:
        if refusal.word is not PERSON_HAS_ACCOUNT:
            raise
        raise Refusal(words.CLASS_SEAT_TAKEN, field="place" if place else "who") from None


def _opened(name: str, pin: str, place: str, person: str) -> ClassSeat:
    uid = new_uid()
    opened = people.open_account(by=SYSTEM, email=f"{uid}@class.invalid", name=name, password=secrets.token_urlsafe(24))
    if person:
        people.link_person(by=SYSTEM, account=opened, person=person)
    with act("training.class.joined", by=SYSTEM, about=uid):
        seat = ClassSeat(uid=uid, account=opened, name=name, place=place or None, pin=make_password(pin))
        seat.save()
    return seat
