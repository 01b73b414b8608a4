"""Statements are kept: whole batches in one transaction, and only added to (decision 73).

No act of the journal tells of each statement: a statement is a record of what somebody did, says itself who vouches for
it, and is never changed. Acts tell who was let in, and until when.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from kerege.journal.rules import gated, writing
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lrs.models import Activity, Content, KnownId, Mention, Statement, StoreClock, Voided
from kerege.lrs.queries.callers import Caller
from kerege.lrs.queries.known import digests_kept, moments
from kerege.lrs.rules.activities import keepable, merged
from kerege.lrs.rules.asking import micros
from kerege.lrs.rules.batches import Ready
from kerege.lrs.rules.credentials import check_opens, opens
from kerege.lrs.rules.limits import check_batch
from kerege.lrs.rules.mentions import activity_key, number, number_named, thing
from kerege.lrs.rules.parts import Attached
from kerege.lrs.rules.underway import underway
from kerege.lrs.words import Edition
from kerege.lrs.words.access import MAY_NOT_VOID
from kerege.lrs.words.statements import CONFLICT
from kerege.records.often import asked, put

_STATEMENT = (
    *("uid", "owner", "label", "synthetic", "stored", "verb", "registration", "refers"),
    *("credential", "version", "signed", "raw"),
)


def store(
    *,
    by: Caller,
    batch: Sequence[Ready],
    edition: Edition,
    contents: Mapping[str, Attached] | None = None,
) -> list[str]:
    """Keep the statements of a checked batch; their ids, in the order of the batch.

    One that is kept already and says the same is passed over. Refuses lrs.not_in_scope, lrs.beyond_limit,
    lrs.may_not_void and lrs.conflict, and then keeps nothing.
    """
    check_opens(by.scopes, "write statements")
    check_batch(by.limits, batch)
    with gated(), underway(micros(datetime.now(UTC))), transaction.atomic(), writing():
        newest = _newest_moment(by.owner)
        fresh = _fresh(by.owner, batch)
        if fresh:
            _check_voids(by, fresh)
            first = max(micros(datetime.now(UTC)), newest + 1)  # told once the clock is locked, never before
            _write(by, edition, list(enumerate(fresh, start=first)))
            _keep_contents(by.owner, contents or {})
            _keep_activities(by, fresh)
            put(StoreClock, {"stored": first + len(fresh) - 1}, owner=by.owner)
    return [str(each.uid) for each in batch]


def _newest_moment(owner: str) -> int:
    """When the newest statement of an owner was kept. From now on nobody else writes into this store."""
    for _ in range(2):
        if rows := asked(StoreClock, ("stored",), lock=True, owner=owner):
            return int(rows[0][0])
        StoreClock.objects.get_or_create(owner=owner)
    raise AssertionError("a clock that was made is there")


def _fresh(owner: str, batch: Sequence[Ready]) -> list[Ready]:
    """Those that are not kept yet. Refuses lrs.conflict."""
    known = digests_kept(Statement.objects.inside_action(), owner, [each.uid for each in batch])
    again = [each for each in batch if each.uid in known] if known else []
    for each in again:
        if known[each.uid] != each.digest:
            raise Refusal(CONFLICT, field="id", id=str(each.uid))
    return [each for each in batch if each.uid not in known] if again else list(batch)


def _check_voids(by: Caller, fresh: Sequence[Ready]) -> None:
    """Without the scope for more a credential takes back what it sent itself: earlier, or in this batch. Refuses
    lrs.may_not_void, also for what is not kept: it may be sent by somebody else one day.
    """
    if opens(by.scopes, "void"):
        return
    wanted = {each.voids for each in fresh if each.voids is not None} - {each.uid for each in fresh}
    if not wanted:
        return
    kept = moments(by.owner, wanted)
    own = Statement.objects.inside_action().filter(owner=by.owner, stored__in=kept, credential=by.id)
    if wanted - set(own.values_list("uid", flat=True)):
        raise Refusal(MAY_NOT_VOID)


def _write(by: Caller, edition: Edition, placed: list[tuple[int, Ready]]) -> None:
    owner, label = by.owner, int(Sensitivity.RESTRICTED)
    KnownId.objects.all().insert_rows(
        ("uid", "owner", "stored", "digest"), [(each.uid, owner, at, b"") for at, each in placed]
    )
    verbs = {each.verb: number(owner, thing("verb", each.verb)) for _, each in placed}
    Statement.objects.all().insert_rows(
        _STATEMENT,
        [
            (
                *(each.uid, owner, label, False, at, verbs[each.verb], each.registration, each.refers),
                *(by.id, edition.value, each.signed.value, each.raw),
            )
            for at, each in placed
        ],
    )
    Mention.objects.all().insert_rows(
        ("thing", "stored", "related"),
        [
            (number_named(owner, name), at, related)
            for at, each in placed
            for related, found in ((False, each.mentions.direct), (True, each.mentions.related))
            for name in found
        ],
    )
    _void(owner, [(each.voids, each.uid) for _, each in placed if each.voids is not None])


def _void(owner: str, pairs: Iterable[tuple[UUID, UUID]]) -> None:
    """What is voided twice is void by the first one."""
    wanted = dict(reversed(list(pairs)))
    if wanted:
        known = set(Voided.objects.filter(owner=owner, uid__in=list(wanted)).values_list("uid", flat=True))
        rows = [(uid, owner, by) for uid, by in wanted.items() if uid not in known]
        Voided.objects.all().insert_rows(("uid", "owner", "statement"), rows)


def _keep_contents(owner: str, contents: Mapping[str, Attached]) -> None:
    if contents:
        known = set(Content.objects.filter(owner=owner, sha2__in=list(contents)).values_list("sha2", flat=True))
        rows = [(owner, c.sha2, c.content_type, c.content) for c in contents.values() if c.sha2 not in known]
        Content.objects.all().insert_rows(("owner", "sha2", "content_type", "content"), rows)


def _keep_activities(by: Caller, fresh: Sequence[Ready]) -> None:
    """What is told of activities is kept where the credential may say so; an activity of which nothing is told needs
    no row.
    """
    if not opens(by.scopes, "define"):
        return
    told = {iri: said for iri, said in _told(fresh).items() if _newest.get((by.owner, iri)) != said}
    if not told:
        return
    keys = {activity_key(iri): iri for iri in told}
    known = {row.uid: row for row in Activity.objects.filter(owner=by.owner, uid__in=list(keys))}
    rows = []
    for key, iri in keys.items():
        if key not in known:
            rows.append((key, by.owner, iri, told[iri]))
            continue
        row = known[key]
        now = merged(row.told or {}, told[iri])
        if now != row.told:
            row.told = now
            row.save(update_fields=["told"])
    Activity.objects.all().insert_rows(("uid", "owner", "iri", "told"), rows)
    transaction.on_commit(lambda: _remember(by.owner, told))


Told = dict[str, Any]
_newest: dict[tuple[str, str], Told] = {}
"""What this process kept last of an activity. A course sends the same definition with every answer: then there is
nothing to look up and nothing to change. Only what was committed is remembered.
"""
MOST_REMEMBERED = 5_000


def _remember(owner: str, told: dict[str, Told]) -> None:
    if len(_newest) > MOST_REMEMBERED:
        _newest.clear()
    _newest.update({(owner, iri): said for iri, said in told.items()})


def _told(fresh: Sequence[Ready]) -> dict[str, Told]:
    """What the batch tells of each activity, one definition after another."""
    told: dict[str, Told] = {}
    for each in fresh:
        may_hold_nul = "\\u0000" in each.raw
        for iri, said in each.mentions.activities.items():
            if not said:
                continue
            definition, before = keepable(said) if may_hold_nul else said, told.get(iri)
            if definition != before:
                told[iri] = merged(before or {}, definition)
    return told
