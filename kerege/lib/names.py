"""Names of files that somebody else chose: what may be kept of them, and how they were meant to be read."""

import re
import unicodedata

from kerege.lib.refusal import N_, Refusal, RefusalWord
from kerege.lib.text import clean_line

BAD_NAME = RefusalWord(
    "names.bad_name",
    N_("“%(name)s” cannot be the name of a file here. Give it a plain name, for example report-2026.pdf."),
)
DOUBLE_ENDING = RefusalWord(
    "names.double_ending",
    N_("“%(name)s” has two endings, so it could be taken for something else. Rename it to end only once."),
)

LONGEST = 180
_SEPARATORS = re.compile(r"[/\\:*?\"<>|]")
_RESERVED = re.compile(r"^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)", re.IGNORECASE)
_LEFT_BY_SYSTEMS = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
_RUNS = frozenset(
    "app bat bin chm cmd com cpl css dll docm dotm exe gadget hta htm html inf iso jar js jse jsp lnk mht mhtml mjs "
    "msc msi php pif pl ppam ps1 py reg rtf scr sh shtml svg svgz swf url vb vbs wsf xht xhtml xlam xlsm xltm "
    "xml".split()
)


def clean_file_name(name: object, *, field: str = "file") -> str:
    """The last part of a path as browsers and people send it, in NFC.

    Refuses text.* (also for controls and characters that turn the direction of reading), names.bad_name for what is a
    path, hidden, reserved or without a stem, and names.double_ending where the ending before the last one is that of a
    program or a page.
    """
    text = clean_line(name, field=field, max_length=LONGEST)
    stem, dot, ending = text.rpartition(".")
    if _SEPARATORS.search(text) or _RESERVED.match(text) or text.endswith((".", " ")) or text.startswith("."):
        raise Refusal(BAD_NAME, field=field, name=text[:80])
    if not dot or not stem.strip(" .") or not re.fullmatch(r"[A-Za-z0-9]{1,8}", ending):
        raise Refusal(BAD_NAME, field=field, name=text[:80])
    if set(stem.lower().split(".")[1:]) & _RUNS:
        raise Refusal(DOUBLE_ENDING, field=field, name=text[:80])
    return text


def is_reserved(part: str) -> bool:
    """Whether one part of a path is a name that Windows keeps for a device, with whatever ending."""
    return bool(_RESERVED.match(part))


def is_left_by_system(path: str) -> bool:
    """Whether a file was put into a folder by an operating system or an open program, and by nobody on purpose."""
    name = path.rpartition("/")[2]
    return path.startswith("__MACOSX/") or name in _LEFT_BY_SYSTEMS or name.startswith(("._", "~$"))


def ending_of(name: str) -> str:
    """The ending in small letters, without its dot."""
    return name.rpartition(".")[2].lower()


def decoded(raw: bytes) -> str:
    """A name from an archive that does not say how it is written: UTF-8, else the likelier of cp866 and cp1251."""
    try:
        return unicodedata.normalize("NFC", raw.decode("utf-8"))
    except UnicodeDecodeError:
        return max((raw.decode(page, errors="replace") for page in ("cp866", "cp1251")), key=_likely)


_OFTEN = frozenset("оеаинтсрвлкмдпу")


def _likely(text: str) -> float:
    """How much a text looks like Russian words in a file's name."""
    score = 0.0
    for before, letter in zip(" " + text, text, strict=False):
        small = letter.lower()
        score += 1.5 if small in _OFTEN else 0.5 if "а" <= small <= "я" or letter.isascii() else -2
        if letter.isupper() and before.islower():
            score -= 1.5
    return score
