"""What a unit does in its session: it fetches its token, reads its preferences, and sends statements.

No act tells of any of it (decision 73): what a unit does is told by its statements, and acts tell that it was launched.
"""

import base64
import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from django.db import transaction

from kerege.journal.rules import gated, writing
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.lrs import actions as store
from kerege.lrs import queries as stored
from kerege.lrs.rules.batches import ready
from kerege.lrs.rules.parts import Attached
from kerege.lrs.rules.reading import Sent
from kerege.lrs.words import Edition
from kerege.people.rules import Actor
from kerege.training.actions.cmi5 import keep_unit, say_satisfied
from kerege.training.models import Cmi5Session, ElearningRegistration
from kerege.training.queries.cmi5 import OpenSession, opened, secret_of_session
from kerege.training.rules.elearning.cmi5_accepting import Sitting, taken
from kerege.training.rules.elearning.cmi5_launch import About
from kerege.training.rules.elearning.cmi5_progress import with_seconds
from kerege.training.words import cmi5 as words
from kerege.training.words.cmi5 import Verb


@contextmanager
def _open() -> Iterator[None]:
    with gated(), transaction.atomic(), writing():
        yield


def fetch_token(*, by: Actor, session: str, key: str, now: datetime) -> str | None:
    """The token of a session, once; None for the second time. Whoever holds the launch address asks, so `by` is nobody.

    Refuses training.cmi5_no_such_session for a key that is none, and training.cmi5_session_over.
    """
    number = uid_or_none(session)
    found = Cmi5Session.objects.filter(uid=number, fetch=secret_of_session(key)).first() if number else None
    if found is None:
        raise Refusal(words.CMI5_NO_SUCH_SESSION)
    secret = secrets.token_urlsafe(32)
    with _open():
        row = Cmi5Session.objects.select_for_update().get(id=found.id)
        if row.token:
            return None
        if row.ended_at or row.until <= now:
            raise Refusal(words.CMI5_SESSION_OVER)
        row.token = secret_of_session(secret)
        row.save(update_fields=["token"])
    return base64.b64encode(f"{row.uid}:{secret}".encode()).decode()


def note_prepared(*, by: OpenSession) -> None:
    """The unit has read the preferences of its learner, and may begin. Refuses nothing."""
    if not by.row.prepared:
        with _open():
            Cmi5Session.objects.filter(id=by.row.id).update(prepared=True)


def take_statements(
    *, by: OpenSession, sent: Sequence[Sent], contents: Mapping[str, Attached], only: UUID | None, now: datetime
) -> list[str]:
    """Keep what a unit sends, the whole batch or nothing; the ids. The same statement again is passed over.

    Refuses lrs.* for what is no statement, training.cmi5_bad_statement for what this session may not say,
    training.cmi5_sent_often, and training.cmi5_not_let_in where the session ended while it was sent.
    """
    batch = ready(sent, edition=Edition.XAPI_1, contents=contents, only=only)
    with _open():
        held = ElearningRegistration.objects.select_for_update().get(id=by.row.registration_id)
        row = Cmi5Session.objects.select_for_update().get(id=by.row.id)
        if row.ended_at is not None:
            raise Refusal(words.CMI5_NOT_LET_IN)
        if row.sent + len(batch) > words.MOST_STATEMENTS:
            raise Refusal(words.CMI5_SENT_OFTEN, most=words.MOST_STATEMENTS)
        row.registration = held
        session = opened(row)
        known = stored.kept_already(session.caller, batch)
        after = session.sitting
        for each, one in zip(sent, batch, strict=True):
            if one.uid not in known:
                after = taken(after, {**({"id": str(only)} if only else {}), **each.value})
        found = store.store(by=session.caller, batch=batch, edition=Edition.XAPI_1, contents=contents)
        _keep(session, after, len(batch), now)
    return found


def _keep(session: OpenSession, after: Sitting, count: int, now: datetime) -> None:
    """What the statements change: how the session stands, how the unit stands, and what that satisfies."""
    row, ground, held = session.row, session.ground, after.unit
    row.said, row.sent, row.last_at = sorted(after.said), row.sent + count, now
    if Verb.TERMINATED in after.said:
        row.ended_at = now
        held = with_seconds(held, int((now - row.launched_at).total_seconds()))
    row.save(update_fields=["said", "sent", "last_at", "ended_at"])
    if held != session.sitting.unit:
        keep_unit(by=ground, part=session.part.id, held=held.told(), at=now)
        about = About(ground.actor, session.sitting.registration, str(row.uid), now)
        say_satisfied(by=ground, about=about)
