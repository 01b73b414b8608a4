"""Answers that a device kept while it had no line: taken one by one, and none of them lost."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils import timezone

from kerege.capacity.actions.answering import Told, _checked, _definition, _kept, _write
from kerege.capacity.actions.handing_in import _not_ready
from kerege.capacity.actions.opening import joined
from kerege.capacity.models import Answer, Assessment, Assessor, OvertakenAnswer, Submission
from kerege.capacity.rules.answers import Given
from kerege.capacity.rules.meeting import Stated, meet
from kerege.capacity.rules.states import check_open
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.ids import new_uid
from kerege.lib.refusal import Refusal
from kerege.people.rules import Actor

BROWSER = "browser:"
"""How the numbers of what browsers brought begin; those of forms are the phones' own."""


@dataclass(frozen=True)
class KeptAnswer:
    """One answer as a device kept it: what was typed, what the page had shown before, and how long ago that was."""

    told: Told
    seen: Told
    ago: timedelta


@dataclass(frozen=True)
class Brought:
    """What became of the answers: `taken` need not come again, `met` met others of the same assessor, `wrong` stay."""

    taken: tuple[str, ...]
    met: tuple[str, ...]
    wrong: Mapping[str, Refusal]


@dataclass
class _Came:
    """What is to be written, of whom, and what has to be kept beside it."""

    row: Assessment
    mine: Assessor
    now: datetime
    before: Mapping[str, Any]
    written: dict[datetime, dict[str, tuple[Given, str]]] = field(default_factory=dict)
    beside: dict[str, tuple[Stated, datetime]] = field(default_factory=dict)


def bring_answers(
    *, by: Actor, assessment: str, answers: Mapping[str, KeptAnswer], now: datetime | None = None
) -> Brought:
    """Keep answers that the actor gave on a device without a line. What is wrong is given back, by question, and what
    is right is kept. The same answers again change nothing.

    Where the actor answered elsewhere since the device last saw the answer, the later of the two stands and the other
    is kept beside it. Refuses what opening.joined refuses, and capacity.closed. Given back are
    capacity.unknown_question and what rules.answers.checked refuses.
    """
    row, mine = joined(by=by, assessment=assessment)
    check_open(row.state)
    definition, wrong = _definition(row), {}
    right: dict[str, tuple[Given, str]] = {}
    for key, kept in answers.items():
        try:
            right[key] = _checked(definition, key, kept.told)
        except Refusal as refusal:
            wrong[key] = refusal
    with checking():
        rows = Answer.objects.inside_action().filter(assessor=mine, question__in=list(right))
        before = {each.question: each for each in rows}
    came = _Came(row, mine, now or timezone.now(), before)
    for key, given in right.items():
        _weigh(came, key, Stated(*given), answers[key])
    if came.written or came.beside:
        count = sum(map(len, came.written.values()))
        with transaction.atomic(), act("capacity.answers.brought", by=by, owner=row.owner, about=row.uid) as done:
            done.note(questions=count, beside=len(came.beside))
            if came.written:
                _not_ready(mine)
            for at, changed in came.written.items():
                _write(row, mine, before, changed, at)
            _keep_beside(came)
    return Brought(tuple(right), tuple(came.beside), wrong)


def _weigh(came: _Came, key: str, given: Stated, kept: KeptAnswer) -> None:
    there: Any = came.before.get(key)
    was = Stated(Given(there.value, there.not_applicable), there.comment) if there is not None else Stated()
    seen = Stated(Given(kept.seen.value, kept.seen.not_applicable), kept.seen.comment)
    at = came.now - max(kept.ago, timedelta())
    stands, beside = meet(was, given, seen=seen, was_later=there is not None and there.answered_at > at)
    if beside is not None:
        came.beside[key] = (beside, there.answered_at if beside == was else at)
    if stands != was:
        came.written.setdefault(at, {})[key] = (stands.given, stands.comment)


def _keep_beside(came: _Came) -> None:
    """What does not stand, as one thing that a browser brought: the rows want to know with what they came."""
    if not came.beside:
        return
    inside: dict[str, Any] = {"assessment": came.row, "assessor": came.mine, **_kept(came.row)}
    number = f"{BROWSER}{new_uid()}"
    made = Submission(instance=number, digest=sha256(number.encode()).hexdigest(), **inside)
    made.filled_at = made.received_at = made.read_at = came.now
    made.overtaken = len(came.beside)
    made.save()
    OvertakenAnswer.objects.bulk_insert(
        [
            OvertakenAnswer(
                submission=made,
                question=key,
                answered_at=at,
                value=each.given.value,
                not_applicable=each.given.not_applicable,
                comment=each.comment,
                **inside,
            )
            for key, (each, at) in came.beside.items()
        ]
    )
