from kerege.training.models.adoption import AdoptionSource, CurriculumAdoption
from kerege.training.models.course import (
    Course,
    CourseCount,
    CourseGroup,
    CourseGroupNote,
    CourseNote,
    CourseSource,
    GroupSource,
)
from kerege.training.models.document import CourseDocument
from kerege.training.models.participation import Participation
from kerege.training.models.placement import CentrePlacement, PlacementSource

__all__ = [
    "AdoptionSource",
    "CentrePlacement",
    "Course",
    "CourseCount",
    "CourseDocument",
    "CourseGroup",
    "CourseGroupNote",
    "CourseNote",
    "CourseSource",
    "CurriculumAdoption",
    "GroupSource",
    "Participation",
    "PlacementSource",
]
