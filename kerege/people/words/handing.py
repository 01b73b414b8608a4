"""The words of tasks and handovers: states, what is in hand, what nobody holds, and what is refused."""

from enum import StrEnum

from kerege.lib.refusal import N_, RefusalWord


class TaskState(StrEnum):
    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


TASK_STATES = {TaskState.OPEN: N_("Open"), TaskState.DONE: N_("Done"), TaskState.DROPPED: N_("Dropped")}


class InHand(StrEnum):
    """What somebody who leaves a seat had in hand."""

    TASK = "task"
    ROLE = "role"
    DEPUTY = "deputy"
    DRAFT = "draft"
    INVITATION = "invitation"
    SHARE = "share"


IN_HAND = {
    InHand.TASK: N_("Task"),
    InHand.ROLE: N_("Role"),
    InHand.DEPUTY: N_("Deputy"),
    InHand.DRAFT: N_("Draft"),
    InHand.INVITATION: N_("Open invitation"),
    InHand.SHARE: N_("Share"),
}


class Fate(StrEnum):
    """What becomes of it on the day."""

    MOVES = "moves"
    STAYS = "stays"
    ENDS = "ends"


FATES = {
    Fate.MOVES: N_("goes over to whoever follows"),
    Fate.STAYS: N_("stays as it is"),
    Fate.ENDS: N_("ends on the day"),
}


class Orphaned(StrEnum):
    """What is left to nobody."""

    ROLE_ON_VACANT_SEAT = "role_on_vacant_seat"
    HOLDER_WITHOUT_ACCOUNT = "holder_without_account"
    ACCOUNT_WITHOUT_PERSON = "account_without_person"
    ACCOUNT_WITHOUT_ROLE = "account_without_role"
    TASK_ON_VACANT_SEAT = "task_on_vacant_seat"
    LATE_TASK = "late_task"


ORPHANED = {
    Orphaned.ROLE_ON_VACANT_SEAT: N_(
        "The role %(role)s of %(owner)s stands on the vacant seat %(seat)s: appoint somebody."
    ),
    Orphaned.HOLDER_WITHOUT_ACCOUNT: N_(
        "Nobody can use the role %(role)s of %(owner)s: whoever sits on %(seat)s has no account. Link one."
    ),
    Orphaned.ACCOUNT_WITHOUT_PERSON: N_(
        "The account %(account)s has the role %(role)s on the seat %(seat)s and belongs to no person: link one."
    ),
    Orphaned.ACCOUNT_WITHOUT_ROLE: N_("Every role of the account %(account)s has ended: close it, or give it a role."),
    Orphaned.TASK_ON_VACANT_SEAT: N_("A task waits at the vacant seat %(seat)s: appoint somebody, or drop it."),
    Orphaned.LATE_TASK: N_("A task of the seat %(seat)s is late: ask whoever sits there."),
}
"""What to do about each, with the names of `queries.Orphan` as places."""

NOT_YOUR_SEAT = RefusalWord(
    "people.not_your_seat",
    N_("Only whoever sits on %(seat)s, or who appoints for %(owner)s, does this. Ask the focal point of %(owner)s."),
    status=403,
)
TASK_WITHOUT_SEAT = RefusalWord(
    "people.task_without_seat",
    N_("A task without a seat is done by nobody. Choose the seat that has to do it."),
)
TASK_WITHOUT_DUE_DAY = RefusalWord(
    "people.task_without_due_day",
    N_("A task without a day is never late. Say by which day it has to be done."),
)
TASK_WITHOUT_NOTE = RefusalWord(
    "people.task_without_note",
    N_("Say in a sentence what was done, or why it is dropped: whoever follows has nothing else to go by."),
)
TASK_CLOSED = RefusalWord(
    "people.task_closed",
    N_("The task was closed on %(day)s. Set a new one if there is more to do."),
    status=409,
)
SEAT_ENDED = RefusalWord(
    "people.seat_ended",
    N_("The seat ended on %(end)s. Choose a day before, or create a new seat by its mandate."),
    status=409,
)
NO_HOLDER = RefusalWord(
    "people.no_holder",
    N_("Nobody holds %(seat)s on the day before, so there is nothing to hand over. Appoint somebody instead."),
    status=409,
)
HANDOVER_BEFORE_TERM = RefusalWord(
    "people.handover_before_term",
    N_("The term that would end began on %(start)s. Choose a later day."),
)
SAME_PERSON = RefusalWord(
    "people.same_person",
    N_("Nobody follows themselves. Choose another person."),
)
NOBODY_FOLLOWS = RefusalWord(
    "people.nobody_follows",
    N_("Say who follows: choose a person, or write the name of somebody who is not recorded here yet."),
)
PERSON_OF_ANOTHER_OWNER = RefusalWord(
    "people.person_of_another_owner",
    N_("This person is recorded for %(person_owner)s; the seat belongs to %(owner)s. Choose or record a person there."),
)
NO_SUCH_ACCOUNT = RefusalWord(
    "people.no_such_account",
    N_("No account has this address. Leave it empty and hand over; the account can be opened and linked afterwards."),
    status=404,
)
HANDOVER_HAS_COME = RefusalWord(
    "people.handover_has_come",
    N_("The day of the handover, %(on)s, has come. Hand the seat over again instead of taking this back."),
    status=409,
)
