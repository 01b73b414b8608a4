"""The words of the learning record store: what a credential opens, and what is kept of programs."""

from enum import StrEnum

from kerege.lib.refusal import N_

VOIDED = "http://adlnet.gov/expapi/verbs/voided"
SIGNATURE = "http://adlnet.gov/expapi/attachments/signature"


class Edition(StrEnum):
    """The two editions of the interface. Each has an address of its own; what they keep is one."""

    XAPI_1 = "1.0.3"
    XAPI_2 = "2.0.0"


class Scope(StrEnum):
    """What a credential opens. Their names are those of the specification, but for `void`: it has none for that."""

    ALL = "all"
    ALL_READ = "all/read"
    WRITE = "statements/write"
    VOID = "void"
    READ = "statements/read"
    READ_MINE = "statements/read/mine"
    STATE = "state"
    DEFINE = "define"
    PROFILE = "profile"


SCOPES = {
    Scope.ALL: N_("Everything: send and read statements, definitions and documents"),
    Scope.ALL_READ: N_("Read everything, send nothing"),
    Scope.WRITE: N_("Send statements"),
    Scope.VOID: N_("Declare void what others sent"),
    Scope.READ: N_("Read all statements of the owner"),
    Scope.READ_MINE: N_("Read the statements that it sent itself"),
    Scope.STATE: N_("Keep and read the state of activities"),
    Scope.DEFINE: N_("Say what activities are called"),
    Scope.PROFILE: N_("Keep and read profiles of activities and agents"),
}


class Signed(StrEnum):
    """What was found of the signature of a statement."""

    NOT = ""
    VERIFIED = "verified"
    UNVERIFIED = "unverified"


class Kept(StrEnum):
    """The three kinds of documents."""

    STATE = "state"
    ACTIVITY = "activity"
    AGENT = "agent"


CREDENTIAL_MADE, CREDENTIAL_REVOKED = "lrs.credential.made", "lrs.credential.revoked"
FORWARDING_BEGUN = "lrs.forwarding.begun"
