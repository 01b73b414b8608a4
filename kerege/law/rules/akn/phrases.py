"""How amending laws say it, in English and in Russian: a language's tradition, not a translation of the other."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kerege.law.rules.akn.instructions import Instruction
from kerege.law.rules.akn.nodes import Node, fragment
from kerege.law.words.amending import Operation

ENGLISH = {
    "article": "Article",
    "section": "Section",
    "chapter": "Chapter",
    "part": "Part",
    "paragraph": "paragraph",
    "subparagraph": "subparagraph",
    "subsection": "subsection",
    "point": "point",
    "clause": "clause",
    "title": "Title",
    "attachment": "Annex",
    "preface": "the preface",
    "preamble": "the preamble",
    "body": "the body",
    "mainBody": "the text",
    "conclusions": "the conclusions",
    "longTitle": "the long title",
    "heading": "the heading",
    "intro": "the opening words",
    "wrapUp": "the closing words",
}


@dataclass(frozen=True)
class _Word:
    """A Russian noun in the cases that amending laws use."""

    genitive: str
    accusative: str
    instrumental: str
    prepositional: str


RUSSIAN = {
    "article": _Word("статьи", "статью", "статьёй", "статье"),
    "section": _Word("раздела", "раздел", "разделом", "разделе"),
    "chapter": _Word("главы", "главу", "главой", "главе"),
    "part": _Word("части", "часть", "частью", "части"),
    "paragraph": _Word("пункта", "пункт", "пунктом", "пункте"),
    "subparagraph": _Word("подпункта", "подпункт", "подпунктом", "подпункте"),
    "subsection": _Word("подраздела", "подраздел", "подразделом", "подразделе"),
    "point": _Word("подпункта", "подпункт", "подпунктом", "подпункте"),
    "clause": _Word("пункта", "пункт", "пунктом", "пункте"),
    "title": _Word("раздела", "раздел", "разделом", "разделе"),
    "attachment": _Word("приложения", "приложение", "приложением", "приложении"),
    "preface": _Word("вводной части", "вводную часть", "вводной частью", "вводной части"),
    "preamble": _Word("преамбулы", "преамбулу", "преамбулой", "преамбуле"),
    "body": _Word("текста", "текст", "текстом", "тексте"),
    "mainBody": _Word("текста", "текст", "текстом", "тексте"),
    "conclusions": _Word(
        "заключительной части", "заключительную часть", "заключительной частью", "заключительной части"
    ),
    "longTitle": _Word("полного наименования", "полное наименование", "полным наименованием", "полном наименовании"),
    "heading": _Word("наименования", "наименование", "наименованием", "наименовании"),
    "intro": _Word("абзаца первого", "абзац первый", "абзацем первым", "абзаце первом"),
    "wrapUp": _Word(
        "заключительного абзаца", "заключительный абзац", "заключительным абзацем", "заключительном абзаце"
    ),
}
_OTHER = _Word("положения", "положение", "положением", "положении")
_OUTERMOST = frozenset({"article", "section", "attachment", "longTitle", "preamble"})
"""Whoever cites these need not say in which chapter they stand."""
_SILENT = frozenset({"text", "body", "attachments", "doc", "mainBody", "preface", "p", "content", "num", "components"})
"""Steps on the way to a place that nobody names where there is another."""
_SIGNS = {
    ".": ("the full stop", "a full stop", "точку", "точкой"),
    ";": ("the semicolon", "a semicolon", "точку с запятой", "точкой с запятой"),
    ",": ("the comma", "a comma", "запятую", "запятой"),
    ":": ("the colon", "a colon", "двоеточие", "двоеточием"),
}
"""A sign is called by its name: the old one in both languages' object, the new one as what it is replaced with."""
_KIND_WORD = re.compile(r"^[^\W\d]{3,}\.?\s+")


class Places:
    """Where everything stands in a text, as it is cited."""

    def __init__(self, base: Node) -> None:
        self._chains: dict[str, tuple[Node, ...]] = {}
        waiting: list[tuple[Node, tuple[Node, ...]]] = [(base, ())]
        while waiting:
            node, above = waiting.pop()
            chain = (*above, node)
            self._chains[node.address] = chain
            waiting.extend((child, chain) for child in node.children)

    def cited(self, address: str) -> list[Node]:
        """The steps from the outermost that is named to the place itself."""
        chain = self._chains.get(address, ())
        named = [node for node in chain if node.name not in _SILENT] or list(chain[-1:])
        starts = [place for place, node in enumerate(named) if node.name in _OUTERMOST]
        return named[starts[0] :] if starts else named


