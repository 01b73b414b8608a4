"""Who of a team reads what of an assessment, beyond what their clearance lets them read anyway."""

from kerege.capacity.words import AssessmentState, Part


def reads_everything(part: str, state: str) -> bool:
    """Whoever leads reads all answers. The others wrote theirs without knowing the rest, and read it all once it is
    closed; so does the host.
    """
    return part == Part.LEAD or (bool(part) and state == AssessmentState.CLOSED)


def reads_own(part: str) -> bool:
    return part in {Part.LEAD, Part.ASSESSOR}
