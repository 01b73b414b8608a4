"""Drawings in a package (SVG): pictures alone come in, none that is a program or a page besides.

A browser runs what stands in an SVG that is opened by itself. They are served so that nothing runs
(web/content/playing.py); here they are refused before anything is stored, and what cannot be looked through is too.
"""

import re
from collections.abc import Iterator

from kerege.lib import xml
from kerege.lib.refusal import Refusal
from kerege.training.rules.elearning.xml import line, local
from kerege.training.words import elearning as words

DRAWING = "svg"
MOST = 20_000_000
_LIMITS = {"most": MOST, "deepest": 200, "elements": 1_000_000}
_ELEMENTS = frozenset("script handler listener iframe object embed applet form".split())
_PAGE = "{http://www.w3.org/1999/xhtml}"
"""Whatever is of it: inside a foreign object it is shown as a page. What drawing programs keep for themselves in a
foreign object is of their own namespace, and no browser shows it.
"""
_EVENT = re.compile(r"on[a-z]+")
_UNSEEN = re.compile(r"[\x00-\x20]+")
"""What browsers leave out of the name before the colon of an address."""
_ADDRESSES = ("javascript:", "vbscript:")
_PICTURES, _FONTS = "data:image/", ("data:font/", "data:application/font", "data:application/x-font")
_SHOWN = frozenset(("image", "feImage"))
"""Where a drawing inside a drawing is a picture, in which nothing runs."""
_QUOTED = r"""(?:"[^"]*"|'[^']*')"""
_HEAD = re.compile(r"\ufeff?\s*(?:<\?xml\s[^>]*\?>)?((?:\s|<!--(?:(?!-->).)*-->)*)", re.DOTALL)
_TYPE = re.compile(
    rf"<!DOCTYPE\s+[\w:.-]+(?:\s+(?:PUBLIC\s+{_QUOTED}(?:\s+{_QUOTED})?|SYSTEM\s+{_QUOTED}))?\s*"
    rf"(?:\[((?:\s|<!ENTITY\s+[\w:.-]+\s+{_QUOTED}\s*>)*)\]\s*)?>"
)
_ENTITY = re.compile(rf"<!ENTITY\s+([\w:.-]+)\s+({_QUOTED})")
_NAMESPACE = re.compile(r"https?://[^\s<>&%\"']{0,200}")
_REFERENCE = re.compile(r"&([\w:.-]+);")
_MOST_SHORT = 20_000


def check_picture(path: str, content: bytes) -> None:
    """A drawing that is a picture and nothing else. Refuses training.elearning_program_in_picture and
    _unclear_picture, each with the file.
    """
    try:
        root = xml.parse(_bare(content).encode(), **_LIMITS)
    except (Refusal, ValueError):
        raise Refusal(words.ELEARNING_UNCLEAR_PICTURE, field="file", path=path[:80]) from None
    if found := next(_programs(root), ""):
        raise Refusal(words.ELEARNING_PROGRAM_IN_PICTURE, field="file", path=path[:80], found=found[:40])


def _programs(root: xml.Element) -> Iterator[str]:
    for element in root.iter():
        name = local(element.tag)
        if name.lower() in _ELEMENTS or element.tag.startswith(_PAGE):
            yield f"<{name}>"
        for key, value in element.attrib.items():
            if _EVENT.fullmatch(key.lower()):
                yield key
            told = _UNSEEN.sub("", value).lower()
            if any(each in told for each in _ADDRESSES) or (local(key) == "href" and _is_page(name, told)):
                yield line(value)


def _is_page(name: str, told: str) -> bool:
    """Whether an address without white space brings a page along, or what a browser may open as one."""
    if not told.startswith("data:") or told.startswith(_FONTS):
        return False
    return not told.startswith(_PICTURES) or (name not in _SHOWN and "svg" in told[:20])


def _bare(content: bytes) -> str:
    """The drawing without its document type, which many programs write and browsers do not fetch. One that says more
    than short names for namespaces stays, and is refused with it. Names of elements and addresses of programs are
    ASCII, so it does not matter in which letters the words are written. Refuses with ValueError what asks for a style.
    """
    text = _text(content)
    head = _HEAD.match(text)
    text = text[head.end() :] if head else text
    if "<?xml" in text:
        raise ValueError("a style sheet or a second head")
    if not (said := _TYPE.match(text)):
        return text
    text = text[said.end() :]
    short = {name: quoted[1:-1] for name, quoted in reversed(_ENTITY.findall(said[1] or ""))}
    if not all(_NAMESPACE.fullmatch(told) for told in short.values()) or (short and text.count("&") > _MOST_SHORT):
        raise ValueError("an entity that is no namespace, or a trap")
    return _REFERENCE.sub(lambda found: short.get(found[1], found[0]), text)


def _text(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    try:
        return content.decode()
    except UnicodeDecodeError:
        return content.decode("latin-1")
