"""Statements are handed on to other stores that the operator named, in their order, until each has them."""

import logging
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from kerege.journal.actions import act
from kerege.journal.rules import checking, gated, writing
from kerege.lib.outgoing import NO_ANSWER, Answer, ask
from kerege.lib.refusal import Refusal
from kerege.lrs.models import Content, Forwarding, Statement
from kerege.lrs.rules.asking import iso, micros
from kerege.lrs.rules.forwarding import (
    AT_ONCE,
    Target,
    body_of,
    fitting,
    handed_on,
    pause,
    seconds_for,
    targets,
    voids,
)
from kerege.lrs.rules.parts import Attached, named_attachments
from kerege.lrs.words import FORWARDING_BEGUN
from kerege.lrs.words.access import NOT_HANDED_ON, TAKES_NOTHING
from kerege.people.rules import Actor

Batch = list[tuple[int, dict[str, Any]]]
logger = logging.getLogger(__name__)
FILE = "forwarding.toml"
MOST_BATCHES = 20
"""Of one store in one run of the job: the others get their turn."""
TAKEN, OTHERS, FORBIDDEN = frozenset({200, 204}), frozenset({400, 409, 413}), 403
PROOF = TAKEN | {409}
WITNESSES = 10
"""Statements that are tried on a store which took none yet, until it takes one."""
LONG = 1_000_000
_CUT_OFF = frozenset({"BrokenPipeError", "ConnectionResetError", "RemoteDisconnected", "SSLEOFError"})
"""How it shows that a store stops reading a request of more than LONG bytes: it takes nothing that long."""


def forward(*, by: Actor, at: datetime) -> int:
    """Hand on what other stores do not have yet; how many statements they took. Without the file nothing happens.

    A store that does not answer is asked again later, and holds up no other. Refuses lrs.bad_forwarding.
    """
    path = Path(settings.DATA) / FILE
    if not path.exists():
        return 0
    return sum(_hand_on(by, target, at) for target in targets(path.read_text()))


def _hand_on(by: Actor, target: Target, at: datetime) -> int:
    row = Forwarding.objects.filter(owner=target.owner, target=target.target).first()
    if row is None:
        with act(FORWARDING_BEGUN, by=by, owner=target.owner, target=target.target) as done:
            row = Forwarding.objects.create(owner=target.owner, target=target.target)
            done.about = row.uid
    if row.due > micros(at):
        return 0
    took = 0
    try:
        for _ in range(MOST_BATCHES):
            batch = _next(row)
            if not batch:
                break
            took += _send(target, row, batch, batch)
    except Refusal as refusal:
        row.tries += 1
        row.due, row.fault = micros(at + pause(row.tries)), refusal.code[:60]
        logger.warning(
            "statements were not handed on", extra={"code": refusal.code, "status": refusal.data.get("status", 0)}
        )
        _note(row)
    return took


def _next(row: Forwarding) -> Batch:
    """The next statements that the store does not have, each with its moment."""
    return fitting(_kept(row.owner, AT_ONCE, stored__gt=row.stored))


def _kept(owner: str, most: int, *, newest: bool = False, **where: Any) -> list[tuple[int, str, dict[str, Any]]]:
    with checking():
        rows: Any = Statement.objects.inside_action().filter(owner=owner, **where)
        found = rows.order_by("-stored" if newest else "stored").values_list("stored", "uid", "raw")[:most]
        return [(stored, raw, handed_on(str(uid), raw, iso(stored))) for stored, uid, raw in found]


def _send(target: Target, row: Forwarding, batch: Batch, whole: Batch) -> int:
    """Send them together; where the store does not take them, one half after the other. How many it took.

    After each request that it answered is noted how far it has them, so that nothing is counted twice. What it does
    not take alone is passed over only while it takes others (decision 109). `whole` is all of which these are a part.
    Refuses lrs.takes_nothing, lrs.not_handed_on and outgoing.*.
    """
    taken = _asked(target, [value for _, value in batch])
    if not taken and len(batch) > 1:
        half = len(batch) // 2
        return _send(target, row, batch[:half], whole) + _send(target, row, batch[half:], whole)
    if not taken:
        _check_takes(target, row, batch[0][0], whole)
    row.passed_over += 0 if taken else 1
    row.taken = batch[-1][0] if taken else row.taken
    row.stored, row.tries, row.due, row.fault = batch[-1][0], 0, 0, ""
    _note(row)
    return len(batch) if taken else 0


def _check_takes(target: Target, row: Forwarding, refused: int, whole: Batch) -> None:
    """Refuses lrs.takes_nothing where the store does not take what it took before either; or, before it ever took one,
    none of those that come next and not the newest. One that says that it has others under the id has read it.
    """
    before = row.taken or (row.stored if not row.passed_over else 0)
    if before:
        tried = [value for _, _, value in _kept(row.owner, 1, stored=before)]
    else:
        tried = [value for stored, value in whole if stored > refused][:WITNESSES]
        tried += [value for _, _, value in _kept(row.owner, 1, newest=True, stored__gt=whole[-1][0])]
    for value in tried:
        body, kind = body_of([value], _contents(target.owner, [value]))
        if _sent(target, body, kind).status in PROOF:
            return
    raise Refusal(TAKES_NOTHING)


def _asked(target: Target, values: list[dict[str, Any]]) -> bool:
    """Whether the store took them all. Refuses lrs.not_handed_on and outgoing.* where it took none for a reason that
    is in none of them.

    A store that may not take back what somebody else sent it forbids a statement that does, and one that stops reading
    says nothing: both are asked once more without a statement, because a key that ended or a line that is gone looks
    the same.
    """
    body, kind = body_of(values, _contents(target.owner, values))
    try:
        answer = _sent(target, body, kind)
    except Refusal as refusal:
        cut_off = refusal.word is NO_ANSWER and refusal.data.get("why") in _CUT_OFF
        if not (cut_off and len(body) > LONG and _lets_in(target)):
            raise
        return False
    if answer.status in TAKEN:
        return True
    forbidden = answer.status == FORBIDDEN and any(map(voids, values)) and _lets_in(target)
    if answer.status in OTHERS or forbidden:
        return False
    raise Refusal(NOT_HANDED_ON, status=answer.status)


def _lets_in(target: Target) -> bool:
    return _sent(target, b"[]", "application/json").status in TAKEN | OTHERS


def _sent(target: Target, body: bytes, kind: str) -> Answer:
    return ask(
        f"{target.target}statements",
        allowed=settings.KEREGE_OUTGOING_HOSTS,
        method="POST",
        body=body,
        headers={**target.headers, "Content-Type": kind},
        seconds=seconds_for(body),
    )


def _contents(owner: str, values: list[dict[str, Any]]) -> list[Attached]:
    hashes = {each["sha2"].lower() for value in values for _, each in named_attachments(value)}
    rows = Content.objects.filter(owner=owner, sha2__in=hashes).order_by("sha2") if hashes else []
    return [Attached(each.sha2, each.content_type, bytes(each.content)) for each in rows]


def _note(row: Forwarding) -> None:
    with gated(), transaction.atomic(), writing():
        row.save()
