"""What is refused about schemes, cases and certificates."""

from kerege.lib.refusal import N_, RefusalWord

# -- schemes -----------------------------------------------------------------------------------------------------------

SCHEME_WRONG = RefusalWord(
    "capacity.scheme_wrong",
    N_("“%(place)s” of the scheme is missing or cannot be used (%(value)s). Correct it, and publish the scheme again."),
)
SCHEME_STANDS = RefusalWord(
    "capacity.scheme_stands",
    N_("Version %(version)s of this scheme was published with other content and never changes. Give a new version."),
    status=409,
)
SCHEME_LAXER = RefusalWord(
    "capacity.scheme_laxer",
    N_("A country may ask for more than the region, not for less: “%(place)s” would be laxer. Make it at least equal."),
)
SCHEME_UNDER = RefusalWord(
    "capacity.scheme_under",
    N_("The region asks for at least %(floor)s here, and a country may not ask for less. Give %(floor)s or more."),
)
SCHEME_OVER = RefusalWord(
    "capacity.scheme_over",
    N_("The region allows at most %(floor)s here, and a country may not allow more. Give %(floor)s or less."),
)
SCHEME_NUMBER = RefusalWord(
    "capacity.scheme_number", N_("“%(value)s” is no number from %(low)s to %(high)s. Correct it.")
)
SCHEME_LINE = RefusalWord(
    "capacity.scheme_line",
    N_("“%(line)s” cannot be read. Write the English text, then other languages after a bar: Text | ru: Текст"),
)
SCHEME_CURRICULUM = RefusalWord(
    "capacity.scheme_curriculum",
    N_(
        "“%(line)s” names no curriculum with its version, or one that stands here already. Write one a line, with a "
        "space between: its key and version."
    ),
)
SCHEME_UNCHANGED = RefusalWord(
    "capacity.scheme_unchanged",
    N_("This is what version %(version)s asks for already. Change something, or leave it as it is."),
    status=409,
)
SCHEME_NONE = RefusalWord(
    "capacity.scheme_none",
    N_("No scheme “%(scheme)s” is published for %(owner)s. Choose another, or publish it first."),
    status=404,
)
LEVEL_UNKNOWN = RefusalWord(
    "capacity.level_unknown", N_("The scheme has no level “%(level)s”. Choose one of: %(known)s.")
)

# -- cases -------------------------------------------------------------------------------------------------------------

CASE_NOT_NOW = RefusalWord(
    "capacity.case_not_now",
    N_("This cannot be done at this stage of the case. Look on its page at what is next."),
    status=409,
)
CASE_OPEN_ALREADY = RefusalWord(
    "capacity.case_open_already",
    N_("This person has an open case for the same scheme and level. Go on with that one, or withdraw it first."),
    status=409,
)
NOTHING_CHANGED = RefusalWord(
    "capacity.nothing_changed",
    N_("No result that this case counted is another one now. Open its page anew to see how it stands."),
    status=409,
)
NOT_IN_CASE = RefusalWord(
    "capacity.not_in_case",
    N_("Your part in this case does not allow that. Whoever looks after the case can name you for it."),
    status=403,
)
OWN_CASE = RefusalWord(
    "capacity.own_case",
    N_("Nobody judges or signs for themselves. Ask another person who has a part in the case."),
    status=403,
)
LEVEL_BEFORE = RefusalWord(
    "capacity.level_before",
    N_("Level %(level)s needs a valid certificate of level %(before)s first. Nominate the person for that one."),
    status=409,
)
NO_COMMITMENT = RefusalWord(
    "capacity.no_commitment",
    N_("Say what the employer promises: time, place and material for teaching. Without it part 2 rarely succeeds."),
)
IN_CASE_ALREADY = RefusalWord(
    "capacity.in_case_already",
    N_("This account has that part in the case already."),
    status=409,
)
CASE_NO_ACCOUNT = RefusalWord(
    "capacity.case_no_account",
    N_("No open account has this address. Whoever takes part signs in as themselves: invite them first."),
)
NO_ACCOUNT_YET = RefusalWord(
    "capacity.no_account_yet",
    N_("The person nominated has no account that is linked to their record. Link it, then enrol."),
    status=409,
)

