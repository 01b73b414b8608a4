"""What planning says: why a problem cannot be planned at all."""

from kerege.lib.refusal import N_, RefusalWord

UNKNOWN_KEY = RefusalWord(
    "planning.unknown_key",
    N_("Row %(row)s names “%(key)s”, which is not among what is planned. Add it, or correct the row."),
)
KEY_TWICE = RefusalWord(
    "planning.key_twice", N_("“%(key)s” stands twice. Give each row its own key, or take one of the two out.")
)
OUT_OF_RANGE = RefusalWord(
    "planning.out_of_range",
    N_("In row %(row)s the value %(value)s is not possible. Give a number from %(least)s to %(most)s."),
)
NO_STARTS = RefusalWord("planning.no_starts", N_("No day is given on which a course may begin. Name at least one."))
