"""Sentences about a course that its pages say."""

from kerege.lib.refusal import N_
from kerege.training.rules.staffing import Lack

LACKS = {
    Lack.NO_LEAD: N_("Nobody leads the course yet."),
    Lack.NOT_ANSWERED: N_("Somebody has not answered the invitation yet."),
    Lack.LANGUAGE_NOT_SPOKEN: N_("No lead speaks the language of the course, and nobody interprets into it."),
    Lack.OUT_OF_LANGUAGE: N_("A lead's certificate is for other languages than that of the course."),
    Lack.OUT_OF_COUNTRY: N_("A lead's certificate is for another country than that of the venue."),
    Lack.PART_TWO_GONE: N_("A lead has no certificate with part 2 that holds on the first day."),
}