def number(node: Node) -> str:
    """The number alone: “Article 5.” is 5."""
    num = node.child("num")
    return _KIND_WORD.sub("", num.words).rstrip(".") if num is not None else ""


def wording(each: Instruction, places: Places) -> dict[str, str]:
    """The instruction in the words of an amending law, by language; "" where only the markup changes."""
    steps = places.cited(each.target)
    return {"en": _english(each, steps), "ru": _russian(each, steps)}


def _english(each: Instruction, steps: Sequence[Node]) -> str:
    place = ", ".join(_name(node) for node in steps)
    if each.op is Operation.REPLACE_WORDS:
        if (signs := _signs(each)) is not None:
            return f"In {place}, replace {signs[0][0]} with {signs[1][1]}."
        if not each.new_words.strip():
            return f"In {place}, delete “{each.old_words.strip()}”."
        return f"In {place}, replace “{each.old_words.strip()}” with “{each.new_words.strip()}”."
    if each.op is Operation.DELETE:
        return f"Delete {place}."
    if each.op is Operation.RENUMBER:
        return (
            f"Renumber {place} as {_renamed(each, steps, ENGLISH.get(steps[-1].name, steps[-1].name))}."
            if each.fragment
            else ""
        )
    text = said(fragment(each.fragment))
    if each.op is Operation.REPLACE:
        return f"Replace {place} with:\n“{text}”"
    where = "Before" if each.op is Operation.INSERT_BEFORE else "After"
    return f"{where} {place}, insert:\n“{text}”"


def _signs(each: Instruction) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The names of the old sign and of the new one, where a single sign gives way to another."""
    old, new = _SIGNS.get(each.old_words.strip()), _SIGNS.get(each.new_words.strip())
    return (old, new) if old is not None and new is not None else None


def _name(node: Node) -> str:
    return f"{ENGLISH.get(node.name, node.name)} {number(node)}".strip()


def _renamed(each: Instruction, steps: Sequence[Node], kind: str) -> str:
    (num, *_) = fragment(each.fragment)
    return f"{kind} {_KIND_WORD.sub('', num.words).rstrip('.')}"


def _russian(each: Instruction, steps: Sequence[Node]) -> str:
    target, outer = steps[-1], [*reversed(steps[:-1])]
    noun = RUSSIAN.get(target.name, _OTHER)
    of = "".join(f" {RUSSIAN.get(node.name, _OTHER).genitive} {number(node)}".rstrip() for node in outer)

    def place(case: str) -> str:
        return f"{case} {number(target)}".rstrip() + of

    if each.op is Operation.REPLACE_WORDS and (signs := _signs(each)) is not None:
        return f"В {place(noun.prepositional)} {signs[0][2]} заменить {signs[1][3]}."
    if each.op is Operation.REPLACE_WORDS:
        what = f"слова «{each.old_words.strip()}»"
        how = f"заменить словами «{each.new_words.strip()}»" if each.new_words.strip() else "исключить"
        return f"В {place(noun.prepositional)} {what} {how}."
    if each.op is Operation.DELETE:
        return _begun(f"{place(noun.accusative)} исключить.")
    if each.op is Operation.RENUMBER:
        if not each.fragment:
            return ""
        return _begun(f"{place(noun.accusative)} считать {_renamed(each, steps, noun.instrumental)}.")
    nodes = fragment(each.fragment)
    if each.op is Operation.REPLACE:
        return _begun(f"{place(noun.accusative)} изложить в следующей редакции:\n«{said(nodes)}»")
    new = RUSSIAN.get(nodes[0].name) if len(nodes) == 1 else None
    added = f"{new.instrumental} {number(nodes[0])}".rstrip() + " следующего содержания" if new else "следующим текстом"
    where = "Перед" if each.op is Operation.INSERT_BEFORE else "После"
    case = noun.instrumental if each.op is Operation.INSERT_BEFORE else noun.genitive
    return f"{where} {place(case)} дополнить {added}:\n«{said(nodes)}»"


def _begun(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def said(nodes: Sequence[Node]) -> str:
    """The words of nodes, a line for each part."""
    return "\n".join(line for node in nodes for line in _lines(node) if line)


def _lines(node: Node) -> list[str]:
    if not node.children:
        return [node.words]
    head = " ".join(child.words for child in node.children if child.name in {"num", "heading", "subheading"})
    rest = [
        line for child in node.children if child.name not in {"num", "heading", "subheading"} for line in _lines(child)
    ]
    return [f"{head} {rest[0]}", *rest[1:]] if rest and head and not node.child("heading") else [head, *rest]
