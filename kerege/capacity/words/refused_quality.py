"""What is refused about causes, quality plans, controlled documents and proficiency tests."""

from kerege.lib.refusal import N_, RefusalWord

# -- findings ----------------------------------------------------------------------------------------------------------

NO_CAUSE = RefusalWord(
    "capacity.no_cause",
    N_("Say why it came to this, in a sentence that somebody else can follow. The kind of cause alone is not enough."),
)
GRADE_WITHOUT_REASON = RefusalWord(
    "capacity.grade_without_reason",
    N_("Say why the finding is graded otherwise than its assessment graded it."),
)
DUE_BEFORE_FINDING = RefusalWord(
    "capacity.due_before_finding",
    N_("%(due)s lies before the day on which it was found, %(found_on)s. Choose a later day."),
)
NOTHING_SEEN = RefusalWord(
    "capacity.nothing_seen", N_("Say what you saw that shows whether it worked: a record, a count, a visit.")
)

# -- quality plans -----------------------------------------------------------------------------------------------------

CHECKLIST_LACKS = RefusalWord(
    "capacity.checklist_lacks", N_("Something is missing in the checklist at %(place)s. Fill it in, and try again.")
)
CHECKLIST_TWICE = RefusalWord(
    "capacity.checklist_twice", N_("The key “%(key)s” stands twice in the checklist. Give one of the two another key.")
)
CHECKLIST_BAD_KEY = RefusalWord(
    "capacity.checklist_bad_key",
    N_("“%(key)s” at %(place)s cannot be a key. Begin with a letter; small letters, digits and _ follow, 60 at most."),
)
PLAN_BACKWARDS = RefusalWord(
    "capacity.plan_backwards", N_("A plan ends after it begins: %(start)s to %(until)s is not possible. Correct a day.")
)
PLAN_TOO_LONG = RefusalWord(
    "capacity.plan_too_long",
    N_("%(days)s days are more than a plan has: %(most)s at most. End it with an assessment, and make another plan."),
)
STAGE_OUT_OF_ORDER = RefusalWord(
    "capacity.stage_out_of_order",
    N_("%(day)s is not possible for this stage: it lies between %(after)s and %(until)s. Choose a day there."),
)
PLAN_THERE = RefusalWord(
    "capacity.plan_there",
    N_("A plan for this is running already. End or stop it first: two plans at once cannot be told apart."),
    status=409,
)
PLAN_OVER = RefusalWord(
    "capacity.plan_over", N_("This plan is over and takes nothing any more. Make another plan."), status=409
)
MENTOR_IS_HOST = RefusalWord(
    "capacity.mentor_is_host",
    N_("The mentor and whoever answers at the laboratory are one seat. A mentor comes from elsewhere: choose another."),
)
MENTOR_FROM_SAME_PLACE = RefusalWord(
    "capacity.mentor_from_same_place",
    N_("The mentor works for the organisation that is mentored. Choose another, or say why nobody else can do it."),
)
UNKNOWN_ACTIVITY = RefusalWord(
    "capacity.unknown_activity",
    N_("The checklist of this plan has no activity “%(activity)s”. Load the page again."),
    status=404,
)
PROOF_TWICE = RefusalWord(
    "capacity.proof_twice",
    N_("This proves another activity of the plan already. One proof is for one activity: say what proves this one."),
    status=409,
)
PROVED_ALREADY = RefusalWord(
    "capacity.proved_already",
    N_("This activity is reported or proved already. Load the page again to see by what."),
    status=409,
)
NOT_REPORTED = RefusalWord(
    "capacity.not_reported",
    N_("Nobody has reported this activity, or it was looked at already. Load the page again."),
    status=409,
)
NOT_YOUR_PLAN = RefusalWord(
    "capacity.not_your_plan",
    N_("Only the mentor, or whoever answers for this laboratory, does that. Ask one of them."),
    status=403,
)
VISIT_IN_FUTURE = RefusalWord(
    "capacity.visit_in_future", N_("%(day)s is yet to come. Log a visit when it has taken place.")
)
VISIT_OUTSIDE_PLAN = RefusalWord(
    "capacity.visit_outside_plan", N_("%(day)s lies before the plan begins, %(start)s. Correct the day.")
)
NEXT_VISIT_BEFORE = RefusalWord(
    "capacity.next_visit_before", N_("The next visit comes after this one: %(next)s is not after %(day)s. Correct it.")
)
MENTOR_SAYS = RefusalWord(
    "capacity.mentor_says",
    N_("Whether a plan is on course is said by its mentor, and by nobody of the laboratory. Ask the mentor."),
    status=403,
)
NOT_ASSESSED_AGAIN = RefusalWord(
    "capacity.not_assessed_again",
    N_("No assessment with the set “%(set)s” was closed since the plan began. Assess again first, so that it shows."),
    status=409,
)

