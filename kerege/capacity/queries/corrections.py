"""Corrective actions for readers: by clearance, in the teams of assessments, at the own facility, on the own seat."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from kerege.capacity.models import Assessment, CorrectiveAction, Finding, SetVersion
from kerege.capacity.queries.places import NOWHERE, Own, rows_at
from kerege.capacity.queries.results import ActionLine, action_line
from kerege.capacity.queries.sets import definition_of
from kerege.capacity.queries.teams import DOOR, parts_of, reader_of, through
from kerege.capacity.rules.definitions import Definition
from kerege.lib.ids import uid_or_none
from kerege.people import queries as people
from kerege.records.viewers import Viewer


@dataclass(frozen=True)
class ActionPage:
    """A corrective action with what was found, for who reads that or sits on the seat. Without an assessment there is
    no definition, and `text` says what was found.
    """

    action: ActionLine
    title: str
    territory: str
    definition: Definition | None
    text: str
    value: str
    seated: bool
    reads_result: bool
    keeps: bool


def action_page(viewer: Viewer, uid: object, *, me: str, on: date, own: Own = NOWHERE) -> ActionPage | None:
    """One corrective action; None where there is none that the reader may read. Whoever sits on its seat reads it with
    its finding, and nothing else of the assessment. `keeps`: the reader is part of the facility.
    """
    number = uid_or_none(uid)
    rows = CorrectiveAction.objects.seen_by(DOOR).filter(planned_on__lte=on).select_related("seat")
    found = rows.filter(uid=number).one() if number else None
    if found is None:
        return None
    row: Any = Assessment.objects.seen_by(DOOR).filter(id=found.assessment_id).one() if found.assessment_id else None
    finding: Any = Finding.objects.seen_by(DOOR).filter(id=found.finding_id).one()
    keeps = row is None and (found.owner, finding.facility) in own
    seated = bool(me) and bool(people.capacities_of(me, seat=found.seat_id, on=on))
    reads = CorrectiveAction.objects.seen_by(viewer).filter(uid=number).exists() or keeps
    reads = reads or (row is not None and reader_of(viewer, me, row) is DOOR)
    if not (reads or seated):
        return None
    return ActionPage(
        action=action_line(found, row, finding, on),
        title=row.title if row else finding.facility,
        territory=row.territory_id if row else found.owner,
        definition=_definition(row) if row else None,
        text=finding.text,
        value=finding.value,
        seated=seated,
        reads_result=reads,
        keeps=keeps,
    )


def _definition(row: Any) -> Definition:
    return definition_of(SetVersion.objects.seen_by(DOOR).filter(id=row.version_id).one())


def actions(viewer: Viewer, *, me: str, on: date, state: str = "", own: Own = NOWHERE) -> list[ActionLine]:
    """Corrective actions that the reader may read: by clearance, in assessments of their teams, at the own facilities,
    and those of the seats on which they sit; the most urgent first.
    """
    seats = {place.seat for place in people.places_of(me, on=on)} if me else set()
    at = rows_at(own, Finding).filter(assessment__isnull=True).values_list("id", flat=True)
    opened = Q(seat_id__in=seats) | Q(assessment_id__in=list(parts_of(me))) | Q(finding_id__in=list(at))
    doors = (CorrectiveAction.objects.seen_by(viewer), CorrectiveAction.objects.seen_by(DOOR).filter(opened))
    found = through(*(rows.filter(planned_on__lte=on).select_related("seat") for rows in doors))
    wanted = {a.assessment_id for a in found if a.assessment_id}
    rounds = {a.id: a for a in Assessment.objects.seen_by(DOOR).filter(id__in=wanted).seen()}
    of = {f.id: f for f in Finding.objects.seen_by(DOOR).filter(id__in={a.finding_id for a in found}).seen()}
    lines = [action_line(a, rounds.get(a.assessment_id), of[a.finding_id], on) for a in found]
    return sorted((x for x in lines if not state or x.state == state), key=lambda x: (x.due, x.uid))
