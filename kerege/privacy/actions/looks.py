"""Keeping who read whose data."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import REGION, Actor
from kerege.privacy import words
from kerege.privacy.models import BulkRead, Look
from kerege.privacy.rules import WINDOW
from kerege.records.personal import subject_model


@dataclass(frozen=True)
class Noticed:
    """An account read very many people's data of an owner. Whose data it read is not told to anybody but them."""

    uid: str
    owner: str
    who: str
    persons: int
    at: datetime


def keep_looks(
    *,
    by: Actor,
    account: Any,
    persons: Iterable[int],
    outlet: str,
    at: datetime,
    alarm_above: int,
    tell: Callable[[Noticed], None] | None = None,
) -> int:
    """Keep that an account was given these persons' data; how many were new today.

    Own data, and names that everybody may read, are not kept. More than `alarm_above` persons within an hour are
    noticed, once in that hour for each owner of whose people data were read. `tell` is called for the first notice of a
    reader, an owner and a day, in its transaction: whoever answers for the data is told of it, or it is not kept.
    Refuses privacy.not_your_consent where somebody else's reading would be recorded.
    """
    if by.uid != str(account.uid):
        raise Refusal(words.NOT_YOUR_CONSENT)
    asked = set(persons) - {account.person_id}
    known = Look.objects.filter(account=account, outlet=outlet, on=at.date(), person_id__in=asked)
    asked -= set(known.values_list("person_id", flat=True))
    owners = _guarded(asked)
    if not owners:
        return 0
    roles = ", ".join(sorted(f"{g.role.value} {g.owner}" for g in by.grants))[:200]
    with act("privacy.looks.kept", by=by, owner=REGION, about=account.uid, outlet=outlet, persons=len(owners)):
        rows = [
            Look(person_id=person, account=account, owner=owner, roles=roles, outlet=outlet, on=at.date(), at=at)
            for person, owner in sorted(owners.items())
        ]
        Look.objects.bulk_create(rows, ignore_conflicts=True)
    if _persons(_lately(account, at)) > alarm_above:
        for owner in sorted(set(owners.values())):
            _notice(by, account, at, owner, tell)
    return len(owners)


def _guarded(persons: set[int]) -> dict[int, str]:
    """Of these persons those whose name not everybody may read, with the owner of the record."""
    if not persons:
        return {}
    person = subject_model(Look, "person")
    with checking():
        rows = person.objects.inside_action().filter(id__in=persons, name_aside__label__gt=Sensitivity.PUBLIC)
        return dict(rows.values_list("id", "owner"))


def _lately(account: Any, at: datetime) -> Any:
    return Look.objects.filter(account=account, at__gt=at - WINDOW)


def _persons(looks: Any) -> int:
    """Of how many people data were given by these looks."""
    return int(looks.values("person_id").distinct().count())


def _notice(by: Actor, account: Any, at: datetime, owner: str, tell: Callable[[Noticed], None] | None) -> None:
    before = BulkRead.objects.filter(account=account, owner=owner)
    if before.filter(at__gt=at - WINDOW).exists():
        return
    first_of_the_day = not before.filter(at__date=at.date()).exists()
    persons = _persons(_lately(account, at).filter(owner=owner))
    with act("privacy.bulk_read.noticed", by=by, owner=owner, about=account.uid, persons=persons):
        row = BulkRead.objects.create(account=account, owner=owner, persons=persons, at=at)
        if tell and first_of_the_day:
            tell(Noticed(str(row.uid), owner, account.name, persons, at))
