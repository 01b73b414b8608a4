"""What is refused on the way from a gap to law."""

from kerege.lib.refusal import N_, RefusalWord

GAP_NEEDS_JUDGEMENT = RefusalWord(
    "law.gap_needs_judgement",
    N_(
        "A gap rests on an approved judgement of “partly met” or “no provision found”. Judge the obligation in a round "
        "and have it approved, then open the gap."
    ),
)
GAP_THERE = RefusalWord(
    "law.gap_there",
    N_("An open gap of this kind stands for %(obligation)s already. Go on with that one."),
    status=409,
)
GAP_CLOSED = RefusalWord("law.gap_closed", N_("This gap is closed. Open a new one, if it is there again."), status=409)
GAP_WITHOUT_WORDS = RefusalWord("law.gap_without_words", N_("Write what is missing, in one or two sentences."))
NOT_A_KEEPER = RefusalWord(
    "law.not_a_keeper",
    N_("This person does not record the law of this country. Choose somebody from the list."),
)
CLOSES_NOT = RefusalWord(
    "law.closes_not",
    N_(
        "This judgement does not close the gap. It takes one of the same obligation that was approved after the gap "
        "was opened and that says “met”, or that the missing element is there."
    ),
)
CLOSED_BY_DRAFTER = RefusalWord(
    "law.closed_by_drafter",
    N_(
        "Whoever approved this judgement wrote a draft for this gap. Let somebody who wrote none of it approve a new "
        "judgement."
    ),
    status=403,
)
TASK_WITHOUT_GAP = RefusalWord(
    "law.task_without_gap", N_("A drafting task is about at least one open gap. Choose one.")
)
GAP_OF_ANOTHER = RefusalWord(
    "law.gap_of_another", N_("All gaps of a drafting task are those of one country. Choose gaps of %(owner)s.")
)
TASK_CLOSED = RefusalWord(
    "law.task_closed",
    N_("The drafting task “%(task)s” is over: nothing in it changes any more. Open a new task."),
    status=409,
)
NOT_THE_CHAIR = RefusalWord(
    "law.not_the_chair",
    N_("Only the chair of the working group moves the procedure. Ask the chair."),
    status=403,
)
NO_STEP = RefusalWord(
    "law.step_unknown", N_("This procedure has no step “%(step)s”. Choose one of the steps on the page of the task.")
)
STEP_DONE = RefusalWord(
    "law.step_done", N_("The step “%(step)s” was taken already. Go on with the next one."), status=409
)
STEPS_MISSING = RefusalWord(
    "law.steps_missing",
    N_("Before “%(step)s” these steps of the procedure are missing: %(missing)s. Record them first."),
    status=409,
)
STEP_BEFORE = RefusalWord(
    "law.step_before",
    N_(
        "“%(step)s” is dated %(on)s, before the step before it (“%(last)s”, %(since)s). Check the day; a step cannot "
        "be older than what it follows."
    ),
)
STEP_AHEAD = RefusalWord("law.step_ahead", N_("%(on)s has not come yet. Record a step once it was taken."))
STEP_BY_ADOPTION = RefusalWord(
    "law.step_by_adoption", N_("Adoption is recorded with its number and its day. Use “Record the adoption”.")
)
NO_VERSION = RefusalWord("law.no_version", N_("There is no version of the draft yet. Write one first."))
NO_SUCH_VERSION = RefusalWord(
    "law.no_such_version", N_("There is no version %(version)s of this draft. Choose one from its page."), status=404
)
VERSION_MOVED = RefusalWord(
    "law.version_moved",
    N_(
        "Version %(now)s was written after you opened version %(seen)s. Read it, take over what you need, and save "
        "again."
    ),
    status=409,
)
VERSION_SAME = RefusalWord("law.version_same", N_("The text is that of version %(version)s. Change it, then save."))
DRAFT_WITHOUT_TEXT = RefusalWord("law.draft_without_text", N_("Write the text of the draft."))
DRAFT_UNREADABLE = RefusalWord(
    "law.draft_words_lost",
    N_(
        "The draft cannot be kept so: as articles and points it would not say the same words (%(differs)s). Write each "
        "article, paragraph and point on a line of its own."
    ),
)
NUMBER_TAKEN = RefusalWord(
    "law.number_taken",
    N_("Number %(number)s of %(year)s belongs to another measure of this kind: %(uri)s. Check the number."),
    status=409,
)
BAD_NUMBER = RefusalWord(
    "law.bad_number", N_("Write the number of the act as it is registered, for example 25 or 122-VII.")
)
MACHINE_DRAFT = RefusalWord(
    "law.machine_draft",
    N_("A machine translated version %(version)s. It is never an official text: let a person write the version."),
)
NO_BASE = RefusalWord(
    "law.no_base",
    N_(
        "The measure has no official or consolidated text in this language (%(language)s) that whoever reads the "
        "draft may read, so there is nothing to amend. Bring its text in among the measures first."
    ),
    status=409,
)
AMENDS_ENDED = RefusalWord(
    "law.amends_ended",
    N_("The measure no longer holds on %(on)s: it was repealed or lapsed. Draft a new act, or correct its events."),
    status=409,
)
BASE_BEHIND = RefusalWord(
    "law.base_behind",
    N_(
        "The text that this draft amends does not hold an amendment of %(on)s that is known. Bring the text with it in "
        "among the measures, then write the next version on that."
    ),
    status=409,
)
AMENDS_BEFORE = RefusalWord(
    "law.amends_before",
    N_("The text that is amended begins on %(start)s. Give a later day from which the amended text holds."),
)
AMENDS_EXAMPLE = RefusalWord(
    "law.amends_example",
    N_("A draft about examples amends examples only, and any other amends real law. Choose another measure or gap."),
)
BASE_NOT_PUBLIC = RefusalWord(
    "law.base_not_public",
    N_("The text that this draft amends is not public. Ask named bodies, or open that text to everybody first."),
    status=409,
)
NOT_AMENDABLE = RefusalWord(
    "law.not_amendable",
    N_(
        "The text of this measure cannot be revised line by line: it would not come back as it is. Compare two texts "
        "of it under “Compare”, which gives the instructions."
    ),
    status=409,
)
AMENDS_NOTHING = RefusalWord(
    "law.amends_nothing", N_("This is the text in force. Change what shall read otherwise, then save.")
)
BASE_MOVED = RefusalWord(
    "law.base_moved",
    N_(
        "The measure has another text by now than the one that this version amends. Write the next version on that "
        "text; nothing was changed."
    ),
    status=409,
)
BAD_PROCEDURE = RefusalWord("law.bad_procedure", N_("The procedure “%(key)s” cannot be used: %(reason)s."))
