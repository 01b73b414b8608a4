from kerege.capacity.models.answer import Agreement, Answer, Evidence
from kerege.capacity.models.assessment import Assessment, AssessmentSummary, Assessor
from kerege.capacity.models.badge import BadgePlace, RegisterEntry
from kerege.capacity.models.case import CaseDecision, CasePart, CaseRecord, CertificateCase
from kerege.capacity.models.certificate import Certificate, CertificateStep
from kerege.capacity.models.course_badge import CourseBadge, GivenBadge
from kerege.capacity.models.declared import DeclaredScores
from kerege.capacity.models.delivery import Delivery, Feedback, FeedbackLink
from kerege.capacity.models.document import ControlledDocument, DocumentVersion
from kerege.capacity.models.evaluation import RoundEvaluation
from kerege.capacity.models.external import ExternalCertificate
from kerege.capacity.models.finding import CorrectiveAction, Finding
from kerege.capacity.models.framework import Framework, FrameworkVersion
from kerege.capacity.models.need import NeedPolicy
from kerege.capacity.models.plan import ActivityProof, MentorVisit, QualityPlan, StagedChecklist
from kerege.capacity.models.post import Post, PostHolder
from kerege.capacity.models.questionset import QuestionSet, SetVersion
from kerege.capacity.models.reaudit import Reaudit
from kerege.capacity.models.scheme import CertificateScheme
from kerege.capacity.models.shown import CompetenceEvidence
from kerege.capacity.models.submission import OvertakenAnswer, Submission

__all__ = [
    "RoundEvaluation",
    "ControlledDocument",
    "DocumentVersion",
    "ActivityProof",
    "MentorVisit",
    "QualityPlan",
    "StagedChecklist",
    "Agreement",
    "Answer",
    "Assessment",
    "AssessmentSummary",
    "Assessor",
    "BadgePlace",
    "CaseDecision",
    "CasePart",
    "CaseRecord",
    "Certificate",
    "CertificateCase",
    "CertificateScheme",
    "CertificateStep",
    "CompetenceEvidence",
    "CorrectiveAction",
    "CourseBadge",
    "DeclaredScores",
    "Delivery",
    "Evidence",
    "ExternalCertificate",
    "Feedback",
    "FeedbackLink",
    "Finding",
    "Framework",
    "FrameworkVersion",
    "GivenBadge",
    "Post",
    "PostHolder",
    "OvertakenAnswer",
    "NeedPolicy",
    "QuestionSet",
    "Reaudit",
    "RegisterEntry",
    "SetVersion",
    "Submission",
]
