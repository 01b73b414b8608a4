"""What a package weighs: its files by what they are, and which its first page loads, as far as files tell it."""

import json
import posixpath
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

from kerege.training.words.elearning import Medium

PACKED = ("text/", "application/json", "application/xml", "application/xhtml+xml", "image/svg+xml")
"""What is compressed on its way."""
_LEAST, _MOST = 500, 2_000_000
_BY_FAMILY = {"image": Medium.PICTURE, "audio": Medium.SOUND, "video": Medium.FILM, "text": Medium.TEXT}
_TEXTS = frozenset({"application/json", "application/xml", "application/xhtml+xml", "application/pdf"})
_ADDRESSES = {"link": "href", "script": "src", "img": "src", "iframe": "src", "frame": "src", "embed": "src"}
_IN_STYLES = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")
_PAGES, _STYLES, _MOST_NAMED = ("html", "htm", "xhtml"), ("css",), 400
Load = Callable[[str], bytes]


def packs(media_type: str, size: int) -> bool:
    """Whether a file is compressed on its way to a browser that takes it so."""
    return media_type.startswith(PACKED) and _LEAST < size < _MOST


def medium_of(media_type: str) -> Medium:
    if media_type == "text/javascript":
        return Medium.SCRIPT
    if media_type in _TEXTS:
        return Medium.TEXT
    return _BY_FAMILY.get(media_type.partition("/")[0], Medium.OTHER)


def left_out(media_type: str) -> bool:
    """Whether the light form of a package goes without files of this type."""
    return medium_of(media_type) in {Medium.SOUND, Medium.FILM}


def first_page(entry: str, paths: Collection[str], load: Load) -> set[str]:
    """The files that the page at `entry` names, with those that its style sheets and frames name; empty where it is no
    file of the package. What scripts fetch cannot be told, nor do films count, which are fetched when they play.
    """
    found: set[str] = set()
    waiting = [entry]
    while waiting and len(found) < _MOST_NAMED:
        path = waiting.pop()
        if path in found or path not in paths:
            continue
        found.add(path)
        ending = path.rpartition(".")[2].lower()
        if ending in _PAGES:
            waiting += _beside(path, _named_in(load(path)))
        elif ending in _STYLES:
            waiting += _beside(path, (a or b for a, b in _IN_STYLES.findall(load(path).decode("utf-8", "replace"))))
    return found


def first_exercise(libraries: Iterable[str], paths: Collection[str], load: Load) -> set[str]:
    """The files with which an exercise of H5P begins: its content, and what its libraries load at once."""
    found = {"h5p.json", "content/content.json"}
    for each in libraries:
        folder = each.replace(" ", "-")
        told = json.loads(load(f"{folder}/library.json"))
        for kind in ("preloadedJs", "preloadedCss"):
            found |= {f"{folder}/{one['path']}" for one in told.get(kind, ())}
        found.add(f"{folder}/library.json")
    return found & set(paths)


class _Names(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        loads = tag != "link" or "stylesheet" in (told.get("rel") or "").lower()
        if loads and (address := told.get(_ADDRESSES.get(tag, ""))):
            self.found.append(address)


def _named_in(content: bytes) -> Iterator[str]:
    parser = _Names()
    parser.feed(content.decode("utf-8", "replace"))
    yield from parser.found


def _beside(path: str, addresses: Iterable[str]) -> Iterator[str]:
    """Addresses in a file as paths of the package; those of other sites are none."""
    for each in addresses:
        try:
            parts = urlsplit(each.strip())
        except ValueError:
            continue
        if not parts.scheme and not parts.netloc and parts.path:
            yield posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
