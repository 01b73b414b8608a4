"""Erasing a human being: what says who it was goes, what others rely on stays and says nothing about anybody."""

import json
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from importlib import import_module
from typing import Any
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.db import models, transaction
from django.db.models import Q

from kerege.files import actions as files
from kerege.journal import actions as journal
from kerege.journal.actions import act
from kerege.journal.rules import checking, pseudonyms_of
from kerege.lib.ids import new_uid
from kerege.lib.refusal import Refusal
from kerege.people import words
from kerege.people.models import Account, Person, PersonName, PseudonymKey, Seat, SeatTerm, Tombstone
from kerege.people.queries import held, holders
from kerege.people.rules import REGION, Actor, check_may, may, numbered, replaced, tombstone
from kerege.people.words import Deed, Role
from kerege.records.owned import OwnedModel
from kerege.records.personal import (
    ACCOUNT,
    PERSON,
    Erased,
    Trace,
    declared,
    naming_columns,
    personal_models,
    traces,
    typed_columns,
)

MUST_STAY_HELD = (Role.FOCAL_POINT, Role.NODE_ADMINISTRATOR)
"""Roles of which somebody has to be left, or nobody could appoint a successor."""


@dataclass
class _Somebody:
    """The rows that are one human being: a person's record, accounts, or both. `owner` answers for the record."""

    owner: str
    person: Person | None = None
    accounts: list[Account] = field(default_factory=list)

    @property
    def uids(self) -> list[UUID]:
        return [row.uid for row in (self.person, *self.accounts) if row]


def erase_myself(*, by: Actor, account: Account, on: date) -> None:
    """Erase the account and the person that it belongs to, at once and for good.

    Refuses people.not_yours (somebody else's account), people.still_seated and people.last_in_role.
    """
    if not by.uid or by.uid != str(account.uid):
        raise Refusal(words.NOT_YOURS, owner=REGION)
    somebody = _of_account(account)
    _check_replaceable(somebody, on=on)
    _erase(somebody, by=by, on=on, how="by_themselves")


def erase_person(*, by: Actor, person: str, asked_on: date, reference: str, on: date) -> None:
    """Erase somebody who asked in writing on a day; `reference` says where the request is kept, without a name.

    Refuses people.unknown_key (also where the person is not the actor's to erase: a key may be made of a name),
    people.no_request (no day, one to come, or no reference), people.still_seated and people.last_in_role.
    """
    with checking():
        found: Person | None = Person.objects.inside_action().filter(key=person).first()
    if found is None or not may(by, Deed.MANAGE_PEOPLE, found.owner):
        raise Refusal(words.UNKNOWN_KEY, field="person", what="person", key=person[:60])
    if asked_on > on or not reference.strip():
        raise Refusal(words.NO_REQUEST, field="asked_on" if asked_on > on else "reference")
    somebody = _of_person(found)
    _check_replaceable(somebody, on=on)
    _erase(somebody, by=by, on=on, how="in_writing", asked_on=asked_on, reference=reference.strip()[:80])


def erase_unused(*, by: Actor, account: Account, on: date) -> None:
    """Erase an account without a person, of whom nobody heard for a time. Refuses people.not_yours to all but the node
    itself and its administrators, and for an account that belongs to somebody.
    """
    check_may(by, Deed.MANAGE_ACCOUNTS, REGION)
    if account.person_id is not None or account.grants.exists():
        raise Refusal(words.NOT_YOURS, owner=REGION)
    _erase(_of_account(account), by=by, on=on, how="unused")


def replay_erasures(*, by: Actor, digests: Iterable[str], on: date) -> int:
    """Erase again whoever a restored backup brought back; how many there were. `digests` are those of `erasures()`.

    What has no such digest is left alone, so doing it twice changes nothing. Refuses people.not_yours to all but the
    node itself and its administrators; a seat or a role is no reason to keep somebody who was erased already.
    """
    check_may(by, Deed.MANAGE_ACCOUNTS, REGION)
    gone, erased = set(digests), 0
    with checking():
        persons = [p for p in Person.objects.inside_action() if tombstone(str(p.uid)) in gone]
    for person in persons:
        _erase(_of_person(person), by=by, on=on, how="after_restore")
        erased += 1
    for account in [a for a in Account.objects.all() if tombstone(str(a.uid)) in gone]:
        _erase(_of_account(account), by=by, on=on, how="after_restore")
        erased += 1
    return erased


# -- whom, and whether -------------------------------------------------------------------------------------------------


def _of_account(account: Account) -> _Somebody:
    if account.person_id is None:
        return _Somebody(REGION, None, [account])
    with checking():
        return _of_person(Person.objects.inside_action().get(id=account.person_id))


