"""Certificates of other bodies and entries in the register of certified people, for the example world."""

from datetime import UTC, date, datetime, time
from typing import Any

from kerege.capacity import actions as capacity
from kerege.capacity.queries import external as externals
from kerege.files.rules import received
from kerege.lib.refusal import Refusal
from kerege.people import queries as people
from kerege.people.rules import Actor
from kerege.privacy import actions as privacy
from kerege.privacy import queries as consents
from kerege.privacy.words import CERTIFIED_REGISTER, NOT_YOUR_CONSENT
from kerege.worlds.rows_capacity import LOADER

PROOF = "An example: this certificate was given to nobody.\n"


def external(
    *,
    by: Actor,
    account: str,
    body: str,
    title: str,
    number: str,
    start: date,
    on: date,
    until: date | None = None,
    verifier: str = "",
    verified_on: date | None = None,
    **told: Any,
) -> None:
    """Somebody of the example world records a certificate of another body, and another one verifies it; once."""
    if any(line.number == number for line in externals.externals(LOADER, by, on=date.max)):
        return
    row = capacity.record_external(
        by=_actor(account, on),
        body=body,
        title=title,
        number=number,
        valid_from=start,
        valid_until=until,
        received=received("proof.txt", [PROOF.encode()]),
        today=on,
        **told,
    )
    if verifier:
        seen = verified_on or on
        capacity.judge_external(by=_actor(verifier, seen), uid=str(row.uid), accepted=True, today=seen)


def entry(*, by: Actor, account: str, on: date, reserve: str = "") -> None:
    """Somebody of the example world agrees to stand in the register, once. Nobody but the node does so, and only for
    accounts of the example world: a real person's consent comes from that person.
    """
    found = people.account(account)
    if not by.is_system or not found.demo:
        raise Refusal(NOT_YOUR_CONSENT, field="account")
    if any(receipt.key == CERTIFIED_REGISTER for receipt in consents.receipts(found)):
        return
    at, own = datetime.combine(on, time(9), UTC), _actor(account, on)
    version = consents.current_version(CERTIFIED_REGISTER, on=on) or 0
    privacy.give_consent(by=own, account=found, key=CERTIFIED_REGISTER, version=version, lang="en", at=at)
    capacity.enter_register(by=own, account=found, reserve=reserve, at=at)


def _actor(email: str, on: date) -> Actor:
    return people.actor_for(people.account(email), on=on, strong=True)
