"""Of which facilities somebody is part. Like a team (queries.teams) this is a door that clearance does not open.

What a laboratory records of its own quality is restricted, and whoever works there has no clearance for restricted
records of the country. So whoever holds a role that may assess, for the organisation of a facility and for that owner,
reads and keeps the quality records of that facility and of no other. Somebody who looks with other eyes has no roles.
"""

from datetime import date
from typing import Any

from django.db.models import Q

from kerege.capacity.queries.teams import DOOR
from kerege.inventory import queries as inventory
from kerege.people.rules import MAY, Actor, may, owners_for
from kerege.people.words import Deed
from kerege.records.viewers import Viewer

Own = frozenset[tuple[str, str]]
"""Facilities, as pairs of owner and key."""
NOWHERE: Own = frozenset()


def own_facilities(me: Actor, *, on: date) -> Own:
    """The facilities of the organisations for which somebody holds a role that may assess: pairs of owner and key."""
    held = {(g.owner, g.organisation) for g in me.grants if g.organisation and g.role in MAY[Deed.ASSESS]}
    if not held:
        return frozenset()
    choice = inventory.Choice(organisations=tuple(sorted({organisation for _, organisation in held})))
    found = inventory.facilities(DOOR, on=on, choice=choice, lang="en", size=500).rows
    return frozenset((line.owner, line.key) for line in found if (line.owner, line.organisation) in held)


def keeps(me: Actor, own: Own, *, owner: str, facility: str) -> bool:
    """Whether somebody keeps the quality records of a facility: its own people, and whoever answers for the records of
    its owner.
    """
    return may(me, Deed.LABEL, owner) or (owner, facility) in own


def kept_places(viewer: Viewer, *, me: Actor, on: date, lang: str) -> list[inventory.FacilityLine]:
    """The facilities whose quality records somebody keeps, as far as they see the cards."""
    own, owners = own_facilities(me, on=on), owners_for(me, Deed.LABEL)
    wanted = [inventory.Choice(keys=tuple(key for _, key in own))] if own else []
    wanted += [inventory.Choice(owners=owners)] if owners else []
    pages = (inventory.facilities(viewer, on=on, choice=choice, lang=lang, size=500) for choice in wanted)
    return list({line.key: line for page in pages for line in page.rows}.values())


def rows_at(own: Own, model: Any) -> Any:
    """The rows of a table with owner and facility that stand at these facilities, open to their own people."""
    there = Q(pk__in=[])
    for owner in sorted({owner for owner, _ in own}):
        there |= Q(owner=owner, facility__in=[key for of, key in own if of == owner])
    return model.objects.seen_by(DOOR).filter(there)
