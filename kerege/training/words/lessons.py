"""The words of taking a lesson: what is refused of answers to its questions."""

from kerege.lib.refusal import N_, RefusalWord

MOST_ATTEMPTS = 100
"""How often one account's answers to the same lesson are kept."""

NOTHING_ANSWERED = RefusalWord(
    "training.lesson_nothing_answered",
    N_("Choose at least one answer; then the answers can be checked."),
)
ANSWER_UNKNOWN = RefusalWord(
    "training.lesson_answer_unknown",
    N_("One of the answers is not offered for its question. Open the lesson anew and choose again."),
)
ONE_ANSWER = RefusalWord(
    "training.lesson_one_answer",
    N_("Choose one answer to this question; several were sent."),
)
LESSON_TAKEN_OFTEN = RefusalWord(
    "training.lesson_taken_often",
    N_("Your answers to this lesson are kept %(most)s times, which is the most. Sign out to take it without keeping."),
    status=409,
)
LESSON_NOT_SIGNED_IN = RefusalWord(
    "training.lesson_not_signed_in",
    N_("Sign in first: answers are kept with your account. You can take every lesson without one."),
    status=401,
)
