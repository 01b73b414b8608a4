"""What is refused when reports are prepared and released."""

from kerege.lib.refusal import N_, RefusalWord

BAD_FORM = RefusalWord("law.bad_form", N_("The form “%(form)s” cannot be read: %(reason)s. Correct its files."))
FORM_TAKEN = RefusalWord(
    "law.form_taken",
    N_("Version %(version)s of the form “%(form)s” says something else already. Give the change a new version."),
    status=409,
)
FORM_OLDER = RefusalWord(
    "law.form_older",
    N_("Version %(version)s of the form “%(form)s” is older than %(newest)s, which is here. Publish a later one."),
    status=409,
)
NO_PERIOD = RefusalWord("law.no_period", N_("Write the year that the report covers, for example 2026."))
FUTURE_REPORT = RefusalWord(
    "law.future_report",
    N_("The report says how things stand on %(day)s, which is yet to come. Choose today or before."),
)
REPORT_OPEN = RefusalWord(
    "law.report_open",
    N_("A report with this form for %(period)s is open already. Go on with that one, or withdraw it first."),
    status=409,
)
RELEASED_ALREADY = RefusalWord(
    "law.report_released_already",
    N_("A report with this form for %(period)s was released. Open it and correct it: that makes a new version."),
    status=409,
)
REPORT_STANDS = RefusalWord(
    "law.report_stands",
    N_("A released report is not changed. Correct it: that makes a new version."),
    status=409,
)
REPORT_NOT_NOW = RefusalWord(
    "law.report_not_now",
    N_("A report that is “%(state)s” cannot become “%(wanted)s”. Open it again to see where it stands now."),
    status=409,
)
REPORT_MOVED = RefusalWord(
    "law.report_moved",
    N_("Somebody changed this report after you opened it. Read it again, then decide."),
    status=409,
)
NO_SUCH_FIELD = RefusalWord(
    "law.no_such_field", N_("The form has no field “%(key)s”. Choose one of its fields."), status=404
)
NO_SUCH_COLUMN = RefusalWord("law.no_such_column", N_("The field has no column “%(column)s”. Fill those that it has."))
BAD_MARK = RefusalWord("law.bad_mark", N_("“%(mark)s” is no mark of this form. Write one of: %(marks)s."))
NOTHING_INSTEAD = RefusalWord(
    "law.nothing_instead",
    N_("You want nothing of what was filled in, and wrote nothing in its place. Write it, or keep what was filled in."),
)
FIELDS_EMPTY = RefusalWord(
    "law.fields_empty",
    N_("These fields have to be filled and are empty: %(fields)s. Fill them, then go on."),
)
REPORT_STOPPED = RefusalWord(
    "law.report_stopped",
    N_(
        "The report cannot go to its readers: what feeds the field %(fields)s is not for them. Let the owner of the "
        "records open them, or write in the field what shall stand there instead."
    ),
    status=409,
)
REPORT_OUTDATED = RefusalWord(
    "law.report_outdated",
    N_("What feeds these fields changed since they were filled: %(fields)s. Fill the report again, and look at them."),
    status=409,
)
OWN_REPORT = RefusalWord(
    "law.own_report",
    N_("You wrote in this report or prepared it. Somebody else has to release it."),
    status=403,
)
REPORT_NOT_RELEASED = RefusalWord(
    "law.report_not_released",
    N_("Only a released report is sent. Have it released first, then record that it was sent."),
    status=409,
)
SENT_BEFORE = RefusalWord(
    "law.sent_before_release", N_("It was released on %(released)s and cannot have been sent before. Correct the day.")
)
SENT_IN_FUTURE = RefusalWord(
    "law.sent_in_future", N_("The day on which it was sent is yet to come. Record it when it was sent.")
)
NO_CHANNEL = RefusalWord("law.no_channel", N_("Write how it was sent, for example: note verbale, electronic system."))
