"""The words of what a file and an item cannot tell each other of a question."""

from kerege.lib.refusal import N_

PARTS = {
    "accepted": N_("words that count"),
    "after": N_("what is said afterwards"),
    "by_hand": N_("that a person marks it"),
    "case": N_("whether capital letters count"),
    "catalogInfo": N_("other forms for accessibility"),
    "choices": N_("answers"),
    "feedbackBlock": N_("feedback within the text"),
    "feedbackInline": N_("feedback within the text"),
    "formula": N_("formulas (they stay as they were typed)"),
    "guide": N_("the guide for marking"),
    "hint": N_("hints between tries"),
    "interactions": N_("what is asked"),
    "kind": N_("the kind of question"),
    "language": N_("the language that was asked for"),
    "languages": N_("other languages of the text"),
    "limits": N_("how many words are written at least and at most"),
    "link": N_("links to files"),
    "longest": N_("the longest answer"),
    "lines": N_("the size of the field"),
    "modals": N_("feedback on results"),
    "most": N_("how many answers are chosen"),
    "numbers": N_("numbers that count"),
    "partly": N_("what an answer that is partly right is worth"),
    "penalty": N_("penalties for each try"),
    "points": N_("points"),
    "processing": N_("the program that reckons the points"),
    "prompt": N_("what is asked at each place"),
    "rubricBlock": N_("rubrics"),
    "share": N_("shares of the points"),
    "shuffle": N_("whether answers are mixed"),
    "stylesheet": N_("style sheets"),
    "subset": N_("that only some of the parts are asked"),
    "table": N_("the form of tables"),
    "targets": N_("what answers are matched with"),
    "template": N_("the text with which an answer begins"),
    "text": N_("parts of the text"),
    "unit": N_("the unit"),
    "why": N_("what is said of single answers"),
    "wild": N_("words with an asterisk"),
    "worth": N_("what parts of an answer are worth"),
}
"""Of each part that one of them has and the other has not, by the name that stands in files. Names that are missing
here are those of QTI, and the same in every language.
"""
