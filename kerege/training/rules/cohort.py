"""How large a cohort is, and when people may enrol in it. Plain Python."""

from datetime import date

from kerege.lib.refusal import Refusal
from kerege.training.words import planning as words
from kerege.training.words.delivery import USUAL_LEAST, USUAL_MOST

HIGHEST = 500


def check_cohort(least: int, most: int, reason: str) -> None:
    """Refuse training.bad_cohort, and training.cohort_needs_reason for a size outside the usual without one."""
    if not 1 <= least <= most <= HIGHEST:
        raise Refusal(words.BAD_COHORT, field="most", highest=HIGHEST)
    usual = USUAL_LEAST <= least and most <= USUAL_MOST
    if not usual and not reason.strip():
        raise Refusal(words.COHORT_NEEDS_REASON, field="cohort_reason", least=USUAL_LEAST, most=USUAL_MOST)


def check_enrolment_days(since: date | None, until: date | None, first: date) -> None:
    """Refuse training.bad_enrolment_days."""
    if since is not None and until is not None and until < since:
        raise Refusal(words.BAD_ENROLMENT_DAYS, field="enrol_until")
    if until is not None and until > first:
        raise Refusal(words.BAD_ENROLMENT_DAYS, field="enrol_until")
    if since is not None and since > first:
        raise Refusal(words.BAD_ENROLMENT_DAYS, field="enrol_from")
