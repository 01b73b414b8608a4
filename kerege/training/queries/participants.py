"""Who is meant by a name in somebody's list, among the participants of one course. For matching: nothing is shown."""

import re
from collections.abc import Callable, Collection, Iterable

from kerege.lib.refusal import Refusal
from kerege.lib.text import fold
from kerege.people import queries as people
from kerege.records.viewers import Viewer
from kerege.training.queries.evaluation import cohort
from kerege.training.queries.scope import COUNTING
from kerege.training.words import evaluation_refused as refused

_CODE = re.compile(r"(?=.*\d)[\w-]{1,20}")
"""A code that stands on a paper instead of a name: short, with a digit, in one piece."""


def matcher(course_id: int, *, codes: bool = False, of: Collection[str] | None = None) -> Callable[[str], str]:
    """Finds a participant by key, or by any spelling of the name in any order of its parts: `person:` and the row
    number. With `codes` a text that can be no name is a code: `code:` and the text. With `of` only people who work for
    these organisations are found, and all others are as if they had not come.

    What it gives back refuses training.who_wrote and training.which_one.
    """
    numbers = cohort(course_id)
    if of is not None:
        employers = people.employers(COUNTING, numbers)
        numbers = [number for number in numbers if employers.get(number) in of]
    by_key: dict[str, int] = {}
    by_name: dict[str, set[int]] = {}
    for number, (key, spellings) in people.called(COUNTING, numbers).items():
        by_key[key.casefold()] = number
        for spelling in spellings:
            by_name.setdefault(_parts(spelling), set()).add(number)

    def match(text: str) -> str:
        name = " ".join(text.split())
        if name.casefold() in by_key:
            return f"person:{by_key[name.casefold()]}"
        found = by_name.get(_parts(name), set()) if fold(name) else set()
        if len(found) == 1:
            return f"person:{next(iter(found))}"
        if found:
            raise Refusal(refused.WHICH_ONE, field="person", name=name[:60])
        if codes and _CODE.fullmatch(name):
            return as_code(name)
        raise Refusal(refused.WHO_WROTE, field="person", name=name[:60])

    return match


def as_code(text: str) -> str:
    """A code on a paper as it is kept. Refuses training.no_code."""
    code = "".join(text.split()).upper()
    if not _CODE.fullmatch(code):
        raise Refusal(refused.NO_CODE, field="code")
    return f"code:{code}"


def names(viewer: Viewer, numbers: Iterable[int]) -> dict[int, object]:
    """The names of persons by row number, as far as the reader may read them."""
    return dict(people.person_names(viewer, numbers))


def _parts(name: str) -> str:
    """A name whose parts may come in any order: Ivan Petrov and Petrov Ivan are one."""
    return " ".join(sorted(fold(name).split()))
