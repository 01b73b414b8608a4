"""The words of carrying judgements from one node to another as a file, and what is refused."""

from enum import StrEnum

from kerege.lib.refusal import N_, RefusalWord


class BroughtState(StrEnum):
    """How far a file has come that somebody brought from another node. Only what a second person takes in counts."""

    WAITING = "waiting"
    TAKEN = "taken"
    TURNED = "turned"


BROUGHT_STATES = {
    BroughtState.WAITING: N_("Waits for a second person"),
    BroughtState.TAKEN: N_("Taken in"),
    BroughtState.TURNED: N_("Turned away"),
}

NOT_SUCH_A_FILE = RefusalWord(
    "law.not_a_coverage_file",
    N_("This is no file of judgements as Kerege writes one: %(place)s. Have it written anew where the judgements are."),
)
FILE_CHANGED = RefusalWord(
    "law.coverage_file_changed",
    N_("“%(path)s” is not what the manifest says: the file was changed or damaged on its way. Ask for it once more."),
)
FILE_NEWER = RefusalWord(
    "law.coverage_file_newer",
    N_("This file was written by a later release of Kerege (form %(form)s). Bring this node up to date first."),
    status=409,
)
FILE_TOO_LARGE = RefusalWord(
    "law.coverage_file_too_large", N_("A file of judgements has at most %(most)s bytes; this one has more."), status=413
)
NOT_HELD_HERE = RefusalWord(
    "law.country_not_held_here",
    N_("The judgements are about %(country)s, whose law is not kept on this node. Bring the file to a node that does."),
)
OTHER_RELEASE = RefusalWord(
    "law.other_release",
    N_(
        "The judgements rest on release %(version)s of the catalogue (%(sha256)s), which is not "
        "here. Whoever keeps the "
        "catalogue publishes it first: kerege law release FILE."
    ),
    status=409,
)
FILE_WITHOUT_CATALOGUE = RefusalWord(
    "law.file_without_catalogue",
    N_("The file carries no tables of its release. Publish the release from its folder: kerege catalogue load."),
)
OTHER_TABLES = RefusalWord(
    "law.tables_of_another_release",
    N_("The tables in the file are not release %(version)s, as it says they are. Ask for the file once more."),
)
BAD_SEAL = RefusalWord(
    "law.seal_does_not_fit",
    N_("The judgement about %(obligation)s is not what was approved: its seal does not fit. Nothing was written."),
)
NOT_SETTLED = RefusalWord(
    "law.only_approved_travels",
    N_("The judgement about %(obligation)s was not approved where it was written. Only approved ones are taken."),
)
NOT_TWO_PERSONS = RefusalWord(
    "law.approved_by_one",
    N_("The judgement about %(obligation)s was not approved by a second person, or by one who added its evidence."),
)
JUDGED_HERE = RefusalWord(
    "law.round_judged_here",
    N_("The round “%(round)s” is judged on this node and reads otherwise here. A file changes no round of this node."),
    status=409,
)
JUDGED_ELSEWHERE = RefusalWord(
    "law.round_judged_elsewhere",
    N_("The round “%(round)s” is judged at the node %(node)s. Bring in its next file, or open a round of your own."),
    status=409,
)
OTHER_HERE = RefusalWord(
    "law.file_differs",
    N_("%(what)s stands here already and reads otherwise. What was approved is not changed by a file."),
    status=409,
)
FILE_OLDER = RefusalWord(
    "law.file_older",
    N_("The round “%(round)s” is further on here than in this file. Ask for the newest file."),
    status=409,
)
OWN_FILE = RefusalWord(
    "law.own_file",
    N_("You brought this file. Somebody else takes it in, after a look at what it holds."),
    status=403,
)
DECIDED_ALREADY = RefusalWord(
    "law.file_decided", N_("Somebody decided about this file already. Open it again to see what."), status=409
)
