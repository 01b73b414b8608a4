"""Bringing a node back from a backup, all or nothing; and opening a backup to see whether that would go well."""

import io
import os
import shutil
import tarfile
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from dataclasses import replace as changed
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyrage
from django.db import DatabaseError, connection, connections
from django.db.utils import DEFAULT_DB_ALIAS

from kerege.files import actions as files
from kerege.journal.actions import act
from kerege.lib.files import make_private, put, sha256_of, sync_folder
from kerege.lib.ids import stable_uid
from kerege.lib.refusal import Refusal
from kerege.people import actions as people
from kerege.people.queries import erasures
from kerege.people.rules import Actor
from kerege.upkeep import words
from kerege.upkeep.actions.closing import close_for_writing, open_for_writing
from kerege.upkeep.actions.unpacking import Unpacked, unpack
from kerege.upkeep.queries import databases, keys, sealing, stored
from kerege.upkeep.queries.stored import Lost
from kerege.upkeep.rules import archives
from kerege.upkeep.rules.anchors import is_signed

STAGE = "kerege_restoring"
"""On PostgreSQL the schema, in DATA the folder, in which a node is put together before it takes its place."""


@dataclass(frozen=True)
class Opened:
    """What a backup holds, after all of it was read, put into a database and compared.

    `lost` are files that records have and that are not in it whole; after a restore, not in the node's storage either.
    `erased` are the rows of people who had been erased since, and were erased again.
    """

    node: str
    made_at: str
    release: str
    rows: int
    files: int
    acts: int
    signed: bool | None
    tables: dict[str, dict[str, Any]]
    lost: tuple[Lost, ...] = ()
    erased: int = 0


@dataclass
class _Stage:
    """Where a node is put together: an empty database, a folder for files, and where the old things go."""

    settings: dict[str, Any]
    files: Path
    aside: Path
    old: Path | None = field(default=None)


def open_backup(*, by: Actor, data: Path, archive: Path, identities: list[Any]) -> Opened:
    """Read a backup to its end into a scratch database, compare everything, and throw the scratch away.

    Refuses upkeep.cannot_open, upkeep.not_a_backup and upkeep.newer_release.
    """
    with tempfile.TemporaryDirectory(prefix="kerege-verify-") as scratch:
        with databases.in_place(databases.sqlite_file(Path(scratch) / "scratch.sqlite3")):
            found = unpack(by=by, archive=archive, identities=identities, files=None)
    return _opened(found, data)


def restore(
    *,
    by: Actor,
    data: Path,
    archive: Path,
    identities: list[Any],
    held: dict[str, bytes] | None = None,
    gone: Iterable[str] = (),
    replace: bool = False,
    stay_closed: bool = False,
) -> Opened:
    """Put the node in the backup in the place of the configured one, up to date and compared, or change nothing.

    The node's own journal then tells of it. What was there before is kept beside it when `replace` allows to. The keys
    in `held` (from `open_keys`) come last, when the node is in its place. Whoever was erased on the node that is
    replaced, or is among the digests in `gone`, is erased again. A node that can only be read is replaced too: this is
    the way out. Afterwards people can record again, unless `stay_closed` says that somebody wants to look first; a
    restore that fails leaves it as it was.
    Files go where the node keeps them, a folder or a store. Refuses upkeep.not_empty, upkeep.in_use,
    upkeep.cannot_open, upkeep.not_a_backup, upkeep.newer_release and files.store_away.
    """
    occupied = not databases.is_empty(_own())
    if occupied and not replace:
        raise Refusal(words.NOT_EMPTY, place=str(databases.settings_of(_own())["NAME"]))
    if held and not replace:
        _check_keys(data, held)
    forgotten = {*gone, *(_erased() if occupied else ())}
    with databases.spared(_own()), _stage(data) as stage:
        with databases.in_place(stage.settings):
            found = unpack(by=by, archive=archive, identities=identities, files=stage.files)
            again = people.replay_erasures(by=by, digests=forgotten, on=datetime.now(UTC).date())
            _tell_journal(by, found.manifest)
        _bring_files(stage, by)
        found.lost = tuple(stored.still_lost(found.lost))
        if found.settings.get("demo"):
            (data / "demo").touch()
        _take_place(stage, occupied)
    if held:
        bring_keys(by=by, data=data, held=held, replace=replace)
    (close_for_writing if stay_closed else open_for_writing)(by=by, data=data)
    return changed(_opened(found, data), erased=again)


def _tell_journal(by: Actor, told: dict[str, Any]) -> None:
    about, anchor = stable_uid("backup", told["id"]), told["anchor"]
    with act("upkeep.node.restored", by=by, about=about, made_at=told["made_at"], acts=anchor["count"]):
        pass


def _erased() -> list[str]:
    """Who was erased on the node that is there: whoever asked to be forgotten does not come back with a backup."""
    known = "people_tombstone" in _own().introspection.table_names()
    return [erasure.digest for erasure in erasures()] if known else []


def _own() -> Any:
    return connections[connection.alias]


def _opened(found: Unpacked, data: Path) -> Opened:
    told = found.manifest
    signer = next((k for k in keys.public_keys(data) if k.name == found.signature["key"]), None)
    return Opened(
        node=told["node"],
        made_at=told["made_at"],
        release=told["release"],
        rows=sum(table["rows"] for table in told["tables"].values()),
        files=sum(name.startswith("files/") for name in told["members"]),
        acts=told["anchor"]["count"],
        signed=is_signed(found.signed, found.signature["signature"], signer.public) if signer else None,
        tables=told["tables"],
        lost=found.lost,
    )


# -- the stage ---------------------------------------------------------------------------------------------------------


