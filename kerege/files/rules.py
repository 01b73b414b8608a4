"""What a file is, and whether it is taken. Plain Python: reads bytes, knows no database."""

import codecs
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import IO

from kerege.files import words
from kerege.files.words import DOCUMENTS, FORMATS, MEDIA, PICTURES, FileKind
from kerege.lib import files
from kerege.lib.archives import Archive, Limits, Member
from kerege.lib.images import redrawn
from kerege.lib.names import clean_file_name, ending_of
from kerege.lib.refusal import Refusal

Scan = Callable[[bytes], bool | None]
"""Whether content is clean; None when the scanner does not answer."""


@dataclass(frozen=True)
class Received:
    """A file that was checked and may be kept. `content` is what will be kept: of a picture the new drawing.

    What is too large for memory lies in a file, `source`, and its `content` is empty.
    """

    name: str
    kind: FileKind
    content: bytes
    width: int | None = None
    height: int | None = None
    source: Path | None = None

    @property
    def sha256(self) -> str:
        return files.sha256_of(self.source) if self.source else sha256(self.content).hexdigest()

    @property
    def size(self) -> int:
        return self.source.stat().st_size if self.source else len(self.content)

    def opened(self) -> IO[bytes]:
        return self.source.open("rb") if self.source else BytesIO(self.content)


def received(
    name: object,
    chunks: Iterable[bytes],
    *,
    kinds: Collection[FileKind] = DOCUMENTS,
    side: int = 4000,
    most: int | None = None,
    field: str = "file",
    scan: Scan | None = None,
    exact: bool = False,
) -> Received:
    """Take a file in. `chunks` are not read further than `most` and the limit of the kind that the name announces.

    `exact` keeps a picture as it came, for whoever relies on its digest.
    Refuses text.* and names.* for the name, files.not_taken, files.too_large, files.empty, files.differs,
    files.program_inside, files.infected, files.not_scanned, and for pictures and office files images.* and archives.*.
    """
    name = clean_file_name(name, field=field)
    kind = _announced(name, kinds, field)
    content = _whole(chunks, kind, most, field)
    if not _BEGINS[kind](content):
        raise Refusal(words.DIFFERS, field=field, name=name)
    if scan is not None and (clean := scan(content)) is not True:
        raise Refusal(words.NOT_SCANNED if clean is None else words.INFECTED, field=field, name=name)
    if kind in PICTURES and not exact:
        drawn = redrawn(content, side=side, field=field)
        kind = FileKind(drawn.kind)
        return Received(_renamed(name, kind), kind, drawn.content, drawn.width, drawn.height)
    if kind in _PARTS:
        _check_office(content, kind, name, field)
    return Received(name, kind, content)


