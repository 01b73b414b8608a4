"""Which ids are taken already, and by what."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from kerege.lrs.models import KnownId
from kerege.lrs.rules.reading import parse
from kerege.lrs.rules.sameness import digest
from kerege.records.often import asked


def digests_kept(rows: Any, owner: str, uids: Iterable[UUID]) -> dict[UUID, bytes]:
    """The digests (rules.sameness) of what is kept under those of these ids that are taken. `rows` are the statements
    that may be looked at.

    A digest is made of the kept characters when an id comes again: that is seldom, and statements come by thousands.
    Those that were kept with theirs have it.
    """
    found = {
        uid: (stored, bytes(told))
        for uid, stored, told in asked(KnownId, ("uid", "stored", "digest"), owner=owner, uid=list(uids))
    }
    bare = {stored: uid for uid, (stored, told) in found.items() if not told}
    digests = {uid: told for uid, (_, told) in found.items() if told}
    if bare:
        said = rows.filter(owner=owner, stored__in=list(bare)).values_list("stored", "raw")
        digests |= {bare[stored]: digest(parse(raw)) for stored, raw in said}
    return digests


def moments(owner: str, uids: Iterable[UUID]) -> list[int]:
    """When those of these statements that are kept were kept: under these moments they are found, in whichever part of
    the table they lie.
    """
    return [stored for (stored,) in asked(KnownId, ("stored",), owner=owner, uid=list(uids))]
