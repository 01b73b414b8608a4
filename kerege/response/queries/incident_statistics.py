"""The incidents of a country and a year as figures; no person, no facility and no text is in them."""

from dataclasses import dataclass
from datetime import date

from kerege.inventory import queries as inventory
from kerege.inventory.words import Standing
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import Actor
from kerege.records.viewers import Viewer
from kerege.response.models import AffectedPerson, Investigation, LabIncident
from kerege.response.queries.incident_doors import DOOR, handled_facilities
from kerege.response.rules.incident_figures import Figures, Row, figures
from kerege.response.words.incidents import IncidentState

FIRST_YEAR = 2000


@dataclass(frozen=True)
class YearLine:
    """A year of a country, or of the facilities that the reader handles (`own`)."""

    owner: str
    year: int
    own: bool
    figures: Figures


def reads_figures(viewer: Viewer, owner: str) -> bool:
    """Whether somebody may know the figures of a country: by national clearance for it."""
    return viewer.clearance_for(owner) >= Sensitivity.NATIONAL


def of_country(viewer: Viewer, owner: str, year: int, *, on: date) -> YearLine | None:
    """A year that is over: while it runs, two looks would tell of a single incident. None for who may not know, and for
    a year that runs. Small cells are withheld.
    """
    if not reads_figures(viewer, owner) or year >= on.year or year < FIRST_YEAR:
        return None
    return YearLine(owner, year, False, figures(_rows(owner, year), laboratories=_laboratories(owner, on), whole=False))


def of_own(me: Actor, year: int, *, on: date) -> list[YearLine]:
    """The facilities that the reader handles, by country: these incidents may be read one by one anyway."""
    own = handled_facilities(me, on=on)
    found = []
    for owner in sorted({owner for owner, _ in own}):
        keys = [key for of, key in own if of == owner]
        rows = _rows(owner, year, facilities=keys)
        found.append(YearLine(owner, year, True, figures(rows, laboratories=len(keys), whole=True)))
    return found


def _rows(owner: str, year: int, *, facilities: list[str] | None = None) -> list[Row]:
    rows = LabIncident.objects.seen_by(DOOR).filter(owner=owner, reported_on__year=year)
    rows = rows.exclude(state=IncidentState.SET_ASIDE)
    if facilities is not None:
        rows = rows.filter(facility__in=facilities)
    found = rows.seen()
    numbers = [row.id for row in found]
    causes = {
        i.incident_id: tuple(i.causes)
        for i in Investigation.objects.seen_by(DOOR).filter(incident_id__in=numbers).seen()
    }
    people: dict[int, int] = {}
    for each in AffectedPerson.objects.seen_by(DOOR).filter(incident_id__in=numbers).seen():
        people[each.incident_id] = people.get(each.incident_id, 0) + 1
    return [
        Row(
            kind=row.kind,
            severity=row.severity,
            activity=row.activity,
            causes=causes.get(row.id, ()),
            days=max(0, (row.reported_on - row.discovered_at.date()).days),
            affected=people.get(row.id, 0),
            occurrences=tuple(row.occurrences),
        )
        for row in found
    ]


def _laboratories(owner: str, on: date) -> int:
    """How many facilities of the country are at work: those on whose cards it stands, whoever may read them."""
    at_work = inventory.Choice(owners=(owner,), standings=(Standing.OPERATIONAL,))
    return inventory.facilities(DOOR, on=on, choice=at_work, size=1).total
