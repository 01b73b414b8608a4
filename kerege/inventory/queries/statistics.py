"""Facilities counted by two things at once, and equipment by how it stands, as far as each reader may know.

What everybody sees of a card is counted as it is, and every figure opens to its list. Levels of containment, roles of
staff and completeness are counted as they are for readers with national clearance. For all others they are told by
country alone, as on today alone, and protected (lib.small_cells.stepped); they count only cards that the reader may
see, and of those only what is no more sensitive than national.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from kerege.inventory.queries.counted import Member, Values, closed, members, staff
from kerege.inventory.queries.facilities import Choice, FacilityLine
from kerege.inventory.queries.finding import lines_by_id
from kerege.inventory.queries.items import accepted_by_country, items
from kerege.inventory.queries.scope import FINDS
from kerege.inventory.rules.counting import item_state
from kerege.inventory.words.statistics import CLOSED, SAME_TWICE, Dimension, ItemState
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.small_cells import Protected, add_up, open_cells, stepped
from kerege.records.keeping import clearance, kept_until_written
from kerege.records.viewers import Viewer

COUNTING = Viewer(uid="counting", name="counting", everywhere=Sensitivity.NATIONAL)
"""Reads what is protected before anybody is told. Its rows never leave this module."""
SHOWN = 200
"""So many facilities of one figure are listed at most."""


@dataclass(frozen=True)
class Asked:
    """Rows and columns of a table, of which countries (all when empty), on which day. Refuses inventory.same_twice."""

    viewer: Viewer
    on: date
    today: date
    rows: Dimension = Dimension.COUNTRY
    columns: Dimension = Dimension.SECTOR
    territories: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.rows == self.columns:
            raise Refusal(SAME_TWICE, field="columns", dimension=self.rows.value)

    @property
    def closed(self) -> tuple[Dimension, ...]:
        """Those of both by which not everybody may know which facility has what."""
        return tuple(each for each in (self.rows, self.columns) if each in CLOSED)

    @property
    def by_country(self) -> bool:
        """Whether one of both is the country, which is what a protected figure is told by."""
        return Dimension.COUNTRY in (self.rows, self.columns)


@dataclass(frozen=True)
class Counted:
    """One table. `cells` has figures by row and column; None where it is withheld, and a figure in `least` is one that
    is at least so large. `of` is how many facilities each row has, for rows by what everybody sees. `left_out` are
    countries whose figures this reader is not told in this table.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[tuple[str, str], int | None]
    least: frozenset[tuple[str, str]]
    of: Mapping[str, int]
    facilities: int
    left_out: tuple[str, ...]
    protected: bool
    least_cell: int


def counted(asked: Asked) -> Counted:
    """The table that was asked for. Kept until somebody writes what it rests on."""
    k = int(settings.KEREGE_MIN_CELL)
    about = (asked.on, asked.today, asked.rows, asked.columns, asked.territories, k)
    what = f"inventory.counted_by {clearance(asked.viewer)} {about}"
    return kept_until_written(what, lambda: _counted(asked, k), by=FINDS)


def behind(asked: Asked, row: str, column: str, *, lang: str) -> tuple[tuple[FacilityLine, ...], int]:
    """The facilities behind one figure by name, at most SHOWN, and how many there are; none where it is protected."""
    all_members = _members(asked)
    values = _values(asked, all_members)
    ids = [m.id for m in all_members if _is_open(asked, m.owner) and (row, column) in set(_pairs(asked, m, values))]
    lines = lines_by_id(asked.viewer, ids[:SHOWN], on=asked.on, lang=lang)
    return tuple(sorted(lines, key=lambda line: (line.name.casefold(), line.id))), len(ids)


def staff_numbers(asked: Asked) -> dict[str, tuple[int, int]]:
    """For each role in how many facilities it is, and how many people, of the cards whose numbers the viewer reads."""
    here = {member.id for member in _members(asked)}
    places: Counter[str] = Counter()
    people: Counter[str] = Counter()
    for of, role, count in staff(asked.viewer):
        if of in here:
            places[role] += 1
            people[role] += count
    return {role: (places[role], people[role]) for role in sorted(places)}


