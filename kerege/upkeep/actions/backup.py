"""A backup: one moment of the database, the files and the settings, sealed; the keys in a file of their own."""

import gzip
import hashlib
import io
import os
import secrets
import shutil
import tarfile
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

import pyrage
from django.conf import settings
from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from kerege import __version__
from kerege.files.queries import copied
from kerege.journal import queries as journal
from kerege.lib.canonical import dumps
from kerege.lib.files import make_private, put, written
from kerege.lib.refusal import Refusal
from kerege.people.rules import Actor
from kerege.upkeep import words
from kerege.upkeep.actions.anchoring import have_key, sign_head
from kerege.upkeep.queries import databases, keys, sealing, stored
from kerege.upkeep.queries.stored import Lost
from kerege.upkeep.queries.tables import Table, applied, lines, tables
from kerege.upkeep.rules import archives
from kerege.upkeep.rules.anchors import key_name, public_text, sign

SHORTEST_PASSPHRASE = 12


@dataclass(frozen=True)
class Made:
    """A backup that was made: its file, the file with the keys where they could be sealed, and what is inside.

    `lost` are files that records have and that could not be taken in, because their bytes are gone or others.
    """

    path: Path
    keys: Path | None
    rows: int
    files: int
    acts: int
    deleted: tuple[str, ...]
    lost: tuple[Lost, ...] = ()


@dataclass
class _Packing:
    """The archive while it is written, and what it holds so far."""

    tar: tarfile.TarFile
    members: dict[str, list[Any]] = field(default_factory=dict)
    lost: list[Lost] = field(default_factory=list)

    def add(self, name: str, content: bytes) -> None:
        self.members[name] = [len(content), hashlib.sha256(content).hexdigest()]
        info = tarfile.TarInfo(name)
        info.size = len(content)
        self.tar.addfile(info, io.BytesIO(content))

    def add_file(self, name: str, path: Path) -> None:
        """A file as it is now, read once: if it grows meanwhile, the rest is not taken."""
        info = tarfile.TarInfo(name)
        with path.open("rb") as file:
            info.size = os.fstat(file.fileno()).st_size
            hashing = _Hashing(file)
            self.tar.addfile(info, hashing)  # type: ignore[arg-type]  # it asks for `read` only
        self.members[name] = [info.size, hashing.seen.hexdigest()]

    def add_stored(self, path: str) -> None:
        """A file of a record, from wherever the node keeps it; taken in only if it is what its name says."""
        with tempfile.TemporaryFile() as whole:
            digest = copied(path, whole)
            if why := stored.fault_of(path, digest):
                self.lost.append(Lost(path, why))
                return
            info = tarfile.TarInfo(f"files/{path}")
            info.size = whole.tell()
            whole.seek(0)
            self.tar.addfile(info, whole)
        self.members[info.name] = [info.size, digest]


class _Hashing:
    """Reads a file and remembers the digest of what was read."""

    def __init__(self, file: BinaryIO) -> None:
        self.file, self.seen = file, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        part = self.file.read(size)
        self.seen.update(part)
        return part


def back_up(
    *,
    by: Actor,
    data: Path,
    to: Path,
    recipients: Iterable[str] = (),
    passphrase: str = "",
    keep: int = archives.KEEP,
    days: int = archives.KEEP_DAYS,
) -> Made:
    """Write one backup into the folder `to` and delete those that are too many or too old.

    Others may write meanwhile. The file is there whole or not at all. It opens with the node's own key, which lies in
    DATA, and with the keys of the recipients; the keys of the node are written beside it, sealed for the recipients
    or with the passphrase, and not at all where there is neither. Files come from the folder or the store in which the
    node keeps them; one that is lost there is named and stops nothing, because the rest has to be safe.
    Refuses upkeep.no_room, upkeep.bad_recipient, upkeep.no_passphrase (a short one), upkeep.newer_release and
    files.store_away.
    """
    others = sealing.recipients(list(recipients))
    if passphrase and len(passphrase) < SHORTEST_PASSPHRASE:
        raise Refusal(words.NO_PASSPHRASE, field="--passphrase-file")
    make_private(to)
    _check_room(to)
    at, key = datetime.now(UTC), secrets.token_hex(4)
    path = to / archives.name_of(settings.KEREGE_NODE, at, key)
    own = sealing.identities(_own_identity(data))[0].to_public()
    with written(path) as file, sealing.sealed(file, [own, *others]) as inside:
        with tarfile.open(fileobj=inside, mode="w|") as tar:
            packing = _Packing(tar)
            manifest = _pack(packing, by, data, key, at)
    kept_keys = _seal_keys(data, to / archives.name_of(settings.KEREGE_NODE, at, key, keys=True), others, passphrase)
    names = [entry.name for entry in to.iterdir()]
    deleted = archives.expired(names, node=settings.KEREGE_NODE, now=at, keep=keep, days=days, made=key)
    for name in deleted:
        (to / name).unlink()
    counted = manifest["tables"].values()
    files = sum(name.startswith("files/") for name in manifest["members"])
    rows, acts = sum(t["rows"] for t in counted), manifest["anchor"]["count"]
    return Made(path, kept_keys, rows, files, acts, tuple(deleted), tuple(packing.lost))


