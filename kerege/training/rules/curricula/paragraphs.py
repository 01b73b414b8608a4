"""Long texts paragraph by paragraph, and which paragraph of a translation translates which of the source.

With a translation stands the mark of the source's paragraph that each of its paragraphs translates (`parts`), so that
one that was added or changed since is known without anybody saying so.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import zip_longest
from typing import Any

from kerege.training.rules.curricula.translating import mark

FENCES = ("```", "~~~")


class Held(StrEnum):
    """How a paragraph of a translation stands to that of its source."""

    CURRENT = "current"
    OUTDATED = "outdated"
    MISSING = "missing"
    ALONE = "alone"


@dataclass(frozen=True)
class Row:
    """A paragraph of the source beside its translation; either may be empty."""

    source: str
    translation: str
    held: Held


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a Markdown text: what blank lines separate, but for those within code."""
    found: list[list[str]] = [[]]
    fence = ""
    for line in text.replace("\r\n", "\n").split("\n"):
        mark_here = line.lstrip()[:3]
        if mark_here in FENCES and (not fence or mark_here == fence):
            fence = "" if fence else mark_here
        if not line.strip() and not fence:
            found.append([])
        else:
            found[-1].append(line.rstrip())
    return [joined for lines in found if (joined := "\n".join(lines).strip("\n"))]


def joined(parts: Sequence[str]) -> str:
    return "\n\n".join(part for part in (each.strip("\n") for each in parts) if part.strip())


def rows(source: str, translation: str, noted: Mapping[str, Any] | None) -> list[Row]:
    """Each paragraph of the source with that of the translation. `noted` is what is kept of the translation: without
    marks of its paragraphs they go by their order, and are as outdated as the whole.
    """
    here, there = paragraphs(source), paragraphs(translation)
    marks = list((noted or {}).get("parts") or ())
    if not marks or len(marks) != len(there):
        whole = Held.OUTDATED if (noted or {}).get("of") not in (None, "", mark(source)) else Held.CURRENT
        return [_row(a, b, whole) for a, b in zip_longest(here, there, fillvalue="")]
    return list(_aligned(here, list(_groups(there, marks))))


def _groups(there: list[str], marks: list[str]) -> Iterator[tuple[str, str]]:
    """Paragraphs that translate the same one together, each with its mark."""
    before = None
    texts: list[str] = []
    for text, of in zip(there, marks, strict=True):
        if texts and (of != before or not of):
            yield before or "", joined(texts)
            texts = []
        texts.append(text)
        before = of
    if texts:
        yield before or "", joined(texts)


def _aligned(here: list[str], groups: list[tuple[str, str]]) -> Iterator[Row]:
    now, then = [mark(text) for text in here], [of for of, _ in groups]
    for kind, a, b, c, d in SequenceMatcher(None, now, then, autojunk=False).get_opcodes():
        held = Held.CURRENT if kind == "equal" else Held.OUTDATED
        for text, group in zip_longest(here[a:b], groups[c:d]):
            yield _row(text or "", group[1] if group else "", held)


def _row(source: str, translation: str, whole: Held) -> Row:
    if not translation:
        return Row(source, "", Held.MISSING)
    return Row(source, translation, whole if source else Held.ALONE)


def parts_of(told: Sequence[Row]) -> list[str]:
    """The marks that stand with the translation of these rows: one for each of its paragraphs; those of a row that is
    outdated, or that has no source, are empty, so that they match nothing.
    """
    found: list[str] = []
    for row in told:
        of = mark("\n\n".join(paragraphs(row.source))) if row.held == Held.CURRENT and row.source else ""
        found += [of] * len(paragraphs(row.translation))
    return found
