"""The question bank for whoever keeps it, and the items of exams for those who set and grade them.

A version tells what is right, so a reader sees a bank only where they may keep curricula for its owner, and only as far
as their clearance goes. Everybody else meets a question as `rules.items.shown` shows it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kerege.journal.rules import known_as
from kerege.lib.ids import uid_or_none
from kerege.lib.markdown import to_words
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.versions import Texts
from kerege.people.rules import Actor, may
from kerege.people.words import Deed
from kerege.records.viewers import Viewer
from kerege.training.models import BankCollection, BankEntry, BankVersion
from kerege.training.rules import items
from kerege.training.rules.items import Item
from kerege.training.rules.items.slots import PICTURE, SLOT
from kerege.training.words import bank as words
from kerege.training.words.bank import ItemState

DOOR = Viewer(uid="training.bank", everywhere=Sensitivity.RESTRICTED)
"""Reads the items of an exam, whose keys stay on the server."""


@dataclass(frozen=True)
class CollectionLine:
    """A collection, with how many of its questions stand how."""

    uid: str
    owner: str
    label: int
    key: str
    title: str
    about: str
    entries: int
    states: Mapping[str, int]
    languages: tuple[str, ...]


@dataclass(frozen=True)
class BankLine:
    """A question in a list, as its newest version has it. `released` is the uid of the version in use, or empty."""

    uid: str
    key: str
    origin: str
    version: "BankVersionLine"
    released: str
    versions: int


@dataclass(frozen=True)
class BankVersionLine:
    """One version, without what is asked. `titles` are what a list calls it, by language; it was `written_in` one."""

    uid: str
    number: int
    state: str
    title: str
    titles: Texts
    written_in: str
    kinds: tuple[str, ...]
    languages: tuple[str, ...]
    points: float
    by_person: bool
    outcomes: tuple[str, ...]
    competences: tuple[str, ...]
    topics: tuple[str, ...]
    bloom: str
    difficulty: float | None
    source: str
    licence: str
    written_on: date
    reviewed_on: date | None
    released_on: date | None
    retired_on: date | None
    reason: str
    digest: str
    own: bool


@dataclass(frozen=True)
class BankPage:
    """A question whole: its versions, the newest first, and the item of the one that is shown."""

    collection: CollectionLine
    line: BankLine
    shown: BankVersionLine
    item: Item
    versions: tuple[BankVersionLine, ...]


def authors_of(version: Any) -> frozenset[str]:
    """The pseudonyms of all who wrote in a version since the one before it was released."""
    return frozenset({version.written_by, *version.authors})


def keeps(me: Actor, owner: str) -> bool:
    """Whether somebody reads and keeps the questions of an owner."""
    return may(me, Deed.KEEP_CURRICULA, owner)


def collections(viewer: Viewer, me: Actor) -> list[CollectionLine]:
    """The collections that the reader keeps, by title."""
    rows = [row for row in BankCollection.objects.seen_by(viewer).seen() if keeps(me, row.owner)]
    lasts = _newest(viewer, [row.id for row in rows])
    lines = [_collection(row, lasts.get(row.id, [])) for row in rows]
    return sorted(lines, key=lambda line: line.title.casefold())


def collection(viewer: Viewer, me: Actor, key: str) -> CollectionLine:
    """One collection by its key. Refuses training.no_such_bank, also for one that the reader does not keep."""
    row = _row(viewer, me, key)
    return _collection(row, _newest(viewer, [row.id]).get(row.id, []))


def entries(viewer: Viewer, me: Actor, key: str) -> list[BankLine]:
    """The questions of a collection in the order in which they came. Refuses training.no_such_bank."""
    return [line for line, _body in _lines_of(viewer, me, key)]


def whole_entries(viewer: Viewer, me: Actor, key: str) -> list[tuple[BankLine, Item]]:
    """The same, each with the item of its newest version. Refuses training.no_such_bank."""
    return [(line, items.read(body)) for line, body in _lines_of(viewer, me, key)]


def _lines_of(viewer: Viewer, me: Actor, key: str) -> list[tuple[BankLine, Any]]:
    row = _row(viewer, me, key)
    rows = list(BankEntry.objects.seen_by(viewer).filter(collection_id=row.id).order_by("id").seen())
    versions = _versions(viewer, [each.id for each in rows])
    mine = known_as(viewer.uid)
    there = ((each, versions[each.id]) for each in rows if versions.get(each.id))
    return [(_line(each, of, mine), of[0].body) for each, of in there]


def entry(viewer: Viewer, me: Actor, uid: str, number: int | None = None) -> BankPage:
    """One question, in its newest version or the one that `number` names. Refuses training.no_such_bank_item."""
    known = uid_or_none(uid)
    row = BankEntry.objects.seen_by(viewer).filter(uid=known).one() if known else None
    versions = _versions(viewer, [row.id]).get(row.id, []) if row is not None and keeps(me, row.owner) else []
    shown = next((each for each in versions if number in (None, each.number)), None)
    if row is None or shown is None:
        raise Refusal(words.NO_SUCH_BANK_ITEM)
    whole = BankCollection.objects.seen_by(viewer).filter(id=row.collection_id).one()
    if whole is None:
        raise Refusal(words.NO_SUCH_BANK_ITEM)
    mine = known_as(viewer.uid)
    lines = tuple(_version(each, mine) for each in versions)
    line = _line(row, versions, mine)
    return BankPage(
        _collection(whole, _newest(viewer, [whole.id]).get(whole.id, [])),
        line,
        _version(shown, mine),
        items.read(shown.body),
        lines,
    )


@dataclass(frozen=True)
class BankItem:
    """A version of a question, for exams: the caller shows it by `rules.items.shown` and grades it on the server."""

    uid: str
    entry: str
    owner: str
    state: str
    item: Item
    points: float
    by_person: bool
    languages: tuple[str, ...]
    outcomes: tuple[str, ...]
    competences: tuple[str, ...]
    topics: tuple[str, ...]
    bloom: str
    difficulty: float | None


def items_of(uids: Iterable[str]) -> dict[str, BankItem]:
    """Versions by their uid, for an exam that names them, whoever takes it: those that were released once.

    It asks nobody for clearance: the exam decides who takes it, and nobody is shown more than `rules.items.shown`.
    """
    known = [number for uid in uids if (number := uid_or_none(uid))]
    rows = BankVersion.objects.seen_by(DOOR).filter(uid__in=known, released_on__isnull=False).seen()
    return _bank_items(rows)


def released(viewer: Viewer, me: Actor, key: str) -> list[BankItem]:
    """What an exam may be drawn from: the released versions of a collection. Refuses training.no_such_bank."""
    row = _row(viewer, me, key)
    of = [each.id for each in BankEntry.objects.seen_by(viewer).filter(collection_id=row.id).seen()]
    rows = BankVersion.objects.seen_by(viewer).filter(entry_id__in=of, state=ItemState.RELEASED)
    return list(_bank_items(rows.order_by("entry_id").seen()).values())


def _bank_items(rows: Iterable[Any]) -> dict[str, BankItem]:
    rows = list(rows)
    entries_ = BankEntry.objects.seen_by(DOOR).filter(id__in={row.entry_id for row in rows}).seen()
    uids = {each.id: str(each.uid) for each in entries_}
    return {str(row.uid): _bank_item(row, uids[row.entry_id]) for row in rows}


def _bank_item(row: Any, entry_uid: str) -> BankItem:
    told = {name: getattr(row, name) for name in ("owner", "state", "points", "by_person", "bloom", "difficulty")}
    told |= {name: tuple(getattr(row, name)) for name in ("languages", "outcomes", "competences", "topics")}
    return BankItem(uid=str(row.uid), entry=entry_uid, item=items.read(row.body), **told)


# -- rows --------------------------------------------------------------------------------------------------------------


def _row(viewer: Viewer, me: Actor, key: str) -> Any:
    row = BankCollection.objects.seen_by(viewer).filter(key=key).one()
    if row is None or not keeps(me, row.owner):
        raise Refusal(words.NO_SUCH_BANK)
    return row


def _versions(viewer: Viewer, entry_ids: list[int]) -> dict[int, list[Any]]:
    """The versions of entries, the newest first."""
    found: dict[int, list[Any]] = {}
    for row in BankVersion.objects.seen_by(viewer).filter(entry_id__in=entry_ids).order_by("-number").seen():
        found.setdefault(row.entry_id, []).append(row)
    return found


def _newest(viewer: Viewer, collection_ids: list[int]) -> dict[int, list[Any]]:
    """The newest versions of all entries, by collection."""
    entries_ = BankEntry.objects.seen_by(viewer).filter(collection_id__in=collection_ids).seen()
    of = {row.id: row.collection_id for row in entries_}
    found: dict[int, list[Any]] = {}
    for entry_id, rows in _versions(viewer, list(of)).items():
        found.setdefault(of[entry_id], []).append(rows[0])
    return found


def _collection(row: Any, newest: list[Any]) -> CollectionLine:
    languages = sorted({lang for each in newest for lang in each.languages})
    states = Counter(each.state for each in newest)
    told = {name: getattr(row, name) for name in ("owner", "label", "key", "title", "about")}
    return CollectionLine(str(row.uid), entries=len(newest), states=states, languages=tuple(languages), **told)


def _line(row: Any, versions: list[Any], mine: str) -> BankLine:
    used = next((str(each.uid) for each in versions if each.state == ItemState.RELEASED), "")
    return BankLine(str(row.uid), row.key, row.origin, _version(versions[0], mine), used, len(versions))


_LISTS = ("kinds", "languages", "outcomes", "competences", "topics")
_PLAIN = (
    *("number", "state", "title", "points", "by_person", "bloom", "difficulty", "source", "licence", "written_on"),
    *("reviewed_on", "released_on", "retired_on", "reason", "digest"),
)


def _version(row: Any, mine: str) -> BankVersionLine:
    told = {name: getattr(row, name) for name in _PLAIN} | {name: tuple(getattr(row, name)) for name in _LISTS}
    told |= {"titles": _titles(row.body), "written_in": row.body["source"]}
    return BankVersionLine(str(row.uid), own=mine in authors_of(row), **told)


def _titles(body: Any) -> Texts:
    """The title in each language, and the words of the text, without what is asked in it, where a language has none."""
    words_ = {lang: to_words(PICTURE.sub("", SLOT.sub("…", said))) for lang, said in body.get("text", {}).items()}
    texts = {**words_, **body.get("title", {})}
    return {lang: " ".join(said.split())[:200] for lang, said in texts.items() if said.strip()}
