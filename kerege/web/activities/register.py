"""The register of a course: rows for those who may list them, for everybody else how many are withheld."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext

from kerege.atlas import queries as atlas
from kerege.lib.refusal import N_
from kerege.lib.tables import Table
from kerege.people import queries as people
from kerege.records.labels import WITHHELD, Withheld
from kerege.records.viewers import Viewer
from kerege.training import queries
from kerege.training.queries import CourseLine
from kerege.training.words import INSTITUTION_TYPES, PARTS, SEXES, InstitutionType, Part, Sex
from kerege.web.activities import lists
from kerege.web.activities.lists import Choice

READ_AT_ONCE = 200
HEADINGS = (
    N_("Name"),
    N_("In what part"),
    N_("Sex"),
    N_("Institution"),
    N_("Unit"),
    N_("Registered on"),
    N_("Example"),
)


@dataclass(frozen=True)
class RegisterRow:
    """`name` is WITHHELD where the viewer may not read it, and empty where the paper register had none to match.
    `person` is the uid of somebody whose evidence the viewer may open, else empty.
    """

    name: str | Withheld
    person: str
    part: str
    sex: str
    institution: str
    unit: str
    registered_on: Any
    synthetic: bool


@dataclass(frozen=True)
class RegisterPage:
    rows: list[RegisterRow]
    page: Page[Any]
    total: int
    withheld: int


def register_page(viewer: Viewer, course: CourseLine, choice: Choice) -> RegisterPage:
    """One page of the register as the viewer may see it."""
    found = queries.register(viewer, course.uid, on=choice.on, page=choice.page, size=lists.SHOWN)
    page = Paginator(range(found.total), lists.SHOWN).get_page(choice.page)
    return RegisterPage(_rows(viewer, found.rows, course, choice), page, found.total, found.withheld)


def register_table(viewer: Viewer, course: CourseLine, choice: Choice) -> Table:
    """All rows that the viewer may list, with the number of those that are withheld."""
    rows: list[RegisterRow] = []
    number = 1
    while True:
        found = queries.register(viewer, course.uid, on=choice.on, page=number, size=READ_AT_ONCE)
        rows += _rows(viewer, found.rows, course, choice)
        if number >= found.pages:
            break
        number += 1
    about = [gettext("%(n)s rows of this register are withheld.") % {"n": found.withheld}] if found.withheld else []
    title = gettext("Register: %(course)s") % {"course": course.title}
    return lists.table(viewer, title, HEADINGS, [_cells(row) for row in rows], choice, *about)


def _cells(row: RegisterRow) -> list[Any]:
    example = gettext("yes") if row.synthetic else ""
    return [lists.cell(row.name), row.part, row.sex, row.institution, row.unit, row.registered_on, example]


def _rows(viewer: Viewer, lines: Any, course: CourseLine, choice: Choice) -> list[RegisterRow]:
    if not lines:
        return []
    names = people.person_names(viewer, [line.person_id for line in lines if line.person_id])
    opens = people.read_whole(viewer, [number for number, name in names.items() if not isinstance(name, Withheld)])
    country = course.trainees_from or course.venue
    units = {u.code: u.name for u in atlas.units(country, on=choice.on, lang=choice.lang)} if country else {}
    return [
        RegisterRow(
            names.get(line.person_id, WITHHELD) if line.person_id else "",
            opens.get(line.person_id, ""),
            gettext(PARTS[Part(line.role)]),
            gettext(SEXES[Sex(line.sex)]),
            gettext(INSTITUTION_TYPES[InstitutionType(line.institution_type)]),
            units.get(line.unit, line.unit),
            line.registered_on,
            line.synthetic,
        )
        for line in lines
    ]