def _of_person(person: Person) -> _Somebody:
    return _Somebody(person.owner, person, list(Account.objects.filter(person_id=person.id).order_by("id")))


def _check_replaceable(somebody: _Somebody, *, on: date) -> None:
    if somebody.person:
        with checking():
            sat = SeatTerm.objects.inside_action().filter(Q(end__isnull=True) | Q(end__gt=on), person=somebody.person)
            seats = sorted(Seat.objects.filter(id__in=list(sat.values_list("seat_id", flat=True))), key=lambda s: s.key)
        if seats:
            raise Refusal(words.STILL_SEATED, seats=", ".join(seat.title for seat in seats))
    mine = {account.id for account in somebody.accounts}
    for role in MUST_STAY_HELD:
        held_by = held(on=on, role=role)
        active = {account.id for account in holders(role, on=on)}
        left = {grant.owner for who, grant in held_by if who in active - mine}
        for owner in sorted({grant.owner for who, grant in held_by if who in mine} - left):
            raise Refusal(words.LAST_IN_ROLE, role=role.value, owner=owner)


# -- how ---------------------------------------------------------------------------------------------------------------


def _erase(somebody: _Somebody, *, by: Actor, on: date, how: str, **facts: Any) -> None:
    """One act. Whoever erases themselves signs it with their pseudonym, whose key is gone a moment later."""
    by = Actor(pseudonyms_of([by.uid]).get(by.uid, by.uid), by.name, by.grants, by.is_system)
    with act("people.somebody.erased", by=by, owner=somebody.owner, how=how, **facts) as done:
        words, number = _long_words(somebody), numbered(secrets.token_hex(4))  # before the spellings go
        journal.forget_words(by=by, texts=_words_of(somebody))
        done.note(deleted=_delete_rows(somebody, by) | _delete_repeats(words), emptied=_empty_typed(somebody, words))
        if replaced := _replace_named(words, number[1]):
            done.note(replaced=replaced)
        _end_sessions(somebody.accounts)
        uids, rows = somebody.uids, [row for _, row in _rows(somebody)]
        before = {row: row.uid for row in rows}
        stones = [Tombstone(digest=tombstone(str(row.uid)), kind=kind, on=on) for kind, row in _rows(somebody)]
        Tombstone.objects.bulk_create(stones, ignore_conflicts=True)
        PseudonymKey.objects.filter(subject__in=uids).delete()
        if somebody.person:
            _blank_person(somebody.person, number)
        for account in somebody.accounts:
            _blank_account(account)
        _rename({before[row]: row.uid for row in rows})
        done.about = new_uid()
        transaction.on_commit(caches["near"].clear)


def _rows(somebody: _Somebody) -> list[tuple[str, Any]]:
    rows: list[tuple[str, Any]] = [(ACCOUNT, account) for account in somebody.accounts]
    return [*rows, (PERSON, somebody.person)] if somebody.person else rows


def _words_of(somebody: _Somebody) -> list[str]:
    """Names, spellings and addresses: what a refused attempt may have repeated."""
    found = [text for account in somebody.accounts for text in (account.name, account.email)]
    if somebody.person:
        spellings = PersonName.objects.inside_action().filter(person=somebody.person)
        found += [somebody.person.name, somebody.person.key, *spellings.values_list("text", flat=True)]
    return found


def _delete_rows(somebody: _Somebody, by: Actor) -> dict[str, int]:
    """Delete from every table that declares to be deleted, with the files of its rows; how many rows of which."""
    gone: dict[str, int] = {}
    whose = {PERSON: [somebody.person.id] if somebody.person else [], ACCOUNT: [a.id for a in somebody.accounts]}
    for model, said in personal_models():
        if said.erased != Erased.DELETED or not said.of:
            continue
        rows = _all(model).filter(**{f"{said.of}__in": whose[said.subject]})
        uids = list(rows.values_list("uid", flat=True)) if issubclass(model, OwnedModel) else []
        count, _ = rows.delete()
        if count:
            gone[model._meta.label] = count
            files.forget_files(by=by, about=uids)
    return gone


def _delete_repeats(words: set[str]) -> dict[str, int]:
    """Delete what repeats an address or a full name and belongs to somebody else, or to nobody: mail on its way."""
    gone: dict[str, int] = {}
    for model, said in personal_models():
        if not said.repeats or not words:
            continue
        rows = _all(model)
        found = [pk for pk, *told in rows.values_list("pk", *said.repeats) if _repeats(told, words)]
        if found:
            gone[model._meta.label], _ = rows.filter(pk__in=found).delete()
    return gone


