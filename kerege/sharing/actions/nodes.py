"""Writing nodes."""

from datetime import date

from kerege.journal.actions import act
from kerege.lib.refusal import Refusal
from kerege.people.rules import REGION, Actor, check_may
from kerege.people.words import Deed
from kerege.sharing import words
from kerege.sharing.models import Node


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


def freeze_node(*, by: Actor, key: str, on: date | None) -> Node:
    """Say from which day nothing new comes from a node; None revives it.

    Refuses people.not_yours and sharing.unknown_owner.
    """
    check_may(by, Deed.RECORD_REFERENCE, REGION)
    node = Node.objects.filter(key=key).first()
    if node is None:
        raise Refusal(words.UNKNOWN_OWNER, field="owner", owner=key)
    with act("sharing.node.frozen" if on else "sharing.node.revived", by=by, about=node.uid, on=on):
        node.frozen_on = on
        node.save(update_fields=["frozen_on"])
    return node
