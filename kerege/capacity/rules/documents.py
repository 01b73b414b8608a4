"""Document control: one version in force on a day, approved by another person, looked over by a day. Plain Python."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from kerege.capacity.words import refused_quality as refused
from kerege.capacity.words.documents import Unfit, VersionState, VersionStep
from kerege.lib.refusal import Refusal

SOON = timedelta(days=60)
"""So long before its day a review is announced."""


@dataclass(frozen=True)
class Dated:
    """What counts of a version."""

    step: str
    effective_from: date | None
    review_by: date | None = None
    withdrawn_on: date | None = None


def state_on(version: Dated, all_of_them: Iterable[Dated], on: date) -> VersionState:
    """How a version stands on a day, among all versions of its document."""
    if version.withdrawn_on is not None and version.withdrawn_on <= on:
        return VersionState.WITHDRAWN
    if version.effective_from is None:
        return VersionState(version.step) if version.step != VersionStep.WITHDRAWN else VersionState.DRAFT
    if version.effective_from > on:
        return VersionState.APPROVED
    begun = [each.effective_from for each in all_of_them if each.effective_from and each.effective_from <= on]
    return VersionState.EFFECTIVE if version.effective_from == max(begun) else VersionState.SUPERSEDED


def unfit_on(versions: Iterable[Dated], on: date) -> Unfit | None:
    """Why a document should not be relied on that day; None where one version is in force and its review is not due."""
    known = list(versions)
    current = next((each for each in known if state_on(each, known, on) == VersionState.EFFECTIVE), None)
    if current is None:
        return Unfit.NONE_EFFECTIVE
    return Unfit.OVERDUE if current.review_by is not None and current.review_by < on else None


def check_days(
    effective_from: date | None, review_by: date | None, *, others: Iterable[date | None], today: date
) -> tuple[date, date]:
    """The days of a version that is approved today. Refuses capacity.effective_before_approval, .two_effective and
    .review_before_effect.
    """
    if effective_from is None or effective_from < today:
        raise Refusal(refused.EFFECTIVE_BEFORE_APPROVAL, field="effective_from", day=str(effective_from or ""))
    last = max((day for day in others if day is not None), default=None)
    if last is not None and effective_from <= last:
        raise Refusal(refused.TWO_EFFECTIVE, field="effective_from", day=str(effective_from), last=str(last))
    if review_by is None or review_by <= effective_from:
        raise Refusal(
            refused.REVIEW_BEFORE_EFFECT, field="review_by", review=str(review_by or ""), day=str(effective_from)
        )
    return effective_from, review_by


def check_next_review(review_by: date | None, *, today: date) -> date:
    """The day of the next review. Refuses capacity.review_in_past."""
    if review_by is None or review_by <= today:
        raise Refusal(refused.REVIEW_IN_PAST, field="review_by", review=str(review_by or ""))
    return review_by
