"""The words of training needs: how urgent they are, why one comes before another, and what is refused."""

from enum import StrEnum

from kerege.lib.refusal import N_, RefusalWord


class Priority(StrEnum):
    """How urgent a need is. UNKNOWN is no low priority: nothing is known there that a need could be computed from."""

    A = "A"
    B = "B"
    C = "C"
    BELOW = "below"
    UNKNOWN = "unknown"


PRIORITIES = {
    Priority.A: N_("A: first"),
    Priority.B: N_("B: next"),
    Priority.C: N_("C: later"),
    Priority.BELOW: N_("No need of training"),
    Priority.UNKNOWN: N_("Not known"),
}
NEEDED = (Priority.A, Priority.B, Priority.C)


class Before(StrEnum):
    """Why one need stands before another."""

    PRIORITY = "priority"
    POINTS = "points"
    PEOPLE = "people"
    NAME = "name"


# -- refused -----------------------------------------------------------------------------------------------------------

POLICY_LACKS = RefusalWord("capacity.policy_lacks", N_("The policy says nothing about “%(place)s”. Fill it in."))
POLICY_NUMBER = RefusalWord(
    "capacity.policy_number",
    N_("“%(value)s” is no number that “%(place)s” can have: it lies between %(low)s and %(high)s. Correct it."),
)
POLICY_ABSURD_SHARES = RefusalWord(
    "capacity.policy_absurd_shares",
    N_(
        "The part of the person and the part of the place make %(sum)s together, and have to make 1. "
        "Change one of the two."
    ),
)
POLICY_ABSURD_LIMITS = RefusalWord(
    "capacity.policy_absurd_limits",
    N_(
        "The limits do not follow each other: A from %(a)s, B from %(b)s, counted from %(counts_from)s. "
        "Each has to be lower than the one before."
    ),
)
POLICY_ABSURD_LEVELS = RefusalWord(
    "capacity.policy_absurd_levels",
    N_("A higher level of containment weighs less than a lower one (%(levels)s). Put the factors into order."),
)
POLICY_UNCHANGED = RefusalWord(
    "capacity.policy_unchanged",
    N_("This is what version %(version)s says already. Change something, or leave it as it is."),
    status=409,
)
POLICY_BEFORE = RefusalWord(
    "capacity.policy_before",
    N_("Version %(version)s holds from %(start)s. A later version begins on a later day; choose one."),
)
POLICY_PAST = RefusalWord(
    "capacity.policy_past",
    N_("%(start)s is over, and figures were told by the policy that held then. Choose today or a later day."),
)
UNKNOWN_COMPETENCE = RefusalWord(
    "capacity.unknown_competence",
    N_("“%(value)s” is no competence of the framework. Choose one of: %(known)s."),
)
NEGATIVE_REACH = RefusalWord(
    "capacity.negative_reach",
    N_("%(value)s people cannot hold a post. Correct the number of people of the post."),
)
BAD_CRITICALITY = RefusalWord(
    "capacity.bad_criticality",
    N_("How critical a competence is goes from 1 to %(most)s, and the role profile says %(value)s. Correct it there."),
)
BAD_LEVEL = RefusalWord(
    "capacity.bad_level", N_("A level goes from 0 to 4, and a record says %(value)s. Correct that record.")
)
NEED_OVER_MISSING = RefusalWord(
    "capacity.need_over_missing",
    N_("No need can be computed over what is not known. Record evidence of the people, or assess the place."),
    status=409,
)