# -- part 1 ------------------------------------------------------------------------------------------------------------

HOURS_MISSING = RefusalWord(
    "capacity.hours_missing",
    N_("%(hours)s h are recorded and %(needed)s h are needed. Record the rest, day by day, before part 1 is closed."),
)
DAY_TWICE = RefusalWord(
    "capacity.day_twice",
    N_("Hours of %(day)s are recorded already. A day counts once: withdraw the other entry, or give sessions by time."),
    status=409,
)
SESSIONS_OVERLAP = RefusalWord(
    "capacity.sessions_overlap",
    N_("The session overlaps one from %(start)s to %(end)s. Nobody sits in two rooms at once: correct the times."),
    status=409,
)
TIME_SKIPPED = RefusalWord(
    "capacity.time_skipped",
    N_("Clocks in %(zone)s jumped over %(time)s on that day, so this time never was. Give the time after the change."),
)
TIME_WRONG = RefusalWord(
    "capacity.time_wrong", N_("“%(time)s” is no time of day. Write it as 09:30, both the start and the end.")
)
ZONE_UNKNOWN = RefusalWord(
    "capacity.zone_unknown", N_("“%(zone)s” is no time zone. Write it as Asia/Almaty, for example.")
)
DAY_TOO_LONG = RefusalWord(
    "capacity.day_too_long",
    N_("%(day)s would have %(hours)s h; the scheme counts at most %(most)s h a day. Correct the times or the breaks."),
)
NO_HOURS = RefusalWord(
    "capacity.no_hours", N_("Give the hours of the day as a number above 0, or the times from and to.")
)
DAY_MISSING = RefusalWord("capacity.day_missing", N_("Give the day on which it was."))
DAY_NOT_YET = RefusalWord("capacity.day_not_yet", N_("%(day)s has not come yet. Record it when it is over."))
BEFORE_ENROLMENT = RefusalWord(
    "capacity.before_enrolment",
    N_("%(day)s was before the enrolment on %(enrolled)s. Part 1 counts from the enrolment: correct the day."),
)
MARK_WRONG = RefusalWord(
    "capacity.mark_wrong", N_("“%(value)s” is no mark from %(low)s to %(high)s. Give a whole number between them.")
)
NOTHING_SHOWN = RefusalWord(
    "capacity.nothing_shown", N_("No point is ticked, so there is nothing to sign. Tick every point that you saw.")
)
KNOWLEDGE_BELOW = RefusalWord(
    "capacity.knowledge_below",
    N_("The knowledge test has %(value)s %%, and %(needed)s %% are needed. Repeat it, and record the new result."),
    status=409,
)
RUBRIC_BELOW = RefusalWord(
    "capacity.rubric_below",
    N_("The mean over the rubric is %(value)s of 4, and %(needed)s are needed. Repeat it, and record the new result."),
    status=409,
)
CHECKLIST_OPEN = RefusalWord(
    "capacity.checklist_open",
    N_("%(open)s of %(whole)s points of the practical checklist are open. Show them, and record it anew."),
    status=409,
)
KNOWLEDGE_MISSING = RefusalWord(
    "capacity.knowledge_missing",
    N_("The knowledge test is not recorded yet. Record its result first."),
    status=409,
)
PRACTICAL_MISSING = RefusalWord(
    "capacity.practical_missing",
    N_("The practical checklist is not signed yet. A trainer of the case signs it first."),
    status=409,
)
TEACH_BACK_MISSING = RefusalWord(
    "capacity.teach_back_missing",
    N_("The teach-back is not judged yet. A trainer of the case judges it first."),
    status=409,
)
ADAPTATION_MISSING = RefusalWord(
    "capacity.adaptation_missing",
    N_("It is not recorded yet what was adapted to the own setting. Describe it first."),
    status=409,
)
REFLECTION_MISSING = RefusalWord(
    "capacity.reflection_missing",
    N_("The reflection is missing. Write what went well, what did not, and what you change."),
    status=409,
)
OBSERVATION_MISSING = RefusalWord(
    "capacity.observation_missing",
    N_("No observer's rubric is recorded for a delivery. Ask the observer to fill it in first."),
    status=409,
)
OBSERVED_TOO_FEW = RefusalWord(
    "capacity.observed_too_few",
    N_(
        "%(count)s of %(needed)s deliveries of others are observed by the trainee. Fill in the observer's rubric in "
        "the cases of others first."
    ),
    status=409,
)
RUBRIC_INCOMPLETE = RefusalWord(
    "capacity.rubric_incomplete", N_("Judge every criterion of the rubric; “%(criterion)s” is missing.")
)
ITEM_UNKNOWN = RefusalWord("capacity.item_unknown", N_("“%(item)s” is not in the list of the scheme. Choose from it."))

