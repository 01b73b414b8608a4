"""The bank for whoever makes an exam: which collections there are, what they are about, and never what is right.

Whoever makes exams of a course draws from the bank of its owner without keeping it, as far as its records are labelled
as they usually are; of what is more restricted only who may read it learns anything.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import REGION, Actor
from kerege.records.viewers import Viewer
from kerege.training.models import BankCollection, BankEntry, BankVersion
from kerege.training.queries.exam_doors import BankItem, keeps_exams
from kerege.training.rules.exam_blueprint import Pooled
from kerege.training.words.bank import ItemState
from kerege.training.words.exams_refused import NO_SUCH_EXAM

AT_LEAST = Sensitivity.NATIONAL
"""How records of a bank are labelled where nobody says otherwise."""
EASY, HARD = 0.75, 0.5
"""From which expected share of right answers a question is called easy, and below which hard."""


@dataclass(frozen=True)
class BankShelf:
    """A collection with how many of its questions are released."""

    key: str
    title: str
    released: int


@dataclass(frozen=True)
class Offer:
    """What a blueprint can choose by: each word with how many questions have it."""

    shelves: tuple[BankShelf, ...]
    by: Mapping[str, Mapping[str, int]]


def offer(viewer: Viewer, *, by: Actor, course: Any) -> Offer:
    """The collections of the owner of a course and of the region. Refuses training.no_such_exam (404) to whoever does
    not keep its exams.
    """
    if not keeps_exams(by, course):
        raise Refusal(NO_SUCH_EXAM)
    return offer_of(_as_maker(viewer), course.owner)


def offer_of(reader: Viewer, owner: str) -> Offer:
    """The collections of an owner and of the region, for whoever was found to write exams for that owner."""
    rows = list(BankCollection.objects.seen_by(reader).filter(owner__in=[owner, REGION]).order_by("title").seen())
    found = {row.id: _released(reader, [row.id]) for row in rows}
    shelves = tuple(BankShelf(row.key, row.title, len(found[row.id])) for row in rows if found[row.id])
    pooled = [_pooled(each) for versions in found.values() for each in versions]
    names = ("outcomes", "topics", "kinds", "difficulties")
    counts = {name: Counter(word for each in pooled for word in getattr(each, name)) for name in names}
    return Offer(shelves, {name: dict(sorted(each.items())) for name, each in counts.items()})


def items_for(viewer: Viewer, *, by: Actor, course: Any, collections: Iterable[str]) -> list[BankItem]:
    """The released questions of these collections, as an exam takes them. Refuses training.no_such_exam (404) to who
    does not keep the exams of the course.
    """
    if not keeps_exams(by, course):
        raise Refusal(NO_SUCH_EXAM)
    return items_of(_as_maker(viewer), course.owner, collections)


def items_of(reader: Viewer, owner: str, collections: Iterable[str]) -> list[BankItem]:
    """The same for whoever was found to write exams for an owner."""
    rows = BankCollection.objects.seen_by(reader).filter(owner__in=[owner, REGION], key__in=list(collections))
    versions = _released(reader, [row.id for row in rows.seen()])
    return [BankItem(_pooled(each), each.body, each.written_by) for each in versions]


def _as_maker(viewer: Viewer) -> Viewer:
    """The same reader, who as a maker of exams reads what is labelled as usual. Nothing of a bank is shared."""
    return Viewer(uid=viewer.uid, everywhere=max(viewer.everywhere, AT_LEAST), by_owner=viewer.by_owner)


def _released(reader: Viewer, collections: list[int]) -> list[Any]:
    of = [each.id for each in BankEntry.objects.seen_by(reader).filter(collection_id__in=collections).seen()]
    rows = BankVersion.objects.seen_by(reader).filter(entry_id__in=of, state=ItemState.RELEASED)
    return list(rows.order_by("entry_id").seen())


def _pooled(row: Any) -> Pooled:
    expected = row.difficulty
    band = "" if expected is None else "easy" if expected >= EASY else "hard" if expected < HARD else "middle"
    bands = (band,) if band else ()
    return Pooled(str(row.uid), tuple(row.outcomes), tuple(row.topics), tuple(row.kinds), bands)
