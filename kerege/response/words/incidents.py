"""The words of incidents in laboratories: what happened, where, how bad it was, why, and where its handling stands.

Kinds, occurrences and the five severities follow the published lists of Canada's Laboratory Incident Notification
(LINC, yearly in the Canada Communicable Disease Report), widened by what a near miss and biosecurity need.
"""

from enum import StrEnum

from kerege.lib.refusal import N_


class IncidentKind(StrEnum):
    """What happened. Of these only EXPOSURE says that somebody was exposed."""

    NEAR_MISS = "near_miss"
    EXPOSURE = "exposure"
    SPILL = "spill"
    CONTAINMENT = "loss_of_containment"
    RELEASE = "release"
    EQUIPMENT = "equipment"
    ANIMAL_ESCAPE = "animal_escape"
    TRANSPORT = "transport"
    POSSESSION = "inadvertent_possession"
    LOSS = "theft_loss"
    BIOSECURITY = "biosecurity"


INCIDENT_KINDS = {
    IncidentKind.NEAR_MISS: N_("Near miss: nothing happened, but it could have"),
    IncidentKind.EXPOSURE: N_("Somebody was or may have been exposed"),
    IncidentKind.SPILL: N_("Spill"),
    IncidentKind.CONTAINMENT: N_("Loss of containment"),
    IncidentKind.RELEASE: N_("Release outside of containment"),
    IncidentKind.EQUIPMENT: N_("Safety equipment failed"),
    IncidentKind.ANIMAL_ESCAPE: N_("An animal or an insect escaped"),
    IncidentKind.TRANSPORT: N_("In transport"),
    IncidentKind.POSSESSION: N_("Something was here that should not have been"),
    IncidentKind.LOSS: N_("Theft or loss"),
    IncidentKind.BIOSECURITY: N_("Another biosecurity event"),
}


class Occurrence(StrEnum):
    """How it came about; several may hold at once."""

    SHARPS = "sharps"
    PROCEDURE = "procedure"
    SPILL = "spill"
    ANIMAL = "animal"
    INSECT = "insect"
    CONTAINMENT = "loss_of_containment"
    PROTECTION = "protective_equipment"
    EQUIPMENT = "equipment"
    OTHER = "other"


OCCURRENCES = {
    Occurrence.SHARPS: N_("Needle, glass or another sharp"),
    Occurrence.PROCEDURE: N_("A step of the procedure"),
    Occurrence.SPILL: N_("A spill or a splash"),
    Occurrence.ANIMAL: N_("A bite, a scratch, an animal"),
    Occurrence.INSECT: N_("An insect or a tick"),
    Occurrence.CONTAINMENT: N_("Containment did not hold"),
    Occurrence.PROTECTION: N_("Protective clothing or a mask"),
    Occurrence.EQUIPMENT: N_("Equipment"),
    Occurrence.OTHER: N_("Something else"),
}


class Harm(StrEnum):
    """How bad it was, the least first. It is never left open: what is not known is judged by what it could be."""

    NEGLIGIBLE = "negligible"
    MINOR = "minor"
    MODERATE = "moderate"
    MAJOR = "major"
    CATASTROPHIC = "catastrophic"


HARMS = {
    Harm.NEGLIGIBLE: N_("Negligible"),
    Harm.MINOR: N_("Minor"),
    Harm.MODERATE: N_("Moderate"),
    Harm.MAJOR: N_("Major"),
    Harm.CATASTROPHIC: N_("Catastrophic"),
}


class WorkedAt(StrEnum):
    """What was being done."""

    MICROBIOLOGY = "microbiology"
    MOLECULAR = "molecular_biology"
    CELLS = "cell_culture"
    SEROLOGY = "serology"
    ANIMALS = "work_with_animals"
    AUTOPSY = "autopsy"
    SAMPLES = "samples"
    WASTE = "waste"
    MAINTENANCE = "maintenance"
    TEACHING = "teaching"
    OTHER = "other"


