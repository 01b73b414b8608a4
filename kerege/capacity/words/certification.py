"""The words of trainers' certificates: how a case stands, who has a part in it, what is recorded, what is decided."""

from enum import StrEnum

from kerege.lib.refusal import N_


class CaseState(StrEnum):
    """How far somebody is on the way to a certificate."""

    NOMINATED = "nominated"
    ENROLLED = "enrolled"
    PART_ONE = "part_one"
    PART_ONE_PASSED = "part_one_passed"
    PART_TWO = "part_two"
    SUBMITTED = "submitted"
    UNDER_REVIEW = "under_review"
    CERTIFIED = "certified"
    NOT_CERTIFIED = "not_certified"
    WITHDRAWN = "withdrawn"


CASE_STATES = {
    CaseState.NOMINATED: N_("Nominated"),
    CaseState.ENROLLED: N_("Enrolled"),
    CaseState.PART_ONE: N_("Part 1 in progress"),
    CaseState.PART_ONE_PASSED: N_("Part 1 passed"),
    CaseState.PART_TWO: N_("Part 2 open"),
    CaseState.SUBMITTED: N_("Evidence submitted"),
    CaseState.UNDER_REVIEW: N_("Under review"),
    CaseState.CERTIFIED: N_("Certified"),
    CaseState.NOT_CERTIFIED: N_("Not certified"),
    CaseState.WITHDRAWN: N_("Withdrawn"),
}


class CertificateState(StrEnum):
    """How a certificate stands on a day. It follows from its steps and from its scheme; nobody types it."""

    VALID = "valid"
    REFRESH_DUE = "refresh_due"
    LAPSED = "lapsed"
    SUSPENDED = "suspended"
    REVOKED = "revoked"


CERTIFICATE_STATES = {
    CertificateState.VALID: N_("Valid"),
    CertificateState.REFRESH_DUE: N_("Valid, refresh is due"),
    CertificateState.LAPSED: N_("Lapsed"),
    CertificateState.SUSPENDED: N_("Suspended"),
    CertificateState.REVOKED: N_("Revoked"),
}
HOLDS = frozenset({CertificateState.VALID, CertificateState.REFRESH_DUE})
"""States in which somebody may teach under a certificate."""


class Step(StrEnum):
    """What happened to a certificate after its issue."""

    SUSPENDED = "suspended"
    REINSTATED = "reinstated"
    REVOKED = "revoked"
    RENEWED = "renewed"


CERTIFICATE_STEPS = {
    Step.SUSPENDED: N_("Suspended"),
    Step.REINSTATED: N_("Suspension lifted"),
    Step.REVOKED: N_("Revoked"),
    Step.RENEWED: N_("Renewed"),
}


class InCase(StrEnum):
    """What somebody other than the trainee does in a case."""

    CENTRE = "centre"
    TRAINER = "trainer"
    OBSERVER = "observer"
    CO_TRAINER = "co_trainer"


IN_CASE = {
    InCase.CENTRE: N_("Nominates and looks after the case"),
    InCase.TRAINER: N_("Trains in part 1"),
    InCase.OBSERVER: N_("Observes a delivery"),
    InCase.CO_TRAINER: N_("Teaches together with the trainee"),
}


class RecordKind(StrEnum):
    """What is recorded in a case."""

    HOURS = "hours"
    KNOWLEDGE = "knowledge"
    PRACTICAL = "practical"
    TEACH_BACK = "teach_back"
    ADAPTATION = "adaptation"
    REFLECTION = "reflection"
    OBSERVATION = "observation"
    EXTENSION = "extension"
    APPEAL = "appeal"
    AUDIT = "audit"
    LOOKED_AGAIN = "looked_again"


RECORD_KINDS = {
    RecordKind.HOURS: N_("Hours"),
    RecordKind.KNOWLEDGE: N_("Knowledge test"),
    RecordKind.PRACTICAL: N_("Practical checklist"),
    RecordKind.TEACH_BACK: N_("Teach-back"),
    RecordKind.ADAPTATION: N_("Adapted material"),
    RecordKind.REFLECTION: N_("Reflection"),
    RecordKind.OBSERVATION: N_("Observer's rubric"),
    RecordKind.EXTENSION: N_("Later deadline"),
    RecordKind.APPEAL: N_("Appeal"),
    RecordKind.AUDIT: N_("Audit"),
    RecordKind.LOOKED_AGAIN: N_("Stands although a counted result changed"),
}


