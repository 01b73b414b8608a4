"""Writing nodes."""

from datetime import date

from kerege.journal.actions import act
from kerege.lib.periods import Period
from kerege.lib.refusal import Refusal
from kerege.lib.text import clean_line
from kerege.people.rules import REGION, Actor, check_may
from kerege.people.words import Deed
from kerege.sharing import words
from kerege.sharing.models import FrozenPeriod, Node


def record_node(*, by: Actor, key: str, territory: str | None = None, since: date | None = None) -> Node:
    """Record a node; the same key with the same content again changes nothing.

    Refuses people.not_yours.
    """
    check_may(by, Deed.RECORD_REFERENCE, REGION)
    known = Node.objects.filter(key=key).first()
    if known and (known.territory_id, known.since) == (territory, since):
        return known
    with act("sharing.node.recorded", by=by, key=key) as done:
        node, _ = Node.objects.update_or_create(key=key, defaults={"territory_id": territory, "since": since})
        done.about = node.uid
    return node


def freeze_node(*, by: Actor, key: str, on: date, reason: str) -> FrozenPeriod:
    """Say from which day nothing new comes from a node, and why. The same again changes nothing.

    From then on its figures say "no data since" where they would be nothing. Refuses people.not_yours,
    sharing.unknown_owner, sharing.already_frozen and the text refusals.
    """
    check_may(by, Deed.FREEZE_NODE, REGION)
    node, told = _node(key), clean_line(reason, field="reason", max_length=400)
    last = FrozenPeriod.objects.filter(node=node).order_by("-start").first()
    if last is not None and (last.end is None or last.end > on):
        if (last.start, last.end, last.reason) == (on, None, told):
            return last
        raise Refusal(words.ALREADY_FROZEN, field="on", start=str(last.start), end=str(last.end or "…"))
    with act("sharing.node.frozen", by=by, owner=key, about=node.uid, on=on):
        return FrozenPeriod.objects.create(node=node, start=on, reason=told)


def revive_node(*, by: Actor, key: str, on: date, note: str) -> FrozenPeriod:
    """Say that something comes from a node again from this day on; the note says who took it up.

    Refuses people.not_yours, sharing.unknown_owner, sharing.not_frozen, periods.end_before_start and the text refusals.
    """
    check_may(by, Deed.FREEZE_NODE, REGION)
    node, told = _node(key), clean_line(note, field="note", max_length=400)
    period = FrozenPeriod.objects.filter(node=node, end__isnull=True).first()
    if period is None:
        raise Refusal(words.NOT_FROZEN, owner=key)
    Period(period.start, on)
    with act("sharing.node.revived", by=by, owner=key, about=node.uid, on=on):
        period.end, period.revived = on, told
        period.save(update_fields=["end", "revived"])
    return period


def _node(key: str) -> Node:
    node = Node.objects.filter(key=key).first()
    if node is None:
        raise Refusal(words.UNKNOWN_OWNER, field="owner", owner=key[:8])
    return node
