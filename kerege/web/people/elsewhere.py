"""What other rooms know that somebody who leaves a seat has in hand; a room that knows more adds its question here."""

from collections.abc import Callable, Iterator
from datetime import date

from kerege.people.queries import Thing
from kerege.people.words import Fate, InHand
from kerege.records.viewers import Viewer
from kerege.sharing import queries as sharing

Question = Callable[[Viewer, str, str, date], Iterator[Thing]]


def _shares(viewer: Viewer, owner: str, account: str, on: date) -> Iterator[Thing]:
    """The shares that the leaving account made and that open something on the day. They stay: the owner gave them."""
    called = sharing.pseudonym_of(account)
    for share in sharing.given(viewer, owner=owner):
        if share.made_by == called and share.open_on(on):
            title = share.title or share.project or share.kind
            yield Thing(InHand.SHARE, share.uid, title[:300], share.end.isoformat(), Fate.STAYS.value)


QUESTIONS: tuple[Question, ...] = (_shares,)


def in_hand_elsewhere(viewer: Viewer, *, owner: str, account: str, on: date) -> list[Thing]:
    """Everything that other rooms tell, as far as the viewer may see it; nothing for a holder without an account."""
    return [thing for ask in QUESTIONS for thing in ask(viewer, owner, account, on)] if account else []