class Matter(StrEnum):
    """What two people decide."""

    CERTIFY = "certify"
    REVOKE = "revoke"
    RENEW = "renew"
    APPEAL = "appeal"


MATTERS = {
    Matter.CERTIFY: N_("Certify"),
    Matter.REVOKE: N_("Revoke the certificate"),
    Matter.RENEW: N_("Renew the certificate"),
    Matter.APPEAL: N_("Appeal"),
}


class Verdict(StrEnum):
    YES = "yes"
    NO = "no"
    BACK = "back"


VERDICTS = {
    Verdict.YES: N_("Yes"),
    Verdict.NO: N_("No"),
    Verdict.BACK: N_("Back to the trainee: something is missing"),
}


class Via(StrEnum):
    """How a participant's feedback came."""

    LINK = "link"
    PAPER = "paper"


class Warned(StrEnum):
    """What is told beside evidence and refuses nothing: a reviewer weighs it."""

    CLOCKS_CHANGED = "clocks_changed"
    OVER_MIDNIGHT = "over_midnight"
    TWO_CITIES = "two_cities"
    OUTSIDE_SCOPE = "outside_scope"
    FEW_NAMED = "few_named"


WARNINGS = {
    Warned.CLOCKS_CHANGED: N_(
        "Clocks were changed during this session; the time that really passed is counted, not what the clock showed."
    ),
    Warned.OVER_MIDNIGHT: N_("The session ended on the next day; it counts for the day on which it began."),
    Warned.TWO_CITIES: N_("Participants of this delivery were in a delivery at another place on the same day."),
    Warned.OUTSIDE_SCOPE: N_("Outside the scope: another curriculum, version, language or country."),
    Warned.FEW_NAMED: N_("Fewer participants are listed than were counted, so nobody can compare all of them."),
}


class Todo(StrEnum):
    """What a case still needs, in the order in which it is done."""

    ENROL = "enrol"
    HOURS = "hours"
    KNOWLEDGE = "knowledge"
    PRACTICAL = "practical"
    TEACH_BACK = "teach_back"
    CLOSE_PART_ONE = "close_part_one"
    OPEN_PART_TWO = "open_part_two"
    ADAPT = "adapt"
    DELIVER = "deliver"
    TESTS = "tests"
    FEEDBACK = "feedback"
    OBSERVE = "observe"
    OBSERVE_OTHERS = "observe_others"
    REFLECT = "reflect"
    SUBMIT = "submit"
    EXTEND = "extend"
    TAKE_UP = "take_up"
    AUDIT = "audit"
    DECIDE = "decide"
    REFRESH = "refresh"


TODOS = {
    Todo.ENROL: N_("Enrol"),
    Todo.HOURS: N_("Complete the hours"),
    Todo.KNOWLEDGE: N_("Pass the knowledge test"),
    Todo.PRACTICAL: N_("Show every point of the practical checklist"),
    Todo.TEACH_BACK: N_("Teach back, and be judged"),
    Todo.CLOSE_PART_ONE: N_("Close part 1"),
    Todo.OPEN_PART_TWO: N_("Open part 2"),
    Todo.ADAPT: N_("Describe what you adapted to your own setting"),
    Todo.DELIVER: N_("Teach your participants, and record the delivery"),
    Todo.TESTS: N_("Record the tests before and after the delivery"),
    Todo.FEEDBACK: N_("Collect the participants' feedback"),
    Todo.OBSERVE: N_("Fill in the observer's rubric"),
    Todo.OBSERVE_OTHERS: N_("Observe deliveries of others, and fill in the rubric there"),
    Todo.REFLECT: N_("Write the reflection"),
    Todo.SUBMIT: N_("Hand everything in"),
    Todo.EXTEND: N_("Decide on the later deadline"),
    Todo.TAKE_UP: N_("Take the case up for review"),
    Todo.AUDIT: N_("Compare the evidence with the originals"),
    Todo.DECIDE: N_("Decide: two people who agree"),
    Todo.REFRESH: N_("Refresh: teach again, and have the certificate renewed"),
}

FEEDBACK_QUESTIONS = {
    "clear": N_("I understood what was taught."),
    "useful": N_("I can use it in my work."),
    "practice": N_("There was enough practice."),
    "answers": N_("My questions were answered."),
    "fit": N_("Examples and language fitted my workplace."),
}
"""What participants are asked; each from 1 (not at all) to 5 (fully). No text is asked, so that nobody is named."""
