"""The words of items (questions with one or more interactions): kinds, and what is refused of them and of answers."""

from enum import StrEnum

from kerege.lib.refusal import N_, RefusalWord

FORMAT = "kerege.item.1"
"""Stands in every item as it is kept: how what follows is read."""


class Interaction(StrEnum):
    """How somebody answers."""

    CHOICE = "choice"
    INLINE_CHOICE = "inline_choice"
    MATCH = "match"
    ORDER = "order"
    ASSOCIATE = "associate"
    TEXT = "text"
    NUMBER = "number"
    EXTENDED = "extended"
    HOTSPOT = "hotspot"
    POINT = "point"
    GAP_MATCH = "gap_match"
    SLIDER = "slider"


INTERACTIONS = {
    Interaction.CHOICE: N_("Choose answers"),
    Interaction.INLINE_CHOICE: N_("Choose a word in the text"),
    Interaction.MATCH: N_("Match two lists"),
    Interaction.ORDER: N_("Put in order"),
    Interaction.ASSOCIATE: N_("Find pairs"),
    Interaction.TEXT: N_("Write a word"),
    Interaction.NUMBER: N_("Write a number"),
    Interaction.EXTENDED: N_("Write a text, which a person marks"),
    Interaction.HOTSPOT: N_("Choose areas of a picture"),
    Interaction.POINT: N_("Show a point of a picture"),
    Interaction.GAP_MATCH: N_("Fill gaps from a list"),
    Interaction.SLIDER: N_("Set a value on a scale"),
}


class Partly(StrEnum):
    """What an answer is worth that is right in parts, where no table of points says it."""

    NOTHING = "nothing"
    PLACES = "places"
    """Each place of an order that is right counts alike."""


class Outline(StrEnum):
    """The form of an area of a picture."""

    RECT = "rect"
    CIRCLE = "circle"
    POLYGON = "poly"


class Notice(StrEnum):
    """What an author should look at in a question that can be asked."""

    NO_NAMES = "no_names"
    ONLY_SEEN = "only_seen"
    NO_WORDS = "no_words"


NOTICES = {
    Notice.NO_NAMES: N_(
        "Areas of the picture have no names: whoever does not see it is offered “Area 1”, “Area 2” and cannot answer. "
        "Name each area by what is there."
    ),
    Notice.ONLY_SEEN: N_(
        "A point of a picture cannot be shown by whoever does not see it. Ask with named areas where you can."
    ),
    Notice.NO_WORDS: N_(
        "A picture has no words for whoever does not see it. Say what it shows, without saying what is right."
    ),
}

ITEM_FORMAT = RefusalWord(
    "training.item_format", N_("This is no question in the form %(format)s. Make it anew in the question bank.")
)
ITEM_LACKS = RefusalWord(
    "training.item_lacks", N_("The question does not say what has to stand at %(place)s. Fill it in.")
)
ITEM_UNKNOWN = RefusalWord(
    "training.item_unknown", N_("“%(value)s” at %(place)s is not known there. Take one of: %(known)s.")
)
ITEM_BAD_ID = RefusalWord(
    "training.item_bad_id",
    N_("“%(id)s” at %(place)s cannot be an identifier. Use Latin letters, digits, hyphens and dots, a letter first."),
)
ITEM_TWICE = RefusalWord("training.item_twice", N_("“%(id)s” stands twice at %(place)s. Change one of the two."))
ITEM_BAD_NUMBER = RefusalWord(
    "training.item_bad_number",
    N_("“%(value)s” at %(place)s is no number that fits. Write one from %(low)s to %(high)s."),
)
ITEM_TOO_LARGE = RefusalWord(
    "training.item_too_large", N_("The question has more at %(place)s than is taken (%(most)s). Divide it.")
)
ITEM_NO_KEY = RefusalWord(
    "training.item_no_key",
    N_("Nobody could answer “%(id)s”: no answer is marked as right. Mark one, or let a person mark the answer."),
)
ITEM_SLOTS = RefusalWord(
    "training.item_slots",
    N_("The text in %(lang)s has the places %(found)s, and what is asked needs %(wanted)s. Write [[name]] for each."),
)

ANSWER_UNKNOWN = RefusalWord(
    "training.item_answer_unknown",
    N_("One of the answers is not offered for its question. Open the question anew and answer again."),
)
ANSWER_TOO_MANY = RefusalWord(
    "training.item_answer_too_many", N_("More was chosen than is asked for. Choose at most %(most)s.")
)
ANSWER_TOO_FEW = RefusalWord(
    "training.item_answer_too_few", N_("Less was chosen than is asked for. Choose at least %(least)s.")
)
ANSWER_TWICE = RefusalWord(
    "training.item_answer_twice",
    N_("“%(text)s” was chosen too often. Choose it %(most)s times at most."),
)
ANSWER_NO_NUMBER = RefusalWord(
    "training.item_answer_no_number", N_("“%(value)s” is no number. Write digits, with a point or a comma.")
)
ANSWER_OUT_OF_RANGE = RefusalWord(
    "training.item_answer_out_of_range", N_("%(value)s is outside of the scale. Choose from %(low)s to %(high)s.")
)

# -- the program that makes the points of an item ----------------------------------------------------------------------

PROCESSING_UNKNOWN = RefusalWord(
    "training.processing_unknown",
    N_("The points of this question are made with “%(name)s”, which is not known here. Let a person mark it."),
)
PROCESSING_TOO_LARGE = RefusalWord(
    "training.processing_too_large",
    N_("The program that makes the points has more than %(most)s steps. Make the question simpler."),
)
PROCESSING_WRONG = RefusalWord(
    "training.processing_wrong",
    N_("The program that makes the points cannot be read at “%(name)s”. Export the question anew."),
)
