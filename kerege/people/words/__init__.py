"""The words of people: roles, kinds of organisations and seats, and what is refused."""

from enum import StrEnum

from kerege.atlas.words import ATLAS
from kerege.journal.rules import Words
from kerege.lib.refusal import N_, RefusalWord
from kerege.people.words.deeds import Deed as Deed
from kerege.people.words.handing import (
    FATES as FATES,
)
from kerege.people.words.handing import (
    HANDOVER_BEFORE_TERM as HANDOVER_BEFORE_TERM,
)
from kerege.people.words.handing import (
    HANDOVER_HAS_COME as HANDOVER_HAS_COME,
)
from kerege.people.words.handing import (
    IN_HAND as IN_HAND,
)
from kerege.people.words.handing import (
    NO_HOLDER as NO_HOLDER,
)
from kerege.people.words.handing import (
    NO_SUCH_ACCOUNT as NO_SUCH_ACCOUNT,
)
from kerege.people.words.handing import (
    NOBODY_FOLLOWS as NOBODY_FOLLOWS,
)
from kerege.people.words.handing import (
    NOT_YOUR_SEAT as NOT_YOUR_SEAT,
)
from kerege.people.words.handing import (
    ORPHANED as ORPHANED,
)
from kerege.people.words.handing import (
    PERSON_OF_ANOTHER_OWNER as PERSON_OF_ANOTHER_OWNER,
)
from kerege.people.words.handing import (
    SAME_PERSON as SAME_PERSON,
)
from kerege.people.words.handing import (
    SEAT_ENDED as SEAT_ENDED,
)
from kerege.people.words.handing import (
    TASK_CLOSED as TASK_CLOSED,
)
from kerege.people.words.handing import (
    TASK_STATES as TASK_STATES,
)
from kerege.people.words.handing import (
    TASK_WITHOUT_DUE_DAY as TASK_WITHOUT_DUE_DAY,
)
from kerege.people.words.handing import (
    TASK_WITHOUT_NOTE as TASK_WITHOUT_NOTE,
)
from kerege.people.words.handing import (
    TASK_WITHOUT_SEAT as TASK_WITHOUT_SEAT,
)
from kerege.people.words.handing import (
    Fate as Fate,
)
from kerege.people.words.handing import (
    InHand as InHand,
)
from kerege.people.words.handing import (
    Orphaned as Orphaned,
)
from kerege.people.words.handing import (
    TaskState as TaskState,
)
from kerege.people.words.proving import (
    IDENTITY_PROOFS as IDENTITY_PROOFS,
)
from kerege.people.words.proving import (
    IdentityProof as IdentityProof,
)

ABOUT_ACCOUNTS = (
    "people.account",
    "people.device",
    "people.factor",
    "people.identity",
    "people.invitation",
    "people.password",
    "people.sessions",
    "people.task",
)
PEOPLE = Words(of=(*ATLAS.of, "people."), but_not=(*ATLAS.but_not, *ABOUT_ACCOUNTS))
"""The acts after which organisations, persons, seats and the atlas may answer otherwise: not those about accounts."""


class Role(StrEnum):
    """What somebody does on the platform. A role is held for a territory, an organisation or the whole region."""

    PUBLIC = "public"
    LEARNER = "learner"
    TRAINER = "trainer"
    MASTER_TRAINER = "master_trainer"
    BIOSAFETY_OFFICER = "biosafety_officer"
    LABORATORY_HEAD = "laboratory_head"
    LEGAL_DRAFTER = "legal_drafter"
    REVIEWER = "reviewer"
    TRAINING_CENTRE_MANAGER = "training_centre_manager"
    EXERCISE_DIRECTOR = "exercise_director"
    FOCAL_POINT = "focal_point"
    SECRETARIAT = "secretariat"
    DONOR = "donor"
    AUDITOR = "auditor"
    NODE_ADMINISTRATOR = "node_administrator"


ROLE_NAMES = {
    Role.PUBLIC: N_("Public"),
    Role.LEARNER: N_("Learner"),
    Role.TRAINER: N_("Trainer"),
    Role.MASTER_TRAINER: N_("Master trainer"),
    Role.BIOSAFETY_OFFICER: N_("Biosafety officer"),
    Role.LABORATORY_HEAD: N_("Laboratory head"),
    Role.LEGAL_DRAFTER: N_("Legal drafter"),
    Role.REVIEWER: N_("Reviewer"),
    Role.TRAINING_CENTRE_MANAGER: N_("Training-centre manager"),
    Role.EXERCISE_DIRECTOR: N_("Exercise director"),
    Role.FOCAL_POINT: N_("National focal point"),
    Role.SECRETARIAT: N_("Regional secretariat"),
    Role.DONOR: N_("Donor"),
    Role.AUDITOR: N_("Auditor"),
    Role.NODE_ADMINISTRATOR: N_("Node administrator"),
}


