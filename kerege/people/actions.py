"""Writing people: one function is one thing that somebody does."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from kerege.atlas import actions as atlas
from kerege.atlas import queries as places
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.periods import Period
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.text import clean_line, fold
from kerege.people import words
from kerege.people.models import (
    Account,
    Organisation,
    Person,
    PersonName,
    RoleGrant,
    Seat,
    SeatTerm,
    Succession,
)
from kerege.people.queries import known_role, organisation, succession_links
from kerege.people.rules import REGION, Actor, check_may, check_succession, check_term, choice
from kerege.people.words import Capacity, Deed, OrganisationKind, SeatKind, SuccessionKind

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def record_organisation(
    *,
    by: Actor,
    key: str,
    kind: str,
    names: Iterable[tuple[str, str]],
    territory: str = "",
    start: date | None = None,
    end: date | None = None,
    synthetic: bool = False,
) -> Organisation:
    """Record an organisation under its first names, as (language, text) pairs; later ones by `name_organisation`.

    The same key again changes nothing. Refuses people.not_yours, people.unknown_choice, atlas.unknown_code and
    periods.end_before_start.
    """
    check_may(by, Deed.MANAGE_PEOPLE, territory or REGION)
    key = clean_line(key, field="key", max_length=60)
    known = Organisation.objects.filter(key=key).first()
    if known:
        return known
    choice(kind, OrganisationKind, "kind")
    Period(start, end)
    if territory:
        places.territory(territory)
    with act("people.organisation.recorded", by=by, key=key, owner=territory or REGION) as done:
        body = Organisation.objects.create(
            key=key,
            kind=kind,
            territory_id=territory or None,
            start=start,
            end=end,
            synthetic=synthetic,
        )
        for lang, text in names:
            atlas.record_name(
                by=by, subject_uid=body.uid, subject_kind="organisation", lang=lang, text=text, start=start
            )
        done.about = body.uid
    return body


def name_organisation(
    *, by: Actor, organisation_key: str, lang: str, text: str, start: date | None = None, end: date | None = None
) -> Organisation:
    """Record a name of an organisation, from `start` up to and not including `end`. The same again changes nothing.

    Refuses people.not_yours, people.unknown_key, atlas.two_current_names, atlas.unknown_code, periods.end_before_start
    and the text refusals.
    """
    body = organisation(organisation_key)
    check_may(by, Deed.MANAGE_PEOPLE, body.territory_id or REGION)
    atlas.record_name(
        by=by, subject_uid=body.uid, subject_kind="organisation", lang=lang, text=text, start=start, end=end
    )
    return body


def record_succession(
    *,
    by: Actor,
    predecessor: str,
    successor: str,
    kind: str,
    on: date | None = None,
    source_id: int | None = None,
) -> Succession:
    """Record that one organisation came after another.

    Refuses people.not_yours, people.unknown_key, people.self_succession and people.cyclic_succession.
    """
    check_may(by, Deed.MANAGE_PEOPLE, REGION)
    before, after = organisation(predecessor), organisation(successor)
    choice(kind, SuccessionKind, "kind")
    known = Succession.objects.filter(predecessor=before, successor=after).first()
    if known:
        return known
    with act("people.succession.recorded", by=by, predecessor=predecessor, successor=successor, on=on) as done:
        list(Organisation.objects.select_for_update().order_by("id"))  # two links at once could close a circle
        check_succession(predecessor=predecessor, successor=successor, links=succession_links())
        link = Succession.objects.create(predecessor=before, successor=after, kind=kind, on=on, source_id=source_id)
        done.about = link.uid
    return link


def record_person(
    *,
    by: Actor,
    owner: str,
    key: str,
    name: str,
    spellings: Iterable[tuple[str, str]] = (),
    organisation_key: str = "",
    name_label: Sensitivity = Sensitivity.NATIONAL,
    synthetic: bool = False,
) -> Person:
    """Record a person with the spellings of the name, as (language or script, text) pairs.

    The same key again changes nothing. Refuses people.not_yours, people.unknown_key, people.key_taken (the key of
    another owner's person) and the text refusals.
    """
    check_may(by, Deed.MANAGE_PEOPLE, owner)
    key, name = clean_line(key, field="key", max_length=60), clean_line(name, field="name")
    body = organisation(organisation_key) if organisation_key else None
    with checking():
        known: Person | None = Person.objects.inside_action().filter(key=key).first()
    if known:
        if known.owner != owner:
            raise Refusal(words.KEY_TAKEN, field="key", key=key)
        return known
    with act("people.person.recorded", by=by, owner=owner, key=key) as done:
        person = Person.objects.create(
            owner=owner,
            key=key,
            name=name,
            name_label=name_label,
            label=Sensitivity.PUBLIC,
            organisation=body,
            synthetic=synthetic,
        )
        for lang, text in {("", name), *spellings}:
            text = clean_line(text, field="spelling")
            PersonName.objects.create(
                person=person, owner=owner, label=name_label, lang=lang, text=text, folded=fold(text)
            )
        done.about = person.uid
    return person


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


def open_account(*, by: Actor, email: str, name: str, password: str, language: str = "", demo: bool = False) -> Account:
    """Open an account that can sign in. The same address again changes nothing, not even the password.

    Refuses people.not_yours and people.bad_email.
    """
    check_may(by, Deed.MANAGE_ACCOUNTS, REGION)
    address = clean_line(email, field="email", max_length=254).lower()
    if not _EMAIL.fullmatch(address):
        raise Refusal(words.BAD_EMAIL, field="email", email=email)
    known = Account.objects.filter(email=address).first()
    if known:
        return known
    with act("people.account.opened", by=by) as done:
        account = Account(email=address, name=clean_line(name, field="name"), language=language, demo=demo)
        account.set_password(password)
        account.save()
        done.about = account.uid
    return account


def grant_role(
    *,
    by: Actor,
    account: Account,
    role: str,
    owner: str,
    start: date,
    end: date | None = None,
    organisation_key: str = "",
) -> RoleGrant:
    """Give an account a role for one owner and a time. The very same grant again changes nothing.

    Refuses people.not_yours, people.unknown_choice, people.unknown_key and periods.end_before_start.
    """
    check_may(by, Deed.MANAGE_ACCOUNTS, owner)
    Period(start, end)
    body = organisation(organisation_key) if organisation_key else None
    facts: dict[str, Any] = {"role": known_role(role).value, "start": start, "end": end}
    known = RoleGrant.objects.filter(account=account, owner=owner, organisation=body, **facts).first()
    if known:
        return known
    with act("people.role.granted", by=by, owner=owner, account=account.uid, **facts) as done:
        grant = RoleGrant.objects.create(account=account, owner=owner, organisation=body, **facts)
        done.about = grant.uid
    return grant
