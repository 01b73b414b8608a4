"""An SQLite whose disk loses power: what was written and not synced may be kept, lost or zero, in any order.

The disk is in memory. A write waits, cut into sectors, until its file is synced; at the cut each waiting piece is, by
lot, on the disk, not there, or zero. Bytes beside a piece stay as they were: SQLite is told by every usual disk that
this is so. After the cut nothing is written any more, and whoever writes does not notice.

SQLite shares the index of its log between processes through memory that such a disk does not have, so the writer is
alone on it (`locking_mode=EXCLUSIVE`); every other mode is the one of `kerege up`.
"""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import apsw

SECTOR = 512
DATABASE = "/power/kerege.sqlite3"


@dataclass
class Stored:
    """One file: what is on the disk for good, what a reader sees, and the pieces between the two, in their order."""

    kept: bytes = b""
    seen: bytearray = field(default_factory=bytearray)
    waiting: list[tuple[int, bytes | None]] = field(default_factory=list)


def put(content: bytearray, at: int, piece: bytes | None) -> None:
    """Write one piece; None cuts the file off there."""
    if piece is None:
        del content[at:]
        return
    content.extend(bytes(max(0, at - len(content))))
    content[at : at + len(piece)] = piece


class Disk:
    """Files by name. The power goes after `lasts` more writes and syncs."""

    def __init__(self, content: bytes, dice: random.Random, lasts: int) -> None:
        self.files = {DATABASE: Stored(content, bytearray(content))}
        self.dice, self.lasts = dice, lasts

    @property
    def off(self) -> bool:
        return self.lasts <= 0

    def write(self, file: Stored, at: int, data: bytes | None) -> None:
        if self.off:
            return
        self.lasts -= 1
        put(file.seen, at, data)
        pieces = [(at, None)] if data is None else sectors(at, data)
        file.waiting.extend(pieces)

    def sync(self, file: Stored) -> None:
        if self.off:
            return
        self.lasts -= 1
        if not self.off:  # a sync during which the power goes promises nothing
            file.kept, file.waiting = bytes(file.seen), []

    def left(self) -> dict[str, bytes]:
        """What is on the disk after the cut, by file."""
        return {name: self._left(file) for name, file in self.files.items()}

    def _left(self, file: Stored) -> bytes:
        content, luck = bytearray(file.kept), self.dice.choice((0.0, 0.5, 0.95))
        for at, piece in file.waiting:
            if self.dice.random() < luck:
                put(content, at, piece)
            elif piece and self.dice.random() < 0.3:
                put(content, at, bytes(len(piece)))
        return bytes(content)


def sectors(at: int, data: bytes) -> list[tuple[int, bytes | None]]:
    """A write in pieces, none of which reaches over the end of a sector."""
    found: list[tuple[int, bytes | None]] = []
    while data:
        size = SECTOR - at % SECTOR
        found.append((at, data[:size]))
        at, data = at + size, data[size:]
    return found


class _File:
    """What SQLite asks of an open file."""

    def __init__(self, disk: Disk, file: Stored) -> None:
        self.disk, self.file = disk, file

    def xRead(self, amount: int, offset: int) -> bytes:  # noqa: N802 - SQLite's own name
        return bytes(self.file.seen[offset : offset + amount])

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802 - SQLite's own name
        self.disk.write(self.file, offset, bytes(data))

    def xTruncate(self, size: int) -> None:  # noqa: N802 - SQLite's own name
        self.disk.write(self.file, size, None)

    def xSync(self, flags: int) -> None:  # noqa: N802 - SQLite's own name
        self.disk.sync(self.file)

    def xFileSize(self) -> int:  # noqa: N802 - SQLite's own name
        return len(self.file.seen)

    def xSectorSize(self) -> int:  # noqa: N802 - SQLite's own name
        return SECTOR

    def xDeviceCharacteristics(self) -> int:  # noqa: N802 - SQLite's own name
        return int(apsw.SQLITE_IOCAP_POWERSAFE_OVERWRITE)

    def xFileControl(self, op: int, pointer: int) -> bool:  # noqa: N802 - SQLite's own name
        return False

    def xCheckReservedLock(self) -> bool:  # noqa: N802 - SQLite's own name
        return False

    def xLock(self, level: int) -> None:  # noqa: N802 - SQLite's own name
        """Nobody else is there."""

    xUnlock = xLock  # noqa: N815 - SQLite's own name

    def xClose(self) -> None:  # noqa: N802 - SQLite's own name
        """What waits goes on waiting: closing is no sync."""


class _Machine(apsw.VFS):
    """The system under an SQLite, with one disk."""

    def __init__(self, name: str, disk: Disk) -> None:
        super().__init__(name, base="")
        self.disk = disk

    def xOpen(self, name: Any, flags: list[int]) -> Any:  # noqa: N802 - SQLite's own name
        path = name.filename() if isinstance(name, apsw.URIFilename) else name or f"temporary {len(self.disk.files)}"
        flags[1] = flags[0]
        return _File(self.disk, self.disk.files.setdefault(path, Stored()))

    def xDelete(self, name: str, syncdir: bool) -> None:  # noqa: N802 - SQLite's own name
        if not self.disk.off:
            self.disk.files.pop(name, None)

    def xAccess(self, name: str, flags: int) -> bool:  # noqa: N802 - SQLite's own name
        return name in self.disk.files

    def xFullPathname(self, name: str) -> str:  # noqa: N802 - SQLite's own name
        return name


