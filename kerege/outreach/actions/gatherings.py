"""Writing events with people: the programme, the list, who came, and which rows are one person."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from django.utils import timezone

from kerege.atlas import queries as atlas
from kerege.atlas.rules import language_tag
from kerege.journal.actions import act
from kerege.journal.rules import checking, known_as
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.lib.text import clean_line, clean_text
from kerege.lib.zones import at_place, moment, zone_or_none
from kerege.outreach.models import Event, Guest, Programme, SameGuest
from kerege.outreach.queries.gatherings import code_of
from kerege.outreach.rules import gatherings as rules
from kerege.outreach.words import Status
from kerege.outreach.words import gatherings as words
from kerege.outreach.words.gatherings import Came, Gender, Reply
from kerege.people.rules import REGION, SYSTEM, Actor, check_may, choice, may
from kerege.people.words import Deed
from kerege.records.recording import NOTHING_THERE, named

LONGEST_KEPT = timedelta(days=731)


def set_programme(
    *,
    by: Actor,
    event: str,
    zone: str,
    starts: str,
    ends: str,
    purpose: str,
    names_until: date,
    languages: Collection[str] = (),
    text: str = "",
    register_until: date | None = None,
    synthetic: bool = False,
) -> Programme:
    """Say when an event (by uid) is held by the clock there, what is done, what names are used for and how long they
    are kept. A second time it changes what differs; the same again changes nothing.

    Refuses people.not_yours, records.nothing_there, outreach.bad_zone, .bad_moment, .ends_before, .names_too_short,
    .register_too_late, atlas.bad_language and text.*.
    """
    of = _event(by, event)
    there = zone_or_none(zone)
    if not there:
        raise Refusal(words.BAD_ZONE, field="zone", zone=str(zone)[:60])
    since, until = _moment(starts, there, "starts"), _moment(ends, there, "ends")
    if until <= since:
        raise Refusal(words.ENDS_BEFORE, field="ends")
    last = at_place(until, there).date()
    if not last < names_until <= last + LONGEST_KEPT:
        raise Refusal(words.NAMES_TOO_SHORT, field="names_until", day=last.isoformat())
    if register_until is not None and register_until > last:
        raise Refusal(words.REGISTER_TOO_LATE, field="register_until", day=last.isoformat())
    content: dict[str, Any] = {
        "zone": there,
        "starts": since,
        "ends": until,
        "languages": sorted({language_tag(lang, field="languages") for lang in languages}),
        "text": clean_text(text, field="text", max_length=8_000) if text.strip() else "",
        "purpose": clean_line(purpose, field="purpose", max_length=500),
        "names_until": names_until,
        "register_until": register_until,
    }
    with checking():
        known: Programme | None = Programme.objects.inside_action().filter(event=of).first()
    changed = sorted(name for name, value in content.items() if known is None or getattr(known, name) != value)
    if known is not None and not changed:
        return known
    with act("outreach.programme.set", by=by, owner=of.owner, about=of.uid, fields=changed):
        row = known or Programme(event=of, owner=of.owner, label=of.label, synthetic=synthetic)
        for name, value in content.items():
            setattr(row, name, value)
        row.changes += 1 if known is not None else 0
        row.save()
    return row


def _moment(text: str, zone: str, field: str) -> datetime:
    try:
        found = moment(text, zone)
    except ValueError:
        found = None
    if found is None:
        raise Refusal(words.BAD_MOMENT, field=field, value=text[:40])
    return found


def open_registration(*, by: Actor, event: str, open: bool = True) -> Programme:
    """Give the event a new address at which people register; those before lead nowhere any more. Not `open`: none.

    Refuses people.not_yours, records.nothing_there and outreach.no_programme.
    """
    row = _programme(by, event)
    word = "outreach.registration.opened" if open else "outreach.registration.ended"
    with act(word, by=by, owner=row.owner, about=row.event.uid):
        row.link = abs(row.link) + 1 if open else -abs(row.link)
        row.save()
    return row


def show_code(*, by: Actor, event: str) -> Programme:
    """Give the event a new code by which guests say that they are there; the one before works no more.

    Refuses people.not_yours, records.nothing_there and outreach.no_programme.
    """
    row = _programme(by, event)
    with act("outreach.code_of_room.made", by=by, owner=row.owner, about=row.event.uid):
        row.code += 1
        row.save()
    return row


def invite_guests(
    *, by: Actor, event: str, people: str, today: date | None = None, synthetic: bool = False
) -> list[Guest]:
    """Put people on the list of an event: a line for each, as rules.gatherings.listed reads it; all of them, or none.
    Who is on it under the very same name and address stays as they are. Names that are spelt otherwise are proposed
    as one person (queries.gatherings.doubles), and somebody decides.

    Refuses people.not_yours, records.nothing_there, outreach.no_programme, .names_over, atlas.unknown_code and what
    rules.gatherings.listed refuses.
    """
    row, day = _programme(by, event), today or timezone.localdate()
    _check_names(row, day)
    found = rules.listed(people)
    for code in {each.country for each in found if each.country}:
        atlas.territory(code)
    with checking():
        there = Guest.objects.inside_action().filter(event=row.event).values_list("name", "email")
        known = {(name, email) for name, email in there if name}
    fresh = [each for each in dict.fromkeys(found) if (each.name, each.email) not in known]
    if not fresh:
        return []
    with act("outreach.guests.invited", by=by, owner=row.owner, about=row.event.uid, people=len(fresh)):
        told = {"noted_by": known_as(by.uid), "invited_on": day, "synthetic": synthetic}
        made = [
            Guest(
                owner=row.owner,
                event=row.event,
                name=each.name,
                folded=rules.in_any_order(each.name)[:400],
                email=each.email,
                country_id=each.country or None,
                works_at=each.works_at,
                **told,
            )
            for each in fresh
        ]
        for guest in made:
            guest.save()
    return made


def register_guest(
    *,
    by: Actor,
    programme: str,
    link: int,
    number: str,
    name: str,
    agreed: bool,
    person: int | None = None,
    email: str = "",
    country: str = "",
    works_at: str = "",
    gender: str = "",
    language: str = "",
    now: datetime | None = None,
) -> Guest:
    """Register oneself by the address that was given out: `programme` and `link` stand in it, signed by the node.
    `number` is of the form that is sent: sent twice, it registers once.

    Refuses outreach.link_over, .called_off, .registration_over, .not_agreed, .bad_mail, atlas.unknown_code,
    people.unknown_choice and text.*.
    """
    at = now or timezone.now()
    row = _by_link(programme, link)
    if row.event.status == Status.CANCELLED:
        raise Refusal(words.CALLED_OFF)
    if not rules.registers(until=row.register_until, ends=row.ends, zone=row.zone, now=at):
        raise Refusal(words.REGISTRATION_OVER)
    if not agreed:
        raise Refusal(words.NOT_AGREED, field="agreed")
    told: dict[str, Any] = {
        "name": clean_line(name, field="name"),
        "email": rules.mail(email),
        "works_at": clean_line(works_at, field="works_at") if works_at.strip() else "",
        "country_id": atlas.territory(country).code if country else None,
        "gender": choice(gender, Gender, "gender") if gender else "",
        "language": language_tag(language, field="language") if language else "",
        "person_id": person,
    }
    uid = uid_or_none(number)
    with checking():
        sent: Guest | None = Guest.objects.inside_action().filter(uid=uid, event=row.event).first() if uid else None
    if sent is not None:
        return sent
    with act("outreach.guest.registered", by=SYSTEM, owner=row.owner, about=row.event.uid):
        guest = Guest(owner=row.owner, event=row.event, folded=rules.in_any_order(told["name"])[:400], **told)
        if uid is not None:
            guest.uid = uid
        guest.reply, guest.agreed_at, guest.synthetic = Reply.COMING, at, row.synthetic
        guest.save()
    return guest


def answer_invitation(*, by: Actor, guest: str, coming: bool) -> Guest:
    """A guest's own answer, at the address that is theirs alone. The same again changes nothing.

    Refuses outreach.link_over and outreach.guest_forgotten.
    """
    row, reply = _own(guest), Reply.COMING if coming else Reply.DECLINED
    if row.reply == reply:
        return row
    with act("outreach.guest.answered", by=SYSTEM, owner=row.owner, about=row.event.uid):
        row.reply = reply
        row.save()
    return row


def come_by_code(*, by: Actor, guest: str, code: str, now: datetime | None = None) -> Guest:
    """A guest says at their own address that they are there, with the code of the room.

    Refuses outreach.link_over, .guest_forgotten, .not_begun, .code_ended and .wrong_code, which counts.
    """
    row, at = _own(guest), now or timezone.now()
    with checking():
        when = Programme.objects.inside_action().get(event=row.event)
    rules.check_code_open(starts=when.starts, ends=when.ends, now=at, tries=row.tries)
    if row.came_at is not None:
        return row
    right = code_of(str(when.uid), when.code)
    if not right or "".join(code.split()) != right:
        with act("outreach.guest.mistaken", by=SYSTEM, owner=row.owner, about=row.event.uid):
            row.tries += 1
            row.save()
        raise Refusal(words.WRONG_CODE, field="code")
    return _came(row, SYSTEM, at, Came.CODE)


def note_guest(*, by: Actor, guest: str, came: bool, now: datetime | None = None) -> Guest:
    """Note that somebody of the list came, or that it was a mistake. The same again changes nothing.

    Refuses people.not_yours, records.nothing_there, outreach.no_programme, .not_begun and .guest_forgotten.
    """
    row, at = _guest(by, guest), now or timezone.now()
    with checking():
        when = Programme.objects.inside_action().filter(event=row.event).first()
    if when is None:
        raise Refusal(words.NO_PROGRAMME)
    rules.check_there(starts=when.starts, now=at)
    if came == (row.came_at is not None):
        return row
    return _came(row, by, at if came else None, Came.LIST)


def _came(row: Guest, by: Actor, at: datetime | None, how: Came) -> Guest:
    word = "outreach.guest.came" if at else "outreach.guest.had_not_come"
    with act(word, by=by, owner=row.owner, about=row.event.uid):
        row.came_at, row.came_how = at, how if at else ""
        row.save()
    return row


def decide_same(
    *, by: Actor, guest: str, other: str, same: bool, reason: str, now: datetime | None = None
) -> SameGuest:
    """Say with a reason that two rows of a list are one person (`guest` counts, `other` no more), or that they are two.
    Nothing is lost: what the other row says counts for the first, and another decision about the pair undoes it.

    Refuses people.not_yours, records.nothing_there, outreach.not_two_guests and outreach.no_reason.
    """
    kept, merged = _guest(by, guest), _guest(by, other)
    if kept.id == merged.id or kept.event_id != merged.event_id:
        raise Refusal(words.NOT_TWO_GUESTS)
    if not reason.strip():
        raise Refusal(words.NO_REASON, field="reason")
    why = clean_line(reason, field="reason", max_length=300)
    with act("outreach.guests.compared", by=by, owner=kept.owner, about=kept.event.uid, same=same):
        row = SameGuest(
            owner=kept.owner,
            event=kept.event,
            kept=kept,
            other=merged,
            same=same,
            reason=why,
            decided_by=known_as(by.uid),
            decided_at=now or timezone.now(),
            synthetic=kept.synthetic,
        )
        row.save()
        _count_again(kept.event)
    return row


def _count_again(event: Event) -> None:
    """Let each row of the list count for the person of whom it is, by all that was decided."""
    decided = SameGuest.objects.inside_action().filter(event=event).order_by("decided_at", "id")
    counts_for = rules.counting_for(decided.values_list("kept_id", "other_id", "same"))
    for guest in Guest.objects.inside_action().filter(event=event):
        if guest.same_as_id != counts_for.get(guest.id):
            guest.same_as_id = counts_for.get(guest.id)
            guest.save()


def forget_guest(*, by: Actor, guest: str, own: bool = False, today: date | None = None) -> Guest:
    """Take a name off a list for good: `own`, at the address of the guest, or whoever keeps the list. What stays is a
    row that counts and says nothing about anybody. Forgotten already, nothing changes.

    Refuses people.not_yours, records.nothing_there and, at the own address, outreach.link_over.
    """
    row = _own(guest) if own else _guest(by, guest, forgotten=True)
    if row.forgotten_on is not None:
        return row
    with act("outreach.guest.forgotten", by=SYSTEM if own else by, owner=row.owner, about=row.event.uid):
        _blank(row, today or timezone.localdate())
    return row


def forget_guests_over(*, by: Actor, at: datetime) -> int:
    """Take all names off the lists whose time is over; of how many people. For the node, each night.

    Refuses people.not_yours.
    """
    check_may(by, Deed.OPERATE, REGION)
    day = at.date()
    with checking():
        rows = Guest.objects.inside_action().filter(event__programme__names_until__lte=day, forgotten_on__isnull=True)
        over = list(rows.select_related("event").order_by("event_id", "id"))
    for event in dict.fromkeys(row.event for row in over):
        of = [row for row in over if row.event_id == event.id]
        with act("outreach.guests.forgotten", by=by, owner=event.owner, about=event.uid, people=len(of)):
            for row in of:
                _blank(row, day)
    return len(over)


def _blank(row: Guest, day: date) -> None:
    row.name = row.folded = row.email = row.works_at = row.language = ""
    row.person, row.agreed_at, row.forgotten_on = None, None, day
    row.save()


def _check_names(row: Programme, day: date) -> None:
    if day >= row.names_until:
        raise Refusal(words.NAMES_OVER, field="people", day=row.names_until.isoformat())


def _event(by: Actor, event: str) -> Event:
    row = named(Event, whose=partial(may, by, Deed.KEEP_GUESTS), uid=uid_or_none(event))
    check_may(by, Deed.KEEP_GUESTS, row.owner)
    return row


def _programme(by: Actor, event: str) -> Programme:
    of = _event(by, event)
    with checking():
        row: Programme | None = Programme.objects.inside_action().select_related("event").filter(event=of).first()
    if row is None:
        raise Refusal(words.NO_PROGRAMME)
    return row


def _by_link(programme: str, link: int) -> Programme:
    with checking():
        rows = Programme.objects.inside_action().select_related("event")
        row: Programme | None = rows.filter(uid=uid_or_none(programme), link=link).first()
    if row is None or row.link < 1:
        raise Refusal(words.LINK_OVER)
    return row


def _own(guest: str) -> Guest:
    """The row whose own address somebody has."""
    with checking():
        row: Guest | None = Guest.objects.inside_action().select_related("event").filter(uid=uid_or_none(guest)).first()
    if row is None:
        raise Refusal(words.LINK_OVER)
    if row.forgotten_on is not None:
        raise Refusal(words.FORGOTTEN)
    return row


def _guest(by: Actor, guest: str, *, forgotten: bool = False) -> Guest:
    with checking():
        row: Guest | None = Guest.objects.inside_action().select_related("event").filter(uid=uid_or_none(guest)).first()
    if row is None or not may(by, Deed.KEEP_GUESTS, row.owner):
        raise Refusal(NOTHING_THERE, field="guest", what=Guest._meta.verbose_name, key=str(guest)[:60])
    if row.forgotten_on is not None and not forgotten:
        raise Refusal(words.FORGOTTEN)
    return row
