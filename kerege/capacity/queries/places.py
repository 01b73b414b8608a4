"""Of which facilities somebody is part. Like a team (queries.teams) this is a door that clearance does not open.

What a laboratory records of its own quality is restricted, and whoever works there has no clearance for restricted
records of the country. So whoever holds a role that may assess, for the organisation of a facility and for that owner,
reads and keeps the quality records of that facility and of no other. Somebody who looks with other eyes has no roles.
"""

from datetime import date

from kerege.capacity.queries.teams import DOOR
from kerege.inventory import queries as inventory
from kerege.people.rules import MAY, Actor
from kerege.people.words import Deed
from kerege.records.viewers import Viewer


def own_facilities(me: Actor, *, on: date) -> frozenset[tuple[str, str]]:
    """The facilities of the organisations for which somebody holds a role that may assess: pairs of owner and key."""
    held = {(g.owner, g.organisation) for g in me.grants if g.organisation and g.role in MAY[Deed.ASSESS]}
    if not held:
        return frozenset()
    choice = inventory.Choice(organisations=tuple(sorted({organisation for _, organisation in held})))
    found = inventory.facilities(DOOR, on=on, choice=choice, lang="en", size=500).rows
    return frozenset((line.owner, line.key) for line in found if (line.owner, line.organisation) in held)


def reader_at(viewer: Viewer, own: frozenset[tuple[str, str]], *, owner: str, facility: str) -> Viewer:
    """With which viewer the quality records of a facility are read."""
    return DOOR if (owner, facility) in own else viewer