def write_until_cut(disk: Disk, pragmas: str) -> list[int]:
    """Act after act as the journal writes them; the numbers of those that SQLite said were done."""
    machine = _Machine("power", disk)
    writer = apsw.Connection(DATABASE, vfs="power")
    done: list[int] = []
    try:
        writer.execute(f"PRAGMA locking_mode=EXCLUSIVE; {pragmas}").fetchall()
        for seq, act in acts():
            writer.execute("BEGIN IMMEDIATE")
            writer.execute(INSERT, act)
            writer.execute("UPDATE journal_head SET seq = ?, hash = ? WHERE id = 1", (seq, act[-1]))
            writer.execute("COMMIT")
            if disk.off:
                return done
            done.append(seq)
    finally:
        writer.close()
        machine.unregister()
    raise AssertionError("the acts never end")


COLUMNS = "seq, at, node, actor, owner, word, about, facts, prev, hash"
INSERT = f"INSERT INTO journal_act ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608 - our own names


def acts() -> Iterator[tuple[int, tuple[Any, ...]]]:
    """Rows of the journal's chain, from its beginning."""
    from kerege.journal.rules import Entry, entry_hash
    from kerege.journal.words import GENESIS
    from kerege.lib.canonical import dumps
    from kerege.lib.ids import new_uid

    seq, prev = 0, GENESIS
    while True:
        seq += 1
        facts = {"text": "x" * (seq * 37 % 900)}
        at = datetime.now(UTC).isoformat(timespec="microseconds")
        entry = Entry(seq, at, "REG", "system", "KAZ", "bench.power.done", str(new_uid()), facts, prev, "")
        prev = entry_hash(entry)
        yield seq, (*entry[:7], dumps(facts).decode(), *entry[8:9], prev)


@dataclass
class Cuts:
    """What all rounds came to. `late`: rounds in which something waited for a sync when the power went; `checkpoints`:
    rounds in which acts had gone from the log into the database itself."""

    rounds: int = 0
    acknowledged: int = 0
    lost: int = 0
    broken: int = 0
    late: int = 0
    checkpoints: int = 0


def round_of(found: Cuts, content: bytes, pragmas: str, dice: random.Random, folder: Path) -> None:
    """One writer and one cut; then what is left is opened as the next start would, and compared."""
    often = dice.random() < 0.5  # the log is also written back into the database within the round
    disk = Disk(content, dice, lasts=dice.randrange(5, 800))
    done = write_until_cut(disk, pragmas + (" PRAGMA wal_autocheckpoint=20;" if often else ""))
    for name, kept in disk.left().items():
        (folder / Path(name).name).write_bytes(kept)
    found.rounds += 1
    found.acknowledged += len(done)
    found.late += any(file.waiting for file in disk.files.values())
    found.checkpoints += b"bench.power.done" in disk.files[DATABASE].kept
    try:
        whole, there = look(folder / Path(DATABASE).name)
    except (sqlite3.DatabaseError, ValueError):  # no database any more, or a row that is no act
        whole, there = False, set()
    found.lost += len(set(done) - there)
    found.broken += not whole
    for path in folder.iterdir():
        path.unlink()


def look(path: Path) -> tuple[bool, set[int]]:
    """Whether the database and the journal's chain in it are whole, and the acts that are there."""
    import json

    from kerege.journal.rules import Entry, verify_chain

    with closing(sqlite3.connect(path)) as file:
        sound = file.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        rows = file.execute(f"SELECT {COLUMNS} FROM journal_act ORDER BY seq").fetchall()  # noqa: S608 - our own names
        (seq, head) = file.execute("SELECT seq, hash FROM journal_head").fetchone()
    entries = [Entry(*row[:7], json.loads(row[7]), *row[8:]) for row in rows]
    return sound and verify_chain(entries, head_seq=seq, head_hash=head).whole, {entry.seq for entry in entries}


def trial(rounds: int, content: bytes, folder: Path, *, pragmas: str, seed: int = 1) -> Cuts:
    """So many rounds on a database with the journal's tables and no acts in them; `folder` is empty and stays so."""
    found, dice = Cuts(), random.Random(seed)
    for _ in range(rounds):
        round_of(found, content, pragmas, dice, folder)
    return found


def empty_journal(path: Path) -> bytes:
    """An SQLite file with the tables, indexes and triggers of the journal that this file has, and no act."""
    from kerege.journal.words import GENESIS

    asked = "SELECT sql FROM sqlite_master WHERE tbl_name IN ('journal_act', 'journal_head') AND sql IS NOT NULL"
    with closing(apsw.Connection(str(path))) as own, closing(apsw.Connection(":memory:")) as made:
        for (statement,) in own.execute(f"{asked} ORDER BY type = 'table' DESC").fetchall():
            made.execute(statement)
        made.execute("INSERT INTO journal_head (id, seq, hash) VALUES (1, 0, ?)", (GENESIS,))
        return made.serialize("main")


def pragmas(synchronous: str = "FULL") -> str:
    """Those of a node, or with less syncing."""
    from kerege.config import environment

    options: Any = environment.sqlite("")["OPTIONS"]
    return str(options["init_command"]).replace("synchronous=FULL", f"synchronous={synchronous}")
