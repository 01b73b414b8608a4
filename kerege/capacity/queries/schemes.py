"""Schemes of certificates, which everybody may read, and the one under which a case of an owner is opened."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from kerege.capacity.models import CertificateScheme
from kerege.capacity.queries.versions import read_once, state_on
from kerege.capacity.rules.definitions import text_in
from kerege.capacity.rules.schemes import Scheme, Texts, read
from kerege.capacity.words import SetState
from kerege.people.rules import REGION
from kerege.records.viewers import PUBLIC, Viewer

scheme_of = read_once(read)
"""The scheme that a version holds."""


@dataclass(frozen=True)
class SchemeLine:
    """One version of a scheme as on a day; `current` is False once another one has followed."""

    uid: str
    owner: str
    key: str
    version: str
    title: str
    published_on: date
    current: bool
    scheme: Scheme


def schemes(viewer: Viewer, *, on: date, lang: str) -> list[SchemeLine]:
    """All versions that were published by the day, the newest of each owner's first."""
    rows = CertificateScheme.objects.seen_by(viewer).filter(published_on__lte=on).order_by("key", "owner", "-id")
    return [_line(row, on, lang) for row in rows.seen()]


def scheme_for(owner: str, key: str, *, on: date) -> Any:
    """The version under which a case of an owner is opened: the country's own, else the region's; None for none."""
    rows = CertificateScheme.objects.seen_by(PUBLIC).filter(key=key, published_on__lte=on, owner__in=[owner, REGION])
    found = [row for row in rows.order_by("-id").seen() if state_on(row, on) == SetState.PUBLISHED]
    return next((row for row in found if row.owner == owner), next(iter(found), None))


def in_words(texts: Texts, lang: str) -> str:
    """A text of a scheme in the reader's language, else in English."""
    return text_in(texts, lang, "en")


def _line(row: Any, on: date, lang: str) -> SchemeLine:
    found = scheme_of(row)
    return SchemeLine(
        uid=str(row.uid),
        owner=row.owner,
        key=row.key,
        version=row.version,
        title=in_words(found.title, lang),
        published_on=row.published_on,
        current=state_on(row, on) == SetState.PUBLISHED,
        scheme=found,
    )
