"""The words of document control: how a version of a procedure stands on a day."""

from enum import StrEnum

from kerege.lib.refusal import N_


class VersionStep(StrEnum):
    """What was done with a version. Whether it is effective follows from its day and from the versions after it."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"


class VersionState(StrEnum):
    """How a version stands on a day."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    EFFECTIVE = "effective"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


VERSION_STATES = {
    VersionState.DRAFT: N_("Draft"),
    VersionState.IN_REVIEW: N_("In review"),
    VersionState.APPROVED: N_("Approved, not in force yet"),
    VersionState.EFFECTIVE: N_("In force now"),
    VersionState.SUPERSEDED: N_("Superseded"),
    VersionState.WITHDRAWN: N_("Withdrawn"),
}


class Unfit(StrEnum):
    """Why a document should not be relied on any more."""

    OVERDUE = "overdue"
    NONE_EFFECTIVE = "none_effective"


UNFIT = {
    Unfit.OVERDUE: N_("Past its review"),
    Unfit.NONE_EFFECTIVE: N_("No version in force"),
}
