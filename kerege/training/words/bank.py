"""The words of the question bank: how a version stands, and what is refused."""

from enum import StrEnum

from kerege.lib.refusal import N_, RefusalWord


class ItemState(StrEnum):
    """How a version of a question stands. Once released it never changes."""

    DRAFT = "draft"
    REVIEWED = "reviewed"
    RELEASED = "released"
    RETIRED = "retired"


ITEM_STATES = {
    ItemState.DRAFT: N_("Draft"),
    ItemState.REVIEWED: N_("Reviewed by another person"),
    ItemState.RELEASED: N_("Released"),
    ItemState.RETIRED: N_("Retired"),
}


class SentAs(StrEnum):
    """As what questions leave for another program."""

    QTI3 = "qti3"
    GIFT = "gift"
    MOODLE = "moodle"


SENT_AS = {SentAs.QTI3: "QTI 3.0", SentAs.GIFT: "GIFT", SentAs.MOODLE: "Moodle XML"}
OPEN = frozenset({ItemState.DRAFT, ItemState.REVIEWED})
"""What may still be changed."""

NO_SUCH_BANK = RefusalWord(
    "training.no_such_bank", N_("There is no such collection of questions. Go back and look again."), status=404
)
NO_SUCH_BANK_ITEM = RefusalWord(
    "training.no_such_bank_item", N_("There is no such question. Go back and look again."), status=404
)
BANK_OWN_REVIEW = RefusalWord(
    "training.bank_own_review",
    N_("Whoever wrote in a question does not review it. Ask another person who keeps curricula here."),
    status=403,
)
BANK_OWN_RELEASE = RefusalWord(
    "training.bank_own_release",
    N_("Whoever wrote in a question does not release it. Ask the person who reviewed it, or another one."),
    status=403,
)
BANK_NOT_DRAFT = RefusalWord(
    "training.bank_not_draft", N_("Only a draft is reviewed, and this is none. Read the page anew."), status=409
)
BANK_NOT_REVIEWED = RefusalWord(
    "training.bank_not_reviewed",
    N_("Only what another person reviewed is released. Ask somebody to review this version first."),
    status=409,
)
BANK_NOT_RELEASED = RefusalWord(
    "training.bank_not_released", N_("Nothing of this question is in use, so nothing can be retired."), status=409
)
BANK_CHANGED_MEANWHILE = RefusalWord(
    "training.bank_changed_meanwhile",
    N_("Somebody changed this question meanwhile. Open it anew, and make your change again."),
    status=409,
)
BANK_REASON_WANTED = RefusalWord(
    "training.bank_reason_wanted", N_("Say why the question is retired, in a sentence that others understand.")
)
BANK_UNKNOWN_BLOOM = RefusalWord(
    "training.bank_unknown_bloom", N_("“%(value)s” is no level of Bloom's taxonomy. Take one of: %(known)s.")
)
BANK_BAD_DIFFICULTY = RefusalWord(
    "training.bank_bad_difficulty",
    N_("“%(value)s” is no difficulty. Write the share of people who will answer rightly, from 0 to 1."),
)

# -- files that other programs made ------------------------------------------------------------------------------------

