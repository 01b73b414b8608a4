"""Certificates of other bodies: one's own, and those of an owner.

They are restricted like our own: the focal point reads those of the country. Besides clearance there is one door:
everybody reads their own, and what they recorded for somebody.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Q

from kerege.capacity.models import CompetenceEvidence, ExternalCertificate
from kerege.capacity.queries.frameworks import definitions_on
from kerege.capacity.rules.external import holds
from kerege.capacity.words.credentials import ExternalState
from kerege.files import queries as files
from kerege.files.queries import FileLine
from kerege.files.words import Purpose
from kerege.journal.rules import known_as
from kerege.lib.ids import uid_or_none
from kerege.lib.sensitivity import Sensitivity
from kerege.people import queries as people
from kerege.people.rules import Actor
from kerege.records.viewers import Viewer

DOOR = Viewer(uid="capacity.external", everywhere=Sensitivity.RESTRICTED)


@dataclass(frozen=True)
class ExternalLine:
    """One certificate of another body. `counts`: verified by another person, and valid on the day that was asked for.

    `mine`: the reader is its holder. `entered`: the reader recorded it, told of one that is asked for alone. `name` is
    empty where the reader may not know it.
    """

    uid: str
    owner: str
    name: str
    mine: bool
    body: str
    title: str
    number: str
    valid_from: date
    valid_until: date | None
    state: ExternalState
    counts: bool
    note: str
    recorded_on: date
    judged_on: date | None
    synthetic: bool
    entered: bool = False


def my_externals(me: str, *, on: date) -> list[ExternalLine]:
    """Those of the person to whom an account belongs, the newest first."""
    number = people.person_number(me) if me else None
    rows = ExternalCertificate.objects.seen_by(DOOR).filter(person_id=number) if number else None
    return _lines(rows, DOOR, number, on) if rows is not None else []


def externals(viewer: Viewer, actor: Actor, *, on: date, state: str = "") -> list[ExternalLine]:
    """Those that the viewer's clearance reaches, those that wait for a verdict first, then the newest."""
    rows = ExternalCertificate.objects.seen_by(viewer).filter(recorded_on__lte=on)
    found = _lines(rows.filter(state=state) if state else rows, viewer, people.person_number(actor.uid), on)
    return sorted(found, key=lambda line: line.state != ExternalState.RECORDED)


def external(viewer: Viewer, actor: Actor, uid: object, *, on: date) -> tuple[ExternalLine, list[FileLine]] | None:
    """One with the files that prove it; None where the reader may know of none."""
    own, known = people.person_number(actor.uid), uid_or_none(uid)
    of_mine = Q(recorded_by=known_as(actor.uid)) | Q(person_id=own or 0)
    mine = ExternalCertificate.objects.seen_by(DOOR).filter(of_mine, uid=known) if actor.uid else None
    rows = mine if mine is not None and mine.exists() else ExternalCertificate.objects.seen_by(viewer).filter(uid=known)
    found = _lines(rows, viewer, own, on)
    if not found:
        return None
    entered = mine is not None and mine.filter(recorded_by=known_as(actor.uid)).exists()
    return replace(found[0], entered=entered), files.files_of(DOOR, [found[0].uid], purpose=Purpose.EVIDENCE)


def counted_for(viewer: Viewer, line: ExternalLine, *, on: date) -> list[tuple[str, str, int]]:
    """For which competences a certificate is counted now, as (framework, competence, level); for whoever has the line
    before them: its holder, and those whose clearance reaches it.
    """
    reader = DOOR if line.mine else viewer
    rows = CompetenceEvidence.objects.seen_by(reader).filter(rests_on=line.uid, withdrawn_on__isnull=True)
    found = rows.order_by("id").seen()
    known = definitions_on([row.framework_id for row in found], on)
    return [(known[row.framework_id][0], row.competence, row.level) for row in found if row.framework_id in known]


def _lines(rows: Any, viewer: Viewer, own: int | None, on: date) -> list[ExternalLine]:
    found = rows.order_by("-id").seen()
    names = people.person_names(viewer, [row.person_id for row in found])
    return [_line(row, names, own, on) for row in found]


def _line(row: Any, names: Any, own: int | None, on: date) -> ExternalLine:
    name = names.get(row.person_id)
    return ExternalLine(
        uid=str(row.uid),
        owner=row.owner,
        name=name if isinstance(name, str) else "",
        mine=own is not None and row.person_id == own,
        body=row.body,
        title=row.title,
        number=row.number,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        state=ExternalState(row.state),
        counts=holds(row.state, row.valid_from, row.valid_until, on=on),
        note=row.note,
        recorded_on=row.recorded_on,
        judged_on=row.judged_on,
        synthetic=row.synthetic,
    )
