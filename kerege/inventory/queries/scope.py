"""The rows of the index of facilities that are for one reader."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q

from kerege.inventory.models import Facility, Findable
from kerege.inventory.queries.facilities import Choice, of_cards
from kerege.inventory.rules import ranking
from kerege.inventory.rules.findable import code_word
from kerege.inventory.words import Standing
from kerege.lib.geo import Box, cell_ranges
from kerege.lib.matching import Expression, Word, every, some
from kerege.people.words import PEOPLE
from kerege.records.fulltext import Search, stops_inside
from kerege.records.shares import kind_of
from kerege.records.viewers import Viewer

FINDS = PEOPLE.and_of("inventory.", "sharing.")
"""Acts that can change what somebody finds."""
CODED = {
    "territories": "country",
    "units": "unit",
    "places": "place",
    "kinds": "kind",
    "sectors": "sector",
    "capabilities": "can",
    "functions": "function",
    "standings": "standing",
    "ownerships": "run",
    "language": "speaks",
}
"""What the index knows by code: the field of a choice, and the vocabulary as the index names it."""
SMALL_DEGREES = 20
FEW = 1_000
"""Up to so many first hits are looked at one by one, whether they are for the reader."""


@dataclass(frozen=True)
class Reach:
    """How far a viewer reads by clearance alone: `everywhere`, and for some owners otherwise."""

    everywhere: int
    by_owner: tuple[tuple[str, int], ...]

    @property
    def words(self) -> Expression:
        return ranking.scope(self.everywhere, self.by_owner)


def reach(viewer: Viewer) -> Reach:
    """An imagined viewer reaches as far as both the imagined and the imagining one."""
    owners = sorted({owner for each in _chain(viewer) for owner, _ in each.by_owner})
    everywhere = min(int(each.everywhere) for each in _chain(viewer))
    levels = ((owner, min(int(each.clearance_for(owner)) for each in _chain(viewer))) for owner in owners)
    return Reach(everywhere, tuple((owner, level) for owner, level in levels if level != everywhere))


def _chain(viewer: Viewer) -> list[Viewer]:
    return [viewer, *(_chain(viewer.within) if viewer.within else [])]


def by_shares(viewer: Viewer) -> bool:
    """Whether something was shared with the viewer that may open facilities beyond the clearance."""
    kind = kind_of(Facility)
    return any(each.shared and kind in each.shared.records | each.shared.lists for each in _chain(viewer))


def matched(
    viewer: Viewer, choice: Choice, text: Expression | None, *, on: date, first: int = 0, each: bool = False
) -> Any:
    """One row of the index for each facility of the choice that the viewer may see: the fullest one for that viewer.

    `text` stands in for the choice's own. With `first` no more than about the first so many by number are looked at,
    where the index alone can say which those are; never rows that are not for the viewer. With `each`, codes are looked
    for in each row instead of in the index: for rows that are few anyway, or so many that any of them will do.
    """
    codes = _codes(choice)
    in_rows = each or (choice.box is not None and _is_small(Box(*choice.box)))
    asked = every(*([] if in_rows else codes), text)
    others = replace(choice, text="", box=None, **nothing())
    plain = others == Choice() and choice.box is None
    few = plain and 0 < first <= FEW and stops_inside()
    # the index itself says which row is the reader's, where it is asked and stops: then nothing else has to
    says_whose = asked != every() and not few and not by_shares(viewer) and stops_inside()
    rows = standing(viewer, on, closed=with_closed(choice), fullest_only=not says_whose)
    if choice.box is not None:
        rows = rows.filter(_inside(Box(*choice.box)))
    if others != Choice():
        cards = of_cards(viewer, others, on=on).order_by()
        meant = Exists(cards.filter(id=OuterRef("facility"))) if each else Q(facility__in=cards.values("id"))
        rows = rows.filter(meant)
    if in_rows and codes:
        rows = rows.filter(_having(choice))
    if asked == every():
        return rows
    if few:  # hits are fewer than rows of a clearance, and a look at each costs less than to go through those
        return Findable.objects.seen_by(viewer).filter(words__matches=Search(asked, first, among=rows))
    asked = every(asked, reach(viewer).words) if says_whose else asked
    return rows.filter(words__matches=Search(asked, first=first if plain and says_whose else 0))


def with_closed(choice: Choice) -> bool:
    """What is closed on the day belongs to a choice only where that is asked for."""
    return Standing.CLOSED in choice.standings


def nothing() -> dict[str, Any]:
    """A choice that asks for no code."""
    return {field: "" if field == "language" else () for field in CODED}


def codes_of(choice: Choice, field: str) -> list[str]:
    """The codes of one vocabulary that a choice asks for, in order."""
    value = getattr(choice, field)
    return ([value] if value else []) if isinstance(value, str) else sorted(value)


def _codes(choice: Choice) -> list[Expression]:
    """Of several codes of one vocabulary one is enough."""
    return [some(*(Word(word) for word in words)) for words in _code_words(choice)]


def _code_words(choice: Choice) -> Iterator[list[str]]:
    for field, kind in CODED.items():
        if codes := codes_of(choice, field):
            yield [code_word(kind, code) for code in codes]


def _is_small(box: Box) -> bool:
    """In a small box it is quicker to look at each row than to ask for all rows with a code first."""
    return max(part.east - part.west for part in box.parts()) < SMALL_DEGREES > box.north - box.south


def _having(choice: Choice) -> Q:
    """The codes, looked for in the row itself: before them stands a word of a name there, behind them one of scope."""
    wanted = Q()
    for words in _code_words(choice):
        one = Q()
        for word in words:
            one |= Q(words__contains=f" {word} ")
        wanted &= one
    return wanted


def standing(viewer: Viewer, on: date, *, closed: bool = False, fullest_only: bool = True) -> Any:
    """The rows of facilities that there are on the day, the fullest one of each for this viewer; without `fullest_only`
    all that the viewer may see, for a query that says by itself which one is meant.
    """
    asked: list[Any] = [Q(start__isnull=True) | Q(start__lte=on)]
    if not closed:
        asked.append(Q(end__isnull=True) | Q(end__gt=on))
    if by_shares(viewer):
        fuller = Findable.objects.seen_by(viewer).filter(facility=OuterRef("facility"), label__gt=OuterRef("label"))
        asked.append(~Exists(fuller))
    elif fullest_only:
        asked.append(fullest(reach(viewer)))
    return Findable.objects.seen_by(viewer).filter(*asked)


def fullest(reached: Reach) -> Q:
    """Rows above which no fuller one stands for this reader."""
    rows = Q(until__gt=reached.everywhere)
    if reached.by_owner:
        rows &= ~Q(owner__in=[owner for owner, _ in reached.by_owner])
    for owner, level in reached.by_owner:
        rows |= Q(owner=owner, until__gt=level)
    return rows


def _inside(box: Box) -> Q:
    near, exact = Q(), Q()
    for cells in cell_ranges(box):
        near |= Q(cell__gte=cells.start, cell__lt=cells.stop)
    for part in box.parts():
        exact |= Q(
            latitude__gte=part.south, latitude__lte=part.north, longitude__gte=part.west, longitude__lte=part.east
        )
    return near & exact
