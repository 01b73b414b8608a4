"""The words of exercises, as WHO (Simulation Exercise Manual, 2017) and HSEEP (FEMA, January 2020) use them."""

from enum import StrEnum

from kerege.lib.refusal import N_

MARK = N_("EXERCISE EXERCISE EXERCISE")
"""What stands on every page and paper of an exercise, three times as on the radio."""
MARK_SAYS = N_("Nothing of this has happened. Do not act outside of the exercise.")


class ExerciseKind(StrEnum):
    """From talk to action; the first two are discussed, the others are carried out."""

    DISCUSSION = "discussion"
    TABLETOP = "tabletop"
    DRILL = "drill"
    FUNCTIONAL = "functional"
    FULL_SCALE = "full_scale"


EXERCISE_KINDS = {
    ExerciseKind.DISCUSSION: N_("Discussion (seminar or workshop)"),
    ExerciseKind.TABLETOP: N_("Table-top exercise"),
    ExerciseKind.DRILL: N_("Drill"),
    ExerciseKind.FUNCTIONAL: N_("Functional exercise"),
    ExerciseKind.FULL_SCALE: N_("Full-scale (field) exercise"),
}


class ExerciseState(StrEnum):
    PLANNED = "planned"
    RUNNING = "running"
    PAUSED = "paused"
    ENDED = "ended"
    REPORTED = "reported"
    CANCELLED = "cancelled"


EXERCISE_STATES = {
    ExerciseState.PLANNED: N_("Planned"),
    ExerciseState.RUNNING: N_("Running"),
    ExerciseState.PAUSED: N_("Paused"),
    ExerciseState.ENDED: N_("Ended, being evaluated"),
    ExerciseState.REPORTED: N_("Report adopted"),
    ExerciseState.CANCELLED: N_("Cancelled"),
}


class ExercisePart(StrEnum):
    """What somebody is in an exercise; everybody has one part in it and no more."""

    PLAYER = "player"
    OBSERVER = "observer"
    EVALUATOR = "evaluator"
    CONTROLLER = "controller"


EXERCISE_PARTS = {
    ExercisePart.PLAYER: N_("Player"),
    ExercisePart.OBSERVER: N_("Observer"),
    ExercisePart.EVALUATOR: N_("Evaluator"),
    ExercisePart.CONTROLLER: N_("Controller"),
}


class Release(StrEnum):
    """How an inject goes out: by the clock of the exercise, or by the hand of a controller."""

    CLOCK = "clock"
    HAND = "hand"


RELEASES = {Release.CLOCK: N_("By the clock"), Release.HAND: N_("By hand of a controller")}


class InjectState(StrEnum):
    PLANNED = "planned"
    OUT = "out"
    DROPPED = "dropped"


INJECT_STATES = {
    InjectState.PLANNED: N_("Not gone out"),
    InjectState.OUT: N_("Gone out"),
    InjectState.DROPPED: N_("Dropped"),
}


class Rating(StrEnum):
    """How a task was performed: the four ratings of HSEEP exercise evaluation guides (P, S, M, U)."""

    P = "P"
    S = "S"
    M = "M"
    U = "U"


RATINGS = {
    Rating.P: N_("Performed without challenges"),
    Rating.S: N_("Performed with some challenges"),
    Rating.M: N_("Performed with major challenges"),
    Rating.U: N_("Unable to be performed"),
}
RATED_BY = N_("Ratings: FEMA, Homeland Security Exercise and Evaluation Program (HSEEP), January 2020.")


class NoteKind(StrEnum):
    """What an observation is: what an evaluator saw, or what was said in the hot wash right after."""

    OBSERVED = "observed"
    HOT_WASH = "hot_wash"


class FindingKind(StrEnum):
    STRENGTH = "strength"
    IMPROVE = "improve"


FINDING_KINDS = {FindingKind.STRENGTH: N_("Strength"), FindingKind.IMPROVE: N_("Area for improvement")}


class ActionState(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


ACTION_STATES = {ActionState.OPEN: N_("Open"), ActionState.CLOSED: N_("Closed, with proof")}

LACKING = {
    "objective": N_("objective"),
    "inject": N_("inject"),
    "player": N_("player"),
    "evaluator": N_("evaluator"),
}
"""What an exercise cannot start without."""
