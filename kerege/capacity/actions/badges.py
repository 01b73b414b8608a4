"""Giving a certificate or a badge its place in the status lists, and standing in the register of certified people."""

import secrets
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from kerege.capacity.models import BadgePlace, Certificate, GivenBadge, RegisterEntry
from kerege.capacity.queries.certificates import held_by
from kerege.capacity.queries.course_badges import badges_held_by
from kerege.capacity.rules.badges import PLACES
from kerege.capacity.rules.numbers import typed_number
from kerege.capacity.words import credentials as words
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.refusal import Refusal
from kerege.people.rules import Actor, check_may
from kerege.people.words import Deed
from kerege.privacy import actions as privacy
from kerege.privacy import queries as consents
from kerege.privacy.rules import coded
from kerege.privacy.words import CERTIFIED_REGISTER, NO_CONSENT, NOT_A_PERSON, NOT_YOUR_CONSENT
from kerege.privacy.words.experts import Shown

TRIES = 20


def place_badge(*, by: Actor, number: str, today: date | None = None) -> int:
    """The place of one's own certificate, or of a badge of a course, in the status lists; drawn once, when it is first
    fetched as a file.

    Refuses capacity.not_your_certificate.
    """
    held = _own(by, number, today or localdate())
    of: dict[str, Any] = {"certificate" if isinstance(held, Certificate) else "given": held}
    with checking():
        known = BadgePlace.objects.inside_action().filter(**of).first()
        taken = BadgePlace.objects.inside_action().count()
    if known is not None:
        return int(known.place)
    for _ in range(TRIES):
        place = _drawn(taken)
        try:
            with (
                transaction.atomic(),
                act("capacity.badge.placed", by=by, owner=held.owner, about=held.uid),
            ):
                kept = {"owner": held.owner, "synthetic": held.synthetic}
                BadgePlace(place=place, **of, **kept).save()
            return place
        except IntegrityError:  # drawn before, or the same certificate a moment ago
            with checking():
                again = BadgePlace.objects.inside_action().filter(**of).first()
            if again is not None:
                return int(again.place)
    raise RuntimeError("no free place was drawn, although half of the places are free")


def _drawn(taken: int) -> int:
    """A place in the newest part that is at most half full: drawn, so that it says nothing of who came before whom."""
    part = taken // (PLACES // 2)
    return part * PLACES + secrets.randbelow(PLACES)


def show_name(*, by: Actor, number: str, shown: bool, today: date | None = None) -> Certificate | GivenBadge:
    """Let whoever has the number of one's own certificate or badge read one's name, or no longer; again it changes
    nothing.

    Refuses capacity.not_your_certificate.
    """
    row = _own(by, number, today or localdate())
    if row.name_shown != shown:
        with act("capacity.certificate.name_shown", by=by, owner=row.owner, about=row.uid):
            row.name_shown = shown
            row.save()
    return row


def _own(by: Actor, number: str, on: date) -> Certificate | GivenBadge:
    """One's own certificate or badge. Refuses capacity.not_your_certificate."""
    asked = typed_number(number)
    held = next((line for line in held_by(by.uid, on=on) if asked and line.number == asked), None)
    given = next((line for line in badges_held_by(by.uid, on=on) if asked and line.number == asked), None)
    with checking():
        found: Certificate | GivenBadge | None = None
        if held is not None:
            found = Certificate.objects.inside_action().get(uid=held.uid)
        elif given is not None:
            found = GivenBadge.objects.inside_action().get(uid=given.uid)
    if found is None:
        raise Refusal(words.NOT_YOUR_CERTIFICATE, field="number")
    return found


def enter_register(*, by: Actor, account: Any, reserve: str = "", at: datetime) -> RegisterEntry:
    """Stand in the public register of certified people, with how soon one can come, where that is told.

    The same again changes nothing. Refuses privacy.not_your_consent, privacy.not_a_person, privacy.no_consent,
    privacy.unknown_code and capacity.nothing_to_register.
    """
    if not by.uid or by.uid != str(account.uid):
        raise Refusal(NOT_YOUR_CONSENT)
    if account.person_id is None:
        raise Refusal(NOT_A_PERSON)
    if not consents.agrees(account, CERTIFIED_REGISTER, on=at.date()):
        raise Refusal(NO_CONSENT)
    code = coded([reserve] if reserve else [], Shown.RESERVE).strip()
    holding = [line for line in held_by(by.uid, on=at.date()) if line.holds]
    if not holding:
        raise Refusal(words.NOTHING_TO_REGISTER)
    with checking():
        found: RegisterEntry | None = RegisterEntry.objects.inside_action().filter(person_id=account.person_id).first()
    if found is not None and found.reserve == code:
        return found
    with act("capacity.register.entered", by=by, owner=holding[0].owner) as done:
        row = found or RegisterEntry(person_id=account.person_id, since=at.date(), owner=consents.my_owner(account))
        row.reserve, row.synthetic = code, holding[0].synthetic
        row.save()
        done.about = row.uid
    return row


def leave_register(*, by: Actor, account: Any, at: datetime) -> None:
    """Leave the register: the consent is withdrawn, and the entry is gone in the same moment.

    Refuses privacy.not_your_consent and privacy.no_consent.
    """
    privacy.withdraw_consent(by=by, account=account, key=CERTIFIED_REGISTER, at=at)


def note_register_taken(*, by: Actor, owner: str, count: int, format: str) -> None:
    """Write into the journal that all certificates of an owner left as a file. Refuses people.not_yours."""
    check_may(by, Deed.LABEL, owner)
    with act("capacity.register.taken", by=by, owner=owner, about=owner, count=count, format=format):
        pass
