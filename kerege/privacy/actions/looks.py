"""Keeping who read whose data."""

from collections.abc import Iterable
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


def keep_looks(*, by: Actor, account: Any, persons: Iterable[int], outlet: str, at: datetime, alarm_above: int) -> int:
    """Keep that an account was given these persons' data; how many were new today.

    Own data, and names that everybody may read, are not kept. More than `alarm_above` persons within an hour are
    noticed once in that hour. Refuses privacy.not_your_consent where somebody else's reading would be recorded.
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
    _notice(by, account, at, alarm_above, owners)
    return len(owners)


def _guarded(persons: set[int]) -> dict[int, str]:
    """Of these persons those whose name not everybody may read, with the owner of the record."""
    if not persons:
        return {}
    person = subject_model(Look, "person")
    with checking():
        rows = person.objects.inside_action().filter(id__in=persons, name_aside__label__gt=Sensitivity.PUBLIC)
        return dict(rows.values_list("id", "owner"))


def _notice(by: Actor, account: Any, at: datetime, alarm_above: int, owners: dict[int, str]) -> None:
    lately = Look.objects.filter(account=account, at__gt=at - WINDOW)
    count = lately.values("person_id").distinct().count()
    if count <= alarm_above or BulkRead.objects.filter(account=account, at__gt=at - WINDOW).exists():
        return
    for owner in sorted(set(owners.values())):
        with act("privacy.bulk_read.noticed", by=by, owner=owner, about=account.uid, persons=count):
            BulkRead.objects.create(account=account, owner=owner, persons=count, at=at)
