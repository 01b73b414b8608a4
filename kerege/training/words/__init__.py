"""The words of training: kinds, states, measures, and what is refused."""

from enum import StrEnum

from kerege.journal.rules import Words
from kerege.lib.refusal import N_, RefusalWord
from kerege.people.words import PEOPLE

_COUNTS_NOTHING = (
    *PEOPLE.but_not,
    *("training.curriculum.", "training.lesson.", "training.learning.", "training.scenario.", "training.elearning."),
    *("training.bank.", "training.exam.", "training.platform.", "training.tool."),
)
FIGURES = Words((*PEOPLE.of, "sharing.", "training."), but_not=_COUNTS_NOTHING)
"""The acts after which what this room counts may be another figure."""


class CourseKind(StrEnum):
    TOT_PART1 = "tot_part1"
    CASCADE_WORKSHOP = "cascade_workshop"
    SEMINAR = "seminar"
    OTHER = "other"


COURSE_KINDS = {
    CourseKind.TOT_PART1: N_("Training of trainers, part 1"),
    CourseKind.CASCADE_WORKSHOP: N_("Cascade workshop"),
    CourseKind.SEMINAR: N_("Cascade seminar"),
    CourseKind.OTHER: N_("Other course"),
}

CASCADE_KINDS = (CourseKind.CASCADE_WORKSHOP, CourseKind.SEMINAR)


class Status(StrEnum):
    HELD = "held"
    PLANNED = "planned"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"


STATUSES = {
    Status.HELD: N_("Held"),
    Status.PLANNED: N_("Planned"),
    Status.CANCELLED: N_("Cancelled"),
    Status.UNKNOWN: N_("Not known whether it was held"),
}


class Measure(StrEnum):
    """What a stated figure counts."""

    TRAINEES = "trainees"
    TRAINERS = "trainers"
    ORGANISATIONS = "organisations"
    UNITS = "units"
    WORKSHOPS = "workshops"


MEASURES = {
    Measure.TRAINEES: N_("Trainees"),
    Measure.TRAINERS: N_("Trainers"),
    Measure.ORGANISATIONS: N_("Organisations represented"),
    Measure.UNITS: N_("Administrative units represented"),
    Measure.WORKSHOPS: N_("Workshops"),
}


class Part(StrEnum):
    """In what capacity somebody is in a register."""

    TRAINEE = "trainee"
    TRAINER = "trainer"
    OBSERVER = "observer"


PARTS = {Part.TRAINEE: N_("Trainee"), Part.TRAINER: N_("Trainer"), Part.OBSERVER: N_("Observer")}


class Sex(StrEnum):
    FEMALE = "female"
    MALE = "male"
    NOT_STATED = "not_stated"


SEXES = {Sex.FEMALE: N_("Female"), Sex.MALE: N_("Male"), Sex.NOT_STATED: N_("Not stated")}


class InstitutionType(StrEnum):
    MEDICAL = "medical"
    VETERINARY = "veterinary"
    PLANT = "plant"
    BORDER = "border"
    LAW_ENFORCEMENT = "law_enforcement"
    EDUCATION = "education"
    OTHER = "other"
    NOT_STATED = "not_stated"


INSTITUTION_TYPES = {
    InstitutionType.MEDICAL: N_("Medical"),
    InstitutionType.VETERINARY: N_("Veterinary"),
    InstitutionType.PLANT: N_("Plant health"),
    InstitutionType.BORDER: N_("Border control"),
    InstitutionType.LAW_ENFORCEMENT: N_("Law enforcement"),
    InstitutionType.EDUCATION: N_("Education and research"),
    InstitutionType.OTHER: N_("Other institution"),
    InstitutionType.NOT_STATED: N_("Not stated"),
}


class Level(StrEnum):
    UNIVERSITY = "university"
    CONTINUING_EDUCATION = "continuing_education"
    VOCATIONAL = "vocational"
    SCHOOL = "school"


LEVELS = {
    Level.UNIVERSITY: N_("University"),
    Level.CONTINUING_EDUCATION: N_("Continuing education"),
    Level.VOCATIONAL: N_("Vocational"),
    Level.SCHOOL: N_("School"),
}


class Dimension(StrEnum):
    """By what a register may be broken down."""

    SEX = "sex"
    INSTITUTION_TYPE = "institution_type"
    UNIT = "unit"


DIMENSIONS = {
    Dimension.SEX: N_("Sex"),
    Dimension.INSTITUTION_TYPE: N_("Type of institution"),
    Dimension.UNIT: N_("Administrative unit"),
}

COUNT_OF_ONE = RefusalWord(
    "training.count_of_one",
    N_("A figure belongs either to one course or to one group of courses. Name exactly one of the two."),
)
COUNT_TAKEN = RefusalWord(
    "training.count_taken",
    N_("This source already states another figure (%(value)s) for the same thing. Correct that figure instead."),
    status=409,
)
TOO_MANY_PLACED = RefusalWord(
    "training.too_many_placed",
    N_(
        "%(placed)s trainers of this course would be placed, but no source gives it more than %(trained)s. "
        "Check the numbers."
    ),
)
NOT_A_CENTRE = RefusalWord(
    "training.not_a_centre",
    N_("“%(key)s” is not a training centre. Name a training centre, or correct the kind of that organisation."),
)
REGISTER_CLOSED = RefusalWord(
    "training.register_closed",
    N_("The register of this course was closed on %(closed_on)s. Figures were made from it, so nobody can be added."),
    status=409,
)
REGISTER_BEFORE_END = RefusalWord(
    "training.register_before_end",
    N_("The course ends on %(last)s. Close its register on that day or later."),
)
TWICE_IN_REGISTER = RefusalWord(
    "training.twice_in_register",
    N_("This person is already in the register of this course in that part. Nobody is counted twice."),
    status=409,
)
NOT_HELD = RefusalWord(
    "training.not_held",
    N_("Only a course that was held has participants. Record first that it was held."),
    status=409,
)
BAD_GENERATION = RefusalWord(
    "training.bad_generation",
    N_(
        "%(value)s is not a generation of the cascade. "
        "Trainers of trainers are 1, those they train are 2, and so on up to 9."
    ),
)
