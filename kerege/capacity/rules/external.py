"""What a certificate of another body has to be to be recorded, and who may say that it is one. Plain Python."""

from collections.abc import Mapping
from datetime import date

from kerege.capacity.words import credentials as words
from kerege.capacity.words.credentials import ExternalState
from kerege.lib.refusal import Refusal

S = ExternalState
STEPS: Mapping[ExternalState, frozenset[ExternalState]] = {
    S.RECORDED: frozenset({S.VERIFIED, S.REJECTED, S.WITHDRAWN}),
    S.VERIFIED: frozenset({S.WITHDRAWN}),
    S.REJECTED: frozenset({S.WITHDRAWN}),
    S.WITHDRAWN: frozenset(),
}


def check_days(valid_from: date, valid_until: date | None, *, today: date) -> None:
    """Refuse capacity.external_not_yet and capacity.external_ends_before."""
    if valid_from > today:
        raise Refusal(words.EXTERNAL_NOT_YET, field="valid_from", day=valid_from.isoformat())
    if valid_until is not None and valid_until <= valid_from:
        raise Refusal(words.EXTERNAL_ENDS_BEFORE, field="valid_until")


def check_step(now: str, then: ExternalState) -> None:
    """Refuse capacity.external_not_now where a certificate cannot come to that."""
    if then not in STEPS[ExternalState(now)]:
        raise Refusal(words.EXTERNAL_NOT_NOW, field="state", state=now)


def holds(state: str, valid_from: date, valid_until: date | None, *, on: date) -> bool:
    """Whether it counts on a day: somebody else verified it, and it is neither to come nor over."""
    return state == S.VERIFIED and valid_from <= on and (valid_until is None or on < valid_until)
