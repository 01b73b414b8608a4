"""How findings stand, how they are graded and why they arose. Plain Python."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kerege.capacity.words import ActionState, Severity, refused
from kerege.capacity.words import refused_quality as quality
from kerege.capacity.words.quality import Cause, FindingStanding
from kerege.inventory.rules.cards import free_line
from kerege.lib.refusal import Refusal
from kerege.people.rules import choice


def cause_of(kind: str, text: str) -> tuple[str, str]:
    """The kind of a cause and what it is in words. Refuses people.unknown_choice, capacity.no_cause, text.* and
    inventory.not_for_sharing.
    """
    chosen = choice(kind, Cause, "kind")
    told = free_line(text, field="cause", most=1000)
    if not told:
        raise Refusal(quality.NO_CAUSE, field="cause")
    return chosen, told


def grade_of(severity: str, because: str) -> tuple[str, str]:
    """How a finding is graded, and why. Refuses people.unknown_choice, capacity.grade_without_reason, text.* and
    inventory.not_for_sharing.
    """
    chosen = choice(severity, Severity, "severity")
    told = free_line(because, field="because", most=500)
    if not told:
        raise Refusal(quality.GRADE_WITHOUT_REASON, field="because")
    return chosen, told


def check_due(due: date | None, *, found_on: date, today: date) -> None:
    """Refuse capacity.due_in_past and capacity.due_before_finding."""
    if due is not None and due < found_on:
        raise Refusal(quality.DUE_BEFORE_FINDING, field="due", due=str(due), found_on=str(found_on))
    if due is None or due < today:
        raise Refusal(refused.DUE_IN_PAST, field="due", due=str(due or ""))


# -- how a finding stands ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Mending:
    """What counts of a corrective action. `worked` is None until somebody has looked."""

    state: str
    due: date
    planned_on: date
    worked: bool | None = None


@dataclass(frozen=True)
class Seen:
    """What a later round says: whether the answer is no finding any more."""

    on: date
    met: bool


def standing(actions: Iterable[Mending], seen: Iterable[Seen], *, asked_again: bool, on: date) -> FindingStanding:
    """How a finding stands on a day. The last round that asked the same question decides; before it, and for what was
    planned after it, the actions do. Where no round will ask again, an action that worked closes it.
    """
    last = max(seen, key=lambda each: each.on, default=None)
    if last is not None and last.met:
        return FindingStanding.CLOSED
    live = [each for each in actions if each.state != ActionState.DROPPED]
    if last is not None:
        live = [each for each in live if each.planned_on >= last.on]
    if not live:
        return FindingStanding.BARE if last is None else FindingStanding.FOUND_AGAIN
    return _of_actions(live, asked_again, on)


def _of_actions(live: list[Mending], asked_again: bool, on: date) -> FindingStanding:
    states = {each.state for each in live}
    if ActionState.PLANNED in states:
        late = any(each.state == ActionState.PLANNED and each.due < on for each in live)
        return FindingStanding.LATE if late else FindingStanding.PLANNED
    if ActionState.DONE in states:
        return FindingStanding.TO_VERIFY
    last = max(live, key=lambda each: each.planned_on)
    if last.worked is None:
        return FindingStanding.TO_LOOK
    if not last.worked:
        return FindingStanding.DID_NOT_WORK
    return FindingStanding.WORKED if asked_again else FindingStanding.CLOSED


def urgency(stands: str) -> int:
    """The place of a standing among what has to be done next: 0 is the first."""
    return list(FindingStanding).index(FindingStanding(stands))
