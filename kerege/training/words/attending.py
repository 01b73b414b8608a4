"""The words of attendance and of closing a course: what is told and what is refused."""

from enum import StrEnum

from kerege.lib.refusal import N_, RefusalWord
from kerege.training.words.delivery import Presence

THERE = frozenset({Presence.PRESENT, Presence.LATE})


class Aside(StrEnum):
    """Why a record of attendance does not count."""

    ELSEWHERE = "elsewhere"
    DIFFERS = "differs"
    REPLACED = "replaced"


ASIDES = {
    Aside.ELSEWHERE: N_("Recorded as present in another session at the same time"),
    Aside.DIFFERS: N_("Something else was recorded here before"),
    Aside.REPLACED: N_("Another record took its place"),
}


class Unrecorded(StrEnum):
    """Why no hours were recorded in somebody's case."""

    NOT_NOW = "not_now"
    NOT_TRAINER = "not_trainer"
    NO_HOURS = "no_hours"
    ALREADY = "already"


UNRECORDED = {
    Unrecorded.NOT_NOW: N_("the case is not in part 1"),
    Unrecorded.NOT_TRAINER: N_("has no case for this curriculum in which you are named as trainer"),
    Unrecorded.NO_HOURS: N_("was not there for any whole session"),
    Unrecorded.ALREADY: N_("the hours stand there already"),
}

CODE_OVER = RefusalWord(
    "training.code_over",
    N_("This code holds no more, or belongs to another session. Scan the code that the screen shows now."),
    status=409,
)
SESSION_NOT_BEGUN = RefusalWord(
    "training.session_not_begun",
    N_(
        "This session begins at %(starts)s by the clock of the venue. Nobody was there before; check the day and the "
        "clock of your device."
    ),
    status=409,
)
CODE_TIME_OVER = RefusalWord(
    "training.code_time_over",
    N_("This session is over, and its code with it. Ask the trainer, who can enter you in the list."),
    status=409,
)
NOT_TAKEN_PLACE = RefusalWord(
    "training.session_not_held", N_("This session was called off, so nobody attended it."), status=409
)
PIN_WRONG = RefusalWord(
    "training.pin_wrong",
    N_("Number and PIN do not go together. Both stand on the slip that the organiser gave you."),
    status=403,
)
NOT_IN_COHORT = RefusalWord(
    "training.not_in_cohort",
    N_("Only who has a place in this course can attend it. Ask the organiser for a place first."),
    status=409,
)
LATE_WRONG = RefusalWord(
    "training.late_wrong",
    N_("Give how many minutes late, from 1 to %(most)s, for whoever came late and for nobody else."),
)
AT_ANOTHER_SESSION = RefusalWord(
    "training.at_another_session",
    N_(
        "At that time (%(start)s to %(end)s by the clock of this venue) this person is recorded as present elsewhere. "
        "Nobody is at two places: let whoever keeps the wrong list correct it first."
    ),
    status=409,
)
MARK_CHANGED = RefusalWord(
    "training.mark_changed",
    N_("Meanwhile something else was recorded here. Look at it, and send again what holds."),
    status=409,
)
MARKS_CLOSED = RefusalWord(
    "training.marks_closed",
    N_("The course was closed on %(closed_on)s, and figures rest on its attendance. It is not changed any more."),
    status=409,
)
SHEET_TWICE = RefusalWord(
    "training.sheet_twice",
    N_("The very same file is kept already as the sheet of the session “%(session)s”. Choose the right one."),
    status=409,
)
NOT_ALL_TOLD = RefusalWord(
    "training.not_all_told",
    N_("For %(missing)s of the places in sessions nothing was recorded. Enter present or absent for everybody first."),
    status=409,
)
SESSIONS_NOT_OVER = RefusalWord(
    "training.sessions_not_over", N_("The last session ends on %(last)s. Close the course after that."), status=409
)
NO_SESSIONS = RefusalWord(
    "training.no_sessions",
    N_("This course has no session that was held, so nobody can have attended it. Enter its sessions first."),
    status=409,
)