def equipment(asked: Asked) -> dict[tuple[str, ItemState], int]:
    """How many items of each kind stand how, of those that the viewer may see."""
    found: Counter[tuple[str, ItemState]] = Counter()
    for territory in asked.territories or accepted_by_country(asked.viewer, on=asked.on):
        for line in items(asked.viewer, on=asked.on, territory=territory):
            found[line.kind, item_state(line.standing)] += 1
    return dict(found)


# -- one table ---------------------------------------------------------------------------------------------------------
def _members(asked: Asked) -> list[Member]:
    return members(asked.viewer, Choice(territories=asked.territories), on=asked.on)


def _is_open(asked: Asked, owner: str) -> bool:
    """Whether the reader, and whoever imagines to be that reader, may know which facility of this owner has what."""
    if not asked.closed:
        return True
    each: Viewer | None = asked.viewer
    while each is not None and each.clearance_for(owner) >= Sensitivity.NATIONAL:
        each = each.within
    return each is None


Read = dict[tuple[Dimension, bool], Values]
"""Values of the closed dimensions: as the reader reads them (True), and as they are counted for all others."""


def _values(asked: Asked, all_members: list[Member]) -> Read:
    owners = {member.owner for member in all_members}
    found: Read = {}
    for dimension in asked.closed:
        if any(_is_open(asked, owner) for owner in owners):
            found[dimension, True] = closed(asked.viewer, dimension, on=asked.on)
        if _tells_protected(asked) and not all(_is_open(asked, owner) for owner in owners):
            found[dimension, False] = closed(COUNTING, dimension, on=asked.on)
    return found


def _tells_protected(asked: Asked) -> bool:
    return asked.by_country and asked.on == asked.today


def _pairs(asked: Asked, member: Member, values: Read) -> Iterator[tuple[str, str]]:
    """The cells in which a facility counts."""
    own = _is_open(asked, member.owner)
    sides = [
        values.get((dimension, own), {}).get(member.id, ()) if dimension in CLOSED else member.open[dimension]
        for dimension in (asked.rows, asked.columns)
    ]
    return ((row, column) for row in sides[0] for column in sides[1])


def _counted(asked: Asked, k: int) -> Counted:
    all_members = _members(asked)
    values = _values(asked, all_members)
    groups: defaultdict[tuple[str, str], list[Member]] = defaultdict(list)
    for member in all_members:
        groups[member.owner, member.territory].append(member)
    told: list[Protected] = []
    counting: list[Member] = []
    stepping: set[str] = set()
    left_out: set[str] = set()
    for (owner, territory), group in groups.items():
        if not _is_open(asked, owner) and not _tells_protected(asked):
            left_out.add(territory)
            continue
        pairs = Counter("\t".join(pair) for member in group for pair in _pairs(asked, member, values))
        counting += group
        if _is_open(asked, owner):
            told.append(open_cells(pairs))
        else:
            told.append(stepped(pairs, of=len(group), k=k))
            stepping.add(territory)
    table = _table(asked, told, counting, stepping)
    return Counted(*table, len(all_members), tuple(sorted(left_out)), bool(stepping), k)


Cells = dict[tuple[str, str], int | None]
Table = tuple[tuple[str, ...], tuple[str, ...], Cells, frozenset[tuple[str, str]], dict[str, int]]


def _table(asked: Asked, told: list[Protected], counting: list[Member], stepping: set[str]) -> Table:
    """Rows, columns, cells, which of them are least figures, and how many facilities a row has.

    A value of which nothing at all is shown is not there: that nobody has it is told to nobody. Of a country whose
    figures are protected every other cell is withheld, whether it is rare or there is none.
    """
    found = ((pair.partition("\t"), n) for pair, n in add_up(told).cells.items() if n)
    cells: Cells = {(row, column): n for (row, _, column), n in found}
    sides = [sorted({pair[side] for pair in cells}) for side in (0, 1)]
    at = 0 if asked.rows == Dimension.COUNTRY else 1
    if asked.closed and asked.by_country:
        sides[at] = sorted({member.territory for member in counting})
    least = frozenset(pair for pair in cells if pair[at] in stepping)
    for country in stepping:
        for other in sides[1 - at]:
            cells.setdefault((country, other) if at == 0 else (other, country), None)
    of: Counter[str] = Counter()
    if asked.rows not in CLOSED:
        of.update(value for member in counting for value in member.open[asked.rows])
    return tuple(sides[0]), tuple(sides[1]), cells, least, dict(of)
