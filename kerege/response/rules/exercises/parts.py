"""Who may do what in an exercise: its director by a role, everybody else by the part that they have in it."""

from dataclasses import dataclass
from typing import NoReturn

from kerege.lib.refusal import Called, Refusal
from kerege.response.rules.exercises.states import OVER
from kerege.response.words import exercises_refused as refused
from kerege.response.words.exercises import EXERCISE_PARTS, ExercisePart

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


def refuse_second(*, has: str, wants: str, called: str) -> NoReturn:
    """Everybody has one part. Refuses response.evaluator_plays and .has_a_part."""
    part = ExercisePart(has)
    word = refused.EVALUATOR_PLAYS if ExercisePart(wants) in SEPARATE[part] else refused.HAS_A_PART
    raise Refusal(word, field="email", called=called, part=Called(part.value, EXERCISE_PARTS[part]))
