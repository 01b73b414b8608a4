"""What is refused about question sets, assessments and findings."""

from kerege.lib.refusal import N_, RefusalWord

# -- question sets -----------------------------------------------------------------------------------------------------

SET_LACKS = RefusalWord(
    "capacity.set_lacks", N_("Something is missing in the question set at %(place)s. Fill it in, and try again.")
)
SET_UNKNOWN = RefusalWord(
    "capacity.set_unknown",
    N_("“%(value)s” at %(place)s of the question set is not known. Known are: %(known)s."),
)
SET_TWICE = RefusalWord(
    "capacity.set_twice", N_("The key “%(key)s” stands twice in the question set. Give one of the two another key.")
)
SET_BAD_KEY = RefusalWord(
    "capacity.set_bad_key",
    N_("“%(key)s” at %(place)s cannot be a key. Begin with a letter; small letters, digits and _ follow, 60 at most."),
)
SET_BAD_NUMBER = RefusalWord(
    "capacity.set_bad_number",
    N_("“%(value)s” at %(place)s of the question set is no number such as 2 or 0.5. Correct it."),
)
SET_TOO_LARGE = RefusalWord(
    "capacity.set_too_large",
    N_("A question set may have %(most)s questions at most; this one has more. Divide it into several sets."),
)
SET_HALF_SCORED = RefusalWord(
    "capacity.set_half_scored",
    N_("Some answers of the scale “%(scale)s” have points and others none. Give points to all of them, or to none."),
)
BAD_CONDITION = RefusalWord(
    "capacity.bad_condition",
    N_(
        "The condition at %(place)s cannot be read near “%(near)s”. Write, for example, ${question} = 'yes' "
        "or selected(${question}, 'a')."
    ),
)
UNKNOWN_REFERENCE = RefusalWord(
    "capacity.unknown_reference",
    N_("The condition at %(place)s speaks of “%(name)s”, and no question has that key. Correct the key."),
)
CIRCULAR = RefusalWord(
    "capacity.circular",
    N_("These conditions wait for each other: %(circle)s. Take one of them away, so that somebody can begin."),
)
NOT_A_DRAFT = RefusalWord(
    "capacity.not_a_draft",
    N_("A published version never changes. Record the new content as another version: “%(version)s” stands."),
    status=409,
)
NOT_PUBLISHED = RefusalWord(
    "capacity.not_published",
    N_("Only a published version can be answered. Publish “%(set)s” first, or choose its published version."),
    status=409,
)
FORM_UNKNOWN_TYPE = RefusalWord(
    "capacity.form_unknown_type",
    N_(
        "Row %(row)s of the sheet “survey” has the type “%(type)s”, which is not taken here. Taken are select_one, "
        "select_multiple, integer, decimal, date, text and groups."
    ),
)
FORM_GROUPS = RefusalWord(
    "capacity.form_groups",
    N_(
        "Row %(row)s of the sheet “survey” does not fit its groups. End each group that begins, and put no more "
        "than ten into one another."
    ),
)
FORM_NO_LABEL = RefusalWord(
    "capacity.form_no_label",
    N_("Row %(row)s of the sheet “survey” has no label. Write the question in the column “label”."),
)
FORM_REPEAT = RefusalWord(
    "capacity.form_repeat",
    N_(
        "Row %(row)s of the sheet “survey” repeats the group “%(name)s”. An assessment asks each question once: write "
        "the questions out, or open one assessment for each."
    ),
)
FORM_CASCADE = RefusalWord(
    "capacity.form_cascade",
    N_(
        "The answers in row %(row)s of the sheet “survey” (“%(name)s”) depend on another answer by a choice_filter, "
        "which is not taken here. Make one question for each list, and say in “relevant” when it is asked."
    ),
)
SHEET_LACKS = RefusalWord(
    "capacity.sheet_lacks",
    N_("Row %(row)s of the sheet “%(sheet)s” has nothing in the column “%(column)s”. Fill it in."),
)
SHEET_NO_SCALE = RefusalWord(
    "capacity.sheet_no_scale",
    N_(
        "Row %(row)s of the sheet “questions” has the scale “%(scale)s”. Add it to the sheet “scales”, or write "
        "yes/no, text, number, date, or a range of at most 21 numbers such as 0-4."
    ),
)
FORM_NO_SURVEY = RefusalWord(
    "capacity.form_no_survey",
    N_("The file has no sheet called “%(sheet)s” with the columns of an XLSForm. Choose an XLSForm in .xlsx."),
)
FORM_UNKNOWN_LIST = RefusalWord(
    "capacity.form_unknown_list",
    N_(
        "Row %(row)s of the sheet “survey” chooses from the list “%(list)s”, which the sheet “choices” has not. Add it."
    ),
)
FORM_REFUSED = RefusalWord(
    "capacity.form_refused",
    N_("This is not a form that an ODK client could open: %(told)s Correct the XLSForm, and try again."),
)

# -- assessments -------------------------------------------------------------------------------------------------------

