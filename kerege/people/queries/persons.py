"""Persons as a viewer may see them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kerege.lib.text import fold
from kerege.people.models import (
    Person,
    PersonName,
)
from kerege.records.labels import Withheld
from kerege.records.viewers import Viewer


@dataclass(frozen=True)
class PersonLine:
    key: str
    uid: str
    name: str | Withheld
    owner: str
    spellings: tuple[tuple[str, str], ...]
    synthetic: bool


def persons(viewer: Viewer, *, text: str = "", owner: str = "", limit: int = 100) -> list[PersonLine]:
    """Persons whose name the viewer may read, found by any spelling in any script; by name, at most `limit`."""
    revealed: Any = Person.objects.seen_by(viewer).reveal("name")  # the stubs do not know the revealed column
    rows = revealed.filter(name_seen__isnull=False)
    if owner:
        rows = rows.filter(owner=owner)
    if text:
        spellings = PersonName.objects.seen_by(viewer).filter(folded__contains=fold(text))
        rows = rows.filter(id__in=set(spellings.values_list("person_id", flat=True)))
    found = rows.order_by("name_seen")[:limit].seen()
    spelled: dict[int, list[tuple[str, str]]] = {}
    for n in PersonName.objects.seen_by(viewer).filter(person_id__in=[p.id for p in found]).order_by("id").seen():
        spelled.setdefault(n.person_id, []).append((n.lang, n.text))
    return [PersonLine(p.key, str(p.uid), p.name, p.owner, tuple(spelled.get(p.id, ())), p.synthetic) for p in found]


def person_names(viewer: Viewer, ids: Iterable[int]) -> dict[int, str | Withheld]:
    """Names of the persons with these row numbers, for registers; without those whose record the viewer may not see."""
    return {p.id: p.name for p in Person.objects.seen_by(viewer).filter(id__in=set(ids)).seen()}