NOT_A_BANK = RefusalWord(
    "training.bank_not_a_bank",
    N_(
        "This is no file with questions that is read here. Take QTI, Moodle XML, GIFT, Common Cartridge or a course "
        "backup of Moodle."
    ),
)
NO_QUESTIONS = RefusalWord(
    "training.bank_no_questions", N_("The file holds no question. Look into it with the program that wrote it.")
)
PACKAGE_NOT_BANK = RefusalWord(
    "training.bank_is_a_package",
    N_(
        "This is an e-learning package (%(name)s), and its questions are part of its program. Hand it in among the "
        "packages, where it is played whole."
    ),
)
TOO_MANY_QUESTIONS = RefusalWord(
    "training.bank_too_many_questions", N_("The file holds more than %(most)s questions. Divide it."), status=413
)
UNSUPPORTED = RefusalWord(
    "training.bank_unsupported",
    N_("The question uses “%(name)s”, which is not taken here. Ask it in another way, or leave it out."),
)
VARIES = RefusalWord(
    "training.bank_varies",
    N_(
        "The question draws other values for everybody (“%(name)s”), and here everybody is asked the same. "
        "Save one or several of its variants as questions of their own, and hand those in."
    ),
)
ADAPTIVE = RefusalWord(
    "training.bank_adaptive",
    N_(
        "The question changes while it is answered (“%(name)s”), and here it is answered at once. "
        "Make a question of each step, or write it as a scenario of a lesson."
    ),
)
FORMULA = RefusalWord(
    "training.bank_formula",
    N_(
        "The question holds a formula in MathML (“%(name)s”), which not every phone shows. "
        "Write it in signs (10⁵, H₂O), or put it in as a picture with its words."
    ),
)
WAY_NOT_TAKEN = RefusalWord(
    "training.bank_way_not_taken",
    N_(
        "The question is answered in a way that is not there here (“%(name)s”). Ask for a choice, an order, pairs, a "
        "text, a number or a place in a picture instead, or leave it out."
    ),
)
SCRIPT_INSIDE = RefusalWord(
    "training.bank_script_inside",
    N_("The question holds a program (%(name)s), and a question needs none. Take it out and hand the file in again."),
)
PICTURE_MISSING = RefusalWord(
    "training.bank_picture_missing",
    N_("The picture “%(name)s” is not in the file. Export it with its pictures, or take the picture out."),
)
PICTURE_NOT_TAKEN = RefusalWord(
    "training.bank_picture_not_taken",
    N_("The picture “%(name)s” is none that is taken. Save it as PNG or JPEG."),
)
PICTURES_TOO_MUCH = RefusalWord(
    "training.bank_pictures_too_much",
    N_(
        "The file has more pictures than are drawn at once (%(most)s, of %(pixels)s million pixels together). "
        "Make them smaller, or divide the file."
    ),
    status=413,
)
BAD_QUESTION = RefusalWord(
    "training.bank_bad_question", N_("The question cannot be read at “%(near)s”. Mend it where it was written.")
)
NOT_A_QUESTION = RefusalWord(
    "training.bank_not_a_question", N_("This part is a text and asks nothing (%(name)s), so it is left out.")
)
HIDDEN = RefusalWord(
    "training.bank_hidden",
    N_("This question (%(name)s) was hidden there, so it is left out. Show it there and write the file again."),
)
ACTIVITY_LEFT = RefusalWord(
    "training.bank_activity_left",
    N_("“%(name)s” (%(kind)s) is no question, so it stays in the backup. Write it here as a lesson, if it is needed."),
)
QUESTIONS_ONLY = RefusalWord(
    "training.bank_questions_only",
    N_("Of “%(name)s” (%(kind)s) only the questions come. Make an exam here for its times, order and marks."),
)
PART_STAYS = RefusalWord(
    "training.bank_part_stays",
    N_("“%(name)s” is no question, so it stays in the file. Write it here as a lesson, if it is needed."),
)
DISCUSSION_STAYS = RefusalWord(
    "training.bank_discussion_stays",
    N_("“%(name)s” is a discussion and no question, so it stays in the file."),
)
LINK_STAYS = RefusalWord(
    "training.bank_link_stays",
    N_("“%(name)s” is a link and no question, so it stays in the file. Put its address into a lesson, if needed."),
)
PACKAGE_INSIDE = RefusalWord(
    "training.bank_package_inside",
    N_("“%(name)s” is an e-learning package. Hand in the same backup among the packages, and it is taken from there."),
)
NO_POINTS = RefusalWord(
    "training.bank_no_points",
    N_("Nobody can tell how many points the question brings: its right answers bring none. Let a person mark it."),
)
CANNOT_SAY = RefusalWord(
    "training.bank_cannot_say",
    N_(
        "This format cannot ask this question (%(name)s). Choose another format, or write it anew in the other program."
    ),
)
PART_LOST = RefusalWord(
    "training.bank_part_lost",
    N_("The file does not say these parts of the question: %(names)s. Add them by hand in the other program."),
)
NOT_IN_LANGUAGE = RefusalWord(
    "training.bank_not_in_language",
    N_("Nothing of this is written in “%(lang)s”. Choose one of these: %(known)s."),
)
NOTHING_TO_SEND = RefusalWord(
    "training.bank_nothing_to_send",
    N_("None of these questions can be written in this way. Choose another format or other questions."),
)
