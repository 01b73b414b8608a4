"""What is refused of the deeds that are done at the machine of a node."""

from kerege.lib.refusal import N_, RefusalWord

ONLY_AT_THE_MACHINE = RefusalWord(
    "people.only_at_the_machine",
    N_("This is done at the machine of the node, by whoever looks after it. Ask them."),
    status=403,
)
NOT_AN_ADMINISTRATOR = RefusalWord(
    "people.not_an_administrator",
    N_(
        "%(email)s administers nothing on this node. Its administrators let other people in again: they sign in, and "
        "go on from “I have lost my second factor”."
    ),
    status=409,
)