class OrganisationKind(StrEnum):
    MINISTRY = "ministry"
    AGENCY = "agency"
    LABORATORY = "laboratory"
    UNIVERSITY = "university"
    TRAINING_CENTRE = "training_centre"
    INTERNATIONAL = "international"
    ASSOCIATION = "association"
    IMPLEMENTER = "implementer"
    OTHER = "other"


ORGANISATION_KINDS = {
    OrganisationKind.MINISTRY: N_("Ministry"),
    OrganisationKind.AGENCY: N_("Agency"),
    OrganisationKind.LABORATORY: N_("Laboratory"),
    OrganisationKind.UNIVERSITY: N_("University"),
    OrganisationKind.TRAINING_CENTRE: N_("Training centre"),
    OrganisationKind.INTERNATIONAL: N_("International organisation"),
    OrganisationKind.ASSOCIATION: N_("Association"),
    OrganisationKind.IMPLEMENTER: N_("Project implementer"),
    OrganisationKind.OTHER: N_("Other organisation"),
}


class SuccessionKind(StrEnum):
    RENAMED = "renamed"
    MERGED = "merged"
    SPLIT = "split"
    TAKEN_OVER = "taken_over"


SUCCESSION_KINDS = {
    SuccessionKind.RENAMED: N_("Renamed"),
    SuccessionKind.MERGED: N_("Merged"),
    SuccessionKind.SPLIT: N_("Split"),
    SuccessionKind.TAKEN_OVER: N_("Taken over"),
}


class SeatKind(StrEnum):
    FOCAL_POINT = "focal_point"
    EXPERT_TEAM = "expert_team"
    COORDINATOR = "coordinator"
    OTHER = "other"


SEAT_KINDS = {
    SeatKind.FOCAL_POINT: N_("National focal point"),
    SeatKind.EXPERT_TEAM: N_("Member of the National Team of Experts"),
    SeatKind.COORDINATOR: N_("Coordinator"),
    SeatKind.OTHER: N_("Other seat"),
}


class Capacity(StrEnum):
    HOLDER = "holder"
    DEPUTY = "deputy"


CAPACITIES = {Capacity.HOLDER: N_("Holder"), Capacity.DEPUTY: N_("Deputy")}

GUESTS = "@lti.invalid"
"""How addresses end of guests of other learning platforms (training.words.lti_platforms)."""

