"""What is refused when coverage is judged."""

from kerege.lib.refusal import N_, RefusalWord

NOT_NOW = RefusalWord(
    "law.judgement_not_now",
    N_("A judgement that is “%(state)s” cannot become “%(wanted)s”. Open it again to see where it stands now."),
    status=409,
)
ROW_MOVED = RefusalWord(
    "law.judgement_moved",
    N_("Somebody changed this judgement after you opened it. Read it again, then decide."),
    status=409,
)
ROUND_CLOSED = RefusalWord(
    "law.round_closed",
    N_("The round “%(round)s” is frozen: nothing in it changes any more. Open a new round."),
    status=409,
)
ROUND_OPEN = RefusalWord(
    "law.round_open",
    N_("The round is still open. Freeze it first; only what no longer changes is published."),
    status=409,
)
WAITING_REVIEWS = RefusalWord(
    "law.waiting_reviews",
    N_("%(count)s judgements still wait for review. Approve or return them, then freeze the round."),
    status=409,
)
NOT_IN_ROUND = RefusalWord(
    "law.not_in_round",
    N_("%(obligation)s is not within this round. Choose an obligation of the round, or open a round that includes it."),
)
JUDGED_ALREADY = RefusalWord(
    "law.judged_already",
    N_("%(obligation)s has an open judgement in this round already. Go on with that one."),
    status=409,
)
NOT_YOUR_JUDGEMENT = RefusalWord(
    "law.not_your_judgement",
    N_("Only its author changes this judgement. Add evidence to it, or ask the author."),
    status=403,
)
OWN_JUDGEMENT = RefusalWord(
    "law.own_judgement",
    N_("You wrote this judgement. Somebody else has to review it."),
    status=403,
)
OWN_EVIDENCE = RefusalWord(
    "law.own_evidence",
    N_("You added evidence to this judgement. Somebody who added none has to review it."),
    status=403,
)
NO_STATUS = RefusalWord(
    "law.no_status",
    N_("Say how far national law meets the obligation before you submit: “not known yet” cannot be approved."),
)
NO_RATIONALE = RefusalWord(
    "law.no_rationale",
    N_("Write why you judge so, in one or two sentences. The reviewer has nothing else to go by."),
)
NO_SEARCH_LOG = RefusalWord(
    "law.no_search_log",
    N_("“No provision found” needs a record of the search. Write which sources you searched, for what, and when."),
)
NO_EVIDENCE = RefusalWord(
    "law.no_evidence",
    N_("“%(status)s” needs at least one provision as evidence. Choose the article on the page of the obligation."),
)
CHAIN_OPEN = RefusalWord(
    "law.chain_open",
    N_("“Met” needs an answer to each element of the chain. Still open: %(elements)s."),
)
WEAKEST_LINK = RefusalWord(
    "law.weakest_link",
    N_(
        "“Met” does not stand while an element of the chain is missing: %(elements)s. Judge it “partly met”, or "
        "correct the chain."
    ),
)
RANK_TOO_LOW = RefusalWord(
    "law.rank_too_low",
    N_(
        "This obligation has to stand in an act of rank %(needed)s or higher; the highest act cited has rank "
        "%(found)s. Cite a higher act, or judge it “partly met”."
    ),
)
PENALTY_MISSING = RefusalWord(
    "law.penalty_missing",
    N_("This obligation needs a penalty, and no evidence lays one down. Cite it, or judge it “partly met”."),
)
NO_OVERRIDE_NEEDED = RefusalWord(
    "law.no_override_needed",
    N_("Nothing keeps this judgement from standing. It needs no exception."),
)
NOT_A_THIRD = RefusalWord(
    "law.not_a_third_person",
    N_("An exception is granted by a third person: neither the author, nor a reviewer, nor who added evidence."),
    status=403,
)
NO_REASON = RefusalWord("law.no_reason", N_("Write the reason. Whoever reads this later has nothing else to go by."))
NOT_IN_FORCE_THEN = RefusalWord(
    "law.not_in_force_then",
    N_("“%(provision)s” was not in force on %(as_of)s, the day of this round. Cite what was in force on that day."),
)
EVIDENCE_TWICE = RefusalWord(
    "law.evidence_twice", N_("This provision is cited here with the same relation already."), status=409
)
NO_SUCH_SELECTION = RefusalWord(
    "law.no_such_selection",
    N_("The words that you selected are not in this provision as it stands. Select them again."),
)
NO_PLACE = RefusalWord(
    "law.no_place", N_("Choose a provision, or give the title and the address of the act with its article.")
)
STANDS_FOR_GOOD = RefusalWord(
    "law.judgement_stands",
    N_("An approved judgement is not changed. Write a new one that supersedes it."),
    status=409,
)
BAD_WEIGHT = RefusalWord("law.bad_weight", N_("What “partly met” counts is a number from 0 to 1, for example 0.5."))
ROUND_OF_A_COUNTRY = RefusalWord(
    "law.round_of_a_country", N_("A round is about the law of one country. Choose the country.")
)
EVIDENCE_CHANGED = RefusalWord(
    "law.evidence_changed",
    N_(
        "The law that this judgement cites changed after it was submitted. Return it, so that its author looks at the "
        "new text."
    ),
    status=409,
)
