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
NOT_ASSESSED_AGAIN = RefusalWord(
    "capacity.not_assessed_again",
    N_("No assessment with the set “%(set)s” was closed since the plan began. Assess again first, so that it shows."),
    status=409,
)
