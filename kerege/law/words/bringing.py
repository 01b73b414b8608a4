"""Refusals of texts that are brought in, and what a text can lose on the way."""

from kerege.lib.refusal import N_, RefusalWord

TRACKED = RefusalWord(
    "law.tracked_changes",
    N_(
        "This document has %(count)s changes that nobody has accepted or rejected, so it is not one text. "
        "Decide them in the program that wrote it, and save it anew."
    ),
)
NO_WORDS = RefusalWord(
    "law.no_words",
    N_("There are no words to read in this file. A scanned page has to be read by a text recogniser first."),
)
TOO_LONG = RefusalWord(
    "law.text_too_long",
    N_("This text has %(letters)s letters; at most %(most)s are turned into Akoma Ntoso here. Bring it as AKN."),
    status=413,
)
UNREADABLE_PDF = RefusalWord(
    "law.pdf_unreadable", N_("This PDF is locked or damaged. Save it anew without a password, or bring its text.")
)
NOT_MARKED_UP = RefusalWord(
    "law.not_marked_up",
    N_("The parts of this text could not be told apart (%(place)s). Bring it as plain text with one part a line."),
)
TEXT_LOST = RefusalWord(
    "law.text_lost",
    N_(
        "Turned into Akoma Ntoso the text would not be the same: %(differs)s. Correct the file, or tick that it is "
        "kept with what differs shown; it can then be read and not edited."
    ),
)

LOSSES = {
    "numbering": N_("Numbers that the word processor makes by itself are not in the text: %(count)s."),
    "notes": N_("Footnotes and comments are left out: %(count)s."),
    "pictures": N_("Pictures and drawings are left out: %(count)s."),
    "tables": N_("Tables are read row by row: %(count)s."),
    "pages": N_("It was read from pages, where lines were joined by guesswork: %(count)s."),
    "encoding": N_("Which letters the file uses was guessed."),
    "words": N_("Words differ: “%(before)s” became “%(after)s”."),
    "markup": N_("Written as markup and read again it is not the same, so it is edited part by part."),
    "schema": N_("It does not keep the schema: %(says)s"),
}
"""What a text lost or may have lost on its way in, by its kind."""
