"""The one door for ZIP files from outside, and for those that have to be the same bytes wherever they are made.

Every member is judged by what the archive says of it before a byte is unpacked, and again while it is unpacked,
because what an archive says may be a lie. Nothing is written to a folder: members come out as bytes under clean names.
Archives inside archives stay closed.
"""

import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO

from kerege.lib.names import decoded, is_reserved
from kerege.lib.refusal import N_, Refusal, RefusalWord

UNREADABLE = RefusalWord("archives.unreadable", N_("This is no ZIP file, or it is damaged. Pack the files again."))
TOO_LARGE = RefusalWord(
    "archives.too_large",
    N_("That are %(found)s bytes; at most %(most)s are taken. Divide the archive, or leave something out."),
    status=413,
)
TOO_MANY = RefusalWord(
    "archives.too_many",
    N_("The archive holds more than %(most)s files. Divide it, or leave something out."),
    status=413,
)
PACKED_TOO_TIGHT = RefusalWord(
    "archives.packed_too_tight",
    N_("“%(name)s” would grow more than %(most)s times when it is unpacked, as only a trap does. Leave it out."),
)
ENCRYPTED = RefusalWord("archives.encrypted", N_("“%(name)s” is locked with a password. Pack the files without one."))
UNUSUAL_PACKING = RefusalWord(
    "archives.unusual_packing", N_("“%(name)s” is packed in an unusual way. Pack the files anew as a plain ZIP file.")
)
LINK = RefusalWord(
    "archives.link", N_("“%(name)s” is a link to another file and no file itself. Leave it out, or pack what it means.")
)
BAD_PATH = RefusalWord(
    "archives.bad_path",
    N_("“%(name)s” leads out of the archive or is no path at all. Rename it, and pack the files again."),
)
RESERVED = RefusalWord(
    "archives.reserved",
    N_("“%(name)s” is a name that Windows keeps for itself. Rename it, and pack the files again."),
)
TOO_DEEP = RefusalWord(
    "archives.too_deep", N_("“%(name)s” lies too deep in folders, or its name is too long. Shorten its path.")
)
INVISIBLE = RefusalWord(
    "archives.invisible", N_("The name “%(name)s” holds invisible characters. Rename it, and pack the files again.")
)
CLASH = RefusalWord(
    "archives.clash",
    N_("“%(name)s” occurs twice in the archive (capital letters do not count). Rename one of the two."),
)


@dataclass(frozen=True)
class Limits:
    """How much an archive may be. `ratio` is looked at from `tight_from` bytes on: small texts pack very well.

    `zip64`: its directory may be written in the long form too, as some standards want it.
    """

    packed: int = 200_000_000
    unpacked: int = 1_000_000_000
    members: int = 5_000
    ratio: int = 100
    tight_from: int = 1_000_000
    depth: int = 12
    zip64: bool = False


@dataclass(frozen=True)
class Member:
    """One file in an archive, under the name that it would have been given."""

    name: str
    size: int
    info: zipfile.ZipInfo


def plain(name: str, size: int) -> Member:
    """A member that lies in no ZIP file."""
    return Member(name, size, zipfile.ZipInfo(name))


_CHUNK = 65_536
_END, _END64, _RECORD64 = b"PK\x05\x06", b"PK\x06\x07", b"PK\x06\x06"
_LONG_END = 56 + 20
"""Bytes of the two records that the long form of a directory has at its end."""
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, struct.error, OSError, ValueError)


