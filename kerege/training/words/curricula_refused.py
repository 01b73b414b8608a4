"""What is refused of curricula."""

from kerege.lib.refusal import N_, RefusalWord

CURRICULUM_FORMAT = RefusalWord(
    "training.curriculum_format",
    N_("This is no curriculum in the format %(format)s. Bring a file that was made for it."),
)
CURRICULUM_LACKS = RefusalWord(
    "training.curriculum_lacks",
    N_("Something is missing at “%(place)s”. Write it there."),
)
CURRICULUM_SOURCE_EMPTY = RefusalWord(
    "training.curriculum_source_empty",
    N_(
        "“%(near)s” is a translation, but the text that it translates is empty. Write that text, or empty the "
        "translation."
    ),
)
CURRICULUM_BAD_ID = RefusalWord(
    "training.curriculum_bad_id",
    N_("“%(id)s” at “%(place)s” cannot be an id. Use small Latin letters, digits and hyphens, for example spill-o1."),
)
CURRICULUM_BAD_KEY = RefusalWord(
    "training.curriculum_bad_key",
    N_(
        "“%(key)s” cannot be the key of a curriculum. Use small Latin letters and digits, between them hyphens or "
        "underscores, for example kgz-train-the-trainers."
    ),
)
CURRICULUM_TWICE = RefusalWord(
    "training.curriculum_twice",
    N_("The id “%(id)s” stands twice, the second time at “%(place)s”. Give one of the two another id."),
)
CURRICULUM_UNKNOWN = RefusalWord(
    "training.curriculum_unknown",
    N_("“%(value)s” at “%(place)s” is not known. Choose one of: %(known)s."),
)
CURRICULUM_BAD_NUMBER = RefusalWord(
    "training.curriculum_bad_number",
    N_("“%(value)s” at “%(place)s” has to be a number from %(low)s to %(high)s."),
)
CURRICULUM_TOO_LARGE = RefusalWord(
    "training.curriculum_too_large",
    N_("A curriculum has at most %(most)s parts, and this one has more. Make several of it."),
)
CURRICULUM_NO_ANSWER = RefusalWord(
    "training.curriculum_no_answer",
    N_(
        "The question “%(id)s” needs at least two answers, and as many right ones as its kind says. Mark what is right."
    ),
)
CURRICULUM_NO_QUESTION = RefusalWord(
    "training.curriculum_no_question",
    N_("“%(id)s” needs a question of the question bank that a machine can mark. Take another."),
)
CURRICULUM_STANDS = RefusalWord(
    "training.curriculum_stands",
    N_("Version %(version)s is published and never changes. Begin a new version and change that."),
    status=409,
)
CURRICULUM_NUMBER_TAKEN = RefusalWord(
    "training.curriculum_number_taken",
    N_("There is a version %(version)s already, and what was published never changes. Choose another number."),
    status=409,
)
CURRICULUM_UNDECIDED = RefusalWord(
    "training.curriculum_undecided",
    N_("The update from the parent left %(left)s conflicts that nobody has decided. Choose one side of each first."),
    status=409,
)
CURRICULUM_NO_TEXT = RefusalWord(
    "training.curriculum_no_text",
    N_(
        "This conflict is not about a text. Keep what stands here or take the parent's, and change the part afterwards."
    ),
    status=409,
)
CURRICULUM_NO_VALUE = RefusalWord(
    "training.curriculum_no_value",
    N_(
        "Of this one side or the other stands. Keep what stands here or take the parent's, and change the part "
        "afterwards."
    ),
    status=409,
)
CURRICULUM_NO_PART = RefusalWord(
    "training.curriculum_no_part",
    N_("There is no part “%(part)s” in this curriculum any more. Open the page anew: somebody may have taken it out."),
    status=409,
)
CURRICULUM_BEHIND = RefusalWord(
    "training.curriculum_behind",
    N_("Somebody changed this draft since you opened the page. Look at what stands there now, and do it again."),
    status=409,
)
CURRICULUM_A_DRAFT = RefusalWord(
    "training.curriculum_a_draft",
    N_("Version %(version)s cannot be taken for this. Choose a published version that you do not have yet."),
    status=409,
)
CURRICULUM_ONE_DRAFT = RefusalWord(
    "training.curriculum_one_draft",
    N_("Version %(version)s is still a draft. Publish it first, or go on with it."),
    status=409,
)
CURRICULUM_NO_PARENT = RefusalWord(
    "training.curriculum_no_parent",
    N_("This curriculum was not made from another one, so there is no parent to update from or to offer to."),
    status=409,
)
OFFER_OF_NOTHING = RefusalWord(
    "training.offer_of_nothing", N_("Nothing is ticked. Tick at least one change that you want to offer.")
)
OFFER_DECIDED = RefusalWord(
    "training.offer_decided",
    N_("This offer has been decided already. Open the page anew to see how."),
    status=409,
)
PICTURE_WITHOUT_WORDS = RefusalWord(
    "training.picture_without_words",
    N_("The picture “%(picture)s” has no words for those who do not see it. Write them between its square brackets."),
)
PICTURE_UNKNOWN = RefusalWord(
    "training.picture_unknown",
    N_("There is no picture “%(picture)s” among the files of this module. Add it there first, or take one that is."),
)
