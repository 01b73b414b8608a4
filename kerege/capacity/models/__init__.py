from kerege.capacity.models.answer import Agreement, Answer, Evidence
from kerege.capacity.models.assessment import Assessment, AssessmentSummary, Assessor
from kerege.capacity.models.finding import CorrectiveAction, Finding
from kerege.capacity.models.questionset import QuestionSet, SetVersion

__all__ = [
    "Agreement",
    "Answer",
    "Assessment",
    "AssessmentSummary",
    "Assessor",
    "CorrectiveAction",
    "Evidence",
    "Finding",
    "QuestionSet",
    "SetVersion",
]
