"""What looking after a node refuses."""

from enum import StrEnum

from kerege.lib.refusal import N_, RefusalWord

NEWER_RELEASE = RefusalWord(
    "upkeep.newer_release",
    N_(
        "The data come from a newer release: this program does not know the migrations %(migrations)s. "
        "Install the release that they come from, or a later one, and try again."
    ),
    status=409,
)
NOT_EMPTY = RefusalWord(
    "upkeep.not_empty",
    N_(
        "%(place)s already holds a node. Choose an empty place, or add --replace: "
        "what is there is kept beside it under another name."
    ),
    status=409,
)
ROWS_DIFFER = RefusalWord(
    "upkeep.rows_differ",
    N_(
        "What was written differs from what was read, in %(tables)s. Nothing was put in place; "
        "keep the original and report this."
    ),
    status=409,
)


class AnchorFault(StrEnum):
    """What an anchor can find wrong with the journal, or what is wrong with the anchor."""

    UNREADABLE = "unreadable"
    OTHER_NODE = "other_node"
    FORGED = "forged"
    CUT = "cut"
    REWRITTEN = "rewritten"


ANCHOR_FAULTS = {
    AnchorFault.UNREADABLE: N_("This is no anchor, or it was damaged."),
    AnchorFault.OTHER_NODE: N_("This anchor is of another node."),
    AnchorFault.FORGED: N_("No key that you trust has signed this anchor: it is forged, or a key is missing."),
    AnchorFault.CUT: N_("The journal ends before this anchor: acts at its end are gone, or the database was set back."),
    AnchorFault.REWRITTEN: N_("The act that this anchor saw has another hash: the journal was written anew."),
}

NO_ANCHORS = RefusalWord(
    "upkeep.no_anchors",
    N_("%(place)s holds no anchors. Name the folder in which you keep the anchors of this node."),
    status=404,
)
BAD_KEY_FILE = RefusalWord(
    "upkeep.bad_key_file",
    N_("%(place)s holds no public key of a node. `kerege audit key` on that node prints it."),
)
KEY_OF_THIS_NAME = RefusalWord(
    "upkeep.key_of_this_name",
    N_(
        "%(place)s holds keys of a node that is called %(node)s, as this one is. Give each node a name of its own "
        "(KEREGE_NODE in its settings), and print the keys there again."
    ),
)
NO_LTI_KEY = RefusalWord(
    "upkeep.no_lti_key",
    N_("This machine has no key for LTI. The node administrator makes it with `kerege keys lti`."),
    status=503,
)
KEYS_IN_SETTINGS = RefusalWord(
    "upkeep.keys_in_settings",
    N_(
        "The keys of second factors come from KEREGE_FACTOR_KEYS. Put a new one before the others there, on every "
        "machine, and run `kerege up --prepare-only`: it encrypts everything with the new one."
    ),
    status=409,
)
NO_PEERS = RefusalWord(
    "upkeep.no_peers",
    N_("Nobody is named to whom anchors go. Set KEREGE_ANCHOR_MAIL to one or more mail addresses."),
)

NO_ROOM = RefusalWord(
    "upkeep.no_room",
    N_("%(place)s has %(free)s MB free and a backup may need %(needed)s MB. Free some space, or name another folder."),
    status=507,
)
BAD_RECIPIENT = RefusalWord(
    "upkeep.bad_recipient",
    N_(
        "“%(recipient)s” is no age recipient. It begins with age1; `age-keygen` prints it. "
        "Correct KEREGE_BACKUP_RECIPIENTS."
    ),
)
BAD_IDENTITY = RefusalWord(
    "upkeep.bad_identity",
    N_(
        "%(place)s holds no age key. Name the file with the line that begins with AGE-SECRET-KEY, "
        "or bring the keys of the backup with --keys."
    ),
)
CANNOT_OPEN = RefusalWord(
    "upkeep.cannot_open",
    N_(
        "%(place)s cannot be opened (%(reason)s). Bring the key that opens it with --identity or --keys; "
        "if that is the one, the file is damaged: take another backup."
    ),
)
NOT_A_BACKUP = RefusalWord(
    "upkeep.not_a_backup",
    N_("%(place)s is no whole backup: %(reason)s. Nothing was changed; take another backup."),
)
NO_PASSPHRASE = RefusalWord(
    "upkeep.no_passphrase",
    N_("The keys need a passphrase of at least 12 characters. Put it into a file and name it with --passphrase-file."),
)
IN_USE = RefusalWord(
    "upkeep.in_use",
    N_("%(place)s is in use. Stop the node first, then try again."),
    status=409,
)
NO_BACKUP_NO_MIGRATION = RefusalWord(
    "upkeep.no_backup_no_migration",
    N_(
        "The database was not brought up to date, because it could not be backed up first: %(reason)s "
        "Mend that. With --without-backup there is no way back if something goes wrong."
    ),
    status=409,
)


class LostFile(StrEnum):
    """What can be wrong with a file that a record has."""

    MISSING = "missing"
    ALTERED = "altered"


LOST_FILES = {
    LostFile.MISSING: N_("a record has this file, and its bytes are not there"),
    LostFile.ALTERED: N_("its bytes are not those under whose digest it is kept"),
}

DAMAGE = {
    "kind": N_("it is another kind of file"),
    "part": N_("a part is missing, was added or was changed"),
    "path": N_("a file in it would be written outside of its folder"),
    "rows": N_("the rows are not those that its list names"),
    "journal": N_("the journal in it is broken"),
    "anchor": N_("its journal is not the one that was anchored with it"),
    "end": N_("it ends too early"),
}
"""Why something is no whole backup."""


class Why(StrEnum):
    """Why a node can only be read."""

    MAINTENANCE = "maintenance"
    FULL = "full"


WHY_CLOSED = {
    Why.MAINTENANCE: N_("It is being looked after."),
    Why.FULL: N_("Its disk is full; the node administrator has to make room."),
}

READ_ONLY = RefusalWord(
    "upkeep.read_only",
    N_(
        "This node can only be read at the moment. %(why)s "
        "Nothing of what you sent was recorded: keep it, and try again."
    ),
    status=503,
)
