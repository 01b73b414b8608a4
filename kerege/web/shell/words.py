"""What the shell refuses."""

from kerege.lib.refusal import N_, RefusalWord

NOT_A_DAY = RefusalWord(
    "shell.not_a_day",
    N_("“%(value)s” is not a day. Write year, month and day as in 2018-04-04, or leave the field empty for today."),
)
DAY_OUT_OF_RANGE = RefusalWord(
    "shell.day_out_of_range",
    N_("%(value)s lies outside the years %(first)s to %(last)s, which are known here. Choose another day."),
)
UNKNOWN_COUNTRY = RefusalWord(
    "shell.unknown_country",
    N_("“%(value)s” is not the code of a country on this node. Choose one from the list."),
)
