"""The words of the cascade: on what a line rests, how the tree and the record agree, and what is refused."""

from enum import StrEnum

from kerege.journal.rules import Words
from kerege.lib.refusal import N_, RefusalWord
from kerege.training.words import FIGURES

ABOUT_DELIVERIES = "capacity.case.delivery_recorded"
WOVEN = Words(
    (*FIGURES.of, ABOUT_DELIVERIES),
    but_not=(
        *FIGURES.but_not,
        *("training.activity.", "training.adoption.", "training.document.", "training.enrolment."),
        *("training.attendance.brought", "training.attendance.signed", "training.attendance.taken"),
        *("training.evaluation.", "training.followup.", "training.material.", "training.pack.", "training.reaction."),
        *("training.session.", "training.test.", "training.trainers."),
    ),
)
"""The acts after which the cascade may be another one. What happens every day in running courses is not among them: the
cascade is made of courses that were held, closed registers, staff, and what sources state. A new word is.
"""


ABOUT_A_COURSE = ("training.attendance.closed", "training.course.", "training.register.")
ABOUT_PART_OF_A_COURSE = ("training.cost.", "training.count.", "training.descent.", "training.staff.", "sharing.label.")
ABOUT_NO_COURSE = (
    "atlas.",
    "people.",
    ABOUT_DELIVERIES,
    "training.class.",
    "training.group.",
    "sharing.node.",
    "sharing.share.",
)
"""What an act of WOVEN can change of the cascade, by how its words begin: the course that it is about; the course to
which belongs what it is about, if that is anything of a course; or none (who reads by a share has a cascade of their
own, groups are read each time, and so is what was taught for certificates, after an act about that). After any other
act the cascade is woven from nothing.
"""


class Basis(StrEnum):
    """On what it rests that trainers of one course taught another."""

    REGISTER = "register"
    STATED = "stated"
    INFERRED = "inferred"


BASES = {
    Basis.REGISTER: N_("from registers"),
    Basis.STATED: N_("a source says so"),
    Basis.INFERRED: N_("inferred"),
}


class Agreement(StrEnum):
    """What the tree and the record of a course say about its generation."""

    AGREES = "agrees"
    DIFFERS = "differs"
    ONLY_RECORDED = "only_recorded"
    ONLY_TREE = "only_tree"
    NEITHER = "neither"
    CIRCLE = "circle"


AGREEMENTS = {
    Agreement.AGREES: N_("The tree and the record agree."),
    Agreement.DIFFERS: N_("The record gives another generation than the tree."),
    Agreement.ONLY_RECORDED: N_("Only the record says so: no line shows who taught it."),
    Agreement.ONLY_TREE: N_("Only the tree says so: the record gives no generation."),
    Agreement.NEITHER: N_("It is no part of the cascade."),
    Agreement.CIRCLE: N_("It hangs in a circle of lines. Correct one of them."),
}

DESCENT_OF_ITSELF = RefusalWord(
    "training.descent_of_itself",
    N_("A course cannot be taught by those whom it trained. Name the course in which its trainers were trained."),
)
DESCENT_TOO_EARLY = RefusalWord(
    "training.descent_too_early",
    N_(
        "The trainers of that course were trained by %(day)s and could not teach this one before. "
        "Check the days of both, or name another course."
    ),
)
DESCENT_IN_A_CIRCLE = RefusalWord(
    "training.descent_in_a_circle",
    N_(
        "That course was itself taught by trainers who came out of this one. Lines that lead in a circle give no "
        "generation: name another course."
    ),
    status=409,
)
DESCENT_NEEDS_A_REASON = RefusalWord(
    "training.descent_needs_a_reason",
    N_("Say in a sentence from what you infer it, or what the source says of the trainers' course."),
)


class Standing(StrEnum):
    """How a trained trainer stands, by the courses that they taught."""

    ACTIVE = "active"
    DORMANT = "dormant"
    NEVER = "never"


STANDINGS = {
    Standing.ACTIVE: N_("Taught in the last twelve months"),
    Standing.DORMANT: N_("Taught once, and nothing for twelve months"),
    Standing.NEVER: N_("Has not taught yet, as far as registers tell"),
}


class Ending(StrEnum):
    """Why somebody who leads courses is one no more."""

    CERTIFICATE = "certificate"
    DORMANT = "dormant"


ENDINGS = {
    Ending.CERTIFICATE: N_("the certificate ends"),
    Ending.DORMANT: N_("has taught nothing for a year"),
}


class Alone(StrEnum):
    """Whether a training centre ran without money from outside, as the costs of its courses say."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    UNSAID = "unsaid"
    NOT_RECORDED = "not_recorded"


RUNS_ALONE = {
    Alone.YES: N_("yes"),
    Alone.PARTLY: N_("partly"),
    Alone.NO: N_("no"),
    Alone.UNSAID: N_("not known: of some courses or costs nobody says who paid"),
    Alone.NOT_RECORDED: N_("not known: no cost is recorded that you may read"),
}
