"""From which facilities the people of closed registers came, as far as the reader may know who came."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from kerege.inventory import queries as inventory
from kerege.inventory.queries import Choice, FacilityLine
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.small_cells import Protected, add_up, open_cells, protect
from kerege.people import queries as people
from kerege.records.viewers import Viewer
from kerege.training.models import Enrolment, Participation
from kerege.training.queries.scope import COUNTING, TRAINEES, asked
from kerege.training.words import Part

UNKNOWN = ""
MOST = 200


@dataclass(frozen=True)
class Reached:
    """`facilities` are those of the organisations from which people are known to have come, each with whether it is the
    only one of its organisation. `bodies` are those organisations; of `more` people it is withheld or recorded nowhere
    from where they came, and of `unknown` courses nobody knows, or it may not be told. `exact`: the reader may know who
    came.
    """

    facilities: tuple[tuple[FacilityLine, bool], ...]
    bodies: int
    more: int
    unknown: int
    exact: bool


def reached(
    viewer: Viewer,
    *,
    on: date,
    lang: str = "en",
    project: str = "",
    territories: Collection[str] = (),
    by: str = TRAINEES,
) -> Reached:
    """The facilities whose people sat in the courses asked for. Who came from where is counted by organisation: what
    the employer was when somebody was nominated, else what it is now. For whoever may not read national records of a
    course's owner each course is protected by itself (lib.small_cells.protect).
    """
    closed = asked(viewer, on=on, project=project, territories=territories, by=by).held()
    owners = dict(closed.filter(register_closed_on__isnull=False).order_by().values_list("id", "owner"))
    cells = _cells(list(owners))
    told = [_told(viewer, owners[course], of) for course, of in cells.items() if set(of) - {UNKNOWN}]
    summed = add_up(told)
    bodies = sorted(key for key, n in summed.cells.items() if key != UNKNOWN and n)
    lines = _facilities(viewer, bodies, on=on, lang=lang)
    alone = {key: sum(line.organisation == key for line in lines) == 1 for key in bodies}
    silent = len(owners) - len(told)
    with_cards = len({line.organisation for line in lines})
    return Reached(
        tuple((line, alone[line.organisation]) for line in lines),
        with_cards,
        summed.withheld + summed.cells.get(UNKNOWN, 0),
        silent + summed.left_out,
        exact=all(viewer.clearance_for(owner) >= Sensitivity.NATIONAL for owner in owners.values()),
    )


def _told(viewer: Viewer, owner: str, cells: dict[str, int]) -> Protected:
    if viewer.clearance_for(owner) >= Sensitivity.NATIONAL:
        return open_cells(cells)
    return protect(cells, k=int(settings.KEREGE_MIN_CELL))


def _cells(courses: list[int]) -> dict[int, dict[str, int]]:
    """How many came from which organisation, by course; its key is empty where nobody knows."""
    rows = Participation.objects.seen_by(COUNTING).filter(role=Part.TRAINEE, course__in=courses).order_by("id")
    pairs = list(rows.values_list("course_id", "person_id"))
    numbers = {person for _, person in pairs if person is not None}
    sent = Enrolment.objects.seen_by(COUNTING).filter(course__in=courses, employer__isnull=False).order_by("id")
    employers = {
        (course, person): body for course, person, body in sent.values_list("course_id", "person_id", "employer_id")
    }
    keys = people.organisation_keys(set(employers.values())) if employers else {}
    now = people.employers(COUNTING, numbers) if numbers else {}
    found: dict[int, dict[str, int]] = {}
    for course, person in pairs:
        body = employers.get((course, person))
        key = keys.get(body, UNKNOWN) if body is not None else now.get(person, UNKNOWN)
        cells = found.setdefault(course, {})
        cells[key] = cells.get(key, 0) + 1
    return found


def _facilities(viewer: Viewer, bodies: list[str], *, on: date, lang: str) -> list[FacilityLine]:
    if not bodies:
        return []
    found: list[FacilityLine] = []
    after = ""
    while True:
        choice = Choice(organisations=bodies)
        page = inventory.facilities(viewer, on=on, choice=choice, after=after, lang=lang, size=MOST)
        found += page.rows
        after = page.after
        if not after:
            return found
