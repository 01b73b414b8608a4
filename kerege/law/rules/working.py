"""Who belongs to a working group on a day, and who may decide on what was said. Plain Python."""

from datetime import date

from kerege.law.words import working_refused as refused
from kerege.law.words.working import RemarkKind, RemarkState
from kerege.lib.refusal import Refusal


def holds(start: date, until: date | None, on: date) -> bool:
    """Whether a membership holds on a day; it is half-open."""
    return start <= on and (until is None or on < until)


def check_end(start: date, until: date) -> None:
    """Refuses law.member_ends_before."""
    if until <= start:
        raise Refusal(refused.MEMBER_ENDS_BEFORE, field="until", since=start.isoformat())


def check_open(state: str) -> None:
    """Refuses law.remark_closed."""
    if state != RemarkState.OPEN:
        raise Refusal(refused.REMARK_CLOSED)


def check_decides(kind: str, state: str, *, author: str, by: str) -> None:
    """Whether somebody may take a wording in or decline it: open, a suggestion, and another's.

    Refuses law.remark_closed, law.not_suggested and law.own_suggestion.
    """
    check_open(state)
    if kind != RemarkKind.SUGGESTION:
        raise Refusal(refused.NOT_SUGGESTED)
    if author == by:
        raise Refusal(refused.OWN_SUGGESTION)
