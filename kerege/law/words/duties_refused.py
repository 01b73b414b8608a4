"""What is refused about bodies, their tasks by law and their duties to inform, and what to do instead."""

from kerege.lib.refusal import N_, RefusalWord

UNKNOWN_BODY = RefusalWord(
    "law.unknown_body",
    N_("No body with the key “%(key)s” is recorded. Check the spelling, or record the body first."),
    status=404,
)
BODY_NOT_THERE = RefusalWord(
    "law.body_not_there",
    N_("“%(key)s” exists from %(start)s until %(until)s only, and the duty would hold outside of that. Correct a day."),
)
ENDS_BEFORE = RefusalWord(
    "law.duty_ends_before", N_("It would end on %(until)s, before it begins (%(start)s). Correct one of the days.")
)
SUCCESSOR_LOOP = RefusalWord(
    "law.successor_loop",
    N_("“%(key)s” would come after itself. Name the body that took over its tasks, or leave it empty."),
)
SUCCEEDED = RefusalWord(
    "law.succeeded",
    N_("“%(key)s” already ended on %(until)s, with “%(successor)s” after it. Correct that first."),
    status=409,
)
NO_BASIS = RefusalWord(
    "law.no_basis",
    N_("Nothing says where this is laid down. Name the act by its address, or the obligation of the catalogue."),
)
NO_PAGE = RefusalWord("law.no_page", N_("Say which page tells of it: an address that begins with https:// or http://."))
NO_WORDS = RefusalWord("law.duty_no_words", N_("Say in at least one language what it is about."))
NO_TOPIC = RefusalWord("law.no_topic", N_("There is no topic “%(key)s”. Choose one from the list."), status=404)
BAD_PERIOD = RefusalWord(
    "law.bad_period",
    N_("“%(period)s” is no period. Write it like PT24H (24 hours), P3D (3 days) or P1M (a month)."),
)
NO_TIME = RefusalWord(
    "law.no_time",
    N_("“%(period)s” leaves no time, and a duty can only be met after it began. Write a period longer than nothing."),
)
PERIOD_MISSING = RefusalWord(
    "law.period_missing",
    N_("A time needs both its length and what starts it. Fill in both, or say that no time is named or known."),
)
PERIOD_WITHOUT = RefusalWord(
    "law.period_without",
    N_("It says that no time is named or known, and names one (%(period)s). Keep one of the two."),
)
INFORMS_ITSELF = RefusalWord(
    "law.informs_itself",
    N_("“%(key)s” would inform itself, under this name or that of its successor. Name another body on one side."),
)
NO_SWITCH = RefusalWord(
    "law.no_switch_authority",
    N_(
        "A duty in emergency mode needs the body that may switch to that mode. Name it, or mark the row as provisional."
    ),
)
DUTIES_CONTRADICT = RefusalWord(
    "law.duties_contradict",
    N_(
        "For the same days “%(key)s” gives %(sender)s another time to tell %(recipient)s the same. "
        "Both cannot hold: say until when each does, or correct the one that is wrong."
    ),
    status=409,
)
DUTY_TWICE = RefusalWord(
    "law.duty_twice",
    N_("“%(key)s” says the same for the same days, of the same provision. Correct that row instead."),
    status=409,
)
NO_DUTY = RefusalWord(
    "law.no_duty", N_("There is no duty “%(key)s”, or it was corrected since. Look for it in the list."), status=404
)
