"""Whom country reports and regional texts are open to: their author, and each country as far as it is spoken of.

No clearance opens them. Shut while somebody looks with other eyes, and until a second factor is proved.
"""

from datetime import date

from kerege.atlas import queries as atlas
from kerege.journal.rules import known_as
from kerege.lib.sensitivity import Sensitivity
from kerege.outreach.words.country_reports import Side
from kerege.people.rules import REGION, Actor, may, owners_for
from kerege.people.words import Deed
from kerege.records.viewers import Viewer

DOOR = Viewer(uid="outreach.reports", everywhere=Sensitivity.RESTRICTED)


def sides_of(me: Actor, *, country: str, written_by: str) -> frozenset[Side]:
    """What somebody is to a report about this country."""
    if me.is_system:
        return frozenset(Side)
    if not me.uid or me.owes_factor:
        return frozenset()
    found = set()
    if writes_about(me, country) and known_as(me.uid) == written_by:
        found.add(Side.AUTHOR)
    if may(me, Deed.SPEAK_ON_REPORT, country):
        found.add(Side.COUNTRY)
    return frozenset(found)


def writes_about(me: Actor, country: str) -> bool:
    """Whether somebody may write reports about the country: for the country itself, or for the region."""
    return may(me, Deed.WRITE_REPORT, country) or may(me, Deed.WRITE_REPORT, REGION)


def speaks_for(me: Actor) -> tuple[str, ...]:
    """The countries for which somebody comments, agrees, approves and withdraws."""
    return () if not me.uid or me.owes_factor else owners_for(me, Deed.SPEAK_ON_REPORT)


def countries_of_region(on: date) -> tuple[str, ...]:
    """The codes of the countries that are partners or take part in a project on the day: those that can be asked."""
    found = {each.code for each in atlas.partners(on=on)}
    for key in atlas.project_keys():
        found |= {each.code for each in atlas.participants(key, on=on)}
    return tuple(sorted(found))
