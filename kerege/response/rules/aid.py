"""What may follow what when countries help each other. Plain Python; the states and messages of EDXL-RM 1.0."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from kerege.lib.refusal import Called, Refusal
from kerege.response.words import aid_refused as refused
from kerege.response.words.aid import AID_STATES, AID_STEPS, AidSide, AidState, AidStep, Bearer

NEXT: Mapping[AidState, Mapping[tuple[AidSide, AidStep], AidState]] = {
    AidState.ASKED: {
        (AidSide.GIVER, AidStep.OFFER): AidState.OFFERED,
        (AidSide.GIVER, AidStep.DECLINE): AidState.DECLINED,
        (AidSide.ASKER, AidStep.WITHDRAW): AidState.WITHDRAWN,
    },
    AidState.OFFERED: {
        (AidSide.ASKER, AidStep.REQUISITION): AidState.REQUISITIONED,
        (AidSide.ASKER, AidStep.DECLINE): AidState.DECLINED,
        (AidSide.GIVER, AidStep.WITHDRAW): AidState.WITHDRAWN,
    },
    AidState.REQUISITIONED: {
        (AidSide.GIVER, AidStep.COMMIT): AidState.COMMITTED,
        (AidSide.GIVER, AidStep.DECLINE): AidState.DECLINED,
        (AidSide.ASKER, AidStep.WITHDRAW): AidState.WITHDRAWN,
    },
    AidState.COMMITTED: {
        (AidSide.GIVER, AidStep.DEPLOY): AidState.DEPLOYED,
        (AidSide.GIVER, AidStep.WITHDRAW): AidState.WITHDRAWN,
        (AidSide.ASKER, AidStep.WITHDRAW): AidState.WITHDRAWN,
    },
    AidState.DEPLOYED: {
        (AidSide.ASKER, AidStep.ARRIVE): AidState.ARRIVED,
        (AidSide.GIVER, AidStep.RECALL): AidState.LEAVING,
    },
    AidState.ARRIVED: {
        (AidSide.ASKER, AidStep.RELEASE): AidState.LEAVING,
        (AidSide.GIVER, AidStep.RECALL): AidState.LEAVING,
    },
    AidState.LEAVING: {(AidSide.GIVER, AidStep.RETURN): AidState.RETURNED},
    AidState.RETURNED: {},
    AidState.DECLINED: {},
    AidState.WITHDRAWN: {},
}
OPEN = frozenset(state for state, then in NEXT.items() if then)
"""Cases in which somebody has something to do."""
ABROAD = frozenset({AidState.DEPLOYED, AidState.ARRIVED, AidState.LEAVING})
"""Cases in which people or things of a country are away from it."""
GOES_BACK = frozenset({AidStep.DECLINE, AidStep.WITHDRAW, AidStep.RECALL})
"""Steps that nobody waits for, and that need a reason."""
_CURRENCY = re.compile(r"[A-Z]{3}")
_MOST = Decimal(10) ** 10


def after(state: str, side: AidSide, step: AidStep) -> AidState:
    """The state after a step of one side. Refuses response.aid_not_now, .aid_other_side."""
    then = NEXT[AidState(state)]
    if (side, step) in then:
        return then[side, step]
    if any(each == step for _side, each in then):
        raise Refusal(refused.AID_OTHER_SIDE)
    raise Refusal(
        refused.AID_NOT_NOW,
        state=Called(state, AID_STATES[AidState(state)]),
        step=Called(step.value, AID_STEPS[step]),
    )


def steps_of(state: str, sides: frozenset[AidSide]) -> list[AidStep]:
    """The steps that these sides may take now, the one that leads on first."""
    return list(dict.fromkeys(step for (side, step) in NEXT[AidState(state)] if side in sides))


def check_period(start: date, until: date) -> None:
    """`until` is the first day on which it is not needed any more. Refuses response.aid_period."""
    if until <= start:
        raise Refusal(refused.AID_PERIOD, field="until")


def cost_of(typed: str, currency: str, *, fields: tuple[str, str]) -> tuple[Decimal | None, str]:
    """A cost with its currency (ISO 4217), or none at all; `fields` is where these two were typed. Refuses
    response.aid_cost.
    """
    field, of_currency = fields
    told, code = typed.strip().replace(" ", "").replace(",", "."), currency.strip().upper()
    if not told:
        return None, ""
    try:
        value = Decimal(told)
    except InvalidOperation:
        raise Refusal(refused.AID_COST, field=field) from None
    if not value.is_finite() or not 0 <= value < _MOST or value != value.quantize(Decimal("0.01")):
        raise Refusal(refused.AID_COST, field=field)
    if not _CURRENCY.fullmatch(code):
        raise Refusal(refused.AID_COST, field=of_currency)
    return value, code


def check_bearer(bearer: Bearer, remark: str) -> None:
    """Before anything is promised it is clear who pays. Refuses response.aid_cost_open."""
    if bearer == Bearer.OPEN or (bearer in {Bearer.SHARED, Bearer.OTHERS} and not remark.strip()):
        raise Refusal(refused.AID_COST_OPEN, field="bearer")


def check_day(day: date, *, before: date | None, today: date) -> None:
    """A day on which something happened: not before the one before it, and not ahead. Refuses response.aid_day."""
    if day > today or (before is not None and day < before):
        raise Refusal(refused.AID_DAY, field="day")


def check_reason(step: AidStep, text: str) -> None:
    """Refuses response.aid_why and, where something comes home, .aid_back."""
    if step in GOES_BACK and not text.strip():
        raise Refusal(refused.AID_WHY, field="note")
    if step == AidStep.RETURN and not text.strip():
        raise Refusal(refused.AID_BACK, field="note")
