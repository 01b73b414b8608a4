"""Which roles open the questions of an exam, or the bank from which they are drawn, with what is right."""

from kerege.people.rules import MAY, REGION
from kerege.people.words import Deed


def opens_keys(role: str, owner: str, *, of: str) -> bool:
    """Whether a role that is held for `owner` opens what is right in exams of courses that are `of` an owner: it keeps
    those exams, or the bank of that owner or of the region, of which they are drawn.
    """
    keeps_exams = owner == of and role in MAY[Deed.RECORD_ACTIVITY]
    keeps_bank = owner in {of, REGION} and role in MAY[Deed.KEEP_CURRICULA]
    return keeps_exams or keeps_bank
