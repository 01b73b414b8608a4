"""What single sign-on refuses. What a provider's answer was refused for stands in the security log, not on a page."""

from kerege.lib.refusal import N_, RefusalWord

UNKNOWN_PROVIDER = RefusalWord(
    "sso.unknown_provider",
    N_("Nobody signs in under this address. Go to the sign-in page and choose from what is offered there."),
    status=404,
)
BAD_ANSWER = RefusalWord(
    "sso.bad_answer",
    N_(
        "What came back from %(name)s could not be accepted, and nothing was done. Begin again from here; if it "
        "happens twice, tell the node administrator the time."
    ),
    status=400,
)
NO_STATE = RefusalWord(
    "sso.no_state",
    N_("This answer belongs to nothing that was begun in this browser in the last ten minutes. Begin again from here."),
    status=400,
)
UNREACHABLE = RefusalWord(
    "sso.unreachable",
    N_("%(name)s does not answer now. Sign in with your password, or try again later."),
    status=502,
)
CANCELLED = RefusalWord(
    "sso.cancelled",
    N_("%(name)s says that you did not go on there. Nothing was done; begin again when you want to."),
    status=403,
)
NOT_THE_SAME = RefusalWord(
    "sso.not_the_same",
    N_("Somebody else is signed in here now than when this was begun. Nothing was linked; begin again."),
    status=403,
)
NOTHING_OFFERED = RefusalWord(
    "sso.nothing_offered",
    N_("There is no identity to confirm, or it came more than ten minutes ago. Begin again on the page of identities."),
    status=409,
)
