"""Writing accounts: opening them, saying whose they are, closing and opening them again."""

import re
from datetime import date

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.refusal import Refusal
from kerege.lib.text import clean_line
from kerege.people import words
from kerege.people.actions.guarding import _check_administered, _check_manages, _check_not_oneself, _check_over
from kerege.people.actions.pseudonyms import _give_key
from kerege.people.models import Account, Person
from kerege.people.rules import REGION, Actor, check_may, manages
from kerege.people.words import Deed

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def open_account(*, by: Actor, email: str, name: str, password: str, language: str = "", demo: bool = False) -> Account:
    """Open an account that can sign in. The same address again changes nothing, not even the password.

    Refuses people.not_yours, people.bad_email and people.weak_password. The password of a demo account is no secret and
    not looked at.
    """
    check_may(by, Deed.MANAGE_ACCOUNTS, REGION)
    address = clean_line(email, field="email", max_length=254).lower()
    if not _EMAIL.fullmatch(address):
        raise Refusal(words.BAD_EMAIL, field="email", email=email)
    known = Account.objects.filter(email=address).first()
    if known:
        return known
    account = Account(email=address, name=clean_line(name, field="name"), language=language, demo=demo)
    if not demo:
        _check_password(account, password)
    with act("people.account.opened", by=by) as done:
        account.set_password(password)
        account.save()
        _give_key(account.uid)
        done.about = account.uid
    return account


def _check_password(account: Account, password: str) -> None:
    """Refuse what the pages refuse, by the same validators: an action may be called from elsewhere."""
    try:
        validate_password(password, account)
    except ValidationError as told:
        raise Refusal(words.WEAK_PASSWORD, field="password") from told


def link_person(*, by: Actor, account: Account, person: str) -> Account:
    """Say who signs in with an account, by the person's key. The same again changes nothing.

    From then on the account holds the roles of the seats on which the person sits. Refuses people.unknown_key (also
    where the person is not the actor's to link), people.not_to_yourself, people.account_has_person and
    people.person_has_account.
    """
    with checking():
        who: Person | None = Person.objects.inside_action().filter(key=person).first()
    if who is None or not manages(by, who.owner):
        raise Refusal(words.UNKNOWN_KEY, field="person", what="person", key=person[:60])
    if account.person_id == who.id:
        return account
    _check_not_oneself(by, account)
    if account.person_id is not None:
        raise Refusal(words.ACCOUNT_HAS_PERSON, field="person")
    if Account.objects.filter(person=who).exists():
        raise Refusal(words.PERSON_HAS_ACCOUNT, field="person")
    with act("people.account.linked", by=by, owner=who.owner, about=account.uid, person=who.uid):
        account.person = who
        account.save(update_fields=["person"])
    return account


def unlink_person(*, by: Actor, account: Account) -> Account:
    """Take back that an account is a person's: roles on seats are gone at once. Without a person nothing changes.

    Refuses people.not_yours and people.not_to_yourself.
    """
    if account.person_id is None:
        return account
    with checking():
        who = Person.objects.inside_action().get(id=account.person_id)
    _check_manages(by, who.owner)
    _check_not_oneself(by, account)
    with act("people.account.unlinked", by=by, owner=who.owner, about=account.uid, person=who.uid):
        account.person = None
        account.save(update_fields=["person"])
    return account


def deactivate(*, by: Actor, account: Account, reason: str, today: date | None = None) -> Account:
    """Close an account: it signs in no more, and every session of it ends at once. Its roles and records stay.

    A closed account stays as it is. Refuses people.not_yours and people.role_not_yours (unless `by` may give every role
    of the account), people.not_to_yourself, people.last_administrator and the text refusals.
    """
    day = today or localdate()
    owner = _check_over(by, account, on=day)
    _check_not_oneself(by, account)
    reason = clean_line(reason, field="reason", max_length=400)
    if not account.is_active:
        return account
    with act("people.account.deactivated", by=by, owner=owner, about=account.uid, reason=reason):
        account.is_active = False
        account.session_round += 1
        account.save(update_fields=["is_active", "session_round"])
        _check_administered(on=day, without=account)
    return account


def reactivate(*, by: Actor, account: Account, today: date | None = None) -> Account:
    """Let a closed account sign in again, with the roles that hold then. An open one stays as it is.

    Refuses people.not_yours, people.role_not_yours and people.not_to_yourself.
    """
    owner = _check_over(by, account, on=today or localdate())
    _check_not_oneself(by, account)
    if account.is_active:
        return account
    with act("people.account.reactivated", by=by, owner=owner, about=account.uid):
        account.is_active = True
        account.save(update_fields=["is_active"])
    return account


def end_sessions(*, by: Actor, account: Account, today: date | None = None) -> Account:
    """End every session of an account at once; it can sign in again.

    Refuses people.not_yours and people.role_not_yours; everybody may end their own.
    """
    owner = "" if by.uid == str(account.uid) else _check_over(by, account, on=today or localdate())
    with act("people.account.sessions_ended", by=by, owner=owner, about=account.uid):
        account.session_round += 1
        account.save(update_fields=["session_round"])
    return account


def _check_oneself(by: Actor, account: Account) -> None:
    if not by.uid or by.uid != str(account.uid):
        raise Refusal(words.NOT_YOUR_ACCOUNT)


def renew_calendars(*, by: Actor, account: Account) -> Account:
    """Let the addresses for calendars that were made for one's own account show nothing any more; the next ones are
    new. Sessions go on.

    Refuses people.not_your_account.
    """
    _check_oneself(by, account)
    with act("people.account.calendars_renewed", by=by, about=account.uid):
        account.calendar_round += 1
        account.save(update_fields=["calendar_round"])
    return account


def keep_language(*, by: Actor, account: Account, language: str) -> Account:
    """Say in which language the node writes to oneself: letters and reminders. Empty leaves it to the node.
    The same again changes nothing.

    Refuses people.not_your_account and people.unknown_choice.
    """
    _check_oneself(by, account)
    known = [code for code, _ in settings.LANGUAGES]
    if language and language not in known:
        told = {"value": language[:12], "name": "language", "choices": ", ".join(known)}
        raise Refusal(words.UNKNOWN_CHOICE, field="language", **told)
    if account.language != language:
        with act("people.account.language_kept", by=by, about=account.uid):
            account.language = language
            account.save(update_fields=["language"])
    return account
