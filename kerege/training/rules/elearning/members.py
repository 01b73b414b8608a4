"""The files of a package, one by one: where the manifest lies, what is no part of it, and what no package needs."""

from collections.abc import Iterable, Mapping
from urllib.parse import unquote, urlsplit

from kerege.lib.archives import Archive, Limits, Member, folders_of
from kerege.lib.names import ending_of, is_left_by_system
from kerege.lib.refusal import Refusal
from kerege.training.rules.elearning.pictures import DRAWING, MOST, check_picture
from kerege.training.words import elearning as words

LIMITS = Limits(packed=200_000_000, unpacked=1_000_000_000, members=5_000, zip64=True)
MANIFESTS = ("imsmanifest.xml", "cmi5.xml", "h5p.json")
_OLD = {"tincan.xml": "xAPI (tincan.xml)"}
_OLD_ENDINGS = {"crs": "AICC", "au": "AICC", "des": "AICC", "cst": "AICC"}
PROGRAMS = frozenset(
    "apk asp aspx bat cgi class cmd com cpl deb dll dmg exe gadget hta iso jar jse jsp lnk msc msi msp php "
    "phtml pif pl ps1 py rb reg rpm scr sh so vb vbe vbs wsf".split()
)
_PROGRAM_SIGNS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")

TYPES = {
    "html": "text/html",
    "htm": "text/html",
    "xhtml": "application/xhtml+xml",
    "js": "text/javascript",
    "mjs": "text/javascript",
    "css": "text/css",
    "json": "application/json",
    "xml": "application/xml",
    "txt": "text/plain",
    "vtt": "text/vtt",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "svg": "image/svg+xml",
    "bmp": "image/bmp",
    "ico": "image/x-icon",
    "woff": "font/woff",
    "woff2": "font/woff2",
    "ttf": "font/ttf",
    "otf": "font/otf",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "wav": "audio/wav",
    "oga": "audio/ogg",
    "ogg": "audio/ogg",
    "mp4": "video/mp4",
    "m4v": "video/mp4",
    "webm": "video/webm",
    "ogv": "video/ogg",
    "pdf": "application/pdf",
}
UNKNOWN_TYPE = "application/octet-stream"
"""Of a kind that browsers need not know: it is there for scripts that ask for it, and never opened as a page."""


def type_of(path: str) -> str:
    """Under which type a file is served, without a character set: pages say their own, and old ones are no UTF-8."""
    return TYPES.get(ending_of(path), UNKNOWN_TYPE)


def members_of(archive: Archive) -> tuple[str, dict[str, Member]]:
    """The name of the manifest, and the files of the package by their path beside it.

    A folder around everything does not matter, nor what systems leave in folders. Refuses training.elearning_*: no
    manifest, several, an old standard, a program.
    """
    own = [each for each in archive.members if not is_left_by_system(each.name)]
    found = {name: folders_of(own, name) for name in MANIFESTS}
    around = min((folder for folders in found.values() for folder in folders), key=len, default=None)
    if around is None:
        _refuse_old(own)
        raise Refusal(words.ELEARNING_NO_MANIFEST, field="file")
    manifests = [name for name, folders in found.items() if around in folders]
    if len(manifests) != 1:
        raise Refusal(words.ELEARNING_TWO_MANIFESTS, field="file")
    members = {each.name.removeprefix(around): each for each in own if each.name.startswith(around)}
    check_programs(archive, members)
    return manifests[0], members


def check_programs(archive: Archive, members: Mapping[str, Member]) -> None:
    """No program among the files, by its ending, by how it begins or in a drawing. Every file is read to its end here,
    so that one that was cut off is found before anything is stored. Refuses training.elearning_program_inside,
    training.elearning_program_in_picture, training.elearning_unclear_picture and archives.*.
    """
    for path, member in members.items():
        if ending_of(path) in PROGRAMS:
            raise Refusal(words.ELEARNING_PROGRAM_INSIDE, field="file", path=path[:80])
        begins = b""
        for chunk in archive.chunks(member):
            begins = begins or chunk[:64]
        if begins.startswith(_PROGRAM_SIGNS) and b"\0" in begins:  # no text begins so
            raise Refusal(words.ELEARNING_PROGRAM_INSIDE, field="file", path=path[:80])
        if ending_of(path) == DRAWING:
            if member.size > MOST:
                raise Refusal(words.ELEARNING_UNCLEAR_PICTURE, field="file", path=path[:80])
            check_picture(path, archive.read(member, most=MOST))


def _refuse_old(own: Iterable[Member]) -> None:
    for each in own:
        last = each.name.rpartition("/")[2].lower()
        if kind := _OLD.get(last) or _OLD_ENDINGS.get(ending_of(last)):
            raise Refusal(words.ELEARNING_OLD_STANDARD, field="file", kind=kind)


def entry(href: str, base: str, title: str, members: Mapping[str, Member]) -> tuple[str, str]:
    """The path and the query of an address in a manifest. Letters may differ in size, as on the author's machine.

    Refuses training.elearning_entry_outside, _entry_missing and _empty_file.
    """
    whole = f"{base}{href}".replace("\\", "/")
    try:
        parts = urlsplit(whole)
    except ValueError:
        raise Refusal(words.ELEARNING_ENTRY_MISSING, field="file", path=href[:80], title=title[:80]) from None
    if parts.scheme or parts.netloc:
        raise Refusal(words.ELEARNING_ENTRY_OUTSIDE, field="file", title=title[:80])
    path = find(unquote(parts.path).removeprefix("./"), members)
    if path is None:
        raise Refusal(words.ELEARNING_ENTRY_MISSING, field="file", path=(parts.path or href)[:80], title=title[:80])
    if members[path].size == 0:
        raise Refusal(words.ELEARNING_EMPTY_FILE, field="file", path=path[:80])
    end = f"?{parts.query}" if parts.query else ""
    return path, end + (f"#{parts.fragment}" if parts.fragment else "")


def find(path: str, known: Iterable[str]) -> str | None:
    """The known path that is meant: the same, or the one that differs in the size of letters only."""
    names = known if isinstance(known, Mapping) else set(known)
    if path in names:
        return path
    small = path.casefold()
    return next((name for name in names if name.casefold() == small), None)
