"""The words of toolkit packages: what lies in one, who signed it, and what is refused."""

from enum import StrEnum

from kerege.lib.refusal import N_, RefusalWord


class Lies(StrEnum):
    """What a file of a package is."""

    TREE = "tree"
    TEXT = "text"
    SHEET = "sheet"
    ATTACHMENT = "attachment"


LIES = {
    Lies.TREE: N_("The curriculum itself"),
    Lies.TEXT: N_("Text of a lesson"),
    Lies.SHEET: N_("Sheet to print"),
    Lies.ATTACHMENT: N_("Attachment"),
}


class Signed(StrEnum):
    """What the signature of a package is worth to who holds it."""

    KNOWN = "known"
    UNKNOWN = "unknown"
    NOT = "not"
    WRONG = "wrong"


SIGNED = {
    Signed.KNOWN: N_("Signed by a node that this node knows"),
    Signed.UNKNOWN: N_("Signed, with a key that nobody here knows"),
    Signed.NOT: N_("Not signed"),
    Signed.WRONG: N_("The signature is wrong"),
}

NOT_A_PACK = RefusalWord(
    "training.not_a_pack",
    N_("This is no toolkit package, or it is damaged. Choose a file that a node wrote, with the ending .kpack."),
)
PACK_NEWER = RefusalWord(
    "training.pack_newer",
    N_("This is a package for a newer version of the program (%(least)s). Bring this node up to date first."),
    status=409,
)
PACK_TWO_MANIFESTS = RefusalWord(
    "training.pack_two_manifests",
    N_("The package holds more than one manifest.json, so nobody can say which of them counts. Ask for it anew."),
)
PACK_MISSING = RefusalWord(
    "training.pack_missing",
    N_(
        "Files are missing from the package (%(number)s), “%(path)s” first. Copy the package again, or ask for it anew."
    ),
)
PACK_EXTRA = RefusalWord(
    "training.pack_extra",
    N_("“%(path)s” does not belong to the package: its manifest does not name it. Take it out, and try again."),
)
PACK_DAMAGED = RefusalWord(
    "training.pack_damaged",
    N_("“%(path)s” is not what the manifest says: it was damaged or changed. Copy the package again."),
)
PACK_EDITED = RefusalWord(
    "training.pack_edited",
    N_(
        "%(count)s files were changed after the package was made, the first is “%(path)s”. It is not the published "
        "version any more: bring it in as a draft of your own, or ask for the package anew."
    ),
    status=409,
)
PACK_NOT_EDITED = RefusalWord(
    "training.pack_not_edited",
    N_("Nothing in this package was changed, so there is nothing for a draft. Bring it in as the published version."),
    status=409,
)
PACK_SIGNATURE_WRONG = RefusalWord(
    "training.pack_signature_wrong",
    N_("The signature of this package is wrong: its manifest was changed by somebody else. Ask for the package anew."),
)
PACK_SIGNER_UNKNOWN = RefusalWord(
    "training.pack_signer_unknown",
    N_(
        "Nobody here knows who made this package. Ask whoever gave it to you, and confirm that you want it in all the "
        "same."
    ),
    status=409,
)
PACK_BASE_MISSING = RefusalWord(
    "training.pack_base_missing",
    N_(
        "This package holds only what changed since version %(version)s, and %(count)s files of that version are not "
        "here. Bring in the package of that version first, or ask for a whole one."
    ),
    status=409,
)
PACK_OTHER_CONTENT = RefusalWord(
    "training.pack_other_content",
    N_("This node has %(key)s %(version)s with other content. Two versions that differ need two numbers."),
    status=409,
)
PACK_OF_ANOTHER = RefusalWord(
    "training.pack_of_another",
    N_(
        "On this node “%(key)s” is a curriculum of %(owner)s. Bring the package in for %(owner)s if you keep their "
        "curricula, or ask whoever looks after the node: kerege toolkit import --owner %(owner)s."
    ),
    status=409,
)
NO_SUCH_PACK = RefusalWord(
    "training.no_such_pack", N_("There is no such toolkit package. Go back and look again."), status=404
)
PACK_FOR_TRAINERS = RefusalWord(
    "training.pack_for_trainers",
    N_(
        "A package holds the keys of its quizzes, so it is for those who train others. Ask your training centre for it."
    ),
    status=403,
)
PACK_INCOMPLETE = RefusalWord(
    "training.pack_incomplete",
    N_("This node does not have “%(path)s”, which belongs to the package. Bring the package in again, or attach it."),
    status=409,
)
PACK_OF_DRAFT = RefusalWord(
    "training.pack_of_draft",
    N_("A package is made of a published version, and this one is a draft. Publish it first."),
    status=409,
)