# -- part 2 ------------------------------------------------------------------------------------------------------------

DELIVERY_BEFORE_PART_ONE = RefusalWord(
    "capacity.delivery_before_part_one",
    N_("The delivery on %(day)s was before part 1 was passed on %(passed)s, so it does not count. Deliver again."),
)
DELIVERY_TOO_EARLY = RefusalWord(
    "capacity.delivery_too_early",
    N_("The delivery on %(day)s was before %(since)s, from which on deliveries count here. Deliver again."),
)
DELIVERY_AFTER_DEADLINE = RefusalWord(
    "capacity.delivery_after_deadline",
    N_("The delivery on %(day)s was after the deadline of %(deadline)s. Ask for a later deadline, with the reason."),
)
CURRICULUM_VERSION = RefusalWord(
    "capacity.curriculum_version",
    N_("The scheme wants %(curriculum)s in the version %(needed)s. What was taught in another does not count."),
)
CURRICULUM_UNKNOWN = RefusalWord(
    "capacity.curriculum_unknown", N_("The scheme has no curriculum “%(curriculum)s”. Choose one of: %(known)s.")
)
LANGUAGE_WRONG = RefusalWord(
    "capacity.language_wrong", N_("“%(language)s” is no code of a language. Write it as ru or uz-Cyrl, for example.")
)
DELIVERY_TWICE = RefusalWord(
    "capacity.delivery_twice",
    N_("A delivery of this person at this place on this day is recorded already. Add to that one."),
    status=409,
)
CASE_EVIDENCE_TWICE = RefusalWord(
    "capacity.case_evidence_twice",
    N_("The same evidence was handed in before, here or in another case. Hand in what belongs to this one."),
    status=409,
)
TOO_FEW_PARTICIPANTS = RefusalWord(
    "capacity.too_few_participants",
    N_("%(count)s participants are too few to count as a delivery; the scheme wants %(needed)s at least."),
)
NO_ATTENDANCE = RefusalWord(
    "capacity.no_attendance",
    N_("Say where the attendance record is, or attach it. Without it nobody can see that the delivery took place."),
)
RESULTS_WRONG = RefusalWord(
    "capacity.results_wrong",
    N_("Tests before and after: give how many wrote both (at most the participants) and both means from 0 to 100."),
)
DELIVERIES_MISSING = RefusalWord(
    "capacity.deliveries_missing",
    N_("%(count)s of %(needed)s deliveries are recorded. Record the rest before you submit."),
)
FEEDBACK_NOT_YOURS = RefusalWord(
    "capacity.feedback_not_yours",
    N_("Feedback is collected by the observer or the centre. Whoever taught may neither open, enter nor change it."),
    status=403,
)
FEEDBACK_CLOSED = RefusalWord(
    "capacity.feedback_closed",
    N_("This link was used, withdrawn or is too old. Ask whoever gave it to you for another one."),
    status=404,
)
FEEDBACK_TOO_MANY = RefusalWord(
    "capacity.feedback_too_many",
    N_("The delivery had %(participants)s participants, and there would be more links or answers. Give fewer."),
)
FEEDBACK_LOW = RefusalWord(
    "capacity.feedback_low",
    N_("%(answers)s of %(participants)s participants answered on %(day)s; %(needed)s %% are needed. Collect more."),
)
FEEDBACK_BELOW = RefusalWord(
    "capacity.feedback_below",
    N_("Participants of %(day)s gave %(value)s of 5 on average, and %(needed)s are needed. Deliver again."),
)
TESTS_MISSING = RefusalWord(
    "capacity.tests_missing",
    N_("The tests before and after the delivery of %(day)s are missing. Record how many wrote both, and the means."),
)
FEEDBACK_INCOMPLETE = RefusalWord(
    "capacity.feedback_incomplete", N_("Answer every question with a number from 1 to 5.")
)
OBSERVED_ALREADY = RefusalWord(
    "capacity.observed_already",
    N_("You have filled in the rubric for this delivery already. It stays as it is."),
    status=409,
)
OBSERVER_LEVEL = RefusalWord(
    "capacity.observer_level",
    N_("An observer needs a valid certificate of level %(needed)s or above. Name somebody who has one."),
)
CLOSE_TRAINED = RefusalWord(
    "capacity.close_trained",
    N_("Whoever trained the trainee in part 1 neither observes nor decides. Choose somebody else."),
    status=403,
)
CLOSE_LINE = RefusalWord(
    "capacity.close_line",
    N_("One of the two trained the other, directly or through others. Choose somebody from another line of cascade."),
    status=403,
)
CLOSE_UNIT = RefusalWord(
    "capacity.close_unit",
    N_("Whoever heads the trainee's unit neither observes nor decides. Choose somebody from another unit."),
    status=403,
)
CLOSE_CO_TRAINER = RefusalWord(
    "capacity.close_co_trainer",
    N_("Whoever taught together with the trainee neither observes nor decides. Choose somebody else."),
    status=403,
)
CLOSE_OBSERVER = RefusalWord(
    "capacity.close_observer",
    N_("Whoever observed a delivery does not decide on it. Leave the decision to other reviewers."),
    status=403,
)
CLOSE_CENTRE = RefusalWord(
    "capacity.close_centre",
    N_("Whoever nominated or looks after the case does not decide on it. Leave the decision to other reviewers."),
    status=403,
)
CLOSE_DECIDED = RefusalWord(
    "capacity.close_decided",
    N_("Whoever decided before does not decide on the appeal. Leave it to other reviewers."),
    status=403,
)

# -- decisions and after -----------------------------------------------------------------------------------------------

DECIDED_ALREADY = RefusalWord(
    "capacity.decided_already",
    N_("You have decided on this already. Two different people decide: ask another reviewer."),
    status=409,
)
AUDIT_OPEN = RefusalWord(
    "capacity.audit_open",
    N_("The case was drawn for an audit. Record first what was compared with the originals."),
    status=409,
)
CERTIFICATE_NOT_NOW = RefusalWord(
    "capacity.certificate_not_now",
    N_("This cannot be done as the certificate stands now. Look on its page at what is possible."),
    status=409,
)
APPEAL_TOO_LATE = RefusalWord(
    "capacity.appeal_too_late",
    N_("An appeal is taken within %(days)s days of the decision of %(decided)s. Ask the focal point what else helps."),
    status=409,
)
EXTENSION_WRONG = RefusalWord(
    "capacity.extension_wrong",
    N_("A later deadline is after %(deadline)s and at most %(most)s months later. Give another day."),
)
REFRESH_MISSING = RefusalWord(
    "capacity.refresh_missing",
    N_("For a renewal %(needed)s deliveries since %(since)s are needed; %(count)s are recorded."),
    status=409,
)
