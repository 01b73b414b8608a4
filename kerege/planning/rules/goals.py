"""The order of goals, and what each may give to those after it."""

import re
from collections.abc import Sequence

from kerege.lib.refusal import Refusal
from kerege.planning.rules.rows import DIGITS
from kerege.planning.words import NOT_A_NUMBER

Goals = list[tuple[str, int]]
"""Goals in their order, each with the thousandths that it may give."""


def read_share(text: str, field: str) -> int:
    """A share in percent as people type it, with one place after the point, in thousandths; nothing typed is nothing
    given. Refuses planning.not_a_number.
    """
    plain = text.strip().rstrip("%٪").strip().translate(DIGITS).replace(",", ".").replace("٫", ".")
    if not plain:
        return 0
    if not re.fullmatch(r"[0-9]{1,3}(\.[0-9])?", plain) or float(plain) > 100:
        raise Refusal(NOT_A_NUMBER, field=field, value=text[:40], least=0, most=100)
    return round(float(plain) * 10)


def shown_share(give: int) -> str:
    """Thousandths as percent, as they are typed."""
    return f"{give / 10:g}"


def moved(goals: Sequence[tuple[str, int]], goal: str, by: int) -> Goals:
    """The goals with one of them so many places later; beyond the ends it stays at the end."""
    found = list(goals)
    at = next((n for n, (name, _give) in enumerate(found) if name == goal), None)
    if at is not None:
        found.insert(max(0, min(len(found) - 1, at + by)), found.pop(at))
    return found


def with_share(goals: Sequence[tuple[str, int]], goal: str, give: int) -> Goals:
    """The goals with another share for one of them."""
    return [(name, give if name == goal else share) for name, share in goals]
