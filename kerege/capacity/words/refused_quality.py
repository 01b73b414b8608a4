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
