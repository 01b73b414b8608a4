"""What is refused of credentials, and of programs that come with one."""

from kerege.lib.refusal import N_, RefusalWord

NOT_KNOWN = RefusalWord(
    "lrs.not_known",
    N_("The key or the secret of the program is not right, or the credential is over. Ask who made it for a new one."),
    401,
)
NOT_IN_SCOPE = RefusalWord("lrs.not_in_scope", N_("This credential does not open that. It opens: %(scopes)s."), 403)
BEYOND_LIMIT = RefusalWord(
    "lrs.beyond_limit", N_("This credential is for one learner or one registration, and this is of another one."), 403
)
MAY_NOT_VOID = RefusalWord(
    "lrs.may_not_void",
    N_("This credential may declare void only what it sent itself. Ask for one that may void all of the owner."),
    403,
)
TOO_OFTEN = RefusalWord("lrs.too_often", N_("This credential may ask %(most)s times a minute. Wait a minute."), 429)

NO_SCOPE = RefusalWord("lrs.no_scope", N_("Choose what the credential opens."))
UNKNOWN_SCOPE = RefusalWord(
    "lrs.unknown_scope", N_("“%(scope)s” is nothing that a credential opens. Choose from the list.")
)
BAD_END = RefusalWord("lrs.bad_end", N_("A credential ends on a day after today and at most %(most)s days from now."))
BAD_RATE = RefusalWord("lrs.bad_rate", N_("Write a number of requests a minute from 1 to %(most)s."))
NO_CREDENTIAL = RefusalWord("lrs.no_credential", N_("There is no such credential, or it was revoked already."), 404)
BAD_LEARNER = RefusalWord(
    "lrs.bad_learner",
    N_('Write one agent as xAPI does: {"account": {"homePage": "https://…/", "name": "…"}}.'),
)
BAD_REGISTRATION = RefusalWord("lrs.bad_registration", N_("Write the registration as a UUID, or leave it empty."))
BAD_KEY = RefusalWord("lrs.bad_key", N_("Paste a public key of RSA with at least 2048 bits, in the PEM form."))
BAD_FORWARDING = RefusalWord(
    "lrs.bad_forwarding",
    N_("The file forwarding.toml is not right: each [[store]] has owner, target (https://…/), key and secret."),
)
NOT_HANDED_ON = RefusalWord(
    "lrs.not_handed_on",
    N_("The other store answered %(status)s. It is asked again later; look at its key and scopes."),
    502,
)
TAKES_NOTHING = RefusalWord(
    "lrs.takes_nothing",
    N_(
        "The other store takes no statement at all, so none is passed over. It is asked again later; look at its"
        " address and the version in forwarding.toml."
    ),
    502,
)
