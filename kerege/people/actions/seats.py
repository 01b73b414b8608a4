"""Writing seats and who sits on them."""

from datetime import date
from typing import Any

from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.periods import Period
from kerege.lib.refusal import Refusal
from kerege.lib.text import clean_line
from kerege.people import words
from kerege.people.models import (
    Person,
    Seat,
    SeatTerm,
)
from kerege.people.queries import organisation
from kerege.people.rules import Actor, check_may, check_term, choice
from kerege.people.words import Capacity, Deed, SeatKind


def create_seat(
    *,
    by: Actor,
    owner: str,
    key: str,
    kind: str,
    title: str,
    mandate: str,
    mandate_on: date | None,
    organisation_key: str = "",
    synthetic: bool = False,
) -> Seat:
    """Create a seat by its mandate. The same key again changes nothing.

    Refuses people.not_yours, people.no_mandate_date, people.key_taken, people.unknown_choice and the text refusals.
    """
    check_may(by, Deed.APPOINT, owner)
    key = clean_line(key, field="key", max_length=60)
    if mandate_on is None:
        raise Refusal(words.NO_MANDATE_DATE, field="mandate_on")
    known = Seat.objects.filter(key=key).first()
    if known:
        if known.owner != owner:
            raise Refusal(words.KEY_TAKEN, field="key", key=key)
        return known
    choice(kind, SeatKind, "kind")
    with act("people.seat.created", by=by, owner=owner, key=key, mandate_on=mandate_on) as done:
        seat = Seat.objects.create(
            key=key,
            kind=kind,
            title=clean_line(title, field="title"),
            owner=owner,
            organisation=organisation(organisation_key) if organisation_key else None,
            mandate=clean_line(mandate, field="mandate", max_length=400),
            mandate_on=mandate_on,
            synthetic=synthetic,
        )
        done.about = seat.uid
    return seat


def appoint(
    *,
    by: Actor,
    seat: str,
    person: str,
    capacity: str,
    start: date,
    end: date | None = None,
    synthetic: bool = False,
) -> SeatTerm:
    """Let a person sit on a seat from `start` until the day before `end`. The very same term again changes nothing.

    Refuses people.unknown_key, people.not_yours, people.term_before_mandate, people.overlapping_terms,
    people.unknown_choice and periods.end_before_start.
    """
    chair = Seat.objects.filter(key=seat).first()
    if chair is None:
        raise Refusal(words.UNKNOWN_KEY, field="seat", what="seat", key=seat)
    check_may(by, Deed.APPOINT, chair.owner)
    choice(capacity, Capacity, "capacity")
    term = Period(start, end)
    with checking():
        who = Person.objects.inside_action().filter(key=person, owner=chair.owner).first()
        if who is None:
            raise Refusal(words.UNKNOWN_KEY, field="person", what="person", key=person)
        same = SeatTerm.objects.inside_action().filter(seat=chair, capacity=capacity, person=who)
        kept: SeatTerm | None = same.filter(start=start, end=end).first()
    if kept:
        return kept
    facts: dict[str, Any] = {"seat": seat, "capacity": capacity, "start": start, "end": end}
    with act("people.term.began", by=by, owner=chair.owner, **facts) as done:
        Seat.objects.select_for_update().get(id=chair.id)  # two appointments to one seat come one after the other
        taken = SeatTerm.objects.inside_action().filter(seat=chair, capacity=capacity)
        check_term(
            seat=chair.title,
            capacity=capacity,
            term=term,
            others=[Period(t.start, t.end) for t in taken],
            mandate_on=chair.mandate_on,
        )
        sitting = SeatTerm.objects.create(
            seat=chair,
            person=who,
            capacity=capacity,
            start=start,
            end=end,
            owner=chair.owner,
            synthetic=synthetic,
        )
        done.about = sitting.uid
    return sitting


def end_term(*, by: Actor, seat: str, capacity: str, on: date) -> SeatTerm:
    """End the term that is open on a seat; `on` is the first day without it.

    Refuses people.unknown_key, people.not_yours and periods.end_before_start.
    """
    chair = Seat.objects.filter(key=seat).first()
    if chair is None:
        raise Refusal(words.UNKNOWN_KEY, field="seat", what="seat", key=seat)
    check_may(by, Deed.APPOINT, chair.owner)
    with act("people.term.ended", by=by, owner=chair.owner, seat=seat, capacity=capacity, end=on) as done:
        rows = SeatTerm.objects.inside_action().filter(seat=chair, capacity=capacity, end__isnull=True)
        term: SeatTerm | None = rows.first()
        if term is None:
            raise Refusal(words.UNKNOWN_KEY, field="capacity", what="open term", key=f"{seat}/{capacity}")
        Period(term.start, on)
        term.end = on
        term.save(update_fields=["end"])
        done.about = term.uid
    return term
