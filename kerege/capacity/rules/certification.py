"""The way to a trainer's certificate and what becomes of one, as tables and as what follows from days. Plain Python."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from kerege.capacity.words import certification_refused as refused
from kerege.capacity.words.certification import CaseState, CertificateState, Matter, Step, Verdict
from kerege.lib.refusal import Refusal

S = CaseState
CASE_STEPS: Mapping[CaseState, frozenset[CaseState]] = {
    S.NOMINATED: frozenset({S.ENROLLED, S.WITHDRAWN}),
    S.ENROLLED: frozenset({S.PART_ONE, S.PART_TWO, S.WITHDRAWN}),
    S.PART_ONE: frozenset({S.PART_ONE_PASSED, S.WITHDRAWN}),
    S.PART_ONE_PASSED: frozenset({S.PART_TWO, S.WITHDRAWN}),
    S.PART_TWO: frozenset({S.SUBMITTED, S.WITHDRAWN}),
    S.SUBMITTED: frozenset({S.UNDER_REVIEW, S.WITHDRAWN}),
    S.UNDER_REVIEW: frozenset({S.CERTIFIED, S.NOT_CERTIFIED, S.PART_TWO}),
    S.NOT_CERTIFIED: frozenset({S.CERTIFIED}),
    S.CERTIFIED: frozenset(),
    S.WITHDRAWN: frozenset(),
}
"""From enrolment straight to part 2 goes whoever holds the level before; to certified from a no, by an appeal."""

CLOSED = frozenset({S.CERTIFIED, S.NOT_CERTIFIED, S.WITHDRAWN})
REMINDERS = (90, 60, 30, 7)
"""So many days before a certificate or a deadline ends its holder is reminded."""
REFRESH_DUE = timedelta(days=90)
NEEDED_VOICES = 2


def check_case(now: str, then: CaseState) -> None:
    """Refuse capacity.case_not_now where a case cannot take this step."""
    if then not in CASE_STEPS[CaseState(now)]:
        raise Refusal(refused.CASE_NOT_NOW, field="state")


REVIEWED = frozenset({S.SUBMITTED, S.UNDER_REVIEW, S.CERTIFIED, S.NOT_CERTIFIED})
"""States in which reviewers read a case."""


def check_stands(now: str, *allowed: CaseState) -> None:
    """Refuse capacity.case_not_now where a case stands otherwise."""
    if now not in allowed:
        raise Refusal(refused.CASE_NOT_NOW, field="state")


@dataclass(frozen=True)
class Happened:
    """A step of a certificate; `until` is the new last day of a renewal."""

    what: str
    on: date
    until: date | None = None


def until_on(valid_until: date, steps: Iterable[Happened], *, on: date) -> date:
    """Up to which day, not including it, a certificate holds, as known on the day."""
    renewed = [step.until for step in steps if step.what == Step.RENEWED and step.until and step.on <= on]
    return max([valid_until, *renewed])


def state_on(valid_until: date, steps: Iterable[Happened], *, on: date) -> CertificateState:
    """How a certificate stands on a day. Steps count from their day; the last one decides, in the order given."""
    known = sorted((step for step in steps if step.on <= on), key=lambda step: step.on)
    last = next((s.what for s in reversed(known) if s.what != Step.RENEWED), "")
    if last == Step.REVOKED:
        return CertificateState.REVOKED
    if last == Step.SUSPENDED:
        return CertificateState.SUSPENDED
    until = until_on(valid_until, known, on=on)
    if on >= until:
        return CertificateState.LAPSED
    return CertificateState.REFRESH_DUE if on >= until - REFRESH_DUE else CertificateState.VALID


CERTIFICATE_STEPS: Mapping[Step, frozenset[CertificateState]] = {
    Step.SUSPENDED: frozenset({CertificateState.VALID, CertificateState.REFRESH_DUE}),
    Step.REINSTATED: frozenset({CertificateState.SUSPENDED, CertificateState.REVOKED}),
    Step.REVOKED: frozenset(CertificateState) - {CertificateState.REVOKED},
    Step.RENEWED: frozenset({CertificateState.VALID, CertificateState.REFRESH_DUE, CertificateState.LAPSED}),
}
"""In which states a certificate can take which step. What was revoked comes back by an appeal only."""


def check_certificate(now: CertificateState, step: Step) -> None:
    """Refuse capacity.certificate_not_now."""
    if now not in CERTIFICATE_STEPS[step]:
        raise Refusal(refused.CERTIFICATE_NOT_NOW, field="state")


def outcome(verdicts: Iterable[str]) -> Verdict | None:
    """What was decided: the first verdict that two people gave; None while they do not agree."""
    counts: dict[str, int] = {}
    for verdict in verdicts:
        counts[verdict] = counts.get(verdict, 0) + 1
        if counts[verdict] == NEEDED_VOICES:
            return Verdict(verdict)
    return None


VERDICTS_ON: Mapping[Matter, frozenset[Verdict]] = {
    Matter.CERTIFY: frozenset(Verdict),
    Matter.REVOKE: frozenset({Verdict.YES, Verdict.NO}),
    Matter.RENEW: frozenset({Verdict.YES, Verdict.NO}),
    Matter.APPEAL: frozenset({Verdict.YES, Verdict.NO}),
}


def due_reminder(until: date, *, today: date, sent: Iterable[int]) -> int | None:
    """Which reminder (days before the end) is due and was not sent; a later one makes the earlier superfluous."""
    left = (until - today).days
    if left < 0:
        return None
    reached = [days for days in REMINDERS if left <= days]
    return reached[-1] if reached and reached[-1] not in set(sent) else None
