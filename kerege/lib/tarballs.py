"""The one door for packed tar files (.tar.gz) from outside, with the limits and the interface of `archives`.

The plain form of POSIX (ustar) is read and nothing of what was added to it later. What is unpacked lies in a file
without a name, never in a folder, and no more of it than the limits allow.
"""

import zlib
from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import IO

from kerege.lib.archives import (
    LINK,
    PACKED_TOO_TIGHT,
    TOO_LARGE,
    TOO_MANY,
    UNREADABLE,
    UNUSUAL_PACKING,
    Limits,
    Member,
    clean_name,
    distinct,
    plain,
)
from kerege.lib.refusal import Refusal

BEGINS = b"\x1f\x8b\x08"
_BLOCK, _CHUNK = 512, 65_536
_FILE, _FOLDER, _LINKS = {b"0", b"\0"}, b"5", {b"1", b"2", b"3", b"4", b"6"}


class Tarball:
    """A packed tar file whose members were all judged. Refuses archives.* when it is opened."""

    def __init__(self, file: IO[bytes], limits: Limits) -> None:
        self.limits = limits
        self._file = TemporaryFile()
        self._starts: dict[str, int] = {}
        size = _unpacked(file, self._file, limits)
        self.members = distinct(list(self._members(size)))

    def chunks(self, member: Member) -> Iterator[bytes]:
        """The bytes of one member, piece by piece."""
        at, left = self._starts[member.name], member.size
        while left:
            self._file.seek(at)
            piece = self._file.read(min(left, _CHUNK))
            at, left = at + len(piece), left - len(piece)
            yield piece

    def read(self, member: Member, *, most: int) -> bytes:
        """All bytes of one member. Refuses archives.too_large before reading."""
        if member.size > most:
            raise Refusal(TOO_LARGE, found=member.size, most=most)
        return b"".join(self.chunks(member))

    def _members(self, whole: int) -> Iterator[Member]:
        at = count = 0
        while at + _BLOCK <= whole:
            self._file.seek(at)
            head = self._file.read(_BLOCK)
            if not any(head):  # the end; what stands behind is filled up with zeros
                return
            count += 1
            if count > self.limits.members:
                raise Refusal(TOO_MANY, most=self.limits.members)
            raw, kind, size = _head(head)
            start = at + _BLOCK
            if start + size > whole:
                raise Refusal(UNREADABLE, why="cut off")
            at = start + -(-size // _BLOCK) * _BLOCK
            if kind in _LINKS:
                raise Refusal(LINK, name=raw.decode(errors="replace")[:80])
            if kind not in _FILE | {_FOLDER}:
                raise Refusal(UNUSUAL_PACKING, name=raw.decode(errors="replace")[:80])
            name = clean_name(raw.removeprefix(b"./"), self.limits)
            if kind in _FILE and not name.endswith("/"):
                self._starts[name] = start
                yield plain(name, size)
        raise Refusal(UNREADABLE, why="no end")


def _head(head: bytes) -> tuple[bytes, bytes, int]:
    """Name, kind and size of a member. Refuses archives.unreadable where the sum of the block is not what it says."""
    try:
        told = int(head[148:156].strip(b" \0") or b"-", 8)
        size = int(head[124:136].strip(b" \0") or b"0", 8)
    except ValueError:
        raise Refusal(UNREADABLE, why="a number is none") from None
    if told != sum(head) - sum(head[148:156]) + 8 * 32 or size < 0:
        raise Refusal(UNREADABLE, why="a sum is wrong")
    name = head[:100].rstrip(b"\0")
    before = head[345:500].rstrip(b"\0") if head[257:262] == b"ustar" and head[262:263] == b"\0" else b""
    return (before + b"/" + name if before else name), head[156:157], size


def _unpacked(source: IO[bytes], into: IO[bytes], limits: Limits) -> int:
    """Unpack, and never more than may be; how many bytes."""
    packed = source.seek(0, 2)
    source.seek(0)
    if packed > limits.packed:
        raise Refusal(TOO_LARGE, found=packed, most=limits.packed)
    reader, size = zlib.decompressobj(wbits=31), 0
    tight = max(limits.tight_from, limits.ratio * packed)
    try:
        while piece := source.read(_CHUNK):
            while piece and not reader.eof:
                told = reader.decompress(piece, _CHUNK)
                size += len(told)
                if size > limits.unpacked:
                    raise Refusal(TOO_LARGE, found=size, most=limits.unpacked)
                if size > tight:
                    raise Refusal(PACKED_TOO_TIGHT, name="tar", most=limits.ratio)
                into.write(told)
                piece = reader.unconsumed_tail
            if reader.eof and (reader.unused_data or source.read(1)):
                raise Refusal(UNREADABLE, why="something stands behind it")
    except zlib.error:
        raise Refusal(UNREADABLE, why="gzip") from None
    if not reader.eof:
        raise Refusal(UNREADABLE, why="cut off")
    return size
