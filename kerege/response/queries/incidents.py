"""Reading incidents: whoever handles those of a facility, and whoever reported one, each what is for them.

Whoever comes with a code sees the same as a reporter with an account, and is asked nothing else.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from kerege.inventory import queries as inventory
from kerege.lib.ids import uid_or_none
from kerege.people.queries import account_number
from kerege.people.rules import Actor
from kerege.response.models import (
    AffectedPerson,
    IdentityRead,
    IncidentDesk,
    IncidentMessage,
    IncidentReporter,
    Investigation,
    LabIncident,
)
from kerege.response.queries.incident_doors import DOOR, handled_facilities, is_health
from kerege.response.rules.incidents import OPEN, code_hash
from kerege.response.words.incidents import IncidentState


@dataclass(frozen=True)
class DeskLine:
    """The desk of a facility. Its `door` is for whoever was given the address."""

    facility: str
    owner: str
    door: str
    anonymous: bool
    days_to_answer: int
    health: int | None


@dataclass(frozen=True)
class IncidentLine:
    """An incident without anything of persons."""

    number: int
    uid: str
    owner: str
    facility: str
    kind: str
    occurrences: tuple[str, ...]
    severity: str
    room: str
    activity: str
    risk_group: str
    story: str
    immediate: str
    occurred_at: datetime
    discovered_at: datetime
    reported_on: date
    confidence: str
    state: str
    acknowledged_on: date | None
    outcome: str
    closed_on: date | None
    findings: tuple[str, ...]
    late: bool
    synthetic: bool


@dataclass(frozen=True)
class MessageLine:
    of_reporter: bool
    text: str
    on: date


@dataclass(frozen=True)
class InvestigationLine:
    method: str
    found: str
    causes: tuple[str, ...]
    clauses: tuple[str, ...]
    competences: tuple[str, ...]
    concluded_on: date


@dataclass(frozen=True)
class OpeningLine:
    """Somebody opened the reader's own name."""

    who: str
    reason: str
    on: date


@dataclass(frozen=True)
class AffectedLine:
    uid: str
    role: str
    experience: str
    health: str


def desk_by_door(door: str) -> DeskLine | None:
    """The desk behind an address; None where there is none."""
    return _desk(IncidentDesk.objects.seen_by(DOOR).filter(door=door[:40]).one())


def desks(me: Actor, *, on: date) -> list[DeskLine]:
    """The desks of the facilities that somebody handles."""
    own = handled_facilities(me, on=on)
    rows = IncidentDesk.objects.seen_by(DOOR).filter(facility__in=[key for _, key in own]).order_by("facility")
    return [desk for row in rows.seen() if (desk := _desk(row)) is not None and (row.owner, row.facility) in own]


def desks_where_i_work(me: Actor, *, on: date) -> list[DeskLine]:
    """The desks at which somebody reports: of the facilities of the organisations for which they hold any role."""
    held = {(g.owner, g.organisation) for g in me.grants if g.organisation}
    if not held:
        return []
    choice = inventory.Choice(organisations=tuple(sorted({organisation for _, organisation in held})))
    found = inventory.facilities(DOOR, on=on, choice=choice, lang="en", size=500).rows
    keys = [line.key for line in found if (line.owner, line.organisation) in held]
    rows = IncidentDesk.objects.seen_by(DOOR).filter(facility__in=keys).order_by("facility").seen()
    return [desk for row in rows if (desk := _desk(row)) is not None]


def _desk(row: Any) -> DeskLine | None:
    if row is None:
        return None
    return DeskLine(row.facility, row.owner, row.door, row.anonymous, row.days_to_answer, row.health_id)


def incidents(me: Actor, *, on: date, state: str = "", facility: str = "") -> list[IncidentLine]:
    """The incidents that somebody handles, those that wait the longest first, closed ones last."""
    own = handled_facilities(me, on=on)
    if not own:
        return []
    rows = LabIncident.objects.seen_by(DOOR).filter(_at(own))
    chosen = {name: value for name, value in (("state", state), ("facility", facility)) if value}
    lines = _lines(rows.filter(**chosen).seen(), on)
    return sorted(lines, key=lambda line: (line.state not in OPEN, line.reported_on, line.number))


def incident(me: Actor, uid: object, *, on: date) -> IncidentLine | None:
    """One incident, for whoever handles it; None for everybody else."""
    number, own = uid_or_none(uid), handled_facilities(me, on=on)
    if number is None or not own:
        return None
    row = LabIncident.objects.seen_by(DOOR).filter(_at(own), uid=number).one()
    return _lines([row], on)[0] if row is not None else None


