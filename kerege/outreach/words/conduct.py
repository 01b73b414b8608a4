"""The words of codes of conduct: the ten principles that codes are compared with, and what is refused about signing."""

from kerege.lib.refusal import N_, RefusalWord

TIANJIN = {
    1: N_("Ethical standards"),
    2: N_("Laws and regulations"),
    3: N_("Responsible conduct of research"),
    4: N_("Respect for those who take part in research"),
    5: N_("Managing the risks of research"),
    6: N_("Education and training"),
    7: N_("Publishing and telling about results"),
    8: N_("Involving the public"),
    9: N_("Institutions that oversee research"),
    10: N_("Working together across borders"),
}
"""What the Tianjin Biosecurity Guidelines for Codes of Conduct for Scientists (2021) name, in our words, by number."""

CODE_STANDS = RefusalWord(
    "outreach.code_stands",
    N_("Version %(version)s is published and never changes. Write a new version."),
    status=409,
)
CODE_LACKS = RefusalWord("outreach.code_lacks", N_("“%(place)s” is missing or empty. A code needs it; add it."))
CODE_BAD_KEY = RefusalWord(
    "outreach.code_bad_key",
    N_("“%(key)s” at “%(place)s” cannot be a key. Use small letters, digits and hyphens, each key once."),
)
CODE_UNKNOWN = RefusalWord(
    "outreach.code_unknown", N_("“%(value)s” at “%(place)s” is not known. Known are: %(known)s.")
)
CODE_HALF = RefusalWord(
    "outreach.code_half",
    N_("The text in “%(lang)s” is not whole: “%(place)s” is missing. Who signs has to read all of it; add it."),
)
CODE_NOT_PUBLISHED = RefusalWord(
    "outreach.code_not_published",
    N_("No version of this code is published by this day, so there is nothing to sign or adopt. Publish one first."),
    status=409,
)
CODE_SUPERSEDED = RefusalWord(
    "outreach.code_superseded",
    N_("Version %(version)s is no longer in force: version %(current)s has taken its place. Read and sign that one."),
    status=409,
)
CODE_NOT_IN_LANGUAGE = RefusalWord(
    "outreach.code_not_in_language",
    N_("This code cannot be read in “%(lang)s”. Choose one of its languages: %(languages)s."),
)
CODE_NOT_READ = RefusalWord(
    "outreach.code_not_read", N_("Say that you have read the code and will follow it, then sign.")
)
NOT_YOUR_PLEDGE = RefusalWord(
    "outreach.not_your_pledge",
    N_("Everybody signs and withdraws for themselves. Sign in with your own account."),
    status=403,
)
NO_PERSON = RefusalWord(
    "outreach.no_person",
    N_("Your account belongs to no person yet. Ask whoever manages accounts to link it, then sign."),
    status=409,
)
ADOPTED_BEFORE_CODE = RefusalWord(
    "outreach.adopted_before_code",
    N_("The code was first published on %(first)s. An organisation cannot have adopted it before; correct the day."),
)
ADOPTED_ALREADY = RefusalWord(
    "outreach.adopted_already",
    N_("This organisation has adopted the code already, on %(day)s. End that adoption first if it was wrong."),
    status=409,
)
ENDED_BEFORE_ADOPTED = RefusalWord(
    "outreach.ended_before_adopted", N_("It was adopted on %(day)s and cannot have ended before. Correct the day.")
)
IN_FUTURE = RefusalWord("outreach.in_future", N_("%(day)s is still to come. Give a day that has been."))
