"""How far somebody is in a course of cmi5: what stands of each unit, and which blocks that satisfies."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from kerege.training.rules.elearning.results import Outcome, Progress
from kerege.training.rules.elearning.shapes import Part, Recognised
from kerege.training.words.cmi5 import MoveOn, UnitState
from kerege.training.words.elearning import Completion, Success

COURSE = "course"


@dataclass(frozen=True)
class Unit:
    """What stands of one unit in a registration. `score` is scaled; `waived` is the reason why it counts as done."""

    begun: bool = False
    completed: bool = False
    passed: bool = False
    failed: bool = False
    waived: str = ""
    score: float | None = None
    seconds: int = 0

    def told(self) -> dict[str, Any]:
        """As it is stored."""
        return asdict(self)


def unit(told: Mapping[str, Any] | None) -> Unit:
    """What `told` stored."""
    return Unit(**told) if told else Unit()


def satisfied(part: Part, held: Unit) -> bool:
    """Whether a unit fulfils what its moveOn asks, or was waived."""
    if held.waived:
        return True
    return {
        MoveOn.PASSED: held.passed,
        MoveOn.COMPLETED: held.completed,
        MoveOn.COMPLETED_AND_PASSED: held.completed and held.passed,
        MoveOn.COMPLETED_OR_PASSED: held.completed or held.passed,
        MoveOn.NOT_APPLICABLE: True,
    }[MoveOn(part.settings["move_on"])]


def state(part: Part, held: Unit) -> UnitState:
    """How a unit stands, for a page."""
    if held.waived:
        return UnitState.WAIVED
    if satisfied(part, held) and (held.begun or part.settings["move_on"] != MoveOn.NOT_APPLICABLE):
        return UnitState.SATISFIED
    if held.failed and not held.passed:
        return UnitState.FAILED
    return UnitState.BEGUN if held.begun else UnitState.NOT_BEGUN


def blocks_satisfied(what: Recognised, data: Mapping[str, Any]) -> list[str]:
    """The blocks whose units are all satisfied, those within others first, and `COURSE` at the end where all are."""
    open_ = [part for part in what.parts if not satisfied(part, unit(data.get(part.id)))]
    waits = {block for part in open_ for block in part.settings["blocks"]}
    depth = {block: n for part in what.parts for n, block in enumerate(part.settings["blocks"])}
    blocks = [block for block in what.tree["blocks"] if block not in waits]
    done = sorted(blocks, key=lambda block: (-depth.get(block, 0), what.tree["blocks"].index(block)))
    return [*done, *([] if open_ else [COURSE])]


def newly_satisfied(what: Recognised, data: Mapping[str, Any], before: Collection[str]) -> list[str]:
    """The blocks, and the course, of which it is to be said now that they are satisfied."""
    return [name for name in blocks_satisfied(what, data) if name not in before]


def next_unit(what: Recognised, data: Mapping[str, Any]) -> Part | None:
    """The first unit that is not done yet; None where all are."""
    done = {UnitState.SATISFIED, UnitState.WAIVED}
    return next((part for part in what.parts if state(part, unit(data.get(part.id))) not in done), None)


def progress_of_units(parts: Sequence[Part], data: Mapping[str, Any]) -> Progress:
    """The whole course: it is completed with all its units, and its score is the mean of what they tell."""
    units = [unit(data.get(part.id)) for part in parts]
    done = sum(satisfied(part, held) for part, held in zip(parts, units, strict=True))
    begun = any(held.begun or held.waived for held in units)
    whole = Completion.COMPLETED if done == len(parts) and begun else Completion.BEGUN if begun else None
    scores = [held.score for held in units if held.score is not None]
    passed = whole == Completion.COMPLETED and any(held.passed for held in units)
    outcome = Outcome(
        whole or Completion.NOT_BEGUN,
        Success.PASSED if passed else Success.UNSAID,
        sum(scores) / len(scores) if scores else None,
        sum(held.seconds for held in units),
    )
    return Progress(outcome, done, len(parts))


def with_seconds(held: Unit, seconds: int) -> Unit:
    """The unit after a session of this length."""
    return replace(held, seconds=held.seconds + max(0, seconds))
