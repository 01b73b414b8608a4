"""What is refused in the evaluation of courses."""

from kerege.lib.refusal import N_, RefusalWord

FORM_WRONG = RefusalWord(
    "training.form_wrong",
    N_("“%(place)s” of the form is missing or cannot be used (%(value)s). Correct it, and publish the form again."),
)
FORM_STANDS = RefusalWord(
    "training.form_stands",
    N_("Version %(version)s of this form was published with other content and never changes. Give a new version."),
    status=409,
)
NO_FORM = RefusalWord(
    "training.no_form",
    N_("No form of this kind is published on this node. Load its reference data, then ask again."),
    status=409,
)

# -- what participants say ---------------------------------------------------------------------------------------------

TAUGHT_IT = RefusalWord(
    "training.taught_it",
    N_(
        "What participants say, and what is seen of them later, never passes through whoever taught. Let the "
        "organiser, support or an observer do it."
    ),
    status=403,
)
NOT_ORGANISER = RefusalWord(
    "training.not_organiser",
    N_("This is done by whoever organises, supports or observes this course. Ask one of them."),
    status=403,
)
ASKED_ALREADY = RefusalWord(
    "training.asked_already",
    N_("The participants of this course are asked already. Hand out more links, or wait until the asking is over."),
    status=409,
)
ASKING_DAY = RefusalWord(
    "training.asking_day",
    N_("Answers are taken until a day from today to %(latest)s. Give one of these days."),
)
ASKING_OVER = RefusalWord(
    "training.asking_over",
    N_("The asking is over, and its sums stand. Nothing is added, so that no single answer can be worked out."),
    status=409,
)
NOT_ASKED = RefusalWord(
    "training.not_asked",
    N_("The participants of this course were not asked yet. Begin that first."),
    status=409,
)
NOT_HELD_YET = RefusalWord(
    "training.not_held_yet",
    N_("A course that did not take place has nobody to ask. Record first that it is held."),
    status=409,
)
PARTICIPANTS_WRONG = RefusalWord(
    "training.participants_wrong",
    N_("“%(value)s” is no number of participants from 1 to %(most)s. Give how many people came."),
)
LINKS_WRONG = RefusalWord(
    "training.links_wrong",
    N_("%(participants)s people came, and there are never more links and answers than people. Take 1 to %(left)s."),
)
NO_LINKS_LEFT = RefusalWord(
    "training.no_links_left",
    N_(
        "%(participants)s people came, and there are as many links and answers already. Hand out the links that were "
        "made, show the code on the screen, or enter what is answered on paper."
    ),
    status=409,
)
SHEET_WRONG = RefusalWord(
    "training.sheet_wrong",
    N_("Each paper form has a number from 1 to %(most)s. Write one on the sheet, and enter it here."),
)
SHEET_ENTERED = RefusalWord(
    "training.sheet_entered",
    N_("Sheet %(number)s was entered already and counts once. If this is another paper, write a free number on it."),
    status=409,
)
LINK_CLOSED = RefusalWord(
    "training.link_closed",
    N_("This link was used already, or its time is over. If you have not answered yet, ask the organiser for another."),
    status=404,
)
SAID_ALREADY = RefusalWord(
    "training.said_already",
    N_("An answer came from this device already. If you share it with somebody, ask the organiser for a link."),
    status=409,
)
ANSWER_MISSING = RefusalWord("training.answer_missing", N_("Choose a number from 1 to 5 here."))
WORDS_TOO_LONG = RefusalWord(
    "training.words_too_long",
    N_("This text has %(length)s characters, and %(most)s fit here. Shorten it to what matters most."),
)
NAMES_SOMEBODY = RefusalWord(
    "training.names_somebody",
    N_("“%(found)s” looks like the name of a person, an address or a number to call. Say it without naming anybody."),
)

# -- tests -------------------------------------------------------------------------------------------------------------