class Archive:
    """An archive whose members were all judged. Refuses archives.* when it is opened."""

    def __init__(self, file: IO[bytes], limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        _check_directory(file, self.limits)
        try:
            self._zip = zipfile.ZipFile(file)
        except _FAULTS as fault:
            raise Refusal(UNREADABLE, why=type(fault).__name__) from None
        self.members: Sequence[Member] = _judged(self._zip.infolist(), self.limits)

    def chunks(self, member: Member) -> Iterator[bytes]:
        """The bytes of one member, piece by piece. Refuses archives.unreadable when they are not what was announced."""
        read = 0
        try:
            with self._zip.open(member.info) as stream:
                while piece := stream.read(_CHUNK):
                    read += len(piece)
                    if read > member.size:
                        raise Refusal(UNREADABLE, why=f"{member.name}: more than announced")
                    yield piece
        except _FAULTS as fault:
            raise Refusal(UNREADABLE, why=f"{member.name}: {type(fault).__name__}") from None
        if read != member.size:
            raise Refusal(UNREADABLE, why=f"{member.name}: less than announced")

    def read(self, member: Member, *, most: int) -> bytes:
        """All bytes of one member. Refuses archives.too_large before reading, and what `chunks` refuses."""
        if member.size > most:
            raise Refusal(TOO_LARGE, found=member.size, most=most)
        return b"".join(self.chunks(member))


class Alone:
    """One file that came without an archive around it, where its reader takes both. Refuses archives.too_large."""

    def __init__(self, file: IO[bytes], name: str, *, most: int) -> None:
        self._content = file.read(most + 1)
        if len(self._content) > most:
            raise Refusal(TOO_LARGE, found=len(self._content), most=most)
        self.member = plain(name, len(self._content))

    def chunks(self, member: Member) -> Iterator[bytes]:
        """The bytes of the one file."""
        yield self._content


def folders_of(members: Iterable[Member], name: str) -> list[str]:
    """Where a file of this name lies at the root of an archive or in one folder around everything: "" or "folder/"."""
    found = [each.name for each in members if each.name.rpartition("/")[2] == name]
    return [each.removesuffix(name) for each in found if each.count("/") <= 1]


def _check_directory(file: IO[bytes], limits: Limits) -> None:
    """Refuse, before zipfile reads it, a directory with too many entries, and ZIP64 where nobody needs it."""
    size = file.seek(0, 2)
    if size > limits.packed:
        raise Refusal(TOO_LARGE, found=size, most=limits.packed)
    start = max(0, size - 65_557)
    file.seek(start)
    tail = file.read()
    file.seek(0)
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < 22:
        raise Refusal(UNREADABLE, why="no directory")
    count, length, offset, comment = struct.unpack("<HLLH", tail[at + 10 : at + 22])
    long = 0
    if tail[at - 20 : at - 16] == _END64 or max(length, offset) == 0xFFFFFFFF or count == 0xFFFF:
        if not limits.zip64:
            many = _long_directory(tail, at)[0] > limits.members
            raise Refusal(TOO_MANY, most=limits.members) if many else Refusal(UNREADABLE, why="ZIP64")
        long = _LONG_END
        count, length, offset = _long_directory(tail, at)
    if count > limits.members or length > limits.members * 400:
        raise Refusal(TOO_MANY, most=limits.members)
    if at + 22 + comment != len(tail) or start + at != offset + length + long:
        raise Refusal(UNREADABLE, why="something stands before or behind it")


def _long_directory(tail: bytes, at: int) -> tuple[int, int, int]:
    """How many entries the long form of the directory has, its length, and where it begins. Both of its records stand
    before the short one, each in the form without anything added.
    """
    record = tail[at - _LONG_END : at - 20] if at >= _LONG_END else b""
    if tail[at - 20 : at - 16] != _END64 or record[:4] != _RECORD64 or struct.unpack("<Q", record[4:12])[0] != 44:
        raise Refusal(UNREADABLE, why="ZIP64")
    count, length, offset = struct.unpack("<QQQ", record[32:56])
    return count, length, offset


def _judged(infos: Sequence[zipfile.ZipInfo], limits: Limits) -> list[Member]:
    if len(infos) > limits.members:
        raise Refusal(TOO_MANY, most=limits.members)
    whole = sum(info.file_size for info in infos)
    if whole > limits.unpacked:
        raise Refusal(TOO_LARGE, found=whole, most=limits.unpacked)
    _check_apart(infos)
    members = []
    for info in infos:
        name = _name(info, limits)
        _check_packing(info, name, limits)
        members.append(Member(name, info.file_size, info))
    return distinct(members)


def distinct(members: Sequence[Member]) -> list[Member]:
    """The files among the members. Refuses archives.clash where two fall together on some machine."""
    found: dict[str, Member] = {}
    folders: set[str] = set()
    for member in members:
        same = member.name.casefold()
        folders |= {same[:i] for i, sign in enumerate(same) if sign == "/"}
        if member.info.is_dir():
            continue
        if same in found:
            raise Refusal(CLASH, name=member.name[:80])
        found[same] = member
    for same, member in found.items():
        if same in folders:
            raise Refusal(CLASH, name=member.name[:80])
    return list(found.values())


def _check_apart(infos: Sequence[zipfile.ZipInfo]) -> None:
    """Members that share their bytes multiply them; and the first one begins the file, or something hides there."""
    end = 0
    for info in sorted(infos, key=lambda i: i.header_offset):
        if info.header_offset < end:
            raise Refusal(UNREADABLE, why="members share their bytes")
        end = info.header_offset + 30 + info.compress_size
    if infos and min(i.header_offset for i in infos) != 0:
        raise Refusal(UNREADABLE, why="something stands before the first member")


def _check_packing(info: zipfile.ZipInfo, name: str, limits: Limits) -> None:
    if info.flag_bits & 0x1:
        raise Refusal(ENCRYPTED, name=name[:80])
    if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise Refusal(UNUSUAL_PACKING, name=name[:80])
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind and kind not in {stat.S_IFREG, stat.S_IFDIR}:
        raise Refusal(LINK, name=name[:80])
    if info.file_size > limits.tight_from and info.file_size > limits.ratio * max(info.compress_size, 1):
        raise Refusal(PACKED_TOO_TIGHT, name=name[:80], most=limits.ratio)


def _name(info: zipfile.ZipInfo, limits: Limits) -> str:
    """The member's path, in NFC. Without the UTF-8 mark it is read as cp866 or cp1251, as old Windows wrote them."""
    original = info.orig_filename
    raw = original if info.flag_bits & 0x800 else original.encode("cp437", errors="replace")
    return clean_name(raw, limits)


def clean_name(raw: str | bytes, limits: Limits) -> str:
    """The path of a member in NFC; that of a folder ends with a slash. Bytes are read as `names.decoded` says.

    Refuses archives.bad_path, archives.reserved, archives.too_deep and archives.invisible.
    """
    name = unicodedata.normalize("NFC", decoded(raw) if isinstance(raw, bytes) else raw)
    word = _name_fault(name.removesuffix("/"), limits)
    if word:
        raise Refusal(word, name=name.encode("ascii", "backslashreplace").decode()[:80])
    return name


def _name_fault(name: str, limits: Limits) -> RefusalWord | None:
    parts = name.split("/")
    if not name or "\\" in name or ":" in name or name.startswith("/"):
        return BAD_PATH
    if any(part in {"", ".", ".."} or part != part.strip(" ") or part.endswith(".") for part in parts):
        return BAD_PATH
    if any(is_reserved(part) for part in parts):
        return RESERVED
    if len(parts) > limits.depth or any(len(part.encode()) > 255 for part in parts):
        return TOO_DEEP
    if any(unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Co", "Cn"} and sign != "\u200c" for sign in name):
        return INVISIBLE
    return None


# -- packing -----------------------------------------------------------------------------------------------------------

_FIRST_DAY = 0x21
"""1 January 1980, the first day that a ZIP file can say: two archives of the same files are the same bytes."""
_LOCAL, _ENTRY = struct.Struct("<4s5H3L2H"), struct.Struct("<4s6H3L5H2L")
_TAIL = struct.Struct("<4s4H2LH")
_UTF8, _PLAIN_FILE = 0x800, (stat.S_IFREG | 0o644) << 16
_LARGEST = 0xFFFF_FFFE


@dataclass(frozen=True)
class ToPack:
    """A file that goes into an archive. `opened` is called twice: for its checksum, and for its bytes."""

    name: str
    size: int
    opened: Callable[[], IO[bytes]]


def packed_size(parts: Iterable[ToPack]) -> int:
    """How many bytes `packed` will give."""
    named = [(len(part.name.encode()), part.size) for part in parts]
    return sum(_LOCAL.size + _ENTRY.size + 2 * name + size for name, size in named) + _TAIL.size


def packed(parts: Sequence[ToPack]) -> Iterator[bytes]:
    """A ZIP file, piece by piece, that depends on nothing but names and contents: not packed tighter, without times.

    No file is held in memory. Refuses archives.too_large for what only ZIP64 can hold, archives.too_many, and
    archives.unreadable for a file that is not as large as announced.
    """
    if len(parts) >= 0xFFFF:
        raise Refusal(TOO_MANY, most=0xFFFE)
    if (whole := packed_size(parts)) > _LARGEST:
        raise Refusal(TOO_LARGE, found=whole, most=_LARGEST)
    entries, at = bytearray(), 0
    for part in parts:
        name = part.name.encode()
        crc = _checksum(part)
        head = (20, _UTF8, zipfile.ZIP_STORED, 0, _FIRST_DAY, crc, part.size, part.size, len(name), 0)
        yield _LOCAL.pack(b"PK\x03\x04", *head) + name
        with part.opened() as stream:
            while piece := stream.read(_CHUNK):
                yield piece
        entries += _ENTRY.pack(b"PK\x01\x02", 0x314, *head, 0, 0, 0, _PLAIN_FILE, at) + name
        at += _LOCAL.size + len(name) + part.size
    yield bytes(entries)
    yield _TAIL.pack(_END, 0, 0, len(parts), len(parts), len(entries), at, 0)


def _checksum(part: ToPack) -> int:
    crc = size = 0
    with part.opened() as stream:
        while piece := stream.read(_CHUNK):
            crc, size = zlib.crc32(piece, crc), size + len(piece)
    if size != part.size:
        raise Refusal(UNREADABLE, why=f"{part.name}: not as large as announced")
    return crc
