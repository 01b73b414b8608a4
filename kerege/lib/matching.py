"""What a search looks for among the words of a record: one expression, three readings.

SQLite's FTS5, PostgreSQL's tsquery and plain Python give the same answer, which tests compare; so both databases find
the same records, and a short list can be searched without any index.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class Word:
    """One word as it stands in the index; `begins` for every word that begins so."""

    text: str
    begins: bool = False


@dataclass(frozen=True)
class Every:
    """All of the parts; of no parts nothing is asked, and everything matches."""

    parts: tuple["Expression", ...]


@dataclass(frozen=True)
class Some:
    """One of the parts at least. There has to be one."""

    parts: tuple["Expression", ...]


@dataclass(frozen=True)
class Without:
    """What `part` matches and `other` does not."""

    part: "Expression"
    other: "Expression"


Expression: TypeAlias = Word | Every | Some | Without


def every(*parts: Expression | None) -> Expression:
    """All of what is asked; None asks nothing."""
    asked = tuple(part for part in parts if part is not None and part != Every(()))
    return asked[0] if len(asked) == 1 else Every(asked)


def some(*parts: Expression) -> Expression:
    """One of them at least."""
    different = tuple(dict.fromkeys(parts))
    return different[0] if len(different) == 1 else Some(different)


def words_of(texts: Collection[str]) -> str:
    """Words as a record keeps them for its index: each once, in order, apart by single spaces."""
    return " ".join(sorted({word for text in texts for word in text.split()}))


def holds(asked: Expression, words: Collection[str]) -> bool:
    """Whether these words are what is looked for."""
    if isinstance(asked, Word):
        return any(w.startswith(asked.text) for w in words) if asked.begins else asked.text in words
    if isinstance(asked, Without):
        return holds(asked.part, words) and not holds(asked.other, words)
    return (all if isinstance(asked, Every) else any)(holds(part, words) for part in asked.parts)


def fts5(asked: Expression) -> str:
    """The expression for SQLite. Quoted, so that no word can be an operator; empty where nothing is asked."""
    if isinstance(asked, Word):
        return f'"{_plain(asked.text)}"' + ("*" if asked.begins else "")
    if isinstance(asked, Without):
        return f"({fts5(asked.part)} NOT {fts5(asked.other)})"
    joint = " AND " if isinstance(asked, Every) else " OR "
    return f"({joint.join(fts5(part) for part in asked.parts)})" if asked.parts else ""


def tsquery(asked: Expression) -> str:
    """The expression for PostgreSQL's type tsquery."""
    if isinstance(asked, Word):
        return f"'{_plain(asked.text)}'" + (":*" if asked.begins else "")
    if isinstance(asked, Without):
        return f"({tsquery(asked.part)} & !{tsquery(asked.other)})"
    joint = " & " if isinstance(asked, Every) else " | "
    return f"({joint.join(tsquery(part) for part in asked.parts)})" if asked.parts else ""


def _plain(word: str) -> str:
    """Words have no quotation marks, spaces or backslashes (lib.text.fold leaves none); one that has is a fault."""
    if not word or any(c in "\"'\\" or c.isspace() for c in word):
        raise ValueError(f"{word!r} cannot be a word of an index")
    return word
