"""What a backup holds, put into an empty database and an empty folder, and every digest compared."""

import gzip
import hashlib
import json
import os
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, cast

from django.core.management import call_command
from django.db import connection, transaction
from django.utils.translation import gettext

from kerege.journal import queries as journal
from kerege.lib.files import make_private
from kerege.lib.refusal import Refusal
from kerege.people.rules import Actor
from kerege.upkeep import words
from kerege.upkeep.actions import loading
from kerege.upkeep.queries import sealing, stored
from kerege.upkeep.queries.stored import Lost
from kerege.upkeep.queries.tables import Table, fingerprint, tables
from kerege.upkeep.rules import archives


class _Damaged(Exception):
    """Something in the archive is not as it should be; the argument is a key of words.DAMAGE."""


@dataclass
class Unpacked:
    """What was found in a backup and compared: its list, its settings, and who signed the list."""

    manifest: dict[str, Any] = field(default_factory=dict)
    settings: dict[str, Any] = field(default_factory=dict)
    signature: dict[str, str] = field(default_factory=dict)
    signed: bytes = b""
    lost: tuple[Lost, ...] = ()


def unpack(*, by: Actor, archive: Path, identities: list[Any], files: Path | None) -> Unpacked:
    """Fill the database that stands in place, which is empty, and the folder `files`, then bring it up to date.

    Without a folder the files are read and compared, and go nowhere. Every part, every table, every file, the journal
    and its anchor are compared with the list in the archive; files that records have and that are not in it whole are
    `lost`. Refuses upkeep.cannot_open, upkeep.not_a_backup and upkeep.newer_release; what was filled is to be thrown
    away then.
    """
    try:
        with sealing.unsealed(archive, identities) as inside:
            unpacked = _Reading(by, files).read(inside)
        _compare_journal(unpacked.manifest)
        call_command("migrate", interactive=False, verbosity=0)
        if not journal.verify().whole:
            raise _Damaged("journal")
    except (_Damaged, tarfile.TarError, EOFError, KeyError, TypeError, ValueError) as fault:
        why = fault.args[0] if isinstance(fault, _Damaged) else "end" if isinstance(fault, EOFError) else "kind"
        raise Refusal(words.NOT_A_BACKUP, place=str(archive), reason=gettext(words.DAMAGE[why])) from fault
    return unpacked


def _compare_journal(manifest: dict[str, Any]) -> None:
    seq, head = journal.head()
    if (seq, head) != (manifest["anchor"]["seq"], manifest["anchor"]["head"]):
        raise _Damaged("anchor")


class _Reading:
    """Goes through the archive once, from its passport to its list."""

    def __init__(self, by: Actor, files: Path | None) -> None:
        self.by, self.files = by, files
        self.members: dict[str, list[Any]] = {}
        self.tables: dict[str, Table] = {}
        self.found = Unpacked()

    def read(self, inside: BinaryIO) -> Unpacked:
        with tarfile.open(fileobj=inside, mode="r|") as tar:
            members = iter(tar)
            first = next(members, None)
            if first is None or first.name != archives.PASSPORT:
                raise _Damaged("kind")
            self._build(self._taken(tar, first))
            with transaction.atomic():
                for member in members:
                    self._take(tar, member)
                self._compare()
        return self.found

    def _build(self, told: bytes) -> None:
        passport = json.loads(told)
        if passport.get("kind") != archives.KIND:
            raise _Damaged("kind")
        loading.build(by=self.by, connection=_here(), migrations=[(app, name) for app, name in passport["migrations"]])
        self.tables = {table.name: table for table in tables(_here())}
        if {name: table.columns for name, table in self.tables.items()} != passport["columns"]:
            raise _Damaged("kind")
        loading.empty(by=self.by, connection=_here(), tables=self.tables.values())

    def _taken(self, tar: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
        content = cast(BinaryIO, tar.extractfile(member)).read() if member.isfile() else b""
        if len(content) != member.size:
            raise EOFError
        self.members[member.name] = [len(content), hashlib.sha256(content).hexdigest()]
        return content

    def _take(self, tar: tarfile.TarFile, member: tarfile.TarInfo) -> None:
        folder, _, rest = member.name.partition("/")
        if not member.isfile() or member.name in self.members or self.found.signature:
            raise _Damaged("part")
        if folder == "tables":
            self._fill(rest.split("/")[0], gzip.decompress(self._taken(tar, member)))
        elif folder == "files":
            self._keep(tar, member, rest)
        elif member.name == archives.SETTINGS:
            self.found.settings = json.loads(self._taken(tar, member))
        elif member.name == archives.MANIFEST:
            held = dict(self.members)
            self.found.signed = self._taken(tar, member)
            self.found.manifest = json.loads(self.found.signed)
            if self.found.manifest["members"] != held:
                raise _Damaged("part")
        elif member.name == archives.SIGNATURE and self.found.manifest:
            self.found.signature = json.loads(self._taken(tar, member))
        else:
            raise _Damaged("part")

    def _fill(self, name: str, lines: bytes) -> None:
        if name not in self.tables:
            raise _Damaged("part")
        loading.fill(by=self.by, connection=_here(), table=self.tables[name], lines=lines.splitlines())

    def _keep(self, tar: tarfile.TarFile, member: tarfile.TarInfo, name: str) -> None:
        """A file, in pieces; its path may lead nowhere else."""
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts or not path.parts or "\\" in name:
            raise _Damaged("path")
        source, seen = cast(BinaryIO, tar.extractfile(member)), hashlib.sha256()
        with _new_file(self.files.joinpath(*path.parts)) if self.files else nullcontext() as file:
            while part := source.read(1 << 20):
                seen.update(part)
                if file:
                    file.write(part)
        self.members[member.name] = [member.size, seen.hexdigest()]

    def _compare(self) -> None:
        if not self.found.signature:
            raise _Damaged("end")
        loading.set_counters(by=self.by, connection=_here(), tables=self.tables.values())
        for name, told in self.found.manifest["tables"].items():
            read = fingerprint(self.tables[name], _here())
            if (read.rows, read.sha256) != (told["rows"], told["sha256"]):
                raise _Damaged("rows")
        self.found.lost = tuple(self._lost_files())

    def _lost_files(self) -> Iterator[Lost]:
        """Also of archives that an older release made, which had no files of a store."""
        digests = {name.removeprefix("files/"): digest for name, (_, digest) in self.members.items()}
        withdrawn = set(self.found.manifest.get("withdrawn", ()))
        for path in stored.expected(self.tables.values(), _here()):
            why = stored.fault_of(path, digests.get(path, ""))
            if why and path not in withdrawn:
                yield Lost(path, why)


@contextmanager
def _new_file(place: Path) -> Iterator[BinaryIO]:
    make_private(place.parent)
    with place.open("xb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())


def _here() -> Any:
    """The database that stands in place, itself and not Django's stand-in for it."""
    from django.db import connections

    return connections[connection.alias]