NOT_YOURS = RefusalWord(
    "people.not_yours",
    N_(
        "Your roles do not allow this for %(owner)s. Ask the focal point of %(owner)s, or sign in with another account."
    ),
    status=403,
)
NOT_ABOUT_OTHERS = RefusalWord(
    "people.not_about_others",
    N_(
        "%(owner)s records what concerns %(owner)s; this is about %(territory)s. "
        "Choose your own country, or ask %(territory)s or the secretariat to record it."
    ),
    status=403,
)
OVERLAPPING_TERMS = RefusalWord(
    "people.overlapping_terms",
    N_(
        "%(seat)s already has a %(capacity)s in that time (%(start)s to %(end)s). "
        "End that term first, or choose another date."
    ),
    status=409,
)
NO_MANDATE_DATE = RefusalWord(
    "people.no_mandate_date",
    N_("A seat needs the date of the decision that created it. Add the date of the mandate."),
)
TERM_BEFORE_MANDATE = RefusalWord(
    "people.term_before_mandate",
    N_("The term starts on %(start)s, before the mandate of %(mandate_on)s. Correct one of the two dates."),
)
CYCLIC_SUCCESSION = RefusalWord(
    "people.cyclic_succession",
    N_(
        "%(successor)s already comes before %(predecessor)s, so it cannot come after it too. "
        "Check the order of the successions."
    ),
    status=409,
)
SELF_SUCCESSION = RefusalWord(
    "people.self_succession",
    N_("An organisation cannot succeed itself. For a new name, record a dated name instead."),
)
UNKNOWN_KEY = RefusalWord(
    "people.unknown_key",
    N_("There is no %(what)s with the key “%(key)s”. Check the spelling, or record it first."),
    status=404,
)
KEY_TAKEN = RefusalWord(
    "people.key_taken",
    N_("The key “%(key)s” belongs to another record. Choose another key, or change that record."),
    status=409,
)
UNKNOWN_CHOICE = RefusalWord(
    "people.unknown_choice",
    N_("“%(value)s” is not one of the choices for %(name)s: %(choices)s."),
)
BAD_EMAIL = RefusalWord(
    "people.bad_email", N_("“%(email)s” is not an e-mail address. Correct it, for example name@example.org.")
)
WEAK_PASSWORD = RefusalWord(
    "people.weak_password",
    N_("This password is too short or easy to guess. Take at least twelve characters, best of words that do not meet."),
)
ROLE_NOT_YOURS = RefusalWord(
    "people.role_not_yours",
    N_("Your own role may not give or end the role “%(role)s” for %(owner)s. Ask the node's administrator."),
    status=403,
)
NOT_TO_YOURSELF = RefusalWord(
    "people.not_to_yourself",
    N_("Nobody changes what their own account may do. Ask another administrator."),
    status=403,
)
LAST_ADMINISTRATOR = RefusalWord(
    "people.last_administrator",
    N_("Afterwards nobody would administer this node. Give the role of node administrator to another account first."),
    status=409,
)
GRANT_WITHOUT_HOLDER = RefusalWord(
    "people.grant_without_holder",
    N_("A role is held by an account or stands on a seat. Choose one of the two."),
)
SEAT_OF_ANOTHER_OWNER = RefusalWord(
    "people.seat_of_another_owner",
    N_("The seat belongs to %(seat_owner)s and the role to %(owner)s. Choose a seat of the same owner."),
)
ACCOUNT_WITHOUT_PERSON = RefusalWord(
    "people.account_without_person",
    N_("Nobody can sit on a seat as an account. Link the account to a person first."),
    status=409,
)
ACCOUNT_HAS_PERSON = RefusalWord(
    "people.account_has_person",
    N_("The account belongs to another person already. Take that link away first, or open a second account."),
    status=409,
)
PERSON_HAS_ACCOUNT = RefusalWord(
    "people.person_has_account",
    N_("The person has an account already. Use that one, or take its link away first."),
    status=409,
)
STILL_SEATED = RefusalWord(
    "people.still_seated",
    N_("Somebody sits on a seat: %(seats)s. End that term first, so that everybody sees the seat as vacant."),
    status=409,
)
LAST_IN_ROLE = RefusalWord(
    "people.last_in_role",
    N_(
        "Nobody else holds the role %(role)s for %(owner)s, so nobody could appoint a successor. "
        "Give the role to somebody else first."
    ),
    status=409,
)
NO_REQUEST = RefusalWord(
    "people.no_request",
    N_(
        "Somebody else is erased only on their own written request. "
        "Give the day on which it came, not later than today, and where it is kept."
    ),
)
NOT_A_DEMO = RefusalWord(
    "people.not_a_demo",
    N_("Only accounts of the example world may have a second factor that everybody sees. Let its owner set one up."),
    status=403,
)

INVITATION_CLOSED = RefusalWord(
    "people.invitation_closed",
    N_("This invitation was taken, withdrawn, sent anew or is too old. Ask whoever invited you to send it again."),
    status=404,
)
SIGN_IN_FIRST = RefusalWord(
    "people.sign_in_first",
    N_("You have an account here already. Sign in with it, then open the link of the letter again."),
    status=409,
)
NOT_TO_OTHERS = RefusalWord(
    "people.not_to_others",
    N_("Only the owner of an account asks for this. Let the person ask on the page for the second factor."),
    status=403,
)
NOT_PROVED_YET = RefusalWord(
    "people.not_proved_yet",
    N_("Nobody has said yet how the person proved who they are. Record that first; another person then confirms."),
    status=409,
)
SAME_PERSON_TWICE = RefusalWord(
    "people.same_person_twice",
    N_("You recorded the proof yourself. Ask a second administrator to confirm: two people see every such change."),
    status=403,
)
NOT_YOUR_ACCOUNT = RefusalWord(
    "people.not_your_account",
    N_("Only the owner of an account says what opens it. Sign in with the account that you mean."),
    status=403,
)
IDENTITY_TAKEN = RefusalWord(
    "people.identity_taken",
    N_(
        "This identity opens another account on this node already. Sign in with it to see which, "
        "or unlink it there first."
    ),
    status=409,
)
ALREADY_LINKED = RefusalWord(
    "people.already_linked",
    N_("Your account has another identity of this provider already. Unlink that one first."),
    status=409,
)
LAST_WAY_IN = RefusalWord(
    "people.last_way_in",
    N_("Nothing else opens your account. Set a password or add a passkey first, then unlink this identity."),
    status=409,
)
