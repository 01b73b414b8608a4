"""What is refused of exams."""

from kerege.lib.refusal import N_, RefusalWord

# -- making one --------------------------------------------------------------------------------------------------------

EXAM_NOT_YOURS = RefusalWord(
    "training.exam_not_yours",
    N_("Exams are kept by whoever organises or teaches this course. Ask one of them."),
    status=403,
)
NO_SUCH_EXAM = RefusalWord(
    "training.no_such_exam",
    N_("There is no such exam here, or not for you. Open it from the page of your course."),
    status=404,
)
EXAM_UNTITLED = RefusalWord("training.exam_untitled", N_("Give the exam a title in at least one language."))
EXAM_BLUEPRINT_WRONG = RefusalWord(
    "training.exam_blueprint_wrong",
    N_("Row %(row)s of the blueprint cannot be used (%(value)s). Give how many questions, and points from 0.5 to 100."),
)
EXAM_BLUEPRINT_EMPTY = RefusalWord(
    "training.exam_blueprint_empty", N_("Say in at least one row of the blueprint how many questions are drawn.")
)
EXAM_BLUEPRINT_LARGE = RefusalWord(
    "training.exam_blueprint_large",
    N_("The blueprint has at most %(rows)s rows and draws at most %(most)s questions. Make it smaller."),
)
EXAM_TOO_FEW_ITEMS = RefusalWord(
    "training.exam_too_few_items",
    N_(
        "The bank has %(there)s released questions for row %(row)s, and %(needed)s are missing. Write more or ask "
        "fewer."
    ),
)
EXAM_ITEMS_SHARED = RefusalWord(
    "training.exam_items_shared",
    N_(
        "The bank has %(there)s released questions for row %(row)s, but other rows ask for the same ones (row "
        "%(others)s): %(needed)s are missing. Write more or ask fewer."
    ),
)
EXAM_NUMBER_WRONG = RefusalWord(
    "training.exam_number_wrong", N_("“%(value)s” cannot be used here. Give a whole number from %(least)s to %(most)s.")
)
EXAM_WINDOW_WRONG = RefusalWord(
    "training.exam_window_wrong",
    N_("The exam closes after it opens, and not in the past. Give both as day and time at the place of the course."),
)
EXAM_WINDOW_WITHIN = RefusalWord(
    "training.exam_window_within",
    N_(
        "The exam is open then anyway, and times of one's own only widen that. "
        "Leave them empty, or give a time outside."
    ),
)
EXAM_WORD_UNKNOWN = RefusalWord(
    "training.exam_word_unknown", N_("“%(value)s” is not offered here. Choose from the list.")
)
EXAM_RELEASED = RefusalWord(
    "training.exam_released",
    N_("This version was released and never changes. Make a new version, or grade anew with a reason."),
    status=409,
)
EXAM_OWN_RELEASE = RefusalWord(
    "training.exam_own_release",
    N_("Whoever wrote in an exam does not release it. Ask somebody else who organises or teaches the course."),
    status=403,
)
EXAM_ITEM_GONE = RefusalWord(
    "training.exam_item_gone",
    N_(
        "Questions of this draft were taken out of use since it was kept: %(count)s. The first reason: %(why)s. Open "
        "the draft, keep it anew, and it draws from what the bank has now."
    ),
    status=409,
)
EXAM_OUTCOME_UNKNOWN = RefusalWord(
    "training.exam_outcome_unknown", N_("The curriculum has no outcome “%(value)s”. Choose from its outcomes.")
)
EXAM_OUTCOME_NONE = RefusalWord(
    "training.exam_outcome_none", N_("Choose at least one outcome of the curriculum that this exam proves.")
)
EXAM_SHOWN_TO_OTHERS = RefusalWord(
    "training.exam_shown_to_others",
    N_(
        "Other courses of the curriculum sit the same questions, so answers are not shown. Choose the score or nothing."
    ),
)
CURRICULUM_EXAM_OWN_RELEASE = RefusalWord(
    "training.curriculum_exam_own_release",
    N_("Whoever wrote in an exam does not release it. Ask somebody else who keeps the curriculum."),
    status=403,
)
EXAM_TAKEN = RefusalWord(
    "training.exam_taken", N_("This course has this exam of its curriculum already. Open it in the list."), status=409
)
EXAM_NOT_RELEASED = RefusalWord(
    "training.exam_not_released", N_("This exam is not released, or was withdrawn. Ask the course."), status=409
)
EXAM_TEST_THAT_DAY = RefusalWord(
    "training.exam_test_that_day",
    N_("Another test after the course is recorded for that day. Let the exam open on another day."),
    status=409,
)
TEST_OF_EXAM = RefusalWord(
    "training.test_of_exam",
    N_("The results of this test come from an exam and are not entered by hand. Mark or grade anew in the exam."),
    status=409,
)
EXAM_DEMANDED = RefusalWord(
    "training.exam_demanded",
    N_(
        "In this course an exam that is graded here counts for certificates. Scores of packages, lessons and "
        "sheets are claims and do not. Close the results of the exam and count these."
    ),
    status=409,
)

# -- sitting one -------------------------------------------------------------------------------------------------------

