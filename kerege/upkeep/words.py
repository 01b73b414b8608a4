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
NO_PEERS = RefusalWord(
    "upkeep.no_peers",
    N_("Nobody is named to whom anchors go. Set KEREGE_ANCHOR_MAIL to one or more mail addresses."),
)
