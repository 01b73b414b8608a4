"""What is refused to whoever sits in a working group and says something on a draft."""

from kerege.lib.refusal import N_, RefusalWord

NOT_A_CANDIDATE = RefusalWord(
    "law.not_a_candidate",
    N_("This person has no role in this country by which drafts of law are read. Choose somebody from the list."),
)
ORDER_MISSING = RefusalWord(
    "law.order_missing", N_("Write the number and day of the order by which this person belongs to the group.")
)
MEMBER_TWICE = RefusalWord(
    "law.member_twice",
    N_("This person belongs to the group from %(since)s already. End that membership first."),
    status=409,
)
MEMBER_ENDED = RefusalWord("law.member_ended", N_("This membership has ended already."), status=409)
MEMBER_ENDS_BEFORE = RefusalWord(
    "law.member_ends_before", N_("A membership ends after the day on which it began, %(since)s. Check the day.")
)
NOT_IN_GROUP = RefusalWord(
    "law.not_in_group",
    N_(
        "Before the consultation only members of the working group speak on this draft. Ask its chair to enter you "
        "with the order on the group."
    ),
    status=403,
)
NO_PROVISION = RefusalWord(
    "law.no_provision",
    N_("Version %(version)s has no provision “%(eid)s”. Choose one on the page of the version."),
    status=404,
)
NOTHING_SAID = RefusalWord("law.nothing_said", N_("Write what you have to say on this provision."))
NOTHING_CHANGED = RefusalWord(
    "law.nothing_changed", N_("These are the words of the draft. Change them, or make it a comment.")
)
NOT_SUGGESTED = RefusalWord("law.not_suggested", N_("A comment has no other wording to take in. Settle it."))
NOT_A_COMMENT = RefusalWord(
    "law.not_a_comment", N_("This is another wording. Take it in, or decline it with a reason.")
)
REMARK_CLOSED = RefusalWord(
    "law.remark_closed", N_("This was dealt with already. Begin a new thread on the provision."), status=409
)
NOT_YOUR_REMARK = RefusalWord(
    "law.not_your_remark", N_("Only whoever said it takes it back. Answer it in the thread."), status=403
)
OWN_SUGGESTION = RefusalWord(
    "law.own_suggestion",
    N_("Nobody decides on their own wording. Let another drafter take it in, or write the version yourself."),
    status=403,
)
OTHER_WORDING = RefusalWord(
    "law.suggestion_other_text",
    N_(
        "Version %(now)s says the provision in other words than version %(then)s, for which this wording was "
        "suggested. Decline it, or write the next version by hand."
    ),
    status=409,
)