# -- documents ---------------------------------------------------------------------------------------------------------

CODE_TAKEN = RefusalWord(
    "capacity.code_taken",
    N_("The code “%(code)s” stands for another document of this facility. Choose another code, or open that one."),
    status=409,
)
NO_TITLE = RefusalWord("capacity.no_title", N_("A document needs a title in one language at least. Write it."))
NOWHERE_KEPT = RefusalWord(
    "capacity.nowhere_kept", N_("Say where this version is kept, or hand in its file. One of the two is needed.")
)
VERSION_THERE = RefusalWord(
    "capacity.version_there",
    N_("Version “%(version)s” of this document is recorded already. Give the new one another number."),
    status=409,
)
WRONG_STEP = RefusalWord(
    "capacity.wrong_step",
    N_("The version stands at “%(state)s”, so this cannot be done with it now. Load the page again."),
    status=409,
)
OWN_APPROVAL = RefusalWord(
    "capacity.own_approval",
    N_("Whoever wrote a version does not approve it. Ask another person who answers for this laboratory."),
    status=403,
)
EFFECTIVE_BEFORE_APPROVAL = RefusalWord(
    "capacity.effective_before_approval",
    N_("A version comes into force on the day of its approval or later, and not on %(day)s. Choose a later day."),
)
TWO_EFFECTIVE = RefusalWord(
    "capacity.two_effective",
    N_("Another version is in force from %(last)s; with %(day)s two would be in force at once. Choose a later day."),
)
REVIEW_BEFORE_EFFECT = RefusalWord(
    "capacity.review_before_effect",
    N_("The review, %(review)s, comes after the day from which the version is in force, %(day)s. Choose a later day."),
)
REVIEW_IN_PAST = RefusalWord(
    "capacity.review_in_past", N_("The next review lies ahead, and %(review)s does not. Choose a later day.")
)

# -- proficiency testing -----------------------------------------------------------------------------------------------

NOT_A_SCORE = RefusalWord(
    "capacity.not_a_score", N_("“%(value)s” is no z-score. Write it with digits, for example 1.4 or -2.6.")
)
NOT_A_SHARE = RefusalWord(
    "capacity.not_a_share", N_("“%(value)s” does not say how many of how many were right. Write, for example, 9/10.")
)
NOT_TESTED_WITHOUT_REASON = RefusalWord(
    "capacity.not_tested_without_reason", N_("Say why it was not tested, so that others can tell it from forgetting.")
)
ROUND_EVALUATED = RefusalWord(
    "capacity.round_evaluated",
    N_("This round has another result already: %(told)s. A result stays as the provider told it."),
    status=409,
)
NO_SUCH_ROUND = RefusalWord(
    "capacity.no_such_round",
    N_("The card of this facility has no such round of proficiency testing. Record the round on the card first."),
    status=404,
)
EVALUATED_BEFORE = RefusalWord(
    "capacity.evaluated_before", N_("%(day)s lies before the round, %(on)s, or is yet to come. Correct the day.")
)
NOT_A_PERCENTAGE = RefusalWord(
    "capacity.not_a_percentage", N_("“%(value)s” is no percentage from 1 to 100. Write, for example, 80 or 100.")
)
SHARE_WITHOUT_SOURCE = RefusalWord(
    "capacity.share_without_source",
    N_("Say where it is written that %(percent)s %% are needed: the scheme, the provider's instruction or the rule."),
)
CARD_SAYS_OTHERWISE = RefusalWord(
    "capacity.card_says_otherwise",
    N_(
        "The card of the facility has another result for this round: %(card)s, and not %(verdict)s. "
        "Find out which is right, and correct the card first."
    ),
    status=409,
)
