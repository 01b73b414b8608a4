"""Instructions of an amending law: what they do, and why one may not be carried out."""

from enum import StrEnum

from kerege.lib.refusal import N_, RefusalWord


class Operation(StrEnum):
    INSERT_BEFORE = "insert_before"
    INSERT_AFTER = "insert_after"
    REPLACE = "replace"
    DELETE = "delete"
    RENUMBER = "renumber"
    REPLACE_WORDS = "replace_words"


OPERATIONS = {
    Operation.INSERT_BEFORE: N_("Insert before"),
    Operation.INSERT_AFTER: N_("Insert after"),
    Operation.REPLACE: N_("Give a new wording"),
    Operation.DELETE: N_("Delete"),
    Operation.RENUMBER: N_("Renumber"),
    Operation.REPLACE_WORDS: N_("Replace words"),
}

OTHER_TEXT = RefusalWord(
    "law.amend_other_text",
    N_(
        "Instruction %(number)s was written for another wording of “%(target)s” than stands in this text. "
        "Nothing was changed. Generate the instructions again from the text that is to be amended."
    ),
    status=409,
)
NO_TARGET = RefusalWord(
    "law.amend_no_target",
    N_(
        "Instruction %(number)s amends “%(target)s”, which this text does not have. Nothing was changed. "
        "Take the text for which the instructions were written, or generate them again."
    ),
    status=409,
)
WORDS_NOT_ONCE = RefusalWord(
    "law.amend_words_not_once",
    N_(
        "Instruction %(number)s replaces words that stand %(times)s times in “%(target)s”. Nothing was changed. "
        "Name more words around them, so that they are found once."
    ),
)
AT_ODDS = RefusalWord(
    "law.amend_at_odds",
    N_(
        "Instruction %(number)s amends “%(target)s”, which another instruction replaces or deletes. "
        "Nothing was changed. Take one of the two out."
    ),
)
UNREADABLE = RefusalWord(
    "law.amend_unreadable",
    N_("Instruction %(number)s cannot be read: its %(what)s is missing or wrong. Generate the instructions again."),
)
