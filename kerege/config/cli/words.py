"""What the command line refuses before any room is asked."""

from kerege.lib.refusal import N_, RefusalWord

NO_ACTOR = RefusalWord(
    "cli.no_actor",
    N_(
        "Say who imports: --as with the address of an account, whose roles decide what is allowed, "
        "or --as-node for the operator of this node."
    ),
)
NO_FILE = RefusalWord(
    "cli.no_file", N_("There is no file or folder %(path)s. Check the spelling of the path."), status=404
)
UNREADABLE = RefusalWord("cli.unreadable", N_("%(path)s cannot be read or written: %(reason)s. Check its permissions."))
