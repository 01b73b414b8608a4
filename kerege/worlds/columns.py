"""What a table of a world is: its file, its columns, and the action that takes a row."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from kerege.people.rules import Actor
from kerege.worlds.rules import Cell, keys, text


@dataclass(frozen=True)
class World:
    """The passport of a world; see kerege/worlds/README.md."""

    key: str
    version: str
    synthetic: bool
    known_by: date | None


@dataclass(frozen=True)
class Table:
    """A file, its columns with how a cell is read, and what is done with a row.

    `word` is the act that a row makes; a refused row is kept in the journal under it. `adds` names what the passport
    gives to every row. `renamed` maps columns to arguments of the action where the two differ.
    """

    file: str
    word: str
    action: Callable[..., object]
    columns: Mapping[str, Cell]
    required: frozenset[str]
    adds: frozenset[str] = frozenset()
    renamed: Mapping[str, str] = field(default_factory=dict)

    def load(self, cells: Mapping[str, str], *, by: Actor, world: World) -> None:
        """Do the row's action."""
        values = {self.renamed.get(name, name): self.columns[name](cell, name) for name, cell in cells.items()}
        given = {name: getattr(world, name) for name in self.adds}
        self.action(by=by, **given, **values)

    def column_of(self, argument: str | None) -> str:
        """The column that feeds an argument of the action."""
        back = {argument_name: column for column, argument_name in self.renamed.items()}
        name = back.get(argument or "", argument or "")
        return name if name in self.columns else ""


def table(
    file: str,
    word: str,
    action: Callable[..., object],
    required: str,
    optional: str = "",
    *,
    adds: str = "",
    renamed: Mapping[str, str] | None = None,
    cells: Mapping[str, Cell] | None = None,
) -> Table:
    """A table of these columns; what has no cell of its own is text."""
    special = {"sources": keys} | dict(cells or {})
    columns = {name: special.get(name, text) for name in f"{required} {optional}".split()}
    return Table(file, word, action, columns, frozenset(required.split()), frozenset(adds.split()), dict(renamed or {}))


PROJECT = {"project": "project_key"}
GIVEN = "known_by synthetic"