def reported_by(me: Actor, *, on: date, uid: object = None) -> list[IncidentLine]:
    """The incidents that the account reported with its name or in confidence, the newest first."""
    account = account_number(me.uid) if me.uid else None
    if account is None:
        return []
    numbers = IncidentReporter.objects.filter(account_id=account).values_list("incident_id", flat=True)
    rows = LabIncident.objects.seen_by(DOOR).filter(id__in=list(numbers)).order_by("-reported_on", "-id")
    if uid is not None:
        rows = rows.filter(uid=uid_or_none(uid))
    return _lines(rows.seen(), on)


def by_code(code: str, *, on: date) -> IncidentLine | None:
    """The incident of this code; None for a code that there is not."""
    row = LabIncident.objects.seen_by(DOOR).filter(code_hash=code_hash(code)).one()
    return _lines([row], on)[0] if row is not None else None


def _at(own: frozenset[tuple[str, str]]) -> Q:
    there = Q(pk__in=[])
    for owner in sorted({owner for owner, _ in own}):
        there |= Q(owner=owner, facility__in=[key for of, key in own if of == owner])
    return there


def messages(number: int) -> list[MessageLine]:
    """What was asked and answered about an incident, whose row number its own query gave."""
    rows = IncidentMessage.objects.seen_by(DOOR).filter(incident_id=number).order_by("id").seen()
    return [MessageLine(row.of_reporter, row.text, row.on) for row in rows]


def investigation(number: int) -> InvestigationLine | None:
    """What was found about an incident."""
    row = Investigation.objects.seen_by(DOOR).filter(incident_id=number).one()
    if row is None:
        return None
    return InvestigationLine(
        row.method, row.found, tuple(row.causes), tuple(row.clauses), tuple(row.competences), row.concluded_on
    )


def openings(me: Actor, number: int) -> list[OpeningLine]:
    """Who opened the reader's own name of this incident: for the reporter alone."""
    account = account_number(me.uid) if me.uid else None
    if account is None:
        return []
    rows = IdentityRead.objects.filter(incident_id=number, account_id=account).select_related("reader").order_by("-id")
    return [OpeningLine(row.reader.name, row.reason, row.on) for row in rows]


def has_reporter(number: int) -> bool:
    """Whether somebody stands behind a report, without saying who."""
    return IncidentReporter.objects.filter(incident_id=number).exists()


def affected(me: Actor, number: int, *, on: date) -> list[AffectedLine] | None:
    """Who was affected, for whoever sits on the seat of occupational health; None for everybody else."""
    row = LabIncident.objects.seen_by(DOOR).filter(id=number).one()
    desk = IncidentDesk.objects.seen_by(DOOR).filter(id=row.desk_id).one() if row is not None else None
    if desk is None or not is_health(me, desk.health_id, on=on):
        return None
    rows = AffectedPerson.objects.seen_by(DOOR).filter(incident_id=number).order_by("id").seen()
    return [AffectedLine(str(each.uid), each.role, each.experience, each.health) for each in rows]


def for_health(me: Actor, *, on: date) -> list[tuple[IncidentLine, list[AffectedLine]]]:
    """The incidents with people whom occupational health follows, for whoever sits on its seat."""
    seats = [
        d for d in IncidentDesk.objects.seen_by(DOOR).exclude(health=None).seen() if is_health(me, d.health_id, on=on)
    ]
    rows = LabIncident.objects.seen_by(DOOR).filter(desk_id__in=[d.id for d in seats]).order_by("-id").seen()
    lines = _lines(rows, on)
    found = ((line, affected(me, line.number, on=on) or []) for line in lines)
    return [(line, people) for line, people in found if people]


def _lines(rows: Sequence[Any], on: date) -> list[IncidentLine]:
    desks_of = IncidentDesk.objects.seen_by(DOOR).filter(id__in={row.desk_id for row in rows}).seen()
    days = {desk.id: desk.days_to_answer for desk in desks_of}
    return [_line(row, days[row.desk_id], on) for row in rows]


def _line(row: Any, days: int, on: date) -> IncidentLine:
    waits = (on - row.reported_on).days
    return IncidentLine(
        number=row.id,
        uid=str(row.uid),
        owner=row.owner,
        facility=row.facility,
        kind=row.kind,
        occurrences=tuple(row.occurrences),
        severity=row.severity,
        room=row.room,
        activity=row.activity,
        risk_group=row.risk_group,
        story=row.story,
        immediate=row.immediate,
        occurred_at=row.occurred_at,
        discovered_at=row.discovered_at,
        reported_on=row.reported_on,
        confidence=row.confidence,
        state=row.state,
        acknowledged_on=row.acknowledged_on,
        outcome=row.outcome,
        closed_on=row.closed_on,
        findings=tuple(row.findings),
        late=row.state == IncidentState.REPORTED and waits > days,
        synthetic=row.synthetic,
    )
