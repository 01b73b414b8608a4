"""Whom country reports and regional texts are open to: their author, and each country as far as it is spoken of.

No clearance opens them. Shut while somebody looks with other eyes, and until a second factor is proved.
"""

from typing import Any

from kerege.journal.rules import known_as
from kerege.lib.sensitivity import Sensitivity
from kerege.outreach.words.country_reports import ReportState, Side
from kerege.people.rules import REGION, Actor, may, owners_for
from kerege.people.words import Deed
from kerege.records.viewers import Viewer

DOOR = Viewer(uid="outreach.reports", everywhere=Sensitivity.RESTRICTED)


def sides_of(me: Actor, report: Any) -> frozenset[Side]:
    """What somebody is to a report about a country. That country has no part in it before it is sent."""
    sides = {Side.AUTHOR} if wrote(me, report) else set()
    if report.state != ReportState.WRITING and report.owner in speaks_for(me):
        sides.add(Side.COUNTRY)
    return frozenset(sides)


def wrote(me: Actor, row: Any) -> bool:
    """Whether somebody wrote the report or the text of the region, and may still write about whom it is about."""
    awake = bool(me.uid) and not me.owes_factor
    return awake and known_as(me.uid) == row.written_by and writes_about(me, row.owner)


def writes_about(me: Actor, country: str) -> bool:
    """Whether somebody may write reports about the country: for the country itself, or for the region."""
    return may(me, Deed.WRITE_REPORT, country) or may(me, Deed.WRITE_REPORT, REGION)


def speaks_for(me: Actor) -> tuple[str, ...]:
    """The countries for which somebody comments, agrees, approves and withdraws."""
    return () if not me.uid or me.owes_factor else owners_for(me, Deed.SPEAK_ON_REPORT)
