"""The words of holding a course: who may come, who teaches, who was there, what it costs."""

from enum import StrEnum

from kerege.lib.refusal import N_


class Entry(StrEnum):
    """How somebody comes to a place in a course."""

    NOMINATION = "nomination"
    OPEN = "open"
    CLOSED = "closed"


ENTRIES = {
    Entry.NOMINATION: N_("Nominated by the employer"),
    Entry.OPEN: N_("Open: people enrol themselves"),
    Entry.CLOSED: N_("By invitation of the organiser"),
}


class StaffPart(StrEnum):
    """What somebody does in a course without being trained in it."""

    LEAD = "lead"
    CO_TRAINER = "co_trainer"
    INTERPRETER = "interpreter"
    OBSERVER = "observer"
    SUPPORT = "support"


STAFF_PARTS = {
    StaffPart.LEAD: N_("Lead trainer"),
    StaffPart.CO_TRAINER: N_("Co-trainer"),
    StaffPart.INTERPRETER: N_("Interpreter"),
    StaffPart.OBSERVER: N_("Observer"),
    StaffPart.SUPPORT: N_("Support"),
}
TEACHING = frozenset({StaffPart.LEAD, StaffPart.CO_TRAINER})
OBSERVING = TEACHING | {StaffPart.OBSERVER}


class Answer(StrEnum):
    """What a person said to an invitation."""

    INVITED = "invited"
    CONFIRMED = "confirmed"
    DECLINED = "declined"


ANSWERS = {Answer.INVITED: N_("Invited"), Answer.CONFIRMED: N_("Confirmed"), Answer.DECLINED: N_("Declined")}


class EnrolmentState(StrEnum):
    NOMINATED = "nominated"
    WAITING = "waiting"
    ENROLLED = "enrolled"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    COMPLETED = "completed"
    NOT_COMPLETED = "not_completed"


ENROLMENT_STATES = {
    EnrolmentState.NOMINATED: N_("Nominated"),
    EnrolmentState.WAITING: N_("On the waiting list"),
    EnrolmentState.ENROLLED: N_("Has a place"),
    EnrolmentState.REFUSED: N_("Not accepted"),
    EnrolmentState.WITHDRAWN: N_("Withdrawn"),
    EnrolmentState.COMPLETED: N_("Completed"),
    EnrolmentState.NOT_COMPLETED: N_("Not completed"),
}
IN_COHORT = frozenset({EnrolmentState.ENROLLED, EnrolmentState.COMPLETED, EnrolmentState.NOT_COMPLETED})


class Presence(StrEnum):
    PRESENT = "present"
    LATE = "late"
    ABSENT = "absent"
    EXCUSED = "excused"


PRESENCES = {
    Presence.PRESENT: N_("Present"),
    Presence.LATE: N_("Came late"),
    Presence.ABSENT: N_("Absent"),
    Presence.EXCUSED: N_("Excused"),
}


class Taken(StrEnum):
    """How attendance was taken."""

    CODE = "code"
    LIST = "list"
    SHEET = "sheet"
    CLASS = "class"


TAKEN = {
    Taken.CODE: N_("By the code on the screen"),
    Taken.LIST: N_("By the trainer's list"),
    Taken.SHEET: N_("From the signed sheet"),
    Taken.CLASS: N_("From a class without a line"),
}


class CostKind(StrEnum):
    VENUE = "venue"
    TRAVEL = "travel"
    STAY = "stay"
    TRAINERS = "trainers"
    INTERPRETATION = "interpretation"
    MATERIALS = "materials"
    MEALS = "meals"
    OTHER = "other"


COST_KINDS = {
    CostKind.VENUE: N_("Venue"),
    CostKind.TRAVEL: N_("Travel and visas"),
    CostKind.STAY: N_("Stay and daily allowance"),
    CostKind.TRAINERS: N_("Trainers"),
    CostKind.INTERPRETATION: N_("Interpretation and translation"),
    CostKind.MATERIALS: N_("Materials and consumables"),
    CostKind.MEALS: N_("Meals and refreshments"),
    CostKind.OTHER: N_("Other costs"),
}

USUAL_LEAST, USUAL_MOST = 10, 14
"""The size of a cohort of hands-on training, as in the training of trainers of Project 53 (12 to 14 people)."""
