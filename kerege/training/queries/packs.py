"""Toolkit packages for readers, and the files of one as they leave."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

from kerege.files import queries as files
from kerege.files.queries import FileLine
from kerege.files.words import Purpose
from kerege.lib.archives import ToPack
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.versions import text_in
from kerege.people.rules import MAY, Actor, may
from kerege.people.words import Deed
from kerege.records.viewers import Viewer
from kerege.training.models import ToolkitPack
from kerege.training.rules.packs import delta as deltas
from kerege.training.rules.packs import manifest as manifests
from kerege.training.rules.packs.delta import Delta
from kerege.training.rules.packs.layout import DELTA, MANIFEST, SIGNATURE
from kerege.training.rules.packs.manifest import Manifest
from kerege.training.words import packs as words

TAKERS = MAY[Deed.REGISTER_PARTICIPANTS] | MAY[Deed.KEEP_CURRICULA] | MAY[Deed.RECORD_ACTIVITY]
"""Roles that take a package away, whosever it is: it holds the keys of its quizzes, so learners do not."""


@dataclass(frozen=True)
class PackLine:
    """A package in a list."""

    uid: str
    owner: str
    key: str
    version: str
    title: str
    title_lang: str
    languages: tuple[str, ...]
    licence: str
    node: str
    made_on: date
    came_on: date
    signed: str
    made_here: bool
    size: int
    count: int


@dataclass(frozen=True)
class PackPage:
    """One package, with its manifest."""

    line: PackLine
    manifest: Manifest
    signature: bytes


def takes(me: Actor) -> bool:
    """Whether somebody may take packages away."""
    return me.is_system or any(grant.role in TAKERS for grant in me.grants)


def packs(viewer: Viewer, *, on: date, lang: str) -> list[PackLine]:
    """The packages that were here on a day, by title, the newest version first."""
    rows = _seen(viewer).filter(came_on__lte=on).order_by("-came_on", "-id")
    return sorted((_line(row, lang) for row in rows.seen()), key=lambda line: line.title.casefold())


def pack(viewer: Viewer, uid: str, *, lang: str) -> PackPage:
    """One package. Refuses training.no_such_pack (404), also for one above the viewer's clearance."""
    row = _seen(viewer).filter(uid=uid).one()
    if row is None:
        raise Refusal(words.NO_SUCH_PACK)
    return page_of(row, lang)


def page_of(row: Any, lang: str) -> PackPage:
    """A package that an action has just given to whoever keeps its curriculum."""
    return PackPage(_line(row, lang), manifests.read(row.manifest.encode()), row.signature.encode())


def leaving(page: PackPage, *, me: Actor, base: Manifest | None = None) -> list[ToPack]:
    """The files of a package in the order in which they are packed; with `base` only those that it has not.

    Refuses training.pack_for_trainers, and training.pack_incomplete where the node has lost a file.
    """
    if not takes(me):
        raise Refusal(words.PACK_FOR_TRAINERS)
    told, delta = page.manifest, deltas.plan(page.manifest, base) if base else None
    left_out = delta.left_out if delta else frozenset()
    wanted = [each for each in told.files if each.path not in left_out]
    kept = contents(page.line.owner, {each.sha256 for each in wanted})
    for each in wanted:
        if each.sha256 not in kept:
            raise Refusal(words.PACK_INCOMPLETE, path=each.path[:80])
    parts = [_small(MANIFEST, told.raw), *_beside(page, delta)]
    return parts + [_stored(each.path, kept[each.sha256]) for each in wanted]


def _beside(page: PackPage, delta: Delta | None) -> Iterable[ToPack]:
    if page.signature:
        yield _small(SIGNATURE, page.signature)
    if delta is not None:
        yield _small(DELTA, deltas.written(delta))


def _small(name: str, raw: bytes) -> ToPack:
    return ToPack(name, len(raw), lambda: BytesIO(raw))


def _stored(path: str, line: FileLine) -> ToPack:
    return ToPack(path, line.size, lambda: files.opened(line))


def contents(owner: str, digests: Collection[str]) -> dict[str, FileLine]:
    """What toolkits here hold of these contents, by digest: of this owner everything, of others what is public."""
    door = Viewer(uid="training.packs", by_owner=((owner, Sensitivity.RESTRICTED),))
    return files.with_digest(door, digests, purpose=Purpose.TOOLKIT)


def incoming_file(me: Actor, uid: str) -> FileLine:
    """A package that was handed in and is not in yet, for whoever keeps curricula for its owner. Refuses
    training.no_such_pack (404) for anybody else, as for what is not there.
    """
    door = Viewer(uid="training.packs", everywhere=Sensitivity.RESTRICTED)
    try:
        line = files.file(door, uid)
    except Refusal:
        raise Refusal(words.NO_SUCH_PACK) from None
    if line.purpose != Purpose.TOOLKIT_IN or not may(me, Deed.KEEP_CURRICULA, line.owner):
        raise Refusal(words.NO_SUCH_PACK)
    return line


def _seen(viewer: Viewer) -> Any:
    return ToolkitPack.objects.seen_by(viewer)


def _line(row: Any, lang: str) -> PackLine:
    told = manifests.read(row.manifest.encode())
    title = text_in(told.title, lang, "en")
    return PackLine(
        uid=str(row.uid),
        owner=row.owner,
        key=told.key,
        version=told.version,
        title=title,
        title_lang=next(tag for tag, text in told.title.items() if text == title),
        languages=told.languages,
        licence=told.licence,
        node=row.node,
        made_on=row.made_on,
        came_on=row.came_on,
        signed=row.signed,
        made_here=row.made_here,
        size=row.size,
        count=row.count,
    )
