"""The words of the way from a gap to law: kinds of gaps, steps of a procedure, and how each step ended."""

from enum import StrEnum

from kerege.law.words.coverage import ChainElement
from kerege.lib.refusal import N_


class GapKind(StrEnum):
    """What national law lacks for one obligation."""

    NO_NORM = "no_norm"
    NO_ACTOR = "no_actor"
    NO_AUTHORITY = "no_authority"
    NO_PROCEDURE = "no_procedure"
    NO_PENALTY = "no_penalty"
    NO_RESOURCES = "no_resources"
    NO_TRAINING = "no_training"
    RANK_TOO_LOW = "rank_too_low"
    NOT_IN_FORCE = "not_in_force"
    CONTRADICTION = "contradiction"


GAP_KINDS = {
    GapKind.NO_NORM: N_("No norm lays the duty down"),
    GapKind.NO_ACTOR: N_("A norm that names nobody who has the duty"),
    GapKind.NO_AUTHORITY: N_("A norm without a body that has the power to act"),
    GapKind.NO_PROCEDURE: N_("A norm without a procedure"),
    GapKind.NO_PENALTY: N_("A norm without a penalty"),
    GapKind.NO_RESOURCES: N_("A norm without resources"),
    GapKind.NO_TRAINING: N_("Nobody is trained for it"),
    GapKind.RANK_TOO_LOW: N_("The act is of too low a rank"),
    GapKind.NOT_IN_FORCE: N_("The act is not in force"),
    GapKind.CONTRADICTION: N_("Norms contradict each other"),
}
ELEMENT_OF = {
    GapKind.NO_NORM: ChainElement.NORM,
    GapKind.NO_ACTOR: ChainElement.ACTOR,
    GapKind.NO_AUTHORITY: ChainElement.AUTHORITY,
    GapKind.NO_PROCEDURE: ChainElement.PROCEDURE,
    GapKind.NO_PENALTY: ChainElement.ENFORCEMENT,
    GapKind.NO_RESOURCES: ChainElement.RESOURCES,
}
"""The element of the chain that a gap of this kind says is missing."""


class GapState(StrEnum):
    """A gap is open until a judgement that was approved later closes it."""

    OPEN = "open"
    CLOSED = "closed"


GAP_STATES = {GapState.OPEN: N_("Open"), GapState.CLOSED: N_("Closed")}


class StepKind(StrEnum):
    """What a step of a procedure is, whatever a country calls it. CONCEPT to READING may stand more than once."""

    ORDER = "order"
    GROUP = "group"
    CONCEPT = "concept"
    DRAFT = "draft"
    IMPACT = "impact"
    CONSULTATION = "consultation"
    EXPERTISE = "expertise"
    SUBMISSION = "submission"
    READING = "reading"
    SIGNATURE = "signature"
    ADOPTED = "adopted"
    PUBLISHED = "published"
    IN_FORCE = "in_force"
    AMENDED = "amended"


STEP_KINDS = {
    StepKind.ORDER: N_("Order to prepare a draft"),
    StepKind.GROUP: N_("Working group"),
    StepKind.CONCEPT: N_("Concept"),
    StepKind.DRAFT: N_("Draft"),
    StepKind.IMPACT: N_("Impact analysis"),
    StepKind.CONSULTATION: N_("Consultation"),
    StepKind.EXPERTISE: N_("Expert review"),
    StepKind.SUBMISSION: N_("Submission"),
    StepKind.READING: N_("Reading"),
    StepKind.SIGNATURE: N_("Signature"),
    StepKind.ADOPTED: N_("Adopted"),
    StepKind.PUBLISHED: N_("Published"),
    StepKind.IN_FORCE: N_("In force"),
    StepKind.AMENDED: N_("Amended"),
}


class StepResult(StrEnum):
    """How a step ended. Only a step that was passed is behind; one that was sent back is taken again."""

    PASSED = "passed"
    SENT_BACK = "sent_back"


STEP_RESULTS = {StepResult.PASSED: N_("Done, or passed"), StepResult.SENT_BACK: N_("Sent back")}


class TaskState(StrEnum):
    OPEN = "open"
    ADOPTED = "adopted"
    ABANDONED = "abandoned"


TASK_STATES = {
    TaskState.OPEN: N_("Being drafted"),
    TaskState.ADOPTED: N_("Adopted"),
    TaskState.ABANDONED: N_("Given up"),
}

CLOSES_NOTHING = N_(
    "Adoption closes no gap. A gap closes only when a new judgement says that the law meets the obligation, and a "
    "second person approves it."
)
"""Stands on the page of each gap and of each drafting task."""
