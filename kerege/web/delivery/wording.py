"""Sentences about a course that its pages say."""

from kerege.lib.refusal import N_
from kerege.training.rules.needed import Fit
from kerege.training.rules.staffing import Lack

LACKS = {
    Lack.NO_LEAD: N_("Nobody leads the course yet."),
    Lack.NOT_ANSWERED: N_("Somebody has not answered the invitation yet."),
    Lack.LANGUAGE_NOT_SPOKEN: N_("No lead speaks the language of the course, and nobody interprets into it."),
    Lack.OUT_OF_LANGUAGE: N_("A lead's certificate is for other languages than that of the course."),
    Lack.OUT_OF_COUNTRY: N_("A lead's certificate is for another country than that of the venue."),
    Lack.PART_TWO_GONE: N_("A lead has no certificate with part 2 that holds on the first day."),
}

FITS = {
    Fit.LACKING: N_("The activities ask for this, and no booked room (%(places)s) has it: %(things)s."),
    Fit.UNFIT: N_(
        "The activities ask for this, and no piece at the centre will be in service and certified to the end of the"
        " course: %(things)s."
    ),
    Fit.UNPROVED: N_(
        "A booked room (%(places)s) is said to have this. No piece that you may see is recorded at the centre, so it is"
        " not known whether it is certified: %(things)s."
    ),
    Fit.UNKNOWN: N_(
        "The activities ask for this. No piece that you may see is recorded at the centre, and rooms do not say whether"
        " they have it: %(things)s."
    ),
}
"""How what activities ask for by code stands where it does not fit, the worst first."""
