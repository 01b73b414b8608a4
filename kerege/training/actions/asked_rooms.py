"""A room that was asked for of a centre that others keep follows its course."""

from collections.abc import Sequence

from kerege.inventory import actions as inventory
from kerege.inventory import queries as rooms
from kerege.inventory.words.training import RequestState
from kerege.journal.rules import checking
from kerege.lib.zones import at_place
from kerege.people.rules import SYSTEM, Actor
from kerege.training.models import Course, CourseSession
from kerege.training.queries.staff import DOOR

CLOCK = "%Y-%m-%d %H:%M"


def _ask_anew(by: Actor, about: Course, standing: Sequence[CourseSession]) -> None:
    """After sessions of a course changed: its room is asked for at their new times, and what was booked is given back.
    Nothing where none was asked for, or where its centre refused.
    """
    found = rooms.requests_for(DOOR, [str(about.uid)], acting=SYSTEM).get(str(about.uid))
    if found is None or found.state == RequestState.REFUSED:
        return
    there = [row for row in standing if row.booking is None and row.place in {"", found.room}]
    with checking():
        centre = about.centre
    if not there or centre is None:
        inventory.withdraw_room_requests(by=by, owner=about.owner, course=str(about.uid))
        return
    zone = about.zone
    times = [(f"{at_place(row.starts, zone):{CLOCK}}", f"{at_place(row.ends, zone):{CLOCK}}") for row in there]
    inventory.ask_for_room(
        by=by, owner=about.owner, centre=centre.key, room=found.room, course=str(about.uid), title=found.title,
        slots=times, people=about.most, synthetic=about.synthetic,
    )  # fmt: skip