WORKED_AT = {
    WorkedAt.MICROBIOLOGY: N_("Microbiology"),
    WorkedAt.MOLECULAR: N_("Molecular biology"),
    WorkedAt.CELLS: N_("Cell culture"),
    WorkedAt.SEROLOGY: N_("Serology"),
    WorkedAt.ANIMALS: N_("Work with animals"),
    WorkedAt.AUTOPSY: N_("Autopsy"),
    WorkedAt.SAMPLES: N_("Receiving or taking samples"),
    WorkedAt.WASTE: N_("Decontamination and waste"),
    WorkedAt.MAINTENANCE: N_("Cleaning, maintenance and repair"),
    WorkedAt.TEACHING: N_("Training"),
    WorkedAt.OTHER: N_("Something else"),
}


class RoomKind(StrEnum):
    """In what kind of room, by its containment: never which room, because that would be a plan of the building."""

    LEVEL_1 = "level_1"
    LEVEL_2 = "level_2"
    LEVEL_3 = "level_3"
    LEVEL_4 = "level_4"
    ANIMALS = "animal_room"
    OUTSIDE = "outside"
    UNKNOWN = "unknown"


ROOM_KINDS = {
    RoomKind.LEVEL_1: N_("Biosafety level 1"),
    RoomKind.LEVEL_2: N_("Biosafety level 2"),
    RoomKind.LEVEL_3: N_("Biosafety level 3"),
    RoomKind.LEVEL_4: N_("Biosafety level 4"),
    RoomKind.ANIMALS: N_("Room for animals"),
    RoomKind.OUTSIDE: N_("Outside of containment"),
    RoomKind.UNKNOWN: N_("I do not know"),
}


class RiskGroup(StrEnum):
    """By WHO's order, 4 the highest. The numbers of national groups of pathogenicity run the other way."""

    NOT_SAID = ""
    GROUP_1 = "1"
    GROUP_2 = "2"
    GROUP_3 = "3"
    GROUP_4 = "4"


RISK_GROUPS = {
    RiskGroup.NOT_SAID: N_("Not said"),
    RiskGroup.GROUP_1: N_("Risk group 1"),
    RiskGroup.GROUP_2: N_("Risk group 2"),
    RiskGroup.GROUP_3: N_("Risk group 3"),
    RiskGroup.GROUP_4: N_("Risk group 4"),
}


class Confidence(StrEnum):
    """Who learns who reported. NAMED and CONFIDENTIAL differ in who may open the name."""

    NAMED = "named"
    CONFIDENTIAL = "confidential"
    ANONYMOUS = "anonymous"


CONFIDENCES = {
    Confidence.NAMED: N_("With my name: the biosafety officer who handles it sees it"),
    Confidence.CONFIDENTIAL: N_("In confidence: the officer opens my name only with a reason, and I see that"),
    Confidence.ANONYMOUS: N_("Anonymously: nobody can find out who I am"),
}
CONFIDENCE_NAMES = {
    Confidence.NAMED: N_("With a name"),
    Confidence.CONFIDENTIAL: N_("In confidence"),
    Confidence.ANONYMOUS: N_("Anonymous"),
}


class IncidentState(StrEnum):
    """Where the handling stands."""

    REPORTED = "reported"
    ACKNOWLEDGED = "acknowledged"
    INVESTIGATED = "investigated"
    ACTING = "acting"
    CLOSED = "closed"
    SET_ASIDE = "set_aside"


INCIDENT_STATES = {
    IncidentState.REPORTED: N_("Reported"),
    IncidentState.ACKNOWLEDGED: N_("Acknowledged"),
    IncidentState.INVESTIGATED: N_("Being investigated"),
    IncidentState.ACTING: N_("Causes found, something is done"),
    IncidentState.CLOSED: N_("Closed"),
    IncidentState.SET_ASIDE: N_("Set aside"),
}


class Method(StrEnum):
    """How causes were looked for."""

    FIVE_WHY = "five_why"
    FISHBONE = "fishbone"
    TIMELINE = "timeline"
    BARRIER = "barrier"
    TALK = "talk"


