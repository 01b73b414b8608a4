"""What incidents say of the competences of a place, as far as somebody may read its findings."""

from collections.abc import Collection
from datetime import date
from fractions import Fraction

from kerege.capacity.models import CorrectiveAction, Finding
from kerege.capacity.queries.places import own_facilities, rows_at
from kerege.capacity.queries.teams import DOOR, through
from kerege.capacity.rules.gaps import Item
from kerege.capacity.words import Severity
from kerege.capacity.words.quality import Source
from kerege.people.rules import Actor
from kerege.records.viewers import Viewer

Lacking = dict[tuple[str, str], dict[str, list[Item]]]
"""By owner and facility, and by competence."""


def lacking(viewer: Viewer, *, me: Actor, on: date, facilities: Collection[str] = (), since: date) -> Lacking:
    """A finding of an incident counts as one question of weight 1 that was lost as a whole, for each competence that it
    names, from its day until an action against it was seen to have worked. None of `since` or before counts.
    """
    wanted = {"source": Source.INCIDENT, "found_on__lte": on, "found_on__gt": since}
    if facilities:
        wanted["facility__in"] = list(facilities)
    doors = (Finding.objects.seen_by(viewer), rows_at(own_facilities(me, on=on), Finding))
    rows = [row for row in through(*(each.filter(**wanted) for each in doors)) if row.competences]
    worked = CorrectiveAction.objects.seen_by(DOOR).filter(finding_id__in=[r.id for r in rows], worked=True)
    mended = set(worked.filter(looked_on__lte=on).values_list("finding_id", flat=True))
    found: Lacking = {}
    for row in rows:
        if row.id in mended:
            continue
        item = Item("", "", Fraction(1), Fraction(1), row.severity == Severity.MAJOR, str(row.uid), row.cause_kind)
        of = found.setdefault((row.owner, row.facility), {})
        for competence in row.competences:
            of.setdefault(competence, []).append(item)
    return found
