"""The words of a working group: what is said on a provision of a draft, and what became of it."""

from enum import StrEnum

from kerege.lib.refusal import N_


class RemarkKind(StrEnum):
    """A comment says something; a suggestion says it in the words that should stand there."""

    COMMENT = "comment"
    SUGGESTION = "suggestion"


REMARK_KINDS = {RemarkKind.COMMENT: N_("Comment"), RemarkKind.SUGGESTION: N_("Other wording")}


class RemarkState(StrEnum):
    """A comment is settled; a suggestion is accepted into a version, or declined with a reason."""

    OPEN = "open"
    SETTLED = "settled"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


REMARK_STATES = {
    RemarkState.OPEN: N_("Open"),
    RemarkState.SETTLED: N_("Settled"),
    RemarkState.ACCEPTED: N_("Taken into the draft"),
    RemarkState.DECLINED: N_("Declined"),
    RemarkState.WITHDRAWN: N_("Withdrawn by its author"),
}


class Since(StrEnum):
    """What became of the provision in the newest version, since somebody said something on it."""

    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"


SINCE = {
    Since.SAME: N_("The provision reads as it did"),
    Since.CHANGED: N_("The provision was changed since"),
    Since.GONE: N_("The provision is no longer in the draft"),
}
