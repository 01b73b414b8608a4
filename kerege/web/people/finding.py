"""Finding somebody by name, for pages that are about a person. A search and then a list: no script, keyboard only.

Nobody stands there before a name is typed: in a country with hundreds of people no list of all can be used on a phone,
and nobody is looked at who was not asked for.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.http import HttpRequest

from kerege.lib.text import fold
from kerege.people import queries as people
from kerege.people.queries import PersonLine
from kerege.web.inventory.details import Choices

MOST = 20
WIDELY = 500
"""How many of a name are looked at where a page is about some of them only."""
_APART, _TOGETHER = "\u2068", "\u2069"
"""First strong isolate and its end: names of both directions stand beside each other in one label."""


@dataclass(frozen=True)
class FoundPersons:
    """What was typed, who is called so, and whether there are more than are listed."""

    text: str
    lines: tuple[PersonLine, ...]
    more: bool

    @property
    def choices(self) -> Choices:
        return [(line.key, called(line)) for line in self.lines]

    @property
    def only(self) -> str:
        """The key of the only one; empty where there are several, or nobody."""
        return self.lines[0].key if len(self.lines) == 1 else ""


def wanted_name(request: HttpRequest) -> str:
    """The name that an address asks for by `?who=`."""
    return " ".join(request.GET.get("who", "").split())[:100]


def find_persons(
    request: HttpRequest,
    owners: Iterable[str],
    *,
    among: Callable[[list[PersonLine]], list[PersonLine]] | None = None,
) -> FoundPersons:
    """Persons of these owners whose name the reader may read, by `?who=`: any part of any spelling, in any script.

    `among` leaves those of whom the page is; it is asked before the list is cut, so that they are not crowded out.
    """
    text = wanted_name(request)
    most = MOST if among is None else WIDELY
    lines: list[PersonLine] = []
    for owner in sorted(owners) if fold(text) else ():
        lines += people.persons(request.viewer, text=text, owner=owner, limit=most + 1 - len(lines))
    found = lines if among is None else among(lines)
    return FoundPersons(text, tuple(found[:MOST]), len(found) > MOST or len(lines) > most)


def called(line: PersonLine) -> str:
    """The name with its other spellings and the key, to tell people of one name apart."""
    names = dict.fromkeys([str(line.name), *(text for _lang, text in line.spellings)])
    return " · ".join(f"{_APART}{name}{_TOGETHER}" for name in (*names, line.key))
