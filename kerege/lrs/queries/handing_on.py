"""How far the statements of an owner were handed on to other stores, for whoever keeps them."""

from dataclasses import dataclass
from datetime import UTC, datetime

from kerege.lrs.models import Forwarding
from kerege.people.rules import Actor, may
from kerege.people.words import Deed


@dataclass(frozen=True)
class StoreLine:
    """Another store. It has everything up to `until`, but for as many as were `passed_over`; None before the first.

    Where it did not answer, `fault` is the code of why, and it is asked again `again`.
    """

    target: str
    until: datetime | None
    passed_over: int
    fault: str
    again: datetime | None


def stores_of(actor: Actor, *, owner: str) -> list[StoreLine]:
    """The stores to which the statements of an owner are handed on; none for somebody who may not keep them."""
    if not may(actor, Deed.KEEP_STATEMENTS, owner):
        return []
    return [
        StoreLine(r.target, _moment(r.stored), r.passed_over, r.fault, _moment(r.due))
        for r in Forwarding.objects.filter(owner=owner).order_by("target")
    ]


def _moment(micros: int) -> datetime | None:
    return datetime.fromtimestamp(micros // 1_000_000, UTC) if micros else None
