"""The words of judging coverage: statuses, states, the chain, evidence and rounds."""

from enum import StrEnum

from kerege.lib.refusal import N_


class CoverageStatus(StrEnum):
    """How far national law meets an obligation. UNKNOWN is what nobody could judge yet: it is not NONE."""

    FULL = "full"
    PARTIAL = "partial"
    NONE = "none"
    NOT_APPLICABLE = "not_applicable"
    UNKNOWN = "unknown"


COVERAGE_STATUSES = {
    CoverageStatus.FULL: N_("Met"),
    CoverageStatus.PARTIAL: N_("Partly met"),
    CoverageStatus.NONE: N_("No provision found"),
    CoverageStatus.NOT_APPLICABLE: N_("Does not apply"),
    CoverageStatus.UNKNOWN: N_("Not known yet"),
}


class JudgementState(StrEnum):
    """Where a judgement is on its way. RETURNED is a draft again with a reason beside it."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


JUDGEMENT_STATES = {
    JudgementState.DRAFT: N_("Draft"),
    JudgementState.SUBMITTED: N_("Waiting for review"),
    JudgementState.RETURNED: N_("Returned"),
    JudgementState.APPROVED: N_("Approved"),
    JudgementState.SUPERSEDED: N_("Superseded"),
    JudgementState.WITHDRAWN: N_("Withdrawn"),
}


class ChainElement(StrEnum):
    """What an obligation needs to work: a link that is missing makes all others weak."""

    NORM = "norm"
    ACTOR = "actor"
    AUTHORITY = "authority"
    PROCEDURE = "procedure"
    ENFORCEMENT = "enforcement"
    RESOURCES = "resources"


CHAIN_ELEMENTS = {
    ChainElement.NORM: N_("Norm: a provision lays the duty down"),
    ChainElement.ACTOR: N_("Actor: it says who has the duty"),
    ChainElement.AUTHORITY: N_("Authority: a body has the power to act"),
    ChainElement.PROCEDURE: N_("Procedure: it says how, and by when"),
    ChainElement.ENFORCEMENT: N_("Enforcement: a breach has consequences"),
    ChainElement.RESOURCES: N_("Resources: people and money are provided for"),
}


class ChainAnswer(StrEnum):
    """An empty answer is none of these: the element was not looked at yet."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    NOT_APPLICABLE = "n_a"


CHAIN_ANSWERS = {
    ChainAnswer.YES: N_("Yes"),
    ChainAnswer.PARTLY: N_("Partly"),
    ChainAnswer.NO: N_("No"),
    ChainAnswer.NOT_APPLICABLE: N_("Does not apply"),
}


class Relation(StrEnum):
    """What a provision does about the obligation for which it is cited."""

    IMPLEMENTS = "implements"
    PARTIALLY = "partially"
    PENALTY = "penalty"
    MANDATE = "mandate"
    DELEGATES = "delegates"
    APPARENT_ONLY = "apparent_only"
    CONTRADICTS = "contradicts"


RELATIONS = {
    Relation.IMPLEMENTS: N_("Implements it"),
    Relation.PARTIALLY: N_("Implements a part of it"),
    Relation.PENALTY: N_("Lays down the penalty"),
    Relation.MANDATE: N_("Gives a body the mandate"),
    Relation.DELEGATES: N_("Delegates it to a lower act"),
    Relation.APPARENT_ONLY: N_("Only seems to implement it"),
    Relation.CONTRADICTS: N_("Contradicts it"),
}


class Confidence(StrEnum):
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


CONFIDENCES = {
    Confidence.LOW: N_("Low"),
    Confidence.MEDIUM: N_("Medium"),
    Confidence.HIGH: N_("High"),
}


class RoundState(StrEnum):
    """A round is judged while it is open; frozen, nothing in it changes; published, others read what was released."""

    OPEN = "open"
    FROZEN = "frozen"
    PUBLISHED = "published"


ROUND_STATES = {
    RoundState.OPEN: N_("Open"),
    RoundState.FROZEN: N_("Frozen"),
    RoundState.PUBLISHED: N_("Published"),
}


class ReviewKind(StrEnum):
    SUBMIT = "submit"
    RETURN = "return"
    APPROVE = "approve"
    OVERRIDE = "override"
    WITHDRAW = "withdraw"


REVIEW_KINDS = {
    ReviewKind.SUBMIT: N_("Submitted"),
    ReviewKind.RETURN: N_("Returned"),
    ReviewKind.APPROVE: N_("Approved"),
    ReviewKind.OVERRIDE: N_("Weakest link set aside"),
    ReviewKind.WITHDRAW: N_("Withdrawn"),
}


class StaleReason(StrEnum):
    """Why what a judgement cites is no longer what it cited."""

    TEXT_CHANGED = "text_changed"
    GONE = "gone"
    NOT_IN_FORCE = "not_in_force"


STALE_REASONS = {
    StaleReason.TEXT_CHANGED: N_("The text of a cited provision changed."),
    StaleReason.GONE: N_("A cited provision is no longer in the text."),
    StaleReason.NOT_IN_FORCE: N_("A cited provision is no longer in force."),
}

NO_FINDING = N_("A judgement is a working view of national law, not a compliance finding.")
"""Stands on every page and file that shows coverage."""
