"""Reminding those whose certificate or whose part 2 ends: 90, 60, 30 and 7 days before, each once."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from kerege.capacity.models import Certificate, CertificateCase
from kerege.capacity.queries import certificates
from kerege.capacity.rules.certification import due_reminder
from kerege.capacity.words.certification import CaseState
from kerege.journal import queries as journal
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.people import queries as people
from kerege.people.rules import REGION, Actor, check_may
from kerege.people.words import Deed

REMINDED = "capacity.holder.reminded"


@dataclass(frozen=True)
class Reminder:
    """Who is told what: `what` is certificate or part_two, `until` the day on which it ends."""

    to: str
    language: str
    what: str
    until: date


def remind_holders(*, by: Actor, at: datetime) -> list[Reminder]:
    """Whom to remind today; each is noted, so that nobody is told the same twice. Whoever has no account is not told.

    Refuses people.not_yours to everybody but the node and who manages the accounts of the region.
    """
    check_may(by, Deed.MANAGE_ACCOUNTS, REGION)
    today, told = at.date(), []
    for row, what, until in (*_certificates(today), *_cases(today)):
        days = due_reminder(until, today=today, sent=_sent(row, until))
        account = people.account_of_person(row.person_id) if days is not None else None
        if account is not None:
            with act(REMINDED, by=by, owner=row.owner, about=row.uid, days=days, until=until):
                told.append(Reminder(account.email, account.language, what, until))
    return told


def _certificates(today: date) -> Iterator[tuple[Any, str, date]]:
    with checking():
        rows = {str(row.uid): row for row in Certificate.objects.inside_action().order_by("id")}
    lines = certificates.of_persons({row.person_id for row in rows.values()}, on=today)
    for line in (each for held in lines.values() for each in held if each.holds):
        yield rows[line.uid], "certificate", line.valid_until


def _cases(today: date) -> Iterator[tuple[Any, str, date]]:
    with checking():
        rows = list(CertificateCase.objects.inside_action().filter(state=CaseState.PART_TWO.value).order_by("id"))
    yield from ((row, "part_two", row.deadline) for row in rows if row.deadline is not None)


def _sent(row: Any, until: date) -> list[int]:
    """Which reminders of this very end were sent; a renewal or a later deadline begins anew."""
    acts = journal.acts(owners=None, about=str(row.uid), word_prefix=REMINDED, limit=20)
    return [int(each.facts["days"]) for each in acts if each.facts.get("until") == str(until)]
