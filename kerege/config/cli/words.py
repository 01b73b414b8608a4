"""What the command line refuses before any room is asked."""

from kerege.lib.refusal import N_, RefusalWord

NO_ACTOR = RefusalWord(
    "cli.no_actor",
    N_(
        "Say who does this: --as with the address of an account, whose roles decide what is allowed, "
        "or --as-node for the operator of this node."
    ),
)
NO_FILE = RefusalWord(
    "cli.no_file", N_("There is no file or folder %(path)s. Check the spelling of the path."), status=404
)
NOT_A_CLASS = RefusalWord(
    "cli.not_a_class",
    N_("No class was held in %(path)s, so nothing there is deleted. Name the folder of the class: --data."),
    status=404,
)
CLASS_RUNS = RefusalWord(
    "cli.class_runs",
    N_("This class is running. Stop it first (Ctrl+C where it runs), then forget it."),
    status=409,
)
OTHER_CLASS = RefusalWord(
    "cli.other_class",
    N_(
        "In %(path)s lies the class of another course. Take its records to the node and forget it (kerege class wipe), "
        "or hold this class in a folder of its own: --data."
    ),
    status=409,
)
STRANGE_FILE = RefusalWord(
    "cli.strange_file",
    N_("%(path)s was put there by somebody else, so nothing is deleted. Move it elsewhere, and try again."),
    status=409,
)
UNREADABLE = RefusalWord("cli.unreadable", N_("%(path)s cannot be read or written: %(reason)s. Check its permissions."))
