"""What is refused about causes, quality plans, controlled documents and proficiency tests."""

from kerege.lib.refusal import N_, RefusalWord

# -- findings ----------------------------------------------------------------------------------------------------------

NO_CAUSE = RefusalWord(
    "capacity.no_cause",
    N_("Say why it came to this, in a sentence that somebody else can follow. The kind of cause alone is not enough."),
)
GRADE_WITHOUT_REASON = RefusalWord(
    "capacity.grade_without_reason",
    N_("Say why the finding is graded otherwise than its assessment graded it."),
)
DUE_BEFORE_FINDING = RefusalWord(
    "capacity.due_before_finding",
    N_("%(due)s lies before the day on which it was found, %(found_on)s. Choose a later day."),
)
NOTHING_SEEN = RefusalWord(
    "capacity.nothing_seen", N_("Say what you saw that shows whether it worked: a record, a count, a visit.")
)
