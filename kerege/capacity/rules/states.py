"""Which step leads from which state to which, as tables."""

from collections.abc import Mapping

from kerege.capacity.words import ActionState, AssessmentState, refused
from kerege.lib.refusal import Refusal

ACTION_STEPS: Mapping[ActionState, frozenset[ActionState]] = {
    ActionState.PLANNED: frozenset({ActionState.DONE, ActionState.DROPPED}),
    ActionState.DONE: frozenset({ActionState.VERIFIED, ActionState.PLANNED}),
    ActionState.VERIFIED: frozenset(),
    ActionState.DROPPED: frozenset(),
}
"""What was done and did not convince whoever verifies it is planned again."""


def check_step(now: str, then: ActionState) -> None:
    """Refuse capacity.not_now where a corrective action cannot take this step."""
    if then not in ACTION_STEPS[ActionState(now)]:
        raise Refusal(refused.NOT_NOW, field="state", state=now)


def check_open(state: str) -> None:
    """Refuse capacity.closed for an assessment that takes no answer any more."""
    if state != AssessmentState.OPEN:
        raise Refusal(refused.CLOSED)
