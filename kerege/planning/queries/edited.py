"""An edited sheet of a plan, for pages: what it says, and how that differs from the plan."""

from kerege.planning.solver.editing import Difference, Edited, Told, edited
from kerege.planning.solver.kept import plain
from kerege.planning.solver.sheet import Row, Unread, as_it_was, code_of, names_of, read, told_of

__all__ = [
    "Difference",
    "Edited",
    "Row",
    "Told",
    "Unread",
    "as_it_was",
    "code_of",
    "edited",
    "names_of",
    "plain",
    "read",
    "told_of",
]
