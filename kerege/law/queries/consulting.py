"""Reading consultations: those that ask the public are read by everybody, and their responses once they are over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kerege.law.models import Consultation, ConsultationResponse, DraftingTask
from kerege.law.queries.working import called
from kerege.law.rules.akn.parts import Part, parts
from kerege.law.rules.akn.reading import read
from kerege.law.words.consulting import Answered, Audience
from kerege.lib.ids import uid_or_none
from kerege.records.viewers import Viewer


@dataclass(frozen=True)
class ConsultationLine:
    """A consultation as on a day. `task` is empty for a reader who may not know of the drafting task."""

    id: int
    uid: str
    owner: str
    task: str
    title: str
    language: str
    sha256: str
    audience: Audience
    bodies: tuple[str, ...]
    opens: date
    closes: date
    least_days: int
    law: str
    ended_on: date | None
    synthetic: bool
    takes: bool
    comes: bool


@dataclass(frozen=True)
class ResponseLine:
    """A response; `called` is the provision that it is about, empty for all of the draft."""

    uid: str
    body: str
    eid: str
    called: str
    words: str
    sent_on: date
    answer: Answered | None
    reason: str
    answered_on: date | None


def consultations(viewer: Viewer, *, on: date, owner: str = "", task: int | None = None) -> list[ConsultationLine]:
    """The consultations that the reader may know of: those that take responses on the day first, then the newest."""
    rows = Consultation.objects.seen_by(viewer).defer("content")
    rows = rows.filter(owner=owner) if owner else rows
    rows = rows.filter(task_id=task) if task is not None else rows
    found = rows.order_by("-opens", "-id").seen()
    tasks = dict(
        DraftingTask.objects.seen_by(viewer).filter(id__in=[row.task_id for row in found]).values_list("id", "uid")
    )
    lines = [_line(row, str(tasks.get(row.task_id, "")), on) for row in found]
    return sorted(lines, key=lambda each: not each.takes)


def consultation(viewer: Viewer, uid: object, *, on: date) -> tuple[ConsultationLine, tuple[Part, ...]] | None:
    """One consultation with the parts of what is laid out; None where the reader may know of none."""
    number = uid_or_none(uid)
    row = Consultation.objects.seen_by(viewer).filter(uid=number).one() if number else None
    if row is None:
        return None
    tasks = DraftingTask.objects.seen_by(viewer).filter(id=row.task_id).values_list("uid", flat=True)
    task = next((str(each) for each in tasks), "")
    return _line(row, task, on), tuple(parts(read(bytes(row.content)).root))


def _line(row: Any, task: str, on: date) -> ConsultationLine:
    return ConsultationLine(
        id=row.id,
        uid=str(row.uid),
        owner=row.owner,
        task=task,
        title=row.title,
        language=row.language,
        sha256=row.sha256,
        audience=Audience(row.audience),
        bodies=tuple(row.bodies),
        opens=row.opens,
        closes=row.closes,
        least_days=row.least_days,
        law=row.law,
        ended_on=row.ended_on,
        synthetic=row.synthetic,
        takes=row.ended_on is None and row.opens <= on <= row.closes,
        comes=on < row.opens,
    )


def responses(viewer: Viewer, line: ConsultationLine, of: Sequence[Part]) -> list[ResponseLine]:
    """The responses that the reader may read, by provision: those on all of the draft first."""
    rows = ConsultationResponse.objects.seen_by(viewer).filter(consultation_id=line.id).order_by("id").seen()
    order = {part.eid: place for place, part in enumerate(of, start=1)}
    return sorted((_response(row, of) for row in rows), key=lambda each: order.get(each.eid, 0))


def response(viewer: Viewer, uid: object, *, task: int) -> ResponseLine | None:
    """One response to a consultation on a draft; None where the reader may know of none."""
    number = uid_or_none(uid)
    row = ConsultationResponse.objects.seen_by(viewer).filter(uid=number).one() if number else None
    of = Consultation.objects.seen_by(viewer).filter(id=row.consultation_id, task_id=task).one() if row else None
    return _response(row, parts(read(bytes(of.content)).root)) if of is not None else None


def _response(row: Any, of: Sequence[Part]) -> ResponseLine:
    return ResponseLine(
        uid=str(row.uid),
        body=row.body,
        eid=row.eid,
        called=next((called(part) for part in of if part.eid == row.eid), row.eid),
        words=row.words,
        sent_on=row.sent_on,
        answer=Answered(row.answer) if row.answer else None,
        reason=row.reason,
        answered_on=row.answered_on,
    )
