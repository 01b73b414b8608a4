"""Corrected keys of the questions of an exam: what the bank offers, what it would change, and what was decided."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kerege.journal.rules import known_as
from kerege.lib.ids import uid_or_none
from kerege.people.rules import Actor
from kerege.training.models import BankVersion, Exam, ExamAttempt, ExamCorrection, ExamRegrade
from kerege.training.queries.exam_doors import person_of
from kerege.training.queries.exam_keys import autos_by, items_that_hold
from kerege.training.queries.exam_waiting import grades_of
from kerege.training.queries.exams import kept_exam
from kerege.training.queries.staff import DOOR
from kerege.training.rules.exam_keys import Effect, asks_the_same, effect, grades_alike
from kerege.training.words.bank import ItemState
from kerege.training.words.exams import KeyState


@dataclass(frozen=True)
class Corrected:
    """A newer released version of a question in the bank (`source`, its uid; `number`). `same`: it asks the same, so
    that answers can be graded by it; `effect` is what that would change, and None where it cannot.
    """

    ref: str
    source: str
    number: int
    same: bool
    effect: Effect | None = None


@dataclass(frozen=True)
class KeyLine:
    """A corrected key as those who keep the exam see it. `effect` is what it would change while it waits; `own`: the
    reader proposed it, or sat the exam, and does not decide.
    """

    uid: str
    ref: str
    state: KeyState
    reason: str
    answer: str
    proposed_at: datetime
    decided_at: datetime | None
    own: bool
    effect: Effect | None


@dataclass(frozen=True)
class Keys:
    """What there is to do, and was done, about the keys of an exam: proposals first those that wait."""

    offered: tuple[Corrected, ...]
    lines: tuple[KeyLine, ...]

    @property
    def waiting(self) -> int:
        return sum(each.state == KeyState.PROPOSED for each in self.lines)


def keys_of(*, by: Actor, uid: object) -> Keys:
    """What the bank corrected of the questions of an exam, and what was proposed and decided. Refuses
    training.no_such_exam (404).
    """
    exam, me = kept_exam(by, uid), known_as(by.uid)
    versions = [each.id for each in _versions(exam)]
    rows = ExamCorrection.objects.seen_by(DOOR).filter(exam_id__in=versions).order_by("-proposed_at", "-id").seen()
    person = person_of(by)
    sat = ExamAttempt.objects.seen_by(DOOR).filter(exam_id__in=versions, person_id=person, trial=False)
    barred = person is not None and sat.exists()
    lines = [_line(each, exam, barred or each.proposed_by == me) for each in rows]
    return Keys(tuple(offered_of(exam)), tuple(sorted(lines, key=lambda each: each.state != KeyState.PROPOSED)))


def keys_to_look_at(exam: Any) -> bool:
    """Whether a corrected key of a version waits for a decision, or can be proposed."""
    waits = ExamCorrection.objects.seen_by(DOOR).filter(exam_id__in=[each.id for each in _versions(exam)])
    return waits.filter(state=KeyState.PROPOSED).exists() or bool(offered_of(exam, weighed=False))


def offered_of(exam: Any, *, weighed: bool = True) -> list[Corrected]:
    """The questions of a version that the bank has anew with another key, and neither void here nor waiting for a
    decision already; `weighed` with what each would change.
    """
    held = items_that_hold(exam)
    gone = set(ExamRegrade.objects.seen_by(DOOR).filter(exam_id=exam.id).values_list("ref", flat=True))
    versions = [each.id for each in _versions(exam)]
    waits = ExamCorrection.objects.seen_by(DOOR).filter(exam_id__in=versions, state=KeyState.PROPOSED)
    gone |= set(waits.values_list("ref", flat=True))
    found = []
    for ref, newer in _newer(set(held) - gone).items():
        if not grades_alike(held[ref], newer.body):
            same = asks_the_same(held[ref], newer.body)
            change = effect_of(exam, ref, newer.body) if same and weighed else None
            found.append(Corrected(ref, str(newer.uid), newer.number, same, change))
    return found


def _versions(exam: Any) -> list[Any]:
    return list(Exam.objects.seen_by(DOOR).filter(key=exam.key).order_by("version").seen())


def _newer(refs: set[str]) -> dict[str, Any]:
    """The released version of the bank that took the place of each of these versions."""
    old = BankVersion.objects.seen_by(DOOR).filter(uid__in=[n for ref in refs if (n := uid_or_none(ref))])
    asked = {entry: (str(uid), number) for entry, uid, number in old.values_list("entry_id", "uid", "number")}
    rows = BankVersion.objects.seen_by(DOOR).filter(entry_id__in=list(asked), state=ItemState.RELEASED).order_by("id")
    return {asked[row.entry_id][0]: row for row in rows.seen() if row.number > asked[row.entry_id][1]}


def effect_of(exam: Any, ref: str, data: Mapping[str, Any]) -> Effect:
    """What grading by a corrected key changes in all versions of an exam, without changing anything."""
    before, after = [], []
    for version in _versions(exam):
        rows = ExamAttempt.objects.seen_by(DOOR).filter(exam_id=version.id, ended_at__isnull=False, trial=False)
        papers = [row for row in rows.order_by("id").seen() if any(placed["ref"] == ref for placed in row.form)]
        first, then = grades_of(version, papers), grades_of(version, papers, autos=autos_by(papers, ref, data))
        before += [first[row.id] for row in papers]
        after += [then[row.id] for row in papers]
    return effect(before, after, exam.pass_mark)


def _line(row: Any, exam: Any, own: bool) -> KeyLine:
    waits = row.state == KeyState.PROPOSED
    change = effect_of(exam, row.ref, row.data) if waits else None
    told = (row.reason, row.answer, row.proposed_at, row.decided_at)
    return KeyLine(str(row.uid), row.ref, KeyState(row.state), *told, own, change)
