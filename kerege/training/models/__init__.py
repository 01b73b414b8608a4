from kerege.training.models.adoption import AdoptionSource, CurriculumAdoption
from kerege.training.models.attendance import Attendance
from kerege.training.models.bank import BankCollection, BankEntry, BankVersion
from kerege.training.models.cascade import CourseDescent, DescentSource, FollowUp, FollowUpLink
from kerege.training.models.class_event import ClassClock, ClassEvent, ClassList, ClassSeat
from kerege.training.models.cmi5 import Cmi5Session
from kerege.training.models.cost import CourseCost, CourseMaterial
from kerege.training.models.course import (
    Course,
    CourseCount,
    CourseGroup,
    CourseGroupNote,
    CourseNote,
    CourseSource,
    GroupSource,
)
from kerege.training.models.curriculum import Curriculum, CurriculumOffer, CurriculumVersion
from kerege.training.models.curriculum_exam import CurriculumExam, CurriculumExamItem, ExamOfVersion
from kerege.training.models.document import CourseDocument
from kerege.training.models.elearning import ElearningCommit, ElearningPackage, ElearningRegistration
from kerege.training.models.elearning_statements import WaitingStatements
from kerege.training.models.enrolment import Enrolment
from kerege.training.models.evaluation import (
    BehaviourObservation,
    CourseTest,
    EvaluationForm,
    Reaction,
    ReactionLink,
    TestResult,
)
from kerege.training.models.exam import (
    Exam,
    ExamAllowance,
    ExamAnswer,
    ExamAppeal,
    ExamAttempt,
    ExamCorrection,
    ExamItem,
    ExamMark,
    ExamRegrade,
)
from kerege.training.models.learning import AssignedLearning
from kerege.training.models.lesson import LessonAttempt
from kerege.training.models.lti_platform import LtiLaunch, LtiLearner, LtiPlatform, LtiScore
from kerege.training.models.lti_tool import (
    LtiTool,
    ToolChoice,
    ToolColumn,
    ToolLaunch,
    ToolLearner,
    ToolLink,
    ToolPlace,
    ToolScore,
    ToolToken,
)
from kerege.training.models.need import CourseNeed
from kerege.training.models.pack import ToolkitPack
from kerege.training.models.participation import Participation
from kerege.training.models.placement import CentrePlacement, PlacementSource
from kerege.training.models.practice import CourseActivity, GroupPlace, PracticeEvent
from kerege.training.models.review import ReviewEntry
from kerege.training.models.scenario import ScenarioWalk
from kerege.training.models.session import CourseSession
from kerege.training.models.staff import CourseStaff

__all__ = [
    "ReviewEntry",
    "ScenarioWalk",
    "AssignedLearning",
    "BankCollection",
    "BankEntry",
    "BankVersion",
    "Cmi5Session",
    "ClassClock",
    "ElearningCommit",
    "ElearningPackage",
    "ElearningRegistration",
    "ClassEvent",
    "ClassList",
    "ClassSeat",
    "BehaviourObservation",
    "CourseTest",
    "EvaluationForm",
    "Exam",
    "ExamAllowance",
    "ExamAnswer",
    "ExamAppeal",
    "ExamAttempt",
    "ExamCorrection",
    "ExamItem",
    "ExamMark",
    "ExamOfVersion",
    "ExamRegrade",
    "Reaction",
    "ReactionLink",
    "TestResult",
    "Attendance",
    "CourseCost",
    "CourseMaterial",
    "CourseActivity",
    "CourseSession",
    "CourseStaff",
    "Enrolment",
    "AdoptionSource",
    "CentrePlacement",
    "Course",
    "CourseCount",
    "CourseDescent",
    "CourseDocument",
    "CourseNeed",
    "CourseGroup",
    "CourseGroupNote",
    "CourseNote",
    "CourseSource",
    "Curriculum",
    "CurriculumAdoption",
    "GroupPlace",
    "CurriculumExam",
    "CurriculumExamItem",
    "CurriculumOffer",
    "CurriculumVersion",
    "DescentSource",
    "FollowUp",
    "FollowUpLink",
    "GroupSource",
    "LessonAttempt",
    "LtiLaunch",
    "LtiLearner",
    "LtiPlatform",
    "LtiScore",
    "LtiTool",
    "Participation",
    "PlacementSource",
    "PracticeEvent",
    "ToolLaunch",
    "ToolLearner",
    "ToolChoice",
    "ToolColumn",
    "ToolLink",
    "ToolPlace",
    "ToolScore",
    "ToolToken",
    "ToolkitPack",
    "WaitingStatements",
]