EXAM_NO_PLACE = RefusalWord(
    "training.exam_no_place",
    N_("Exams are sat by people with a place in the course. Sign in with the account that has it."),
    status=403,
)
EXAM_NOT_OPEN = RefusalWord(
    "training.exam_not_open", N_("The exam is open from %(opens)s to %(closes)s. Come back then."), status=409
)
EXAM_ONLY_TRIAL = RefusalWord(
    "training.exam_only_trial",
    N_(
        "You wrote, reviewed or keep these questions, or could read what is right. You can sit the exam as a trial, "
        "which counts for nothing. Open its page and begin there."
    ),
    status=403,
)
EXAM_NO_TRIAL = RefusalWord(
    "training.exam_no_trial",
    N_("For you this exam counts, and trials are for those who know its questions. Open its page anew and begin."),
    status=409,
)
EXAM_TRIAL = RefusalWord(
    "training.exam_trial",
    N_("This attempt is a trial and counts for nothing, so nothing of it is disputed. Tell those who keep the exam."),
    status=409,
)
EXAM_NO_MORE_TRIES = RefusalWord(
    "training.exam_no_more_tries",
    N_("You have used all attempts (%(most)s). If something went wrong, ask the course for one more."),
    status=409,
)
EXAM_WAIT = RefusalWord(
    "training.exam_wait", N_("The next attempt can begin from %(when)s. Come back then."), status=409
)
EXAM_LANGUAGE = RefusalWord(
    "training.exam_language", N_("The exam is not offered in this language. Choose from the list.")
)
EXAM_ENDED = RefusalWord(
    "training.exam_ended",
    N_("This attempt has ended. What came too late is kept beside it and does not count."),
    status=409,
)
EXAM_ANSWER_WRONG = RefusalWord(
    "training.exam_answer_wrong", N_("This answer cannot be used (%(why)s). Open the attempt anew and answer again.")
)
EXAM_ANSWER_OTHER = RefusalWord(
    "training.exam_answer_other",
    N_("Another answer was sent under this number. Open the attempt anew and answer again."),
    status=409,
)
EXAM_SAVED_OFTEN = RefusalWord(
    "training.exam_saved_often",
    N_("Answers of this attempt were saved %(most)s times, which is the most. What is saved stands; hand it in."),
    status=429,
)

# -- marking, grading anew, appeals ------------------------------------------------------------------------------------

EXAM_NOT_TO_MARK = RefusalWord(
    "training.exam_not_to_mark",
    N_("This answer does not wait for a mark. Take the next one from the list."),
    status=409,
)
EXAM_MARKED_BY_YOU = RefusalWord(
    "training.exam_marked_by_you",
    N_("You marked this answer already. The next mark is given by somebody else."),
    status=403,
)
EXAM_MARK_WRONG = RefusalWord(
    "training.exam_mark_wrong", N_("“%(value)s” is no mark here. Give a number from 0 to %(most)s.")
)
EXAM_ITEM_UNKNOWN = RefusalWord(
    "training.exam_item_unknown", N_("This question is not part of the exam. Choose from the list.")
)
EXAM_VOID_ALREADY = RefusalWord(
    "training.exam_void_already", N_("This question is void already; everybody was graded anew."), status=409
)
EXAM_KEY_NONE = RefusalWord(
    "training.exam_key_none",
    N_(
        "The bank has no released version of this question that asks the same and grades otherwise. Correct the "
        "question in the bank first, or let it count otherwise for everybody."
    ),
    status=409,
)
EXAM_KEY_WAITS = RefusalWord(
    "training.exam_key_waits",
    N_("A corrected key of this question waits for a second person already. Ask somebody to decide it."),
    status=409,
)
EXAM_KEY_OWN = RefusalWord(
    "training.exam_key_own",
    N_(
        "You proposed this key. Somebody else who organises or teaches the course decides whether all are graded by it."
    ),
    status=403,
)
EXAM_KEY_DECIDED = RefusalWord(
    "training.exam_key_decided", N_("This was decided already. Open the page anew to see what came of it."), status=409
)
EXAM_APPEAL_LATE = RefusalWord(
    "training.exam_appeal_late",
    N_("Results can be disputed until %(until)s, once they are graded. Write to the course instead."),
    status=409,
)
EXAM_APPEALED = RefusalWord(
    "training.exam_appealed", N_("You have disputed this already. Wait for the decision."), status=409
)
EXAM_APPEAL_DECIDED = RefusalWord(
    "training.exam_appeal_decided", N_("This appeal was decided, and decisions stay as they are."), status=409
)
EXAM_APPEAL_OWN = RefusalWord(
    "training.exam_appeal_own",
    N_("An appeal is decided by somebody who neither wrote nor released the exam and did not mark this attempt."),
    status=403,
)
EXAM_NOT_COMPLETE = RefusalWord(
    "training.exam_not_complete",
    N_(
        "Results are closed once the exam is over, everything is marked, and the time for appeals has passed with "
        "every appeal decided."
    ),
    status=409,
)

# -- accommodations ----------------------------------------------------------------------------------------------------

EXAM_ALLOWANCE_EMPTY = RefusalWord(
    "training.exam_allowance_empty",
    N_("Say what is asked for: more time, one more attempt, other times or a language."),
)
EXAM_ALLOWANCE_DECIDED = RefusalWord(
    "training.exam_allowance_decided", N_("This was decided already. Grant another one instead."), status=409
)
EXAM_CLOSED = RefusalWord(
    "training.exam_closed",
    N_("The results of this exam were closed on %(day)s and stay as they are."),
    status=409,
)