def _check_room(to: Path) -> None:
    needed, free = databases.size_of_files(connection) + databases.size(connection), shutil.disk_usage(to).free
    if free < needed:
        raise Refusal(words.NO_ROOM, place=str(to), free=free // 1_000_000, needed=needed // 1_000_000 + 1)


def _own_identity(data: Path) -> Path:
    """The key that opens this node's backups; made where there is none."""
    path = make_private(keys.folder(data)) / sealing.IDENTITY
    if not path.exists():
        identity = pyrage.x25519.Identity.generate()
        put(path, f"# public key: {identity.to_public()}\n{identity}\n".encode())
    return path


# -- what goes in ------------------------------------------------------------------------------------------------------


def _pack(packing: _Packing, by: Actor, data: Path, key: str, at: datetime) -> dict[str, Any]:
    """Write all members; the manifest comes last, because only then all digests are known."""
    with _one_moment() as source:
        found = tables(source)
        passport = _passport(source, found, key, at)
        packing.add(archives.PASSPORT, dumps(passport))
        counted = {table.name: _pack_table(packing, table, source) for table in found}
        files = stored.expected(found, source)
        with databases.known_as_default(source):
            seq, head = journal.head()
    packing.add(archives.SETTINGS, dumps(_settings(data)))
    for path in files:
        packing.add_stored(path)
    told: dict[str, Any] = {"tables": counted, "withdrawn": _forget_withdrawn(packing)}
    told |= {"anchor": asdict(sign_head(by=by, data=data, seq=seq, head=head)), "members": dict(packing.members)}
    return _listed(packing, passport | told, by, data)


def _forget_withdrawn(packing: _Packing) -> list[str]:
    """Files that are lost because somebody withdrew them after the moment that the rows are of: nothing is wrong."""
    if not packing.lost:
        return []
    with _one_moment() as now:
        still = set(stored.expected(tables(now), now))
    gone = [lost.path for lost in packing.lost if lost.path not in still]
    packing.lost = [lost for lost in packing.lost if lost.path in still]
    return gone


def _listed(packing: _Packing, manifest: dict[str, Any], by: Actor, data: Path) -> dict[str, Any]:
    """Write the list of all that is inside, and the node's signature under it."""
    told, signer = dumps(manifest), have_key(by=by, data=data)
    packing.add(archives.MANIFEST, told)
    signature = {"key": key_name(public_text(signer)), "signature": sign(signer, told)}
    packing.add(archives.SIGNATURE, dumps(signature))
    return manifest


@contextmanager
def _one_moment() -> Iterator[BaseDatabaseWrapper]:
    asked = databases.reading(databases.settings_of(connection))
    with databases.opened(asked, "upkeep_source") as source, transaction.atomic(using=source.alias):
        yield source


def _passport(source: BaseDatabaseWrapper, found: list[Table], key: str, at: datetime) -> dict[str, Any]:
    return {
        "kind": archives.KIND,
        "id": key,
        "node": settings.KEREGE_NODE,
        "made_at": at.isoformat(timespec="seconds"),
        "release": __version__,
        "database": source.vendor,
        "migrations": [list(migration) for migration in applied(source)],
        "columns": {table.name: table.columns for table in found},
    }


def _settings(data: Path) -> dict[str, Any]:
    """How the node was set up, without anything secret."""
    return {"node": settings.KEREGE_NODE, "demo": (data / "demo").exists(), "min_cell": settings.KEREGE_MIN_CELL}


def _pack_table(packing: _Packing, table: Table, source: BaseDatabaseWrapper) -> Mapping[str, Any]:
    seen, count, waiting, size, part = hashlib.sha256(), 0, [], 0, 0
    for line in lines(table, source):
        seen.update(line)
        waiting.append(line)
        count, size = count + 1, size + len(line)
        if size >= archives.CHUNK:
            part += 1
            packing.add(_part(table, part), gzip.compress(b"".join(waiting), 1, mtime=0))
            waiting, size = [], 0
    if waiting:
        packing.add(_part(table, part + 1), gzip.compress(b"".join(waiting), 1, mtime=0))
    return {"rows": count, "sha256": seen.hexdigest()}


def _part(table: Table, number: int) -> str:
    return f"tables/{table.name}/{number:06}.jsonl.gz"


# -- keys apart --------------------------------------------------------------------------------------------------------


def _seal_keys(data: Path, path: Path, others: list[Any], passphrase: str) -> Path | None:
    """The node's keys and what else is secret in DATA, for somebody who brings the node back where its DATA is gone."""
    if not others and not passphrase:
        return None
    held = {f"keys/{p.name}": p for p in sorted(keys.folder(data).iterdir()) if p.is_file()}
    secret = {p.name: p for p in sorted(data.iterdir()) if p.name == "secret_key" or archives.SIGN_IN.fullmatch(p.name)}
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w") as tar:
        packing = _Packing(tar)
        for name, place in {**held, **secret}.items():
            packing.add_file(name, place)
    plain = content.getvalue()
    put(path, pyrage.passphrase.encrypt(plain, passphrase) if passphrase else pyrage.encrypt(plain, others))
    return path
