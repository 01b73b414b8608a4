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
NOT_OFFERED = RefusalWord(
    "shell.not_offered",
    N_("“%(value)s” is none of the values that can be chosen here. Choose one from the list."),
)
NOT_A_NUMBER = RefusalWord(
    "shell.not_a_number",
    N_("“%(value)s” is not a whole number from %(first)s to %(last)s. Correct it, or leave the field empty."),
)
NOT_A_MONTH = RefusalWord(
    "shell.not_a_month",
    N_("“%(value)s” is not a month of the years %(first)s to %(last)s. Write year and month as in 2027-03."),
)
ASKED_TWICE = RefusalWord(
    "shell.asked_twice",
    N_("The address asks for “%(name)s” %(count)s times, and only one of them can be meant. Choose again."),
)
BUSY = RefusalWord(
    "shell.busy",
    N_("The database is busy and did not answer in time. Nothing was recorded; try again in a minute."),
    status=503,
)
TOO_LARGE = RefusalWord(
    "shell.too_large",
    N_("That is more than a form can take at once (about 2.5 MB, 1,000 fields). Shorten it, or bring it in as a file."),
    status=413,
)
UPLOAD_TOO_LARGE = RefusalWord(
    "shell.upload_too_large",
    N_("That is more than can be sent at once (%(most)s MB). Make the file smaller, or divide it."),
    status=413,
)
METHOD = RefusalWord(
    "shell.method",
    N_("Nothing here answers to %(method)s. Pages are read with GET and forms are sent with POST."),
    status=405,
)
PLAIN_HTTP = RefusalWord(
    "shell.plain_http",
    N_(
        "Programs are answered over HTTPS only, so that none goes on in plain text unnoticed. Use the https:// address."
    ),
    status=403,
)
ADDRESS_TOO_LONG = RefusalWord(
    "shell.address_too_long",
    N_("The address has %(length)s characters; at most %(most)s are read. Leave some filters out."),
    status=414,
)
NO_CONTACT = RefusalWord(
    "shell.no_contact",
    N_("This node names nobody to report weaknesses to. Its administrator sets KEREGE_SECURITY_CONTACT."),
    status=404,
)
UNREADABLE = RefusalWord(
    "shell.unreadable",
    N_("Something in the address or the form is not as it should be. Go back and try again."),
    status=400,
)
NOT_FRESH = RefusalWord(
    "shell.not_fresh",
    N_("You signed in more than ten minutes ago. Confirm on the page that it is you, then try again."),
    status=403,
)
TOO_MANY_TRIES = RefusalWord(
    "shell.too_many_tries",
    N_("Too many tries from this address or for this account. Wait five minutes, then try again."),
    status=429,
)
FAULT = RefusalWord(
    "shell.fault",
    N_(
        "Something went wrong here. It is not your doing, and nothing was recorded. Try again; if it stays so, "
        "tell the node administrator this number: %(request)s."
    ),
    status=500,
)
