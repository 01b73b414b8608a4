"""Handing over a seat: one act ends a term, begins another and keeps what was in hand."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from kerege.journal.actions import OpenAct, act
from kerege.journal.rules import checking, pseudonyms_of
from kerege.lib.ids import new_uid, uid_or_none
from kerege.lib.periods import Period
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.text import clean_line
from kerege.people import words
from kerege.people.actions.guarding import _check_administered
from kerege.people.actions.persons import _create_person
from kerege.people.models import Account, HandedItem, Person, RoleGrant, Seat, SeatHandover, SeatTerm
from kerege.people.queries import capacities_of, current, everything_in_hand
from kerege.people.queries.handovers import Thing
from kerege.people.rules import REGION, Actor, check_term, may_hand_over
from kerege.people.words import Capacity, Fate, InHand, Role


@dataclass(frozen=True)
class Follower:
    """Who follows: a person by key, or the name of somebody not recorded yet; perhaps the address of their account."""

    person: str = ""
    newcomer: str = ""
    email: str = ""


@dataclass(frozen=True)
class Choices:
    """What was decided about the things in hand: notes by uid of the thing, and which terms and roles end."""

    notes: Mapping[str, str] = field(default_factory=dict)
    ending: Collection[str] = ()
    also: Iterable[Thing] = ()


def hand_over(
    *,
    by: Actor,
    seat: str,
    follower: Follower,
    on: date,
    choices: Choices | None = None,
    note: str = "",
    today: date | None = None,
) -> SeatHandover:
    """Let a seat go over from its holder to another person on a day, in one act, and keep what was in hand.

    The holder's term ends the day before, the follower's begins on the day; roles on the seat and its tasks stay with
    the seat; deputies and the leaving account's own roles end where `choices.ending` says so; the sessions of the
    leaving account end on the day. A follower without a record here is recorded; an account that is named is linked.
    The same handover again changes nothing.

    Refuses people.unknown_key, people.not_your_seat, people.seat_ended, people.no_holder, people.handover_before_term,
    people.nobody_follows, people.person_of_another_owner, people.same_person, people.overlapping_terms,
    people.no_such_account, people.not_to_yourself, people.account_has_person, people.person_has_account,
    people.last_administrator and the text refusals.
    """
    day, chosen = today or localdate(), choices or Choices()
    chair = _seat_to_hand_over(by, seat, day)
    if known := _same(chair, follower, on):
        return known
    if chair.end is not None and chair.end <= on:
        raise Refusal(words.SEAT_ENDED, field="on", end=str(chair.end))
    with act("people.seat.handed_over", by=by, owner=chair.owner, seat=seat, on=on) as done:
        Seat.objects.select_for_update().get(id=chair.id)  # two handovers of one seat come one after the other
        term = _term_before(chair, on)
        who = _following(chair, follower)
        if who.id == term.person_id:
            raise Refusal(words.SAME_PERSON, field="person")
        told: dict[str, Any] = {"note": clean_line(note, field="note", max_length=1000) if note.strip() else ""}
        things = [*everything_in_hand(chair, on=on), *chosen.also]
        record = SeatHandover(
            seat=chair,
            leaving_id=term.person_id,
            following=who,
            on=on,
            ended=term,
            former_end=term.end,
            agreed_on=day,
            agreed_by=pseudonyms_of([by.uid]).get(by.uid, by.uid),
            owner=chair.owner,
            label=Sensitivity.REGIONAL,
            **told,
        )
        _pass(record, chair, term)
        for thing in things:
            _settle(record, thing, chosen)
        _link(by, who, follower.email, chair.owner)
        _end_sessions(record, day)
        done.about = record.uid
    return record


def rehearse_handover(*, by: Actor, seat: str, follower: Follower, on: date, note: str = "") -> None:
    """Find out whether a handover would be refused, before anybody decides about the things in hand. Leaves no trace.

    Refuses what `hand_over` refuses, people.no_holder and people.overlapping_terms among them.
    """
    with transaction.atomic():
        hand_over(by=by, seat=seat, follower=follower, on=on, note=note)
        transaction.set_rollback(True)


def _seat_to_hand_over(by: Actor, key: str, on: date) -> Seat:
    """The seat, for whoever may hand it over. Refuses people.unknown_key and people.not_your_seat."""
    chair = Seat.objects.filter(key=key).first()
    if chair is None:
        raise Refusal(words.UNKNOWN_KEY, field="seat", what="seat", key=key[:60])
    capacities = capacities_of(by.uid, seat=chair.id, on=on)
    if not may_hand_over(by, owner=chair.owner, kind=chair.kind, capacities=capacities):
        raise Refusal(words.NOT_YOUR_SEAT, seat=chair.title, owner=chair.owner)
    return chair


def _same(chair: Seat, follower: Follower, on: date) -> SeatHandover | None:
    with checking():
        rows = SeatHandover.objects.inside_action().filter(seat=chair, on=on, withdrawn_on__isnull=True)
        known: SeatHandover | None = rows.first()
        if known is None or not follower.person:
            return None
        return known if Person.objects.inside_action().get(id=known.following_id).key == follower.person else None


def _term_before(chair: Seat, on: date) -> SeatTerm:
    """The holder's term that the handover ends: the one of the day before."""
    rows = SeatTerm.objects.inside_action().filter(seat=chair, capacity=Capacity.HOLDER.value)
    term: SeatTerm | None = rows.filter(current(on - timedelta(days=1))).first()
    if term is not None:
        return term
    later = rows.filter(start__gte=on).order_by("start").first()
    if later is not None:
        raise Refusal(words.HANDOVER_BEFORE_TERM, field="on", start=str(later.start))
    raise Refusal(words.NO_HOLDER, field="on", seat=chair.title)


