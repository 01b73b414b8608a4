"""What is refused of files with scores in published frames."""

from kerege.lib.refusal import N_, RefusalWord

NO_FRAME = RefusalWord(
    "capacity.no_frame",
    N_(
        "No row of this file has the indicators of a frame that is known here: %(known)s. Choose the file as it was "
        "published, with its headings."
    ),
)
NO_COUNTRY_COLUMN = RefusalWord(
    "capacity.no_country_column",
    N_("In the sheet “%(sheet)s” no column names countries. Choose the file as it was published, with its names."),
)
NO_DAY = RefusalWord(
    "capacity.no_day",
    N_("Neither the row nor the title of the sheet says of which day or year the scores are. Give the year."),
)
SCORE_OUTSIDE = RefusalWord(
    "capacity.score_outside",
    N_("“%(value)s” for %(indicator)s is no score of this frame, which has %(scale)s. Correct it, or leave it empty."),
)
SCORES_DIFFER = RefusalWord(
    "capacity.scores_differ",
    N_("Other scores of %(called)s are recorded for this day, from the source %(source)s. They stay as they are."),
    status=409,
)
ROW_TWICE = RefusalWord(
    "capacity.row_twice", N_("%(called)s stands in the file before, in row %(row)s. Keep one of the two rows.")
)
