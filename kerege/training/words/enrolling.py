"""The words of coming to a place in a course: what it can ask for, and what is refused."""

from enum import StrEnum

from kerege.lib.refusal import N_, RefusalWord


class Needs(StrEnum):
    """What a course can ask of whoever comes."""

    CURRICULUM = "curriculum"
    CERTIFICATE = "certificate"
    COMPETENCE = "competence"


NEEDS = {
    Needs.CURRICULUM: N_("A course of this curriculum, completed"),
    Needs.CERTIFICATE: N_("A certificate of this scheme"),
    Needs.COMPETENCE: N_("A competence of this framework"),
}

COURSE_CANCELLED = RefusalWord(
    "training.course_cancelled",
    N_("This course was called off. Look for another one in the list of courses."),
    status=409,
)
COURSE_OVER = RefusalWord(
    "training.course_over",
    N_("This course is over, so nobody can come to it any more. Look for another one in the list of courses."),
    status=409,
)
ENROLMENT_NOT_YET = RefusalWord(
    "training.enrolment_not_yet", N_("Places in this course are given from %(since)s on. Come back then."), status=409
)
ENROLMENT_ENDED = RefusalWord(
    "training.enrolment_ended",
    N_("Places in this course were given until %(until)s. Ask the organiser, who can give a later day."),
    status=409,
)
BY_NOMINATION = RefusalWord(
    "training.by_nomination",
    N_("People are nominated for this course by those they work for. Ask the head of your laboratory to nominate you."),
    status=403,
)
BY_INVITATION = RefusalWord(
    "training.by_invitation",
    N_("This course is held for people whom its organiser invites. Ask the organiser."),
    status=403,
)
NO_OWN_RECORD = RefusalWord(
    "training.no_own_record",
    N_("Your account belongs to no person's record yet. Ask your focal point to link it, then enrol."),
    status=409,
)
PROMISE_INCOMPLETE = RefusalWord(
    "training.promise_incomplete",
    N_("Without the employer's promise training is rarely passed on. Say what the employer gives here."),
)
NOT_TEACHING = RefusalWord(
    "training.not_teaching",
    N_("Nominate only somebody who will teach afterwards, and confirm that here."),
)
NOBODY_CHOSEN = RefusalWord(
    "training.nobody_chosen", N_("Nobody is chosen. Search by name, and mark one of those that were found.")
)
NOMINATED_ALREADY = RefusalWord(
    "training.nominated_already",
    N_("This person stands in the list of this course already: %(state)s. Nobody is entered twice."),
    status=409,
)
LACKS = RefusalWord(
    "training.lacks",
    N_("This course asks for something that the person has not shown: %(missing)s."),
    status=409,
)
NEED_UNKNOWN = RefusalWord(
    "training.need_unknown",
    N_("“%(key)s” is not known. Take the key of a curriculum, a scheme or a framework as its page shows it."),
)
NEED_LEVEL = RefusalWord(
    "training.need_level",
    N_("Give the level as it is written there: L1 of a scheme; of a framework a competence and a number, as in C1 2."),
)
NOT_NOW = RefusalWord(
    "training.not_now",
    N_("This cannot be done now: the person's state in this course is “%(state)s”. Load the page anew."),
    status=409,
)
AT_ANOTHER_COURSE = RefusalWord(
    "training.at_another_course",
    N_(
        "At that time this person has a place in another course (%(first)s to %(last)s). "
        "One of the two has to be given up."
    ),
    status=409,
)
STAFF_OF_COURSE = RefusalWord(
    "training.staff_of_course",
    N_("This person teaches or supports this course and cannot be trained in it at the same time."),
    status=409,
)
NO_REASON = RefusalWord(
    "training.enrolment_reason", N_("Give the reason: the person and whoever nominated them read it.")
)
LETTER_OVER = RefusalWord(
    "training.letter_over",
    N_("This address leads to no place in a course any more, or is not whole. Ask the organiser for another letter."),
    status=404,
)
NOBODY_TO_WRITE_TO = RefusalWord(
    "training.nobody_to_write_to",
    N_("Everybody in this list has an account and is told by mail, so there is no letter to print."),
    status=409,
)
