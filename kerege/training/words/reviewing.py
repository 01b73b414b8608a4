"""The words of the review of a version of lessons by somebody who did not write it, before it is published."""

from enum import StrEnum

from kerege.lib.refusal import N_, RefusalWord

MOST_TEXT = 2_000


class Said(StrEnum):
    """What an entry of a review says."""

    ASKED = "asked"
    REMARK = "remark"
    SETTLED = "settled"
    APPROVED = "approved"
    RETURNED = "returned"


SAID = {
    Said.ASKED: N_("asked for a review"),
    Said.REMARK: N_("remarked"),
    Said.SETTLED: N_("settled a remark"),
    Said.APPROVED: N_("approved"),
    Said.RETURNED: N_("gave it back"),
}


class Stage(StrEnum):
    """How a version stands in its review."""

    NOT_ASKED = "not_asked"
    ASKED = "asked"
    SECOND = "second"
    RETURNED = "returned"
    APPROVED = "approved"
    APPROVED_RESTRICTED = "approved_restricted"


STAGES = {
    Stage.NOT_ASKED: N_("Nobody was asked for a review yet"),
    Stage.ASKED: N_("Waits for its reviewer"),
    Stage.SECOND: N_("Waits for a second reviewer, and is restricted"),
    Stage.RETURNED: N_("Given back to its authors"),
    Stage.APPROVED: N_("Approved: it can be published"),
    Stage.APPROVED_RESTRICTED: N_("Approved, and restricted: it can be published for those who may read it"),
}

REVIEW_WANTED = RefusalWord(
    "training.review_wanted",
    N_(
        "Version %(version)s holds lessons, and nobody else has approved it as it stands now. Ask for a review; "
        "somebody who did not write it approves it."
    ),
    status=409,
)
REVIEW_NOT_ASKED = RefusalWord(
    "training.review_not_asked",
    N_("No review of this draft is asked for now. Whoever writes it asks for one first."),
    status=409,
)
REVIEW_OWN = RefusalWord(
    "training.review_own",
    N_("You wrote part of this draft, so somebody else has to decide about it. You can remark and settle remarks."),
    status=409,
)
REVIEW_RESTRICTED_IT = RefusalWord(
    "training.review_restricted_it",
    N_(
        "You wrote in this draft, and its review found that not all of it may be taught openly. It is restricted now, "
        "and your role reads nothing restricted here. Ask the reviewer or the focal point of its owner what to change, "
        "or who goes on with it."
    ),
    status=403,
)
REVIEW_OF_ANOTHER = RefusalWord(
    "training.review_of_another",
    N_("Somebody else was asked for this review. You can remark; ask the authors to ask you instead."),
    status=409,
)
REVIEW_UNKNOWN = RefusalWord(
    "training.review_unknown_reviewer",
    N_("Nobody of this name may review here, or it is one of the authors. Choose somebody from the list."),
)
REVIEW_REMARKS_LEFT = RefusalWord(
    "training.review_remarks_left",
    N_("%(left)s remarks are not settled. They are settled first, one by one."),
    status=409,
)
REVIEW_NOTHING_SAID = RefusalWord(
    "training.review_nothing_said",
    N_("Write what you want to say; without words nobody knows what to do."),
)
REVIEW_SAY_OPENLY = RefusalWord(
    "training.review_say_openly",
    N_("Say whether all of it may be taught openly. Both answers are possible; none is taken for granted."),
)
REVIEW_SAY_WHY = RefusalWord(
    "training.review_say_why",
    N_("Say what should not be taught openly, so that the second reviewer can look at it."),
)
REVIEW_SECOND_ANOTHER = RefusalWord(
    "training.review_second_another",
    N_("You decided about this draft already. A second reviewer has to decide now."),
    status=409,
)
REVIEW_NO_REMARK = RefusalWord(
    "training.review_no_remark",
    N_("This remark is not there, or it is settled already. Open the page anew."),
    status=409,
)
REVIEW_NO_PLACE = RefusalWord(
    "training.review_no_place",
    N_("The place of this remark is not in the draft any more. Open the page anew and choose another."),
)
