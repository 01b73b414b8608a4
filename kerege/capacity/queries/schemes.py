"""Schemes of certificates, which everybody may read, and the one under which a case of an owner is opened."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import Any

from kerege.capacity.models import CertificateScheme
from kerege.capacity.rules.definitions import text_in
from kerege.capacity.rules.scheme_writing import changed
from kerege.capacity.rules.schemes import Scheme, Texts, asks_enough, counted, read
from kerege.capacity.words import SetState
from kerege.people.rules import REGION
from kerege.records.citing import SourceRef, source_ref
from kerege.records.reading_versions import read_once, state_on
from kerege.records.viewers import PUBLIC, Viewer

scheme_of = read_once(read)
"""The scheme that a version holds."""


@dataclass(frozen=True)
class SchemeLine:
    """One version of a scheme as on a day; `current` is False once another one has followed.

    `holds`: cases of its owner are opened under it. Not so where the region's has been raised above a country's since.
    `changes` are those from the version before it of the same owner, else from the region's with which it was compared.
    """

    uid: str
    owner: str
    key: str
    version: str
    title: str
    published_on: date
    current: bool
    holds: bool
    reason: str
    source: SourceRef | None
    changes: tuple[tuple[str, str, str], ...]
    scheme: Scheme


def schemes(viewer: Viewer, *, on: date, lang: str, **wanted: str) -> list[SchemeLine]:
    """Versions that were published by the day, the newest of each owner's first; `wanted`: of an owner, of a key."""
    rows = CertificateScheme.objects.seen_by(viewer).filter(published_on__lte=on, **wanted)
    found = rows.select_related("source").order_by("key", "owner", "-id").seen()
    floors = _floors({row.key for row in found}, on)
    bases = {row.id: row for row in CertificateScheme.objects.seen_by(PUBLIC).filter(owner=REGION).seen()}
    beside = zip_longest(found, found[1:])
    before = [last if last and (last.owner, last.key) == (row.owner, row.key) else None for row, last in beside]
    return [
        _line(row, on, lang, floors.get(row.key), last or bases.get(row.base_id))
        for row, last in zip(found, before, strict=True)
    ]


def scheme_for(owner: str, key: str, *, on: date) -> Any:
    """The version under which a case of an owner is opened: the country's own, else the region's; None for none. Where
    the region has been raised above the country's, the region's is the floor until the country publishes another.
    """
    rows = CertificateScheme.objects.seen_by(PUBLIC).filter(key=key, published_on__lte=on, owner__in=[owner, REGION])
    standing = {row.owner: row for row in rows.seen() if state_on(row, on) == SetState.PUBLISHED}
    own, floor = standing.get(owner), standing.get(REGION)
    return own if own is not None and _enough(floor, own) else floor


def versions_counted(scheme: Any, curriculum: str) -> tuple[str, ...]:
    """The versions of a curriculum that count for cases under a version of a scheme (its row), see rules.counted."""
    rows = CertificateScheme.objects.seen_by(PUBLIC).filter(owner=scheme.owner, key=scheme.key, id__gt=scheme.id)
    return counted(scheme_of(scheme), map(scheme_of, rows.order_by("id").seen()), curriculum)


def content_of(uid: str) -> dict[str, Any]:
    """What a version holds, as data, for the next one that begins from it."""
    (row,) = CertificateScheme.objects.seen_by(PUBLIC).filter(uid=uid).seen()
    return dict(row.content)


def in_words(texts: Texts, lang: str) -> str:
    """A text of a scheme in the reader's language, else in English."""
    return text_in(texts, lang, "en")


def _floors(keys: Iterable[str], on: date) -> dict[str, Any]:
    rows = CertificateScheme.objects.seen_by(PUBLIC).filter(owner=REGION, key__in=set(keys), published_on__lte=on)
    return {row.key: row for row in rows.seen() if state_on(row, on) == SetState.PUBLISHED}


def _enough(floor: Any, own: Any) -> bool:
    return floor is None or floor.owner == own.owner or asks_enough(scheme_of(floor), scheme_of(own))


def _line(row: Any, on: date, lang: str, floor: Any, before: Any) -> SchemeLine:
    found, current = scheme_of(row), state_on(row, on) == SetState.PUBLISHED
    return SchemeLine(
        uid=str(row.uid),
        owner=row.owner,
        key=row.key,
        version=row.version,
        title=in_words(found.title, lang),
        published_on=row.published_on,
        current=current,
        holds=current and _enough(floor, row),
        reason=row.reason,
        source=source_ref(row.source) if row.source_id else None,
        changes=tuple(changed(scheme_of(before), found)) if before is not None else (),
        scheme=found,
    )
