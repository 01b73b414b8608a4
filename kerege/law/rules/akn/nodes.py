"""A checked tree as plain values: what can be moved about as a whole, and the words in it letter for letter.

Two nodes are equal when they would be written alike. Metadata of the document, comments and the spaces between
elements that hold no words are left out; everything else of a text is in its nodes.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from kerege.law.rules.akn.vocabulary import DOCUMENTS, FRAMES, HIERARCHY, NAMESPACE, is_akn, local
from kerege.lib import xml

_BRANCHES = (
    HIERARCHY
    | FRAMES
    | DOCUMENTS
    | {
        "attachments",
        "attachment",
        "components",
        "component",
        "container",
        "longTitle",
        "recitals",
        "recital",
        "citations",
        "citation",
    }
)
_DEFAULT = f' xmlns="{NAMESPACE}"'
_EID = re.compile(r' eId="([^"]*)"')
_WID = re.compile(r' wId="[^"]*"')
_NOTE = re.compile(r"<authorialNote[\s>].*?</authorialNote>", re.DOTALL)
_BREAK = re.compile(
    r"</?(?:p|td|th|tr|li|item|block|br|eol|num|heading|content|article|paragraph)(?:\s(?:[^>\"]|\"[^\"]*\")*)?>"
)
_TAG = re.compile(r'<(?:[^>"]|"[^"]*")*>')


@dataclass(frozen=True)
class Node:
    """One element. A branch holds `children`, a leaf its `body` as it is written."""

    name: str
    start: str
    body: str | None
    children: tuple["Node", ...]
    address: str = field(default="", compare=False)
    """Where it stands: its eId, or that of the next part above it with the names of the elements down to it."""
    digest: str = field(default="", compare=False)
    """Equal for nodes that are equal."""

    @property
    def eid(self) -> str:
        return eid_of(self.start)

    @property
    def plain_start(self) -> str:
        """The start without the two names."""
        return _WID.sub("", _EID.sub("", self.start))

    @property
    def written(self) -> str:
        inside = self.body if self.body is not None else "".join(child.written for child in self.children)
        return f"{self.start}{inside}</{_qualified(self.start)}>"

    @property
    def words(self) -> str:
        """What is written in it, without markup and notes of an editor; spaces made one."""
        if self.body is None:
            return " ".join(child.words for child in self.children)
        inside = _NOTE.sub("", self.body)
        return " ".join(unescaped(_TAG.sub("", _BREAK.sub(" ", inside))).split())

    def child(self, name: str) -> "Node | None":
        return next((each for each in self.children if each.name == name), None)

    def all(self) -> Iterator["Node"]:
        yield self
        for child in self.children:
            yield from child.all()


def eid_of(start: str) -> str:
    found = _EID.search(start)
    return found.group(1) if found else ""


def made(name: str, start: str, body: str | None, children: tuple[Node, ...], address: str = "") -> Node:
    """A node with its digest."""
    told = "\x1f".join([start, "\x1e" if body is None else body, *(child.digest for child in children)])
    return Node(name, start, body, children, address, hashlib.sha256(told.encode()).hexdigest())


def nodes_of(document: xml.Element) -> Node:
    """The text of a document (`Text.document` of `reading.read`), without its kind, attributes and metadata."""
    return text_of(tuple(_node(child) for child in document if local(child) != "meta"))


def text_of(children: tuple[Node, ...]) -> Node:
    """A whole text of these nodes."""
    return addressed(made("text", "<text>", None, children))


def fragment(written: str) -> tuple[Node, ...]:
    """Nodes that were written. Refuses what `xml.parse` refuses."""
    holder = xml.parse(f"<fragment{_DEFAULT}>{written}</fragment>".encode(), deepest=120)
    return tuple(_node(child) for child in holder)


def _node(element: xml.Element) -> Node:
    name = local(element)
    if _is_branch(element):
        return made(name, _start(element), None, tuple(_node(child) for child in element))
    start, body = _split(xml.canonical(element))
    return made(name, start, body, ())


def _split(whole: str) -> tuple[str, str]:
    """The start of an element, without the vocabulary that every text has, and what stands in it."""
    match = _TAG.match(whole)
    start = match.group(0) if match else ""
    return start.replace(_DEFAULT, ""), whole[len(start) : whole.rindex("</")]


def _is_branch(element: xml.Element) -> bool:
    """Whether it is a part or a frame and holds nothing but elements."""
    if not is_akn(element) or local(element) not in _BRANCHES:
        return False
    loose = [element.text, *(child.tail for child in element)]
    return len(element) > 0 and not any(text and text.strip() for text in loose)


def _start(element: xml.Element) -> str:
    bare = element.makeelement(element.tag, dict(element.attrib), element.nsmap)
    return _split(xml.canonical(bare))[0]


def _qualified(start: str) -> str:
    return re.split(r"[\s>]", start[1:], maxsplit=1)[0]


def addressed(root: Node) -> Node:
    """The same tree in which each node knows its address; where an eId stands twice, the first has it."""
    taken: set[str] = set()

    def go(node: Node, above: str, step: str) -> Node:
        eid = node.eid
        address = eid if eid and eid not in taken else f"{above}/{step}" if step else ""
        taken.add(address)
        counts: dict[str, int] = {}
        children = []
        for child in node.children:
            counts[child.name] = counts.get(child.name, 0) + 1
            number = f"[{counts[child.name]}]" if counts[child.name] > 1 else ""
            children.append(go(child, address, child.name + number))
        return Node(node.name, node.start, node.body, tuple(children), address, node.digest)

    return go(root, "", "")


def renamed(written: str, renames: Iterable[tuple[str, str]]) -> str:
    """What is written, with eIds below the first name of each pair put below the second."""
    for old, new in renames:
        written = written.replace(f' eId="{old}__', f' eId="{new}__')
    return written


def renumbered(node: Node, start: str, num: tuple[Node, ...]) -> Node:
    """The node with another start, all eIds below it as its new one says, and with this number where one is given."""
    renames = ((node.eid, eid_of(start)),) if node.eid and eid_of(start) and node.eid != eid_of(start) else ()

    def go(each: Node) -> Node:
        body = None if each.body is None else renamed(each.body, renames)
        return made(each.name, renamed(each.start, renames), body, tuple(map(go, each.children)), each.address)

    moved = go(node) if renames else node
    children = [
        replace(num[0], address=child.address) if num and child.name == "num" else child for child in moved.children
    ]
    return made(node.name, start, moved.body, tuple(children), node.address)


def pieces(body: str) -> list[str]:
    """Words and markup of a leaf in turn: words stand at the even places."""
    found, last = [], 0
    for match in _TAG.finditer(body):
        found += [body[last : match.start()], match.group(0)]
        last = match.end()
    return [*found, body[last:]]


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#xD;")


def unescaped(text: str) -> str:
    return text.replace("&#xD;", "\r").replace("&gt;", ">").replace("&lt;", "<").replace("&amp;", "&")