TEST_DAY = RefusalWord(
    "training.test_day",
    N_("A test before the course comes first, then the one after it, then those months later. Correct the day."),
)
DAY_MISSING = RefusalWord("training.day_missing", N_("Give the day on which it was."))
TEST_NOT_YET = RefusalWord("training.test_not_yet", N_("%(day)s is still to come. Give the day on which it was."))
TEST_KNOWN = RefusalWord(
    "training.test_known",
    N_("This course has a test of this kind on that day already. Enter the results there."),
    status=409,
)
MOST_WRONG = RefusalWord(
    "training.most_wrong", N_("“%(value)s” cannot be the highest score. Give a number above 0, at most 1000.")
)
ITEMS_WRONG = RefusalWord(
    "training.items_wrong",
    N_("“%(line)s” is no question of a test. Write one a line: its number, the right answer, and its points if not 1."),
)
TEST_CLOSED = RefusalWord(
    "training.test_closed",
    N_("The results of this test were closed on %(day)s, and figures rest on them. Nothing is added or changed."),
    status=409,
)
TEST_NOT_CLOSED = RefusalWord(
    "training.test_not_closed",
    N_("The results of this test are not complete yet. Close them first, then let them count for certificates."),
    status=409,
)
NOT_THE_LAST_TEST = RefusalWord(
    "training.not_the_last_test",
    N_("Only the test after a course counts for a certificate. Choose that one."),
    status=409,
)
NO_CASES = RefusalWord(
    "training.no_cases",
    N_(
        "Nobody who wrote this test has a case in part 1, for the curriculum of this course, in which you are trainer "
        "or which you look after. Ask whoever is or does."
    ),
    status=409,
)
SCORE_WRONG = RefusalWord(
    "training.score_wrong", N_("“%(value)s” is no score from 0 to %(most)s. Look at the paper again.")
)
RESULT_TWICE = RefusalWord(
    "training.result_twice",
    N_("This person stands in the sheet twice. Leave the row that is right."),
)
RESULT_KNOWN = RefusalWord(
    "training.result_known",
    N_("Another score is recorded for this person. Correct that one, with the reason, if it is wrong."),
    status=409,
)
WHO_WROTE = RefusalWord(
    "training.who_wrote",
    N_("Nobody among the participants is called “%(name)s”. Write the name as in the list of participants."),
)
WHICH_ONE = RefusalWord(
    "training.which_one",
    N_("Several participants are called “%(name)s”. Write their key from the list of participants instead."),
)
NOT_A_CHOICE = RefusalWord(
    "training.not_a_choice", N_("“%(value)s” is no answer to question %(item)s. Write the letter on the paper.")
)
SHEET_COLUMNS = RefusalWord(
    "training.sheet_columns",
    N_("The sheet needs a column with the participant and one with the score, or one for each question: %(items)s."),
)
SUM_DIFFERS = RefusalWord(
    "training.sum_differs",
    N_(
        "The sheet says %(told)s points, and the answers bring %(counted)s. Look at the paper, and correct one of them."
    ),
)
NO_CODE = RefusalWord(
    "training.no_code",
    N_("Say who wrote the test: somebody from the list of participants, or the code that stands on the paper."),
)
NOTHING_TO_ENTER = RefusalWord(
    "training.nothing_to_enter", N_("Type or paste the results, or choose a file with them.")
)

# -- behaviour ---------------------------------------------------------------------------------------------------------

OWN_OBSERVATION = RefusalWord(
    "training.own_observation",
    N_("Nobody signs for themselves. The supervisor or an observer records what they saw."),
    status=403,
)
OBSERVED_TOO_EARLY = RefusalWord(
    "training.observed_too_early",
    N_("The course ended on %(last)s. Practice is looked at from %(first)s on."),
)
OBSERVED_TOO_LATE = RefusalWord(
    "training.observed_too_late",
    N_("Practice after this course was looked at until %(last)s, and figures rest on it. Nothing is added any more."),
    status=409,
)
NO_LAST_DAY = RefusalWord(
    "training.no_last_day",
    N_("Nobody says on which day this course ended. Record its days first: practice is looked at months after it."),
    status=409,
)
OBSERVED_ALREADY = RefusalWord(
    "training.observed_already",
    N_("What you saw of this person after so many months is recorded already. It stays as it is."),
    status=409,
)
OBSERVATION_INCOMPLETE = RefusalWord(
    "training.observation_incomplete", N_("Say for each practice what you saw; “%(item)s” is missing.")
)
