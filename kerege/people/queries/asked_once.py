"""Who somebody is, asked once while a page is read that puts together what many rooms know of its reader."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from kerege.lib.ids import uid_or_none
from kerege.people.models import Account

Numbers = tuple[int | None, int | None]
_asked: ContextVar[dict[str, Numbers] | None] = ContextVar("people_asked_once", default=None)


@contextmanager
def asked_once() -> Iterator[None]:
    """Inside, account_number and person_number ask the database once for each account. Only for reading: what is
    written inside to an account is not seen by them.
    """
    token = _asked.set({})
    try:
        yield
    finally:
        _asked.reset(token)


def numbers_of(uid: str) -> Numbers:
    """The row numbers of the active account with this uid, and of its person; None for what is not there."""
    before = _asked.get()
    if before is not None and uid in before:
        return before[uid]
    known = uid_or_none(uid)
    rows = Account.objects.filter(uid=known, is_active=True) if known else Account.objects.none()
    found: Numbers = rows.values_list("id", "person_id").first() or (None, None)
    if before is not None:
        before[uid] = found
    return found
