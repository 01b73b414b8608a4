"""Lines of a text of law → bluebell's markup: which line begins a chapter, an article, a paragraph.

Divisions are known by the words that the languages of the region use for them, before the number or behind it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_NUMBER = r"(?P<num>\d+(?:[-.]\d+)*(?:\s?[¹²³⁴⁵⁶⁷⁸⁹]+)?|[IVXLC]+(?:-\d+)?)"
_BEFORE = {
    "PART": "раздел|розділ|бөлім|бөлүм|bo[ʻ'‘’]lim|part|қисми|фасли",
    "CHAPTER": "глава|глави|chapter|боби|bob|тарау|глава",
    "SECTION": "§|параграф|section",
    "ARTICLE": "статья|стаття|article|моддаи|modda|берене|бап|ст\\.",
}
_BEHIND = {
    "PART": "бөлім|бөлүм|bo[ʻ'‘’]lim|хэсэг",
    "CHAPTER": "тарау|глава|бап|bob|боб|бүлэг",
    "SECTION": "параграф",
    "ARTICLE": "статья|берене|modda|модда|зүйл",
}
_KAZAKH = re.compile(rf"(?P<written>{_NUMBER}-бап[.:]?)(?:\s+(?P<heading>.+))?$", re.IGNORECASE)
_DIVISIONS = [
    *(
        (keyword, re.compile(rf"(?P<written>(?:{names})\s*{_NUMBER}[.:]?)(?:\s+(?P<heading>.+))?$", re.IGNORECASE))
        for keyword, names in _BEFORE.items()
    ),
    *(
        (
            keyword,
            re.compile(
                rf"(?P<written>{_NUMBER}(?:\s*-\s*|\s+(?:дугаар|дүгээр)\s+)(?:{names})[.:]?)(?:\s+(?P<heading>.+))?$",
                re.IGNORECASE,
            ),
        )
        for keyword, names in _BEHIND.items()
    ),
]
_POINTS = [
    ("PARAGRAPH", re.compile(r"(?P<written>(?P<num>\d+(?:[-.]\d+)*)\.)\s+(?P<text>.+)$")),
    ("SUBPARAGRAPH", re.compile(r"(?P<written>\(?(?P<num>\d+(?:-\d+)?)\))\s+(?P<text>.+)$")),
    ("POINT", re.compile(r"(?P<written>\(?(?P<num>[^\W\d_])\))\s+(?P<text>.+)$")),
]
_RANK = {"PART": 1, "CHAPTER": 2, "SECTION": 3, "ARTICLE": 4, "PARAGRAPH": 5, "SUBPARAGRAPH": 6, "POINT": 7}
_SIGNS = re.compile(r"([\\*/_{}\[\]|^-])")
_KEYWORD = re.compile(r"[A-Z]{2}")


@dataclass(frozen=True)
class Division:
    """A line that begins a part: its keyword, its number as markup has it and as it is written, and what follows."""

    keyword: str
    num: str
    written: str
    heading: str = ""
    text: str = ""

    @property
    def rank(self) -> int:
        return _RANK[self.keyword]


def division(line: str) -> Division | None:
    """What a line begins, or None. A sentence that only speaks of an article begins none."""
    if found := _KAZAKH.match(line):  # a chapter in Kyrgyz is written as an article in Kazakh: бап
        return _named("ARTICLE", found)
    for keyword, shape in _DIVISIONS:
        if (found := shape.match(line)) and _is_heading(found["heading"] or ""):
            return _named(keyword, found)
    for keyword, shape in _POINTS:
        if found := shape.match(line):
            return Division(keyword, found["num"], found["written"], text=found["text"])
    return None


def _named(keyword: str, found: re.Match[str]) -> Division:
    return Division(keyword, found["num"].replace(" ", "-"), found["written"], heading=found["heading"] or "")


def _is_heading(rest: str) -> bool:
    """Whether what follows the number can be a heading: it begins no sentence in its midst."""
    return not rest[:1].islower() and len(rest) < 400


@dataclass(frozen=True)
class Markup:
    """Markup, and the numbers in the order of their parts as the text writes them."""

    text: str
    written: Sequence[str]


def markup(lines: Sequence[str]) -> Markup:
    """Bluebell's markup of an act. What stands before its first part is its preface."""
    begins = next((at for at, line in enumerate(lines) if division(line)), 0)
    said = ["PREFACE", "", *(f"  {escaped(line)}" for line in lines[:begins]), ""] if begins else []
    said += ["BODY", ""]
    open_, written = list[Division](), list[str]()
    for line in lines[begins:]:
        part = division(line)
        if part is None:
            said += [f"{'  ' * (len(open_) + 1)}{escaped(line)}"]
            continue
        while open_ and open_[-1].rank >= part.rank:
            open_.pop()
        written.append(part.written)
        heading = f" - {escaped(part.heading)}" if part.heading else ""
        said += ["", f"{'  ' * (len(open_) + 1)}{part.keyword} {escaped(part.num)}{heading}", ""]
        open_.append(part)
        if part.text:
            said += [f"{'  ' * (len(open_) + 1)}{escaped(part.text)}"]
    return Markup("\n".join(said) + "\n", tuple(written))


def escaped(text: str) -> str:
    """A line whose signs are no markup, and whose first word is no keyword."""
    made = _SIGNS.sub(r"\\\1", text)
    return f"\\{made}" if _KEYWORD.match(made) else made