def _empty_typed(somebody: _Somebody, words: set[str]) -> dict[str, int]:
    """Empty what was typed about somebody in rows that stay: all of it in their own rows, and in those of others and of
    nobody each text that repeats an address or a full name.
    """
    person = somebody.person.id if somebody.person else None
    emptied: dict[str, int] = {}
    for model in apps.get_models():
        said = declared(model)
        own = f"{said.of}_id" if said is not None and said.subject == PERSON and said.of else None
        for column in typed_columns(model):
            rows = _all(model).exclude(**{column: ""}).values_list("pk", column, *([own] if own else []))
            found = {pk: told for pk, told, *whose in rows if _repeats([told], words) or (person and whose == [person])}
            if found:
                _empty(model, column, found, words)
                emptied[model._meta.label] = emptied.get(model._meta.label, 0) + len(found)
    return emptied


def _replace_named(words: set[str], number: str) -> dict[str, int]:
    """In titles and notes put the number in the place of the words; how many rows of which were changed. They are
    saved one by one, so that what follows them (an index for search) follows.
    """
    changed: dict[str, int] = {}
    for model in apps.get_models() if words else ():
        columns = naming_columns(model)
        for pk, *told in _all(model).values_list("pk", *columns) if columns else ():
            left = [replaced(text, words, number) for text in told]
            if left == told:
                continue
            row = _all(model).get(pk=pk)
            for column, text in zip(columns, left, strict=True):
                field: Any = model._meta.get_field(column)
                setattr(row, column, text[: field.max_length])
            row.save()
            changed[model._meta.label] = changed.get(model._meta.label, 0) + 1
    return changed


def _empty(model: type[models.Model], column: str, found: dict[int, Any], words: set[str]) -> None:
    """Texts are emptied; of what is kept as data only the texts in it that repeat the words."""
    _all(model).filter(pk__in=[pk for pk, told in found.items() if isinstance(told, str)]).update(**{column: ""})
    for pk, told in found.items():
        if not isinstance(told, str):
            _all(model).filter(pk=pk).update(**{column: _without(told, words)})


def _without(told: Any, words: set[str]) -> Any:
    if isinstance(told, dict):
        return {name: _without(each, words) for name, each in told.items()}
    if isinstance(told, list):
        return [_without(each, words) for each in told]
    return "" if isinstance(told, str) and _repeats([told], words) else told


def _long_words(somebody: _Somebody) -> set[str]:
    """Addresses and full names. A name of one word is not looked for: it may stand in any sentence."""
    return {text.casefold() for text in _words_of(somebody) if "@" in text or " " in text.strip()}


def _repeats(told: list[Any], words: set[str]) -> bool:
    text = json.dumps(told, ensure_ascii=False).casefold()
    return any(word in text for word in words)


def _rename(uids: dict[UUID, UUID]) -> None:
    """Where a column holds the uid of any record, let it lead to the emptied row under its new uid."""
    for model, column in _renamed():
        text = not isinstance(model._meta.get_field(column), models.UUIDField)
        for old, new in uids.items():
            _all(model).filter(**{column: str(old) if text else old}).update(**{column: str(new) if text else new})


def _renamed() -> Iterator[tuple[Any, str]]:
    for model in apps.get_models():
        for column, trace in traces(model).items():
            if trace == Trace.RENAMED:
                yield model, column


def _all(model: type[models.Model]) -> Any:
    rows: Any = model.objects  # type: ignore[attr-defined]
    return rows.inside_action() if issubclass(model, OwnedModel) else rows.all()


def _end_sessions(accounts: list[Account]) -> None:
    """A session says whose it is only inside, so all are read; there are no more of them than people signed in."""
    store, ids = import_module(settings.SESSION_ENGINE).SessionStore, {str(account.pk) for account in accounts}
    for session in Session.objects.all().iterator():
        if str(session.get_decoded().get(SESSION_KEY, "")) in ids:
            store(session.session_key).delete()


def _blank_person(person: Person, number: tuple[str, str]) -> None:
    """What stays is a numbered participant: registers count as before. The new uid leads to no older act."""
    person.uid, person.organisation = new_uid(), None
    person.key, person.name = number
    person.save()


def _blank_account(account: Account) -> None:
    """The row stays because others count on it; nobody can sign in with it."""
    account.uid, account.name, account.person, account.last_login = new_uid(), "", None, None
    account.email, account.language, account.is_active = f"erased-{secrets.token_hex(8)}@erased.invalid", "", False
    account.set_unusable_password()
    account.save()
