"""What is refused of a release of the catalogue, and of a status of a country."""

from kerege.lib.refusal import N_, RefusalWord

NOT_WHOLE = RefusalWord(
    "law.not_whole",
    N_(
        "Nothing was loaded: %(count)s places are wrong. The first is %(place)s: %(reason)s "
        "Correct them all; a release is taken whole or not at all."
    ),
)
NO_TABLE = RefusalWord("law.no_table", N_("The file %(file)s is missing. A release has all of: %(files)s."))
NO_COLUMN = RefusalWord("law.no_column", N_("The column “%(column)s” is missing. Add it; it may be empty."))
NOT_A_TABLE = RefusalWord(
    "law.not_a_table", N_("This is not a table: row %(row)s has another number of cells, or the file is no UTF-8 text.")
)
UNKNOWN_IN_RELEASE = RefusalWord(
    "law.unknown_in_release",
    N_("“%(key)s” is not among the %(what)s of this release. Correct it, or add it to %(file)s."),
)
KEY_TWICE = RefusalWord("law.key_twice", N_("“%(key)s” stands twice. Give each row its own key."))
TEXT_MISSING = RefusalWord(
    "law.text_missing", N_("The sentence is missing in “%(language)s”. English and Russian are both needed.")
)
NOT_FLAGGED = RefusalWord(
    "law.not_flagged",
    N_("Nobody has verified this row, so a published release shows it as provisional. Write “yes” under provisional."),
)
NOT_READ = RefusalWord(
    "law.not_read", N_("The row says that it is verified, but not in what somebody read it. Fill in verified_via.")
)
NOT_YES_NO = RefusalWord("law.not_yes_no", N_("“%(value)s” is neither yes nor no. Write one of them."))
NOT_A_RANK = RefusalWord("law.not_a_rank", N_("“%(value)s” is not a rank. Write a number from 1 to 99, or nothing."))
NOT_A_VERSION = RefusalWord(
    "law.not_a_version", N_("“%(value)s” is not the number of a release. Write three numbers, like 1.0.0.")
)
NOT_AN_EID = RefusalWord(
    "law.not_an_eid", N_("“%(value)s” is not the name of a place in an instrument. Write it like art_4__para_2.")
)
OTHER_INSTRUMENT = RefusalWord(
    "law.other_instrument",
    N_("“%(key)s” is a version of %(other)s and not of %(instrument)s. Name one of its own versions."),
)
WRONG_ORDER = RefusalWord(
    "law.wrong_order", N_("“%(until)s” is not later than “%(since)s”. An obligation ends after it began.")
)
LINK_TO_ITSELF = RefusalWord("law.link_to_itself", N_("“%(key)s” cannot be linked to itself. Name another obligation."))
RELEASE_TAKEN = RefusalWord(
    "law.release_taken",
    N_("Release %(version)s is published with other content. What is published never changes: give this a new number."),
    status=409,
)
RELEASE_OLDER = RefusalWord(
    "law.release_older",
    N_("Release %(version)s is not newer than %(newest)s, which is here already. Raise its number."),
    status=409,
)
PROVISION_ELSEWHERE = RefusalWord(
    "law.provision_elsewhere",
    N_("“%(eid)s” is called “%(num)s” in another row. One place has one name; correct one of the two."),
)
UNKNOWN_OBLIGATION = RefusalWord(
    "law.unknown_obligation", N_("There is no obligation “%(key)s”. Look for it in the list."), status=404
)
UNKNOWN_INSTRUMENT = RefusalWord(
    "law.unknown_instrument", N_("There is no instrument “%(key)s”. Look for it in the list."), status=404
)
STATUSES_OVERLAP = RefusalWord(
    "law.statuses_overlap",
    N_("%(country)s already has the status “%(other)s” for these days. Correct that one, or say when it ended."),
    status=409,
)
FORCE_BEFORE_CONSENT = RefusalWord(
    "law.force_before_consent",
    N_("It cannot be in force from %(since)s, before the state consented (%(expressed_on)s). Correct one of the two."),
)
ENDS_BEFORE_BEGIN = RefusalWord(
    "law.ends_before_begin", N_("It ends on %(until)s, before it begins (%(since)s). Correct one of the two days.")
)
STATUS_FUTURE_SOURCE = RefusalWord(
    "law.source_in_future", N_("The source cannot tell on %(day)s, which is still to come. Write the day of the page.")
)