def _following(chair: Seat, follower: Follower) -> Person:
    """The person who follows, of the seat's own owner; recorded here where only a name was given."""
    if follower.person:
        who: Person | None = Person.objects.inside_action().filter(key=follower.person).first()
        if who is None:
            raise Refusal(words.UNKNOWN_KEY, field="person", what="person", key=follower.person[:60])
        if who.owner != chair.owner:
            raise Refusal(words.PERSON_OF_ANOTHER_OWNER, field="person", person_owner=who.owner, owner=chair.owner)
        return who
    if not follower.newcomer.strip():
        raise Refusal(words.NOBODY_FOLLOWS, field="person")
    name = clean_line(follower.newcomer, field="newcomer")
    return _create_person(chair.owner, f"person-{new_uid()}", name)


def _pass(record: SeatHandover, chair: Seat, term: SeatTerm) -> None:
    """End one term and begin the other, then keep the handover."""
    term.end = record.on
    term.save(update_fields=["end"])
    others = SeatTerm.objects.inside_action().filter(seat=chair, capacity=Capacity.HOLDER.value)
    check_term(
        seat=chair.title,
        capacity=Capacity.HOLDER.value,
        term=Period(record.on, None),
        others=[Period(t.start, t.end) for t in others],
        mandate_on=chair.mandate_on,
    )
    record.begun = SeatTerm.objects.create(
        seat=chair,
        person_id=record.following_id,
        capacity=Capacity.HOLDER.value,
        start=record.on,
        owner=chair.owner,
        synthetic=term.synthetic,
    )
    record.synthetic = term.synthetic
    record.save()


def _settle(record: SeatHandover, thing: Thing, chosen: Choices) -> None:
    """End what was chosen to end, and keep the thing with what becomes of it."""
    fate, former = thing.fate, None
    asked = thing.about in chosen.ending or thing.person == record.following_id
    if asked and fate == Fate.STAYS and thing.kind in {InHand.DEPUTY, InHand.ROLE}:
        fate, former = Fate.ENDS, thing.end
        _end(thing, record.on)
    note = chosen.notes.get(thing.about, "")
    HandedItem.objects.create(
        handover=record,
        kind=thing.kind,
        about=thing.about,
        title="" if thing.kind == InHand.DEPUTY else str(thing.title),
        person_id=thing.person,
        detail=thing.detail,
        fate=fate,
        note=clean_line(note, field="note", max_length=1000) if note.strip() else "",
        former_end=former,
        owner=record.owner,
        label=max(Sensitivity.NATIONAL, thing.label),
        synthetic=record.synthetic,
    )


def _end(thing: Thing, on: date) -> None:
    if thing.kind == InHand.DEPUTY:
        term = SeatTerm.objects.inside_action().get(uid=thing.about)
        term.end = on
        term.save(update_fields=["end"])
        return
    grant = RoleGrant.objects.select_related("account").get(uid=thing.about)
    grant.end = on
    grant.save(update_fields=["end"])
    if grant.account is not None and (grant.role, grant.owner) == (Role.NODE_ADMINISTRATOR.value, REGION):
        _check_administered(on=on, without=grant.account)


