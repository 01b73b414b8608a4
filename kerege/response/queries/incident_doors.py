"""Who handles the incidents of which facility. Like quality (capacity.queries.places) this is a door that clearance
does not open: not the focal point's, and not that of whoever leads the laboratory.
"""

from datetime import date

from kerege.capacity.queries import own_facilities
from kerege.lib.sensitivity import Sensitivity
from kerege.people.queries import capacities_of
from kerege.people.rules import Actor
from kerege.people.words import Role
from kerege.records.viewers import Viewer

DOOR = Viewer(uid="response.incidents", everywhere=Sensitivity.RESTRICTED)


def handled_facilities(me: Actor, *, on: date) -> frozenset[tuple[str, str]]:
    """The facilities for whose organisation somebody is the biosafety officer: pairs of owner and key. Whoever also
    leads a laboratory of that country is line management, and handles none.
    """
    led = {g.owner for g in me.grants if g.role == Role.LABORATORY_HEAD}
    officer = tuple(g for g in me.grants if g.role == Role.BIOSAFETY_OFFICER and g.owner not in led)
    return own_facilities(Actor(me.uid, me.name, officer), on=on) if officer else frozenset()


def handles(me: Actor, *, owner: str, facility: str, on: date) -> bool:
    """Whether somebody, or the node, handles the incidents of a facility."""
    return me.is_system or (owner, facility) in handled_facilities(me, on=on)


def is_health(me: Actor, seat: int | None, *, on: date) -> bool:
    """Whether somebody sits on the seat of occupational health."""
    return seat is not None and not me.owes_factor and bool(capacities_of(me.uid, seat=seat, on=on))
