"""Reading training, shaped for pages. Every read names its viewer and its day."""

from kerege.training.queries.breakdown import Breakdown, breakdown
from kerege.training.queries.counting import Headcount, courses_held, funding, generations, headcount
from kerege.training.queries.courses import (
    CourseCard,
    CourseLine,
    FigureLine,
    GroupCard,
    GroupLine,
    Page,
    WorkshopRow,
    course,
    courses,
    group,
    groups,
    workshops_by_country,
)
from kerege.training.queries.curricula import CurriculumLine, CurriculumPage, curricula, curriculum, programme_of
from kerege.training.queries.documents import CitingCourse, UsedDocument, citing, documents_of
from kerege.training.queries.outcomes import AdoptionLine, PlacementLine, adoptions, placements
from kerege.training.queries.packs import PackLine, PackPage, pack, packs
from kerege.training.queries.practice import (
    ActivityLine,
    MaterialLine,
    Offered,
    PersonHere,
    Practice,
    SessionLine,
    materials_of,
    offered,
    practice_of,
)
from kerege.training.queries.practice_seen import SeenHere, seen_in, skill_for
from kerege.training.queries.register import RegisterLine, register

__all__ = [
    "skill_for",
    "seen_in",
    "SeenHere",
    "practice_of",
    "offered",
    "materials_of",
    "SessionLine",
    "Practice",
    "PersonHere",
    "Offered",
    "MaterialLine",
    "ActivityLine",
    "AdoptionLine",
    "Breakdown",
    "CitingCourse",
    "CourseCard",
    "CourseLine",
    "CurriculumLine",
    "CurriculumPage",
    "FigureLine",
    "GroupCard",
    "GroupLine",
    "Headcount",
    "Page",
    "PlacementLine",
    "RegisterLine",
    "UsedDocument",
    "WorkshopRow",
    "adoptions",
    "breakdown",
    "citing",
    "course",
    "courses",
    "courses_held",
    "curricula",
    "curriculum",
    "documents_of",
    "funding",
    "generations",
    "group",
    "groups",
    "headcount",
    "placements",
    "programme_of",
    "register",
    "workshops_by_country",
    "PackLine",
    "PackPage",
    "pack",
    "packs",
]
