"""The words of files: kinds, purposes, and what is refused."""

from dataclasses import dataclass
from enum import StrEnum

from kerege.lib.refusal import N_, RefusalWord


class FileKind(StrEnum):
    PDF = "pdf"
    PNG = "png"
    JPEG = "jpeg"
    WEBP = "webp"
    CSV = "csv"
    TXT = "txt"
    XLSX = "xlsx"
    DOCX = "docx"
    ODT = "odt"
    ODS = "ods"
    ZIP = "zip"
    JSON = "json"
    XML = "xml"
    ODP = "odp"
    PPTX = "pptx"
    MD = "md"
    HTML = "html"
    SVG = "svg"
    MP4 = "mp4"
    WEBM = "webm"
    MP3 = "mp3"
    OGG = "ogg"
    KPACK = "kpack"
    PART = "part"
    VTT = "vtt"
    SRT = "srt"


class Purpose(StrEnum):
    """What a file is for the record that it belongs to."""

    LOGO = "logo"
    EVIDENCE = "evidence"
    IMPORT = "import"
    TOOLKIT = "toolkit"
    TOOLKIT_IN = "toolkit_in"
    ELEARNING = "elearning"
    BANK = "bank"
    LIBRARY = "library"


@dataclass(frozen=True)
class Format:
    """`endings` of names, the media type under which it is served, and how many bytes it may have."""

    endings: tuple[str, ...]
    media_type: str
    most: int = 25_000_000


_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"
_NEVER_SHOWN = "application/octet-stream"
"""What could run in a browser leaves under this type: whoever wants it saves it."""
FORMATS = {
    FileKind.PDF: Format(("pdf",), "application/pdf"),
    FileKind.PNG: Format(("png",), "image/png", 10_000_000),
    FileKind.JPEG: Format(("jpg", "jpeg"), "image/jpeg", 10_000_000),
    FileKind.WEBP: Format(("webp",), "image/webp", 10_000_000),
    FileKind.CSV: Format(("csv", "tsv"), "text/csv; charset=utf-8", 10_000_000),
    FileKind.TXT: Format(("txt",), "text/plain; charset=utf-8", 2_000_000),
    FileKind.XLSX: Format(("xlsx",), f"{_OFFICE}.spreadsheetml.sheet"),
    FileKind.DOCX: Format(("docx",), f"{_OFFICE}.wordprocessingml.document"),
    FileKind.ODT: Format(("odt",), f"{_OPEN}.text"),
    FileKind.ODS: Format(("ods",), f"{_OPEN}.spreadsheet"),
    FileKind.ZIP: Format(("zip",), "application/zip", 200_000_000),
    FileKind.JSON: Format(("json", "geojson"), "application/json", 25_000_000),
    FileKind.XML: Format(("xml",), "application/xml", 25_000_000),
    FileKind.KPACK: Format(("kpack",), "application/zip", 200_000_000),
    FileKind.ODP: Format(("odp",), f"{_OPEN}.presentation"),
    FileKind.PPTX: Format(("pptx",), f"{_OFFICE}.presentationml.presentation"),
    FileKind.MD: Format(("md",), "text/markdown; charset=utf-8", 2_000_000),
    FileKind.HTML: Format(("html", "htm"), _NEVER_SHOWN, 10_000_000),
    FileKind.SVG: Format(("svg",), _NEVER_SHOWN, 10_000_000),
    FileKind.MP4: Format(("mp4", "m4v"), "video/mp4", 1_000_000_000),
    FileKind.WEBM: Format(("webm",), "video/webm", 1_000_000_000),
    FileKind.MP3: Format(("mp3",), "audio/mpeg", 200_000_000),
    FileKind.OGG: Format(("ogg", "oga"), "audio/ogg", 200_000_000),
    FileKind.VTT: Format(("vtt",), "text/vtt; charset=utf-8", 2_000_000),
    FileKind.SRT: Format(("srt",), "text/plain; charset=utf-8", 2_000_000),
    FileKind.PART: Format((), _NEVER_SHOWN, 200_000_000),  # of a package that was judged whole (training)
}
PICTURES = frozenset({FileKind.PNG, FileKind.JPEG, FileKind.WEBP})
MEDIA = frozenset({FileKind.MP4, FileKind.WEBM, FileKind.MP3, FileKind.OGG})
CAPTIONS = frozenset({FileKind.VTT, FileKind.SRT})
"""What is said in a film, with times."""
_OF_TOOLKITS = MEDIA | CAPTIONS | {FileKind.ODP, FileKind.PPTX, FileKind.MD, FileKind.HTML, FileKind.SVG}
PACKAGES = frozenset({FileKind.KPACK, FileKind.ZIP})
"""Toolkits themselves."""
DOCUMENTS = frozenset(FileKind) - {FileKind.JSON, FileKind.XML, FileKind.PART} - PACKAGES - _OF_TOOLKITS
"""What a room takes that does not ask for something else. Packages and data are for rooms that know how to read
them.
"""
READING = DOCUMENTS | {FileKind.PPTX, FileKind.ODP}
"""What people read or show: documents and slides."""
TOOLKIT = DOCUMENTS | _OF_TOOLKITS | {FileKind.JSON}
"""What a toolkit for a course may hold. Pages and drawings among it are kept, and never shown by this program."""
SHEETS = frozenset({FileKind.XLSX, FileKind.CSV, FileKind.TXT, FileKind.JSON, FileKind.XML, FileKind.ZIP})
"""Lists that kerege.lib.sheets reads."""


NOT_TAKEN = RefusalWord(
    "files.not_taken",
    N_("“%(name)s” is of a kind that is not taken here. Taken are: %(kinds)s."),
)
DIFFERS = RefusalWord(
    "files.differs",
    N_("“%(name)s” is not what its ending says. Save it anew in the program that made it, and try again."),
)
TOO_LARGE = RefusalWord(
    "files.too_large",
    N_("The file has more than %(most)s MB, which is the limit for %(kind)s. Make it smaller, or divide it."),
    status=413,
)
EMPTY = RefusalWord("files.empty", N_("The file is empty or did not arrive whole. Choose it again."))
PROGRAM_INSIDE = RefusalWord(
    "files.program_inside",
    N_("“%(name)s” holds macros or another program. Save it without them, for example as .xlsx or .docx."),
)
INFECTED = RefusalWord(
    "files.infected",
    N_("The virus scanner of this node found something in “%(name)s”. It was not kept; check your own machine too."),
)
NOT_SCANNED = RefusalWord(
    "files.not_scanned",
    N_("The virus scanner of this node does not answer, so nothing is taken now. Tell the node administrator."),
    status=503,
)
FULL = RefusalWord(
    "files.full",
    N_("The files of %(owner)s have used up their space (%(most)s MB). Withdraw some, or ask the node administrator."),
    status=413,
)
STORE_AWAY = RefusalWord(
    "files.store_away",
    N_("The store of files does not answer as it should: %(reason)s. Look at KEREGE_FILES_URL and at the store."),
    status=503,
)
NOTHING_THERE = RefusalWord(
    "files.nothing_there", N_("There is no such file, or it was withdrawn. Go back and look again."), status=404
)
