"""Reviews of versions of lessons: what was said, how they stand, and who may decide."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from kerege.journal import queries as journal
from kerege.journal.rules import known_as
from kerege.lib.sensitivity import Sensitivity
from kerege.people import queries as people
from kerege.people.rules import MAY, Actor, may
from kerege.people.words import Deed
from kerege.records.viewers import Viewer
from kerege.training.models import Curriculum, CurriculumVersion, ReviewEntry
from kerege.training.queries.staff import DOOR
from kerege.training.rules.reviewing import Entry, Standing, standing
from kerege.training.words.reviewing import Said

_WRITTEN = frozenset(
    f"training.curriculum.{word}" for word in "drafted forked begun changed updated decided offer_accepted".split()
)
_PUBLISHED = "training.curriculum.published"
_AT_ONCE, _MOST = 500, 20_000
"""So many acts are read at once, and so many at most: a draft with more is old, and all who wrote it then stand."""


@dataclass(frozen=True)
class Review:
    """The review of one version for a reader. `authors` are who wrote it; `names` are those of all who are named."""

    entries: tuple[Entry, ...]
    now: Standing
    authors: frozenset[str]
    names: dict[str, str]


def review(viewer: Viewer, me: Actor, key: str, version: str) -> Review | None:
    """The review of a version that the viewer may read, for those who keep or review lessons of its owner; None for
    everybody else.
    """
    of = Curriculum.objects.seen_by(viewer).filter(key=key).one()
    row = CurriculumVersion.objects.seen_by(viewer).filter(of_id=of.id, version=version).one() if of else None
    if (
        of is None
        or row is None
        or not (may(me, Deed.REVIEW_LESSONS, row.owner) or may(me, Deed.KEEP_CURRICULA, row.owner))
    ):
        return None
    entries, authors = entries_of(row.id), authors_of(of.uid)
    named = {*authors, *(each.by for each in entries), *(each.asked_of for each in entries if each.asked_of)}
    return Review(entries, standing(entries, row.digest), authors, people.actor_names(named))


def entries_of(version: int) -> tuple[Entry, ...]:
    """All that was said of a version, in its order."""
    rows = ReviewEntry.objects.seen_by(DOOR).filter(version_id=version).order_by("id").seen()
    return tuple(_entry(row) for row in rows)


def authors_of(curriculum: Any) -> frozenset[str]:
    """Who wrote the draft of a curriculum since one was published last, as the journal calls them."""
    found: set[str] = set()
    before = None
    for _ in range(_MOST // _AT_ONCE):
        lines = journal.acts(owners=None, about=str(curriculum), before=before, limit=_AT_ONCE)
        for line in lines:
            if line.word == _PUBLISHED:
                return frozenset(found)
            if line.word in _WRITTEN:
                found.add(known_as(line.actor))
        if len(lines) < _AT_ONCE:
            break
        before = lines[-1].seq
    return frozenset(found)


def wrote_what_is_restricted(viewer: Viewer, me: Actor, key: str, version: str = "") -> bool:
    """Whether somebody wrote in the draft of a curriculum of which a version (or this one) is restricted now, so that
    they may not read it: to them it is no news that it is there.
    """
    of = Curriculum.objects.seen_by(DOOR).filter(key=key).one() if me.uid else None
    if of is None or viewer.may_see(Sensitivity.RESTRICTED, of.owner):
        return False
    rows = CurriculumVersion.objects.seen_by(DOOR).filter(of_id=of.id, label=Sensitivity.RESTRICTED)
    named = rows.filter(version=version) if version else rows
    return named.exists() and known_as(me.uid) in authors_of(of.uid)


def reviewers(owner: str, *, on: date, but: Iterable[str] = ()) -> dict[str, str]:
    """Who may be asked for a review of what this owner keeps: their names, by what the journal calls them."""
    found: dict[str, str] = {}
    for role in sorted(MAY[Deed.REVIEW_LESSONS]):
        for account in people.holders(role, on=on):
            held = people.grants_held(account, on=on)
            if any(grant.role == role and grant.owner == owner for grant in held):
                found[known_as(str(account.uid))] = account.name
    left_out = set(but)
    return {who: name for who, name in sorted(found.items(), key=lambda pair: pair[1]) if who not in left_out}


def _entry(row: Any) -> Entry:
    return Entry(
        uid=str(row.uid),
        kind=Said(row.kind),
        digest=row.digest,
        by=row.said_by,
        at=row.said_at,
        place=row.place,
        paragraph=row.paragraph,
        text=row.text,
        answers=str(row.answers or ""),
        openly=row.openly,
        asked_of=row.asked_of,
    )
