"""What is refused about national measures, and what to do instead."""

from kerege.lib.refusal import N_, RefusalWord

NO_TITLE = RefusalWord("law.no_title", N_("A measure needs a title in at least one language. Add it."))
OTHER_COUNTRY = RefusalWord(
    "law.other_country",
    N_("“%(uri)s” is an address of another country than %(country)s, which begins with /akn/%(expected)s. Correct it."),
)
NO_MEASURE = RefusalWord(
    "law.no_measure",
    N_("There is no measure at “%(uri)s”. Check the address, or record the measure first."),
    status=404,
)
BEFORE_ACT = RefusalWord(
    "law.before_act",
    N_("%(on)s is before the measure itself (%(adopted)s). Check the day, or the date of the measure."),
)
TWO_OFFICIAL = RefusalWord(
    "law.two_official",
    N_(
        "An official text in this language already holds from %(start)s (until %(until)s). "
        "Two cannot be in force on one day: say until when each holds, or withdraw the one that is wrong."
    ),
    status=409,
)
END_WOULD_TELL = RefusalWord(
    "law.end_would_tell",
    N_(
        "More people read the official text of %(start)s than may read this one, and its end would tell them when this "
        "one begins. Let the same people read this text, or bring it in as another kind until it is published."
    ),
    status=409,
)
TEXT_THERE = RefusalWord(
    "law.text_there",
    N_("There is a text of this kind in this language from %(start)s on. Withdraw it first if it was wrong."),
    status=409,
)
ENDS_BEFORE = RefusalWord(
    "law.ends_before", N_("The text would end on %(until)s, before it begins (%(start)s). Correct one of the days.")
)
OTHER_WORK = RefusalWord(
    "law.other_work",
    N_("The file says that it is %(found)s, and not %(expected)s. Bring it to that measure, or correct the file."),
)
OTHER_LANGUAGE = RefusalWord(
    "law.other_language",
    N_("The file says that its language is “%(found)s”, and not “%(expected)s”. Choose its language, or correct it."),
)
BAD_LANGUAGE = RefusalWord(
    "law.bad_language", N_("“%(language)s” is no language here. Choose one from the list (three letters, as rus).")
)
NOT_OF_IT = RefusalWord(
    "law.not_of_it", N_("A translation is one of a text of the same measure. Choose that text, or leave it empty.")
)
MACHINE = RefusalWord(
    "law.machine_is_unofficial",
    N_("What a machine translated is an unofficial translation, whatever it is called. Choose that kind."),
)
NO_PART = RefusalWord(
    "law.no_part",
    N_("No text of this measure has a part “%(part)s”. Take the name of a part from the text, as art_5__para_2."),
)
EVENT_NO_DAY = RefusalWord(
    "law.event_no_day", N_("An event needs a day, or the condition on which its day hangs. Add one of them.")
)
BY_ITSELF = RefusalWord(
    "law.by_itself", N_("A measure does not change itself. Name the measure that does, or leave the field empty.")
)
NO_WHY = RefusalWord("law.no_why", N_("Say why it is withdrawn, so that whoever relied on it understands."))
NO_TEXT = RefusalWord(
    "law.no_text", N_("There is no such text, or it was withdrawn. Go back and look again."), status=404
)
NO_EVENT = RefusalWord(
    "law.no_event", N_("There is no such event, or it was withdrawn. Go back and look again."), status=404
)
