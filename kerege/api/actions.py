"""What the interfaces keep for themselves: until where in the journal somebody has been told."""

from kerege.api.words import DIGEST_SENT
from kerege.journal.actions import act
from kerege.people.rules import Actor


def digest_sent(*, by: Actor, account_uid: str, until: int) -> None:
    """Keep that an account was told of the journal up to this act. Refuses nothing."""
    with act(DIGEST_SENT, by=by, about=account_uid, until=until):
        pass
