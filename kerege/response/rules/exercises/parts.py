"""Who may do what in an exercise: its director by a role, everybody else by the part that they have in it."""

from dataclasses import dataclass

from kerege.lib.refusal import Refusal
from kerege.response.rules.exercises.states import OVER
from kerege.response.words import exercises_refused as refused
from kerege.response.words.exercises import ExercisePart

SEPARATE = {
    ExercisePart.PLAYER: frozenset({ExercisePart.EVALUATOR, ExercisePart.CONTROLLER}),
    ExercisePart.EVALUATOR: frozenset({ExercisePart.PLAYER}),
    ExercisePart.CONTROLLER: frozenset({ExercisePart.PLAYER}),
    ExercisePart.OBSERVER: frozenset(),
}
"""Parts that nobody has together: who judges or steers an exercise does not play in it."""


@dataclass(frozen=True)
class Rights:
    """What somebody may do. `may_direct`: a role for the owner allows it; a player directs nothing until it is over."""

    may_direct: bool = False
    part: str = ""
    state: str = ""

    @property
    def plays(self) -> bool:
        return self.part == ExercisePart.PLAYER

    @property
    def directs(self) -> bool:
        return self.may_direct and (not self.plays or self.state in OVER)

    @property
    def controls(self) -> bool:
        """Releases injects, drops them, stops the clock."""
        return self.directs or self.part == ExercisePart.CONTROLLER

    @property
    def evaluates(self) -> bool:
        return self.part == ExercisePart.EVALUATOR

    @property
    def sees_plan(self) -> bool:
        """Reads the list of events before it happens."""
        return self.controls or self.evaluates

    @property
    def any(self) -> bool:
        return self.directs or bool(self.part)


def check_part(*, has: str, wants: str, called: str, has_word: str) -> None:
    """Everybody has one part. Refuses response.evaluator_plays and .has_a_part; `has` is empty for none."""
    if not has:
        return
    separate = ExercisePart(wants) in SEPARATE[ExercisePart(has)]
    raise Refusal(
        refused.EVALUATOR_PLAYS if separate else refused.HAS_A_PART, field="email", called=called, part=has_word
    )
