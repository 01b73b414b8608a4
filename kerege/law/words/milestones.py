"""The steps of national law."""

from enum import StrEnum

from kerege.lib.refusal import N_


class MilestoneKind(StrEnum):
    LAW = "law"
    DECREE = "decree"
    DECISION = "decision"
    ORDER = "order"
    BODY = "body"
    DRAFTING = "drafting"
    ADOPTION = "adoption"
    ASSESSMENT = "assessment"


MILESTONE_KINDS = {
    MilestoneKind.LAW: N_("Statute"),
    MilestoneKind.DECREE: N_("Decree"),
    MilestoneKind.DECISION: N_("Decision"),
    MilestoneKind.ORDER: N_("Order"),
    MilestoneKind.BODY: N_("Body created"),
    MilestoneKind.DRAFTING: N_("Step of drafting"),
    MilestoneKind.ADOPTION: N_("Adoption by parliament"),
    MilestoneKind.ASSESSMENT: N_("Assessment of legislation"),
}
