"""Statements for programs: one by its id, or a page of those that somebody asks for.

A statement whose object is another statement is found by what finds that one too, and so on (chains). Only few
statements are such; they are asked for beside the others, and both are put together in their order.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections, router, transaction
from django.db.models import Func, IntegerField, Q

from kerege.lrs.models import Activity, Content, Credential, Mention, Statement, StoreClock, Voided
from kerege.lrs.queries.callers import Caller, authority
from kerege.lrs.queries.known import digests_kept, moments
from kerege.lrs.rules.asking import Asked
from kerege.lrs.rules.batches import Ready
from kerege.lrs.rules.credentials import check_opens, opens
from kerege.lrs.rules.mentions import activity_key, agent_key, number, thing
from kerege.lrs.rules.parts import Attached
from kerege.lrs.rules.underway import complete_until
from kerege.lrs.words import VOIDED

LONGEST_CHAIN = 5
"""So many statements on from one that is found are found with it."""
REFERRING, MOST_REFERRING = 200, 2_000
"""So many statements about statements are looked at together, at first and at most."""
FIRST, MOST_HELD = 25, 4_000_000
"""So many statements of a page are read at once, and so many bytes (of the others) fit on it."""
COLUMNS = ("stored", "uid", "raw", "credential", "version")


@dataclass(frozen=True)
class Told:
    """A statement with what the store has set beside it."""

    stored: int
    uid: str
    raw: str
    authority: dict[str, Any]
    version: str


@dataclass(frozen=True)
class Page:
    """Some statements; `more` is where the next page begins, None where this is the last one."""

    statements: list[Told]
    more: int | None


def consistent_through(caller: Caller, *, now: int) -> int:
    """Up to which moment (at most `now`) whoever reads from now on misses nothing of the owner's statements.

    That is now, unless a batch is being written: on SQLite one process writes and knows it, on PostgreSQL the clock's
    row is locked then. A replica is complete up to its newest statement, and nobody knows more of it.
    """
    rows = StoreClock.objects.filter(owner=caller.owner)
    stored: Any = rows.values_list("stored", flat=True)
    alias = router.db_for_read(StoreClock)
    if alias != DEFAULT_DB_ALIAS:
        return int(stored.first() or 0)
    if connections[alias].vendor == "sqlite":
        return complete_until(now)
    with transaction.atomic():
        free = rows.select_for_update(skip_locked=True).values_list("stored", flat=True).first()
    if free is not None:
        return max(now, int(free))
    newest = stored.first()
    return now if newest is None else int(newest)


def kept_already(caller: Caller, batch: Iterable[Ready]) -> set[UUID]:
    """The ids of those statements of a batch that are kept and say the same."""
    sent = {each.uid: each for each in batch}
    return {
        uid
        for uid, digest in digests_kept(Statement.objects.seen_by(caller.viewer), caller.owner, sent).items()
        if digest == sent[uid].digest
    }


def one(caller: Caller, asked: Asked) -> Told | None:
    """The statement with that id; None where there is none, and where it is void and was not asked for as that.

    Refuses lrs.not_in_scope.
    """
    check_opens(caller.scopes, "read statements")
    assert asked.one is not None  # noqa: S101 - asked before this is called
    rows = _visible(caller).filter(stored__in=moments(caller.owner, [asked.one]))
    rows = rows.filter(void(caller.owner)) if asked.voided else rows.exclude(void(caller.owner))
    return next(_told(rows.values_list(*COLUMNS)[:1], caller), None)


def page(caller: Caller, asked: Asked) -> Page:
    """The statements that fit, those that are void left out; fewer than were asked for where they are long
    (`MOST_HELD`). Refuses lrs.not_in_scope.
    """
    check_opens(caller.scopes, "read statements")
    wanted = _between(_visible(caller).exclude(void(caller.owner)), asked)
    wanted = wanted.order_by("stored" if asked.ascending else "-stored")
    fitting = _fitting(caller, asked)
    near = _near(caller, wanted, asked)
    found, cut = near or _held(wanted if fitting is None else wanted.filter(fitting), asked)
    cuts = [cut]
    if fitting is not None and _refers(caller):
        more, cut = _held(wanted.filter(stored__in=_chained(caller, wanted, fitting, asked)), asked)
        found, cuts = found + more, [*cuts, cut]
    once = {told.stored: told for told in _told(found, caller)}
    for end in (each for each in cuts if each is not None):  # beyond it something may be missing
        once = {at: told for at, told in once.items() if (at <= end if asked.ascending else at >= end)}
    ordered = [once[at] for at in sorted(once, reverse=not asked.ascending)]
    shown = ordered[: asked.limit]
    ends = len(ordered) <= asked.limit and set(cuts) == {None}
    return Page(shown, None if ends else shown[-1].stored)


def _near(caller: Caller, wanted: Any, asked: Asked) -> tuple[list[Any], int | None] | None:
    """The page of a question for one thing alone, read at the moments at which it was spoken of next, so that no
    planner may read all that ever spoke of it. None where more is asked for, and where the page is not filled by these,
    because some are void or not the caller's.
    """
    key = asked.agent if asked.activity is None else asked.activity
    both = asked.agent is not None and asked.activity is not None
    if key is None or both or asked.related_agents or asked.verb is not None or asked.registration is not None:
        return None
    rows = Mention.objects.filter(thing=number(caller.owner, key))
    rows = rows if asked.activity is not None and asked.related_activities else rows.filter(related=False)
    rows = _between(rows, asked).order_by("stored" if asked.ascending else "-stored")
    moments = list(rows.values_list("stored", flat=True)[: asked.limit + 1])
    found, cut = _held(wanted.filter(stored__in=moments), asked)
    return None if cut is None and len(found) < len(moments) == asked.limit + 1 else (found, cut)


def _held(rows: Any, asked: Asked) -> tuple[list[Any], int | None]:
    """One row more than a page has, or as many as may be held in memory; then also where they end. The first few are
    read at once, of the others first how long they are.
    """
    limit = asked.limit + 1
    found = list(rows.values_list(*COLUMNS)[: min(limit, FIRST)])
    if limit <= FIRST or len(found) < FIRST:
        return found, None
    last = found[-1][0]
    rest = rows.filter(stored__gt=last) if asked.ascending else rows.filter(stored__lt=last)
    left, fit = MOST_HELD - sum(len(row[2]) for row in found), 0
    sizes = list(rest.values_list(_Bytes("raw"), flat=True)[: limit - FIRST])
    for size in sizes:
        left -= size
        if left < 0:
            break
        fit += 1
    found += rest.values_list(*COLUMNS)[:fit] if fit else []
    return found, found[-1][0] if fit < len(sizes) else None


class _Bytes(Func):
    function, output_field = "octet_length", IntegerField()


def _visible(caller: Caller) -> Any:
    """The owner's statements; where the credential opens no others, those that it sent itself, and where it has limits,
    those of its learner and its registration.
    """
    rows, limits = Statement.objects.seen_by(caller.viewer).filter(owner=caller.owner), caller.limits
    if limits.registration is not None:
        rows = rows.filter(registration=limits.registration)
    if limits.agent is not None:
        rows = rows.filter(speaks(caller.owner, limits.agent, related=False))
    return rows if opens(caller.scopes, "read everybody's") else rows.filter(credential=caller.id)


def void(owner: str) -> Q:
    """What was declared void; a statement that voids another is never void itself."""
    voiding = number(owner, thing("verb", VOIDED))
    return Q(uid__in=Voided.objects.filter(owner=owner).values("uid")) & ~Q(verb=voiding)


def _between(rows: Any, asked: Asked) -> Any:
    if asked.since is not None:
        rows = rows.filter(stored__gt=asked.since)
    if asked.until is not None:
        rows = rows.filter(stored__lte=asked.until)
    if asked.after is not None:
        rows = rows.filter(stored__gt=asked.after) if asked.ascending else rows.filter(stored__lt=asked.after)
    return rows


def _fitting(caller: Caller, asked: Asked) -> Q | None:
    """What a statement itself has to be; None where anything fits."""
    fits = []
    if asked.agent is not None:
        fits.append(_agent(caller, asked))
    if asked.activity is not None:
        fits.append(speaks(caller.owner, asked.activity, related=asked.related_activities))
    if asked.verb is not None:
        fits.append(Q(verb=number(caller.owner, asked.verb)))
    if asked.registration is not None:
        fits.append(Q(registration=asked.registration))
    if not fits:
        return None
    found = fits[0]
    for each in fits[1:]:
        found &= each
    return found


def speaks(owner: str, key: UUID, *, related: bool) -> Q:
    """Statements of the owner that speak of a thing; with `related` also those to which it is only related."""
    rows = Mention.objects.filter(thing=number(owner, key))
    return Q(stored__in=(rows if related else rows.filter(related=False)).values("stored"))


def _agent(caller: Caller, asked: Asked) -> Q:
    """Statements that speak of the agent; among related ones also those for which the agent vouches."""
    assert asked.agent is not None  # noqa: S101 - asked a line before this is called
    fits = speaks(caller.owner, asked.agent, related=asked.related_agents)
    if asked.related_agents:
        rows = Credential.objects.filter(owner=caller.owner).values_list("id", "uid")
        vouched = [number_ for number_, uid in rows if agent_key(authority(str(uid))) == asked.agent]
        return fits | Q(credential__in=vouched) if vouched else fits
    return fits


def _refers(caller: Caller) -> bool:
    """Whether any statement has another one as its object; by the index of those alone."""
    return bool(_visible(caller).filter(refers__isnull=False).order_by("refers").values_list("refers")[:1])


def _chained(caller: Caller, wanted: Any, fitting: Q, asked: Asked) -> list[int]:
    """When statements were kept whose object is one that fits, or whose object's object is, and so on: those of a page
    and one more. They are walked in their order, some at a time: as one question over five tables in parts it took
    PostgreSQL twenty seconds to answer what is found in milliseconds.
    """
    rows, found, at, step = wanted.filter(refers__isnull=False), list[int](), asked.after, REFERRING
    while True:
        if at is not None:
            rows = rows.filter(stored__gt=at) if asked.ascending else rows.filter(stored__lt=at)
        some = list(rows.values_list("stored", "refers")[:step])
        reaching = _reaching(caller, {refers for _, refers in some}, fitting)
        found += [stored for stored, refers in some if refers in reaching]
        if len(some) < step or len(found) > asked.limit:
            return found[: asked.limit + 1]
        at, step = some[-1][0], min(step * 2, MOST_REFERRING)


def _reaching(caller: Caller, uids: Iterable[UUID], fitting: Q) -> set[UUID]:
    """Those that fit, or have one that fits as their object, and so on (`LONGEST_CHAIN`)."""
    ends, reaching = {uid: {uid} for uid in uids}, set[UUID]()
    for _ in range(LONGEST_CHAIN):
        there = _visible(caller).filter(stored__in=moments(caller.owner, ends))
        for uid in there.filter(fitting).values_list("uid", flat=True):
            reaching |= ends.pop(uid)
        onward: dict[UUID, set[UUID]] = {}
        for uid, refers in there.filter(refers__isnull=False).values_list("uid", "refers") if ends else ():
            onward.setdefault(refers, set()).update(ends.get(uid, ()))
        ends = {uid: begun for uid, begun in onward.items() if begun - reaching}
        if not ends:
            break
    return reaching


def _told(rows: Iterable[Any], caller: Caller) -> Iterator[Told]:
    names = dict(Credential.objects.filter(owner=caller.owner).values_list("id", "uid"))
    for stored, uid, raw, credential, version in rows:
        yield Told(stored, str(uid), raw, authority(str(names.get(credential, ""))), version)


def contents_of(caller: Caller, hashes: Iterable[str]) -> list[Attached]:
    """The contents of attachments that are kept, in the order of their hashes. Refuses lrs.not_in_scope."""
    check_opens(caller.scopes, "read statements")
    rows = Content.objects.filter(owner=caller.owner, sha2__in=set(hashes)).order_by("sha2")
    return [Attached(row.sha2, row.content_type, bytes(row.content)) for row in rows]


def activity_told(caller: Caller, iris: Iterable[str]) -> Mapping[str, dict[str, Any]]:
    """What was told last of activities, by their IRI; those of which nothing was told are left out."""
    keys = {activity_key(iri) for iri in iris}
    rows = Activity.objects.filter(owner=caller.owner, uid__in=keys, told__isnull=False)
    return {row.iri: row.told for row in rows if row.told is not None}
