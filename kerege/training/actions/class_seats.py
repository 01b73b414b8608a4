"""A seat in the class on this laptop, with an account of its own that needs no address."""

import secrets

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from kerege.journal.actions import act
from kerege.lib.ids import new_uid, uid_or_none
from kerege.lib.refusal import Refusal
from kerege.people import actions as people
from kerege.people.rules import SYSTEM, Actor
from kerege.people.words import PERSON_HAS_ACCOUNT
from kerege.records.recording import NOTHING_THERE
from kerege.training.models import ClassSeat
from kerege.training.words import classes as words

DRAWN = 6
"""How many digits a PIN has that is drawn for somebody."""


def _check_pin(pin: str) -> None:
    """Refuse training.class_pin_short."""
    if not (pin.isascii() and pin.isdigit() and 4 <= len(pin) <= 8):
        raise Refusal(words.CLASS_PIN_SHORT, field="pin")


def replace_pin(*, by: Actor, seat: str) -> str:
    """Give a new PIN of six digits to somebody who lost theirs; the old one holds no longer, whoever came in by it is
    signed out, and no wait is left. It is told once, to whoever sits at the laptop of the class, and kept nowhere as it
    is.

    Refuses records.nothing_there.
    """
    number = uid_or_none(seat)
    found = ClassSeat.objects.filter(uid=number).first() if number else None
    if found is None:
        raise Refusal(NOTHING_THERE, field="seat", what=ClassSeat._meta.verbose_name, key=seat[:40])
    pin = f"{secrets.randbelow(10**DRAWN):0{DRAWN}d}"
    with act("training.class.pin_replaced", by=SYSTEM, about=found.uid):
        found.pin, found.tries, found.waits_until = make_password(pin), 0, None
        found.save(update_fields=["pin", "tries", "waits_until"])
        people.end_sessions(by=SYSTEM, account=found.account)
    return pin


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
