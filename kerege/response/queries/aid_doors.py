"""Who reads and who speaks in mutual aid: the two countries of a case, and nobody else whatever their clearance."""

from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import Actor, may
from kerege.people.words import Deed
from kerege.records.viewers import Viewer
from kerege.response.words.aid import AidSide

DOOR = Viewer(uid="response.aid", everywhere=Sensitivity.RESTRICTED)


def countries_of(viewer: Viewer) -> frozenset[str]:
    """The countries whose cases somebody reads: those for which a role gives national clearance."""
    owners = {owner for owner, _level in viewer.by_owner}
    return frozenset(owner for owner in owners if viewer.clearance_for(owner) >= Sensitivity.NATIONAL)


def sides_of(me: Actor, *, asker: str, giver: str) -> frozenset[AidSide]:
    """For which sides somebody speaks."""
    told = {AidSide.ASKER: asker, AidSide.GIVER: giver}
    return frozenset(side for side, owner in told.items() if may(me, Deed.ARRANGE_AID, owner))
