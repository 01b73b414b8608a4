"""Reading signals, events and assessments. What an assessor answered, others read when both have answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kerege.journal.rules import known_as
from kerege.lib.ids import uid_or_none
from kerege.lib.sensitivity import Sensitivity
from kerege.people import queries as people
from kerege.records.viewers import Viewer
from kerege.response.models import Assessment, AssessmentAnswers, HealthEvent, Signal
from kerege.response.rules.frames import Judged, differing, frame, judge, outcomes
from kerege.response.words.frames import Frame
from kerege.response.words.health_events import AssessmentState, Outcome

LARGEST_LIST = 200


@dataclass(frozen=True)
class SignalLine:
    """A signal. `event` and `into` are empty where the reader may not know of the other record."""

    uid: str
    owner: str
    label: int
    synthetic: bool
    exercise: bool
    source: str
    source_name: str
    received_at: datetime
    zone: str
    domains: tuple[str, ...]
    unit: str
    place: str
    known: str
    triage: str
    reason: str
    event: str
    into: str


@dataclass(frozen=True)
class EventLine:
    """An event as it is known now."""

    id: int
    uid: str
    owner: str
    label: int
    synthetic: bool
    exercise: bool
    title: str
    domains: tuple[str, ...]
    unit: str
    place: str
    known: str
    detected_at: datetime
    zone: str
    state: str
    opened_at: datetime
    closed_at: datetime | None
    why_closed: str
    number: int


@dataclass(frozen=True)
class AnswersLine:
    """What one assessor answered, with what it comes to. `who` is empty for readers of other countries."""

    who: str
    mine: bool
    given_at: datetime
    answers: Mapping[str, Mapping[str, str]]
    judged: Judged


@dataclass(frozen=True)
class AssessmentLine:
    """An event by one frame. `given` says how many have answered; `answers` holds what the reader may read of it now:
    all when both have answered, before that only their own. `differs` are the questions answered differently.
    """

    uid: str
    frame: Frame
    edition: int
    state: str
    opened_at: datetime
    given: int
    answers: tuple[AnswersLine, ...]
    differs: tuple[str, ...]
    possible: tuple[Outcome, ...]
    outcome: str
    reason: str
    proposed: bool
    proposed_by_me: bool
    assessed_by_me: bool
    decided_by: str
    decided_at: datetime | None

    @property
    def decided(self) -> bool:
        return self.state == AssessmentState.DECIDED


SHARED = ("owner", "label", "synthetic", "exercise", "zone", "unit", "place", "known")


def signals(viewer: Viewer, *, owner: str = "", triage: str = "", event: int | None = None) -> list[SignalLine]:
    """The newest 200 signals that the viewer may read, the newest first."""
    rows = Signal.objects.seen_by(viewer)
    for column, value in (("owner", owner), ("triage", triage), ("event_id", event)):
        if value:
            rows = rows.filter(**{column: value})
    return _signals(viewer, rows.order_by("-received_at", "-id")[:LARGEST_LIST].seen())


def signal(viewer: Viewer, uid: object) -> SignalLine | None:
    """One signal; None where there is none that the reader may know of."""
    number = uid_or_none(uid)
    found = _signals(viewer, Signal.objects.seen_by(viewer).filter(uid=number).seen()) if number else []
    return found[0] if found else None


def _signals(viewer: Viewer, rows: list[Any]) -> list[SignalLine]:
    events = HealthEvent.objects.seen_by(viewer).filter(id__in={row.event_id for row in rows if row.event_id})
    others = Signal.objects.seen_by(viewer).filter(id__in={row.into_id for row in rows if row.into_id})
    of_event, of_other = ({row.id: str(row.uid) for row in some.seen()} for some in (events, others))
    return [
        SignalLine(
            uid=str(row.uid),
            domains=tuple(row.domains),
            event=of_event.get(row.event_id, ""),
            into=of_other.get(row.into_id, ""),
            **{
                name: getattr(row, name)
                for name in (*SHARED, "source", "source_name", "received_at", "triage", "reason")
            },
        )
        for row in rows
    ]


def events(viewer: Viewer, *, owner: str = "", state: str = "") -> list[EventLine]:
    """The newest 200 events that the viewer may read, the newest first."""
    rows = HealthEvent.objects.seen_by(viewer)
    for column, value in (("owner", owner), ("state", state)):
        if value:
            rows = rows.filter(**{column: value})
    return [_event(row) for row in rows.order_by("-detected_at", "-id")[:LARGEST_LIST].seen()]


def event(viewer: Viewer, uid: object) -> EventLine | None:
    """One event; None where there is none that the reader may know of."""
    number = uid_or_none(uid)
    row = HealthEvent.objects.seen_by(viewer).filter(uid=number).one() if number else None
    return _event(row) if row is not None else None


def _event(row: Any) -> EventLine:
    more = ("title", "detected_at", "state", "opened_at", "closed_at", "why_closed", "number")
    return EventLine(
        id=row.id, uid=str(row.uid), domains=tuple(row.domains), **{n: getattr(row, n) for n in (*SHARED, *more)}
    )


def assessments(viewer: Viewer, line: EventLine, *, me: str) -> list[AssessmentLine]:
    """The assessments of an event, by frame, the newest edition first; `me` is the uid of the reader's account."""
    rows = Assessment.objects.seen_by(viewer).filter(event_id=line.id).order_by("frame", "-edition").seen()
    own, given = known_as(me) if me else "", _given(viewer, line)
    whole = viewer.may_see(Sensitivity.NATIONAL, line.owner)
    asked = {who for row in rows for who in (row.first, row.second, row.decided_by)} - {""}
    names = people.actor_names(asked) if whole else {}
    return [_assessment(row, given.get(row.id, []), own, names) for row in rows]


def _given(viewer: Viewer, line: EventLine) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in AssessmentAnswers.objects.seen_by(viewer).filter(event_id=line.id).order_by("given_at", "id").seen():
        found.setdefault(row.assessment_id, []).append(row)
    return found


def _assessment(row: Any, given: list[Any], own: str, names: Mapping[str, str]) -> AssessmentLine:
    asked, both = frame(row.frame), bool(row.second)
    told = [_answers(asked, each, own, names) for each in given if both or (own and each.assessor == own)]
    judged = tuple(each.judged for each in told)
    plain = [{key: one["answer"] for key, one in each.answers.items()} for each in told]
    return AssessmentLine(
        uid=str(row.uid),
        frame=asked,
        edition=row.edition,
        state=row.state,
        opened_at=row.opened_at,
        given=bool(row.first) + bool(row.second),
        answers=tuple(told),
        differs=differing(asked, plain[0], plain[1]) if both and len(plain) > 1 else (),
        possible=outcomes(asked, judged) if both else (),
        outcome=row.outcome if both else "",
        reason=row.reason if both else "",
        proposed=bool(row.proposed_by),
        proposed_by_me=bool(own) and row.proposed_by == own,
        assessed_by_me=bool(own) and own in {row.first, row.second},
        decided_by=names.get(row.decided_by, ""),
        decided_at=row.decided_at,
    )


def _answers(asked: Frame, row: Any, own: str, names: Mapping[str, str]) -> AnswersLine:
    plain = {key: one["answer"] for key, one in row.answers.items()}
    return AnswersLine(names.get(row.assessor, ""), row.assessor == own, row.given_at, row.answers, judge(asked, plain))