def received_from(source: Path, name: object, *, kinds: Collection[FileKind], scan: Scan | None = None) -> Received:
    """Take in, as it is, a file that lies on the disk and stays there. Sound and pictures that move are never held in
    memory: only how they begin is looked at, and no scanner of viruses reads them. Refuses what `received` refuses.
    """
    name = clean_file_name(name, field="file")
    kind = _announced(name, kinds, "file")
    if kind not in MEDIA:
        with source.open("rb") as file:
            parts = iter(lambda: file.read(1 << 20), b"")
            found = received(name, parts, kinds=kinds, scan=scan, exact=True)
        return replace(found, content=b"", source=source)
    size = source.stat().st_size
    if size > FORMATS[kind].most:
        raise Refusal(words.TOO_LARGE, field="file", most=FORMATS[kind].most // 1_000_000, kind=kind.value.upper())
    with source.open("rb") as file:
        if not _BEGINS[kind](file.read(64)):
            raise Refusal(words.DIFFERS, field="file", name=name)
    return Received(name, kind, b"", source=source)


def _announced(name: str, kinds: Collection[FileKind], field: str) -> FileKind:
    """The kind that the ending says, where it is one of those taken."""
    found = next((k for k in FileKind if ending_of(name) in FORMATS[k].endings), None)
    if found is None or found not in kinds:
        listed = ", ".join(k.value.upper() for k in FileKind if k in kinds)
        raise Refusal(words.NOT_TAKEN, field=field, name=name, kinds=listed)
    return found


def _whole(chunks: Iterable[bytes], kind: FileKind, limit: int | None, field: str) -> bytes:
    most, content = min(FORMATS[kind].most, limit or FORMATS[kind].most), bytearray()
    for chunk in chunks:
        content += chunk
        if len(content) > most:
            raise Refusal(words.TOO_LARGE, field=field, most=most // 1_000_000, kind=kind.value.upper())
    if not content:
        raise Refusal(words.EMPTY, field=field)
    return bytes(content)


def _renamed(name: str, kind: FileKind) -> str:
    """The name with the ending of what was drawn."""
    if ending_of(name) in FORMATS[kind].endings:
        return name
    return f"{name.rpartition('.')[0]}.{FORMATS[kind].endings[0]}"


# -- what the bytes say ------------------------------------------------------------------------------------------------

_MARKUP = (b"<!doctype", b"<html", b"<svg", b"<?xml", b"<script", b"<head", b"<body", b"<iframe")


def _is_pdf(content: bytes) -> bool:
    """Begins as PDF at its first byte and ends as one, so that nothing else can be read before or behind it."""
    return content.startswith(b"%PDF-") and b"%%EOF" in content[-1100:] and b"PK\x05\x06" not in content[-70_000:]


def _is_text(content: bytes) -> bool:
    """Text in any old encoding: no control characters, and no page or picture in disguise."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return False
    if content.translate(None, bytes(range(32))) != content.translate(None, b"\t\r\n\f"):
        return False
    return not content.lstrip(b"\xef\xbb\xbf \t\r\n")[:20].lower().startswith(_MARKUP)


def _is_table(content: bytes) -> bool:
    """As text; also in UTF-16 with its mark, as spreadsheets write it, when the same text in UTF-8 would be taken."""
    if not content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _is_text(content)
    try:
        return _is_text(content.decode("utf-16").encode())
    except UnicodeError:
        return False


def _is_json(content: bytes) -> bool:
    return _is_text(content) and content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"{", b"["}


def _is_xml(content: bytes) -> bool:
    """Data in XML, and neither a page, a picture nor one with a document type. Who reads it, parses it by lib.xml."""
    start = content.removeprefix(codecs.BOM_UTF8).lstrip()[:4000].lower()
    return start.startswith(b"<") and not any(sign in start for sign in (b"<!doctype", b"<html", b"<svg", b"xhtml"))


def _is_zip(content: bytes) -> bool:
    return content.startswith(b"PK\x03\x04")


_BEGINS: dict[FileKind, Callable[[bytes], bool]] = {
    FileKind.PDF: _is_pdf,
    FileKind.PNG: lambda content: content.startswith(b"\x89PNG\r\n\x1a\n"),
    FileKind.JPEG: lambda content: content.startswith(b"\xff\xd8\xff"),
    FileKind.WEBP: lambda content: content.startswith(b"RIFF") and content[8:12] == b"WEBP",
    FileKind.CSV: _is_table,
    FileKind.JSON: _is_json,
    FileKind.XML: _is_xml,
    FileKind.TXT: _is_text,
    FileKind.MD: _is_text,
    FileKind.VTT: _is_text,
    FileKind.SRT: _is_table,
    FileKind.HTML: lambda content: b"\0" not in content,
    FileKind.SVG: lambda content: b"\0" not in content and b"<svg" in content[:4000].lower(),
    FileKind.MP4: lambda content: content[4:8] == b"ftyp",
    FileKind.WEBM: lambda content: content.startswith(b"\x1a\x45\xdf\xa3"),
    FileKind.MP3: lambda content: content.startswith(b"ID3") or content[:1] == b"\xff" and content[1:2] >= b"\xe0",
    FileKind.OGG: lambda content: content.startswith(b"OggS"),
    **dict.fromkeys((FileKind.XLSX, FileKind.DOCX, FileKind.PPTX), _is_zip),
    **dict.fromkeys((FileKind.ODT, FileKind.ODS, FileKind.ODP, FileKind.ZIP, FileKind.KPACK), _is_zip),
}

# The part that makes an archive a file of this kind, and the folders or parts that hold programs.
_PARTS = {
    FileKind.XLSX: "xl/workbook.xml",
    FileKind.DOCX: "word/document.xml",
    FileKind.ODT: "content.xml",
    FileKind.ODS: "content.xml",
    FileKind.ODP: "content.xml",
    FileKind.PPTX: "ppt/presentation.xml",
}
_PROGRAMS = ("vbaproject.bin", "vbadata.xml", "activex", "basic/", "scripts/", "oleobject", ".exe", ".dll", ".js")
_OFFICE_LIMITS = Limits(packed=25_000_000, unpacked=300_000_000, members=3_000, depth=8)
_DECLARED = (b"<!DOCTYPE", b"<!ENTITY", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))


def _check_office(content: bytes, kind: FileKind, name: str, field: str) -> None:
    """Every part of an office file: no trap, no program, no document type, and it is what it says it is."""
    try:
        _check_parts(Archive(BytesIO(content), _OFFICE_LIMITS), kind, name, field)
    except Refusal as refusal:
        refusal.field = field  # an archive knows no form
        raise


def _check_parts(archive: Archive, kind: FileKind, name: str, field: str) -> None:
    parts = {member.name: member for member in archive.members}
    if _PARTS[kind] not in parts or not _says(kind, archive, parts):
        raise Refusal(words.DIFFERS, field=field, name=name)
    if any(sign in part.lower() for part in parts for sign in _PROGRAMS):
        raise Refusal(words.PROGRAM_INSIDE, field=field, name=name)
    for part, member in parts.items():
        before = b""
        for chunk in archive.chunks(member):
            if part.endswith((".xml", ".rels", ".vml")) and any(sign in before + chunk for sign in _DECLARED):
                raise Refusal(words.DIFFERS, field=field, name=name)
            before = chunk[-40:]


def _says(kind: FileKind, archive: Archive, parts: dict[str, Member]) -> bool:
    """Whether the archive names its own kind, and not one with macros."""
    open_document = kind in {FileKind.ODT, FileKind.ODS, FileKind.ODP}
    index = "mimetype" if open_document else "[Content_Types].xml"
    if index not in parts:
        return False
    told = archive.read(parts[index], most=1_000_000)
    media_type = FORMATS[kind].media_type.encode()
    return told.strip() == media_type if open_document else media_type in told and b"macroEnabled" not in told
