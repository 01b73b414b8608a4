"""The words of country reports and of the regional texts that are made of them, and what is refused about both."""

from enum import StrEnum

from kerege.lib.refusal import N_, RefusalWord


class ReportState(StrEnum):
    """Where a report about a country stands: its author writes, the country comments, the country agreed."""

    WRITING = "writing"
    COMMENTS = "comments"
    AGREED = "agreed"


REPORT_STATES = {
    ReportState.WRITING: N_("Being written"),
    ReportState.COMMENTS: N_("With the country for comments"),
    ReportState.AGREED: N_("Agreed by the country"),
}


class TextState(StrEnum):
    """Where a regional text stands: drafted, passages with the countries, open to everybody."""

    DRAFT = "draft"
    ASKED = "asked"
    PUBLISHED = "published"


TEXT_STATES = {
    TextState.DRAFT: N_("Draft"),
    TextState.ASKED: N_("With the countries for approval"),
    TextState.PUBLISHED: N_("Open to everybody"),
}


class Approval(StrEnum):
    """What a country said about a passage that speaks of it."""

    WAITING = "waiting"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


APPROVALS = {
    Approval.WAITING: N_("Not decided yet"),
    Approval.APPROVED: N_("Approval given"),
    Approval.REFUSED: N_("Approval refused"),
    Approval.WITHDRAWN: N_("Approval withdrawn"),
}

DECISIONS = {
    Approval.APPROVED: N_("Approve the passage"),
    Approval.REFUSED: N_("Refuse the passage"),
    Approval.WITHDRAWN: N_("Withdraw the approval"),
}


class Side(StrEnum):
    """Who remarks on a passage of a report."""

    AUTHOR = "author"
    COUNTRY = "country"


SIDES = {Side.AUTHOR: N_("Author"), Side.COUNTRY: N_("Country")}

REPORT_NOT_NOW = RefusalWord(
    "outreach.report_not_now",
    N_("This cannot be done while the report stands at “%(state)s”. Look at the page again: it says what is next."),
    status=409,
)
REPORT_EMPTY = RefusalWord(
    "outreach.report_empty", N_("There is no passage yet. Write at least one, then go on."), status=409
)
REPORT_CHANGED = RefusalWord(
    "outreach.report_changed",
    N_("The text was changed since you read it. Read it again, then decide."),
    status=409,
)
REPORT_OWN = RefusalWord(
    "outreach.report_own",
    N_("Whoever wrote it does not decide about it. Ask another person of the country or of the secretariat."),
    status=403,
)
COUNTRY_MISSING = RefusalWord("outreach.country_missing", N_("Choose the country of which the report speaks."))
DECISION_MISSING = RefusalWord("outreach.decision_missing", N_("Choose what your country decides."))
PASSAGE_EMPTY = RefusalWord("outreach.passage_empty", N_("Write what the passage says."))
PASSAGE_REMARK_EMPTY = RefusalWord("outreach.passage_remark_empty", N_("Write the remark."))
PASSAGES_TOO_MANY = RefusalWord(
    "outreach.passages_too_many", N_("%(most)s passages are the most. Join some, or begin another text.")
)
WHY_MISSING = RefusalWord("outreach.why_missing", N_("Say why, in a sentence: the others have to work with it."))
PASSAGE_WITHDRAWN = RefusalWord(
    "outreach.passage_withdrawn",
    N_("%(country)s has withdrawn this passage. It cannot be used any more; take another one or none."),
    status=409,
)
ONE_SOURCE = RefusalWord(
    "outreach.one_source",
    N_("Two passages about %(country)s were chosen. Choose one: the country approves the words with their source."),
)
COUNTRY_NOT_NAMED = RefusalWord(
    "outreach.country_not_named",
    N_("The text speaks of %(countries)s without asking them. Name every country of which the passage speaks."),
)
APPROVAL_MISSING = RefusalWord(
    "outreach.approval_missing",
    N_("Not every country has approved what is said about it. Missing: %(missing)s."),
    status=409,
)
TEXT_NOT_NOW = RefusalWord(
    "outreach.text_not_now",
    N_("This cannot be done while the text stands at “%(state)s”. Look at the page again: it says what is next."),
    status=409,
)
APPROVAL_NOT_NOW = RefusalWord(
    "outreach.approval_not_now",
    N_("The country has said “%(state)s” about this passage, and this cannot follow. Read the page again."),
    status=409,
)
