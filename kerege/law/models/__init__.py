from kerege.law.models.brought import BroughtCoverage
from kerege.law.models.catalogue import (
    CatalogueRelease,
    InstrumentProvision,
    InstrumentVersion,
    Obligation,
    ObligationLink,
    ReleaseEntry,
    Topic,
)
from kerege.law.models.consulting import Consultation, ConsultationResponse
from kerege.law.models.coverage import AssessmentRound, Evidence, Judgement, JudgementGrounds, Review
from kerege.law.models.drafting import Adoption, DraftingTask, DraftVersion, Procedure, TaskGap, TaskStep
from kerege.law.models.duty import BodyDuty, InformationDuty
from kerege.law.models.expression import Expression, Provision, ProvisionLineage
from kerege.law.models.gap import Gap
from kerege.law.models.instrument import Instrument, StatusRecord, StatusSource
from kerege.law.models.measure import Authority, LifecycleEvent, Measure, MeasureSource, NormRank
from kerege.law.models.milestone import Milestone, MilestoneSource
from kerege.law.models.report import FormTemplate, Report, ReportField, ReportFile, ReportSubmission
from kerege.law.models.standing import PartyStatus
from kerege.law.models.working import GroupMember, Remark

__all__ = [
    "Adoption",
    "AssessmentRound",
    "Authority",
    "BodyDuty",
    "BroughtCoverage",
    "CatalogueRelease",
    "Consultation",
    "ConsultationResponse",
    "DraftVersion",
    "DraftingTask",
    "Evidence",
    "Expression",
    "FormTemplate",
    "Gap",
    "GroupMember",
    "InformationDuty",
    "Instrument",
    "InstrumentProvision",
    "InstrumentVersion",
    "Judgement",
    "JudgementGrounds",
    "LifecycleEvent",
    "Measure",
    "MeasureSource",
    "Milestone",
    "MilestoneSource",
    "NormRank",
    "Obligation",
    "ObligationLink",
    "PartyStatus",
    "Procedure",
    "Provision",
    "ProvisionLineage",
    "ReleaseEntry",
    "Remark",
    "Report",
    "ReportField",
    "ReportFile",
    "ReportSubmission",
    "Review",
    "StatusRecord",
    "StatusSource",
    "TaskGap",
    "TaskStep",
    "Topic",
]