METHODS = {
    Method.FIVE_WHY: N_("Asking why, five times"),
    Method.FISHBONE: N_("Diagram of causes (fishbone)"),
    Method.TIMELINE: N_("Timeline"),
    Method.BARRIER: N_("Which barrier failed"),
    Method.TALK: N_("Talk with those involved"),
}


class RootCause(StrEnum):
    """Why it came about, as LINC counts it; several may hold."""

    COMMUNICATION = "communication"
    EQUIPMENT = "equipment"
    HUMAN = "human_interaction"
    MANAGEMENT = "management"
    TRAINING = "training"
    PROCEDURE = "procedure"
    OTHER = "other"


ROOT_CAUSES = {
    RootCause.COMMUNICATION: N_("Communication"),
    RootCause.EQUIPMENT: N_("Equipment"),
    RootCause.HUMAN: N_("Human interaction"),
    RootCause.MANAGEMENT: N_("Management and oversight"),
    RootCause.TRAINING: N_("Training"),
    RootCause.PROCEDURE: N_("Procedure: missing, not fitting or not followed"),
    RootCause.OTHER: N_("Another cause"),
}


class Clause(StrEnum):
    """The part of a biorisk management system that it concerns, by the clauses of ISO 35001:2019."""

    CONTEXT = "4"
    LEADERSHIP = "5"
    PLANNING = "6"
    SUPPORT = "7"
    OPERATION = "8"
    EVALUATION = "9"
    IMPROVEMENT = "10"


CLAUSES = {
    Clause.CONTEXT: N_("4 Context of the organisation"),
    Clause.LEADERSHIP: N_("5 Leadership, roles and responsibilities"),
    Clause.PLANNING: N_("6 Planning: hazards, risks, objectives"),
    Clause.SUPPORT: N_("7 Support: people, competence, communication, documents"),
    Clause.OPERATION: N_("8 Operation: work, equipment, emergencies, transport"),
    Clause.EVALUATION: N_("9 Evaluation of performance"),
    Clause.IMPROVEMENT: N_("10 Improvement"),
}


class LessonState(StrEnum):
    """A lesson is read by others only when a second person has checked it."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


LESSON_STATES = {
    LessonState.DRAFT: N_("Draft"),
    LessonState.SUBMITTED: N_("Waits for a second person"),
    LessonState.PUBLISHED: N_("Published"),
    LessonState.WITHDRAWN: N_("Withdrawn"),
}


class Experience(StrEnum):
    """How long somebody has done such work, in bands, so that nobody is recognised by it."""

    UNDER_1 = "under_1"
    TO_5 = "to_5"
    OVER_5 = "over_5"
    UNKNOWN = "unknown"


EXPERIENCES = {
    Experience.UNDER_1: N_("Less than a year"),
    Experience.TO_5: N_("One to five years"),
    Experience.OVER_5: N_("More than five years"),
    Experience.UNKNOWN: N_("Not known"),
}


class AffectedRole(StrEnum):
    """What somebody who was affected does there; nothing else is kept of them."""

    TECHNICIAN = "technician"
    SCIENTIST = "scientist"
    STUDENT = "student"
    CARETAKER = "animal_care"
    SUPPORT = "support"
    VISITOR = "visitor"


AFFECTED_ROLES = {
    AffectedRole.TECHNICIAN: N_("Laboratory technician"),
    AffectedRole.SCIENTIST: N_("Scientist or physician"),
    AffectedRole.STUDENT: N_("Student or trainee"),
    AffectedRole.CARETAKER: N_("Animal care"),
    AffectedRole.SUPPORT: N_("Cleaning, engineering, guard"),
    AffectedRole.VISITOR: N_("Visitor"),
}


class Health(StrEnum):
    """How far occupational health is with somebody who was affected; no findings and no results."""

    OPEN = "open"
    WATCHED = "watched"
    ENDED = "ended"


HEALTHS = {
    Health.OPEN: N_("Not seen yet"),
    Health.WATCHED: N_("Being followed up"),
    Health.ENDED: N_("Follow-up ended"),
}