def _link(by: Actor, who: Person, email: str, owner: str) -> None:
    """Link the account with this address to the one who follows."""
    if not email.strip():
        return
    account = Account.objects.filter(email__iexact=email.strip(), is_active=True).first()
    if account is None:
        raise Refusal(words.NO_SUCH_ACCOUNT, field="email")
    if account.person_id == who.id:
        return
    if account.person_id is not None:
        raise Refusal(words.ACCOUNT_HAS_PERSON, field="email")
    if by.uid == str(account.uid):
        raise Refusal(words.NOT_TO_YOURSELF, field="email")
    if Account.objects.filter(person=who).exists():
        raise Refusal(words.PERSON_HAS_ACCOUNT, field="email")
    with act("people.account.linked", by=by, owner=owner, about=account.uid, person=who.uid):
        account.person = who
        account.save(update_fields=["person"])


def _end_sessions(record: SeatHandover, day: date) -> None:
    """End the leaving account's sessions: at once where the day has come, else when it comes."""
    account = Account.objects.filter(person_id=record.leaving_id).first()
    if account is None:
        return
    if record.on <= day:
        account.session_round += 1
    else:
        account.sessions_end_on = record.on
    account.save(update_fields=["session_round", "sessions_end_on"])


def withdraw_handover(*, by: Actor, handover: str, today: date | None = None) -> SeatHandover:
    """Take back a handover whose day has not come: the term that ended goes on, the other one never begins.

    Deputies and roles that would have ended go on too; an account that was linked stays linked. Taken back already, it
    stays as it is. Refuses people.unknown_key, people.not_your_seat, people.handover_has_come and
    people.overlapping_terms (when somebody else was appointed meanwhile).
    """
    day, number = today or localdate(), uid_or_none(handover)
    with checking():
        rows = SeatHandover.objects.inside_action().filter(uid=number) if number else None
        record: SeatHandover | None = rows.first() if rows is not None else None
        chair = Seat.objects.get(id=record.seat_id) if record else None
    if record is None or chair is None:
        raise Refusal(words.UNKNOWN_KEY, field="handover", what="handover", key=handover[:60])
    _seat_to_hand_over(by, chair.key, day)
    if record.withdrawn_on is not None:
        return record
    if record.on <= day:
        raise Refusal(words.HANDOVER_HAS_COME, on=str(record.on))
    with act(
        "people.handover.withdrawn", by=by, owner=record.owner, about=record.uid, seat=chair.key, on=record.on
    ) as a:
        _restore(record, chair, a)
        record.withdrawn_on = day
        record.save(update_fields=["withdrawn_on"])
    return record


def _restore(record: SeatHandover, chair: Seat, done: OpenAct) -> None:
    begun, ended = record.begun, record.ended
    record.begun = None
    record.save(update_fields=["begun"])
    if begun is not None:
        begun.delete()  # it has not begun, so nothing rests on it
    ended.end = record.former_end
    _check_free(chair, ended)
    ended.save(update_fields=["end"])
    restored: list[Any] = []
    for item in HandedItem.objects.inside_action().filter(handover=record, fate=Fate.ENDS.value):
        restored += _restore_item(chair, item)
    done.note(restored=len(restored))
    Account.objects.filter(person_id=record.leaving_id, sessions_end_on=record.on).update(sessions_end_on=None)


def _restore_item(chair: Seat, item: HandedItem) -> list[str]:
    if item.kind == InHand.DEPUTY:
        term = SeatTerm.objects.inside_action().get(uid=item.about)
        term.end = item.former_end
        _check_free(chair, term)
        term.save(update_fields=["end"])
        return [item.about]
    grant = RoleGrant.objects.filter(uid=item.about, seat__isnull=True).first()
    if grant is None:
        return []
    grant.end = item.former_end
    grant.save(update_fields=["end"])
    return [item.about]


def _check_free(chair: Seat, term: SeatTerm) -> None:
    others = SeatTerm.objects.inside_action().filter(seat=chair, capacity=term.capacity).exclude(id=term.id)
    check_term(
        seat=chair.title,
        capacity=term.capacity,
        term=Period(term.start, term.end),
        others=[Period(t.start, t.end) for t in others],
        mandate_on=None,
    )