def _new_place(data: Path, what: str) -> Path:
    """A name for what is put aside now, which nothing has yet: two restores in one second keep both."""
    name = f"{what}-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    names = (name, *(f"{name}-{number}" for number in range(2, 1000)))
    return next(data / each for each in names if not (data / each).exists())


@contextmanager
def _stage(data: Path) -> Iterator[_Stage]:
    """An empty place beside the node's own; gone afterwards, whether it was put in place or not."""
    own = databases.settings_of(_own())
    folder = data / f".{STAGE}"
    shutil.rmtree(folder, ignore_errors=True)  # what is left of one that was killed
    make_private(folder)
    aside = _new_place(data, "replaced")
    try:
        if _own().vendor == "sqlite":
            yield _Stage(own | {"NAME": str(folder / "kerege.sqlite3")}, folder / "files", aside, Path(own["NAME"]))
        else:
            with _schema():
                yield _Stage(databases.in_schema(own, STAGE), folder / "files", aside)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _schema() -> Iterator[None]:
    with _own().cursor() as cursor:
        cursor.execute(f"DROP SCHEMA IF EXISTS {STAGE} CASCADE")
        cursor.execute(f"CREATE SCHEMA {STAGE}")
    try:
        yield
    finally:
        with _own().cursor() as cursor:
            cursor.execute(f"DROP SCHEMA IF EXISTS {STAGE} CASCADE")


def _bring_files(stage: _Stage, by: Actor) -> None:
    """Files are named by their content: those that are there whole stay, those that are missing or altered come.

    Whatever happens afterwards, none of them is wrong: so they come before the node takes its place.
    """
    for source in sorted(stage.files.rglob("*")) if stage.files.exists() else []:
        path = source.relative_to(stage.files).as_posix()
        if source.is_file() and not stored.fault_of(path, sha256_of(source)):
            files.bring_content(by=by, path=path, source=source)


def _take_place(stage: _Stage, occupied: bool) -> None:
    if stage.old is None:
        _exchange_schemas(stage.aside.name.replace("-", "_").lower())
        return
    _own().close()
    if stage.old.exists():
        _fold(stage.old)
    if occupied:
        make_private(stage.aside)
        os.link(stage.old, stage.aside / stage.old.name)
    new = Path(stage.settings["NAME"])
    _fold(new)
    os.replace(new, stage.old)
    sync_folder(stage.old.parent)


def _fold(path: Path) -> None:
    """Everything into one file, without a log beside it. Nobody else can have it open then: upkeep.in_use."""
    try:
        with databases.opened(databases.sqlite_file(path, timeout=0), "upkeep_fold") as file, file.cursor() as cursor:
            cursor.execute("PRAGMA journal_mode=DELETE")
            if cursor.fetchone()[0] != "delete":
                raise Refusal(words.IN_USE, place=str(path))
    except DatabaseError:
        raise Refusal(words.IN_USE, place=str(path)) from None


def _exchange_schemas(aside: str) -> None:
    """In one transaction, so that readers see the old node or the new one."""
    from django.db import transaction

    with transaction.atomic(using=DEFAULT_DB_ALIAS), _own().cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_namespace WHERE nspname = 'public'")
        if cursor.fetchone()[0]:
            cursor.execute(f"ALTER SCHEMA public RENAME TO {aside}")
        cursor.execute(f"ALTER SCHEMA {STAGE} RENAME TO public")
        cursor.execute("GRANT USAGE ON SCHEMA public TO PUBLIC")
        cursor.execute(
            "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE nspname = %s", [aside]
        )
        if not cursor.fetchone()[0]:
            cursor.execute(f"DROP SCHEMA {aside}")


# -- keys --------------------------------------------------------------------------------------------------------------


def open_keys(*, by: Actor, archive: Path, identities: list[Any], passphrase: str = "") -> dict[str, bytes]:
    """The files in a backup of keys, by name. Refuses upkeep.cannot_open and upkeep.not_a_backup."""
    sealed = archive.read_bytes()
    try:
        plain = pyrage.passphrase.decrypt(sealed, passphrase) if passphrase else pyrage.decrypt(sealed, identities)
    except pyrage.DecryptError as fault:
        raise Refusal(words.CANNOT_OPEN, place=str(archive), reason=str(fault)) from None
    with tarfile.open(fileobj=io.BytesIO(plain), mode="r") as tar:
        held = {m.name: tar.extractfile(m).read() for m in tar if m.isfile()}  # type: ignore[union-attr]
    if f"keys/{sealing.IDENTITY}" not in held:
        raise Refusal(words.NOT_A_BACKUP, place=str(archive), reason=words.DAMAGE["kind"])
    return held


def bring_keys(*, by: Actor, data: Path, held: dict[str, bytes], replace: bool = False) -> None:
    """Put the node's keys back, and with whose identities people sign in where nothing says so here yet.

    Refuses upkeep.not_empty where there are other keys, unless `replace` puts them aside.
    """
    there = keys.folder(data)
    if not replace:
        _check_keys(data, held)
    if _others(data, held):
        there.rename(_new_place(make_private(data), "keys-replaced"))
    make_private(there)
    for name, content in held.items():
        written_here = archives.SIGN_IN.fullmatch(name) and not (data / name).exists()
        if name == "secret_key" or written_here or (name.startswith("keys/") and name.count("/") == 1):
            put(data / name, content)


def _check_keys(data: Path, held: dict[str, bytes]) -> None:
    if _others(data, held):
        raise Refusal(words.NOT_EMPTY, place=str(keys.folder(data)))


def _others(data: Path, held: dict[str, bytes]) -> bool:
    """Whether the node has keys that are not among these."""
    there = keys.folder(data)
    known = {f"keys/{p.name}": p.read_bytes() for p in there.iterdir()} if there.exists() else {}
    return any(held.get(name) != content for name, content in known.items())
