"""What is to do next for a planned course, the first thing first."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from kerege.training.queries.budget import materials
from kerege.training.queries.delivery import PlanPage
from kerege.training.queries.staffed import Staffed
from kerege.training.rules.staffing import Lack
from kerege.training.words import Status
from kerege.training.words.planning import Stage
from kerege.web.activities import clocks
from kerege.web.activities.lists import Choice
from kerege.web.delivery.wording import LACKS


@dataclass(frozen=True)
class Next:
    """Something that should be done for a course, with the page on which it is done."""

    what: str
    href: str
    button: str


def steps(request: HttpRequest, page: PlanPage, team: Staffed | None, choice: Choice) -> list[Next]:
    """For whoever plans the course; nothing once it is held or cancelled."""
    if page.status != Status.PLANNED or not page.zone:
        return []
    if page.stage == Stage.ENDED:
        here = reverse("course_plan", args=[page.uid])
        return [Next(gettext("The last day is over."), f"{here}#held", gettext("Record that it was held"))]
    return [*_sessions(page), *_staff(page, team), *_materials(request, page, choice)]


def _sessions(page: PlanPage) -> list[Next]:
    href = reverse("course_sessions", args=[page.uid])
    if not page.standing:
        return [Next(gettext("No session is laid yet."), href, gettext("Lay the sessions"))]
    if any(each.freed for each in page.standing):
        lost = gettext("A centre called a booking off: a session has no room any more.")
        return [Next(lost, href, gettext("Look at the sessions"))]
    if page.short:
        missing = gettext("The sessions have %(hours)s hours less than the curriculum asks for.")
        return [Next(missing % {"hours": clocks.length(page.short)}, href, gettext("Add a session"))]
    return []


def _staff(page: PlanPage, team: Staffed | None) -> list[Next]:
    href, lacks = reverse("course_staff", args=[page.uid]), team.lacks if team is not None else (Lack.NO_LEAD,)
    return [Next(gettext(LACKS[lack]), href, gettext("Look at the staff")) for lack in lacks]


def _materials(request: HttpRequest, page: PlanPage, choice: Choice) -> list[Next]:
    href = reverse("course_materials", args=[page.uid])
    told = {"acting": request.actor, "centre": page.centre, "on": choice.on, "lang": choice.lang}
    found = materials(request.viewer, page.uid, **told)
    short = gettext("The booked rooms lack equipment that the activities ask for.")
    rooms = [Next(short, href, gettext("Look what is lacking"))] if found.equipped.short else []
    if not found.lines:
        return [*rooms, Next(gettext("Nothing is on the list of materials."), href, gettext("Make the list"))]
    if any(line.missing for line in found.lines):
        return [*rooms, Next(gettext("Some of the materials are missing."), href, gettext("Look at the list"))]
    return rooms