OTHER_SUBJECT = RefusalWord(
    "capacity.other_subject",
    N_("“%(set)s” asks about something else. Choose a set for what is to be assessed."),
)
OWN_REVIEW = RefusalWord(
    "capacity.own_review",
    N_("Nobody reviews their own organisation. Open a self-assessment, or let somebody from elsewhere assess it."),
    status=403,
)
NOT_YOUR_PLACE = RefusalWord(
    "capacity.not_your_place",
    N_("Your role is for another organisation. Assess your own, or ask the focal point to open this assessment."),
    status=403,
)
NOT_FOR_COUNTRIES = RefusalWord(
    "capacity.not_for_countries",
    N_("An assessment of a country is opened by its focal point. Ask the focal point to name you in the team."),
    status=403,
)
STILL_OPEN = RefusalWord(
    "capacity.still_open",
    N_("The round before is still open. Close or withdraw it first: two rounds at once cannot be compared."),
    status=409,
)
NOT_IN_TEAM = RefusalWord(
    "capacity.not_in_team",
    N_("You are not named in this assessment for that. Ask whoever leads it."),
    status=403,
)
NO_WORKING_ACCOUNT = RefusalWord(
    "capacity.no_working_account",
    N_("No account with that address may assess here. Ask the focal point to give the person a role first."),
)
IN_TEAM_ALREADY = RefusalWord(
    "capacity.in_team_already", N_("This person is in the team already. Choose somebody else."), status=409
)
CLOSED = RefusalWord(
    "capacity.closed",
    N_("The assessment is closed and never changes. Open a new round to record what is different now."),
    status=409,
)
NOT_CLOSED = RefusalWord(
    "capacity.not_closed", N_("The assessment has no result before it is closed. Close it first."), status=409
)
UNKNOWN_QUESTION = RefusalWord(
    "capacity.unknown_question",
    N_("The version that is answered here has no question “%(question)s”. Load the page again."),
    status=404,
)
OUTSIDE_SCALE = RefusalWord(
    "capacity.outside_scale",
    N_("“%(value)s” is not among the answers: %(known)s. Choose one of them."),
)
NOT_A_NUMBER = RefusalWord(
    "capacity.not_a_number", N_("“%(value)s” is no number. Write it with digits, for example 12 or 12.5.")
)
OUTSIDE_BOUNDS = RefusalWord(
    "capacity.outside_bounds",
    N_("%(value)s is not possible here: the answer lies between %(low)s and %(high)s. Correct it."),
)
MUST_APPLY = RefusalWord(
    "capacity.must_apply", N_("This question applies to everybody. Choose an answer instead of “not applicable”.")
)
NA_WITHOUT_REASON = RefusalWord(
    "capacity.na_without_reason", N_("Say in the comment why the question does not apply, so that others can follow.")
)
ANSWER_ASIDE = RefusalWord(
    "capacity.answer_aside",
    N_("You answered and said that it does not apply. Choose one of the two."),
)
NOTHING_TO_AGREE = RefusalWord(
    "capacity.nothing_to_agree",
    N_("All answers to this question say the same, so there is nothing to agree. Go on with the next question."),
    status=409,
)
NO_REASON = RefusalWord("capacity.no_reason", N_("Write the reason, so that others can follow it later."))
DISAGREEMENT = RefusalWord(
    "capacity.disagreement",
    N_("The assessors answered differently, and nobody recorded what they agreed on: %(questions)s. Settle these."),
    status=409,
)
OPEN_QUESTIONS = RefusalWord(
    "capacity.open_questions",
    N_("Questions without an answer: %(count)s (%(questions)s). Answer them, or give the reason for each."),
    status=409,
)
NOT_HANDED_IN = RefusalWord(
    "capacity.not_handed_in",
    N_("Assessors who have not said that they are ready: %(count)s. Ask them, or close it without waiting."),
    status=409,
)
NOTHING_ANSWERED = RefusalWord(
    "capacity.nothing_answered",
    N_("Nothing is answered yet, and an assessment without answers proves nothing. Answer, or withdraw it."),
    status=409,
)
EVIDENCE_EMPTY = RefusalWord(
    "capacity.evidence_empty", N_("Choose a file, or write where the evidence can be seen. One of the two is needed.")
)
EVIDENCE_TWICE = RefusalWord(
    "capacity.evidence_twice",
    N_("This evidence is recorded for the question already. Choose another file, or another question."),
    status=409,
)

# -- findings ----------------------------------------------------------------------------------------------------------

DUE_IN_PAST = RefusalWord(
    "capacity.due_in_past", N_("%(due)s is over. Choose a day on which the action can still be done.")
)
NO_SUCH_SEAT = RefusalWord(
    "capacity.no_such_seat",
    N_("No seat of %(owner)s has the key “%(seat)s”. Choose the seat that answers for the action."),
)
NOT_NOW = RefusalWord(
    "capacity.not_now",
    N_("The action stands at “%(state)s”, so this cannot be done with it now. Load the page again."),
    status=409,
)
NO_PROOF = RefusalWord(
    "capacity.no_proof", N_("Say what proves that it was done: a document, a record, what somebody can look at.")
)
OWN_VERIFICATION = RefusalWord(
    "capacity.own_verification",
    N_("Whoever did it does not verify it. Ask another person who may assess here."),
    status=403,
)
NOT_YOUR_ACTION = RefusalWord(
    "capacity.not_your_action",
    N_("This action belongs to the seat “%(seat)s”. Whoever sits there, or leads the assessment, reports it as done."),
    status=403,
)
