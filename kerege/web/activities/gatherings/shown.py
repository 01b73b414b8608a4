"""What pages show of an event with people: when it is, what was counted, and what follows."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest

from kerege.lib.zones import at_place, town_of
from kerege.outreach import queries
from kerege.outreach.queries import EventLine
from kerege.people import queries as people
from kerege.people.rules import may
from kerege.people.words import Deed
from kerege.records.viewers import Viewer
from kerege.web.activities import lists
from kerege.web.shell.wording import language_name

CLOCK = "%H:%M"


def clock(starts: datetime, ends: datetime, zone: str) -> dict[str, Any]:
    """Days and times by the clock there."""
    since, until = at_place(starts, zone), at_place(ends, zone)
    return {
        "first": since.date(),
        "last": until.date() if until.date() != since.date() else None,
        "since": since.strftime(CLOCK),
        "until": until.strftime(CLOCK),
    }


def told_figures(viewer: Viewer, uid: str, choice: lists.Choice) -> dict[str, Any]:
    """How many were invited and came, for a template; countries by name."""
    found = queries.figures(viewer, uid)
    cells = found.by_country.cells if found is not None else {}
    names = lists.names_of(cells, choice)
    return {"figures": found, "came_from": [(names.get(code), n) for code, n in sorted(cells.items())]}


def event_part(request: HttpRequest, line: EventLine, choice: lists.Choice) -> dict[str, Any]:
    """What the page of an event tells of its programme, its people and what follows from it."""
    when = queries.programme(request.viewer, line.uid)
    told = told_figures(request.viewer, line.uid, choice) if when is not None else {"figures": None}
    return {
        "programme": when,
        "clock": clock(when.starts, when.ends, when.zone) if when is not None else {},
        "town": town_of(when.zone, choice.lang) if when is not None else "",
        "spoken": [language_name(tag) for tag in when.languages] if when is not None else [],
        "keeps_people": may(request.actor, Deed.KEEP_GUESTS, line.owner),
        "may_follow_up": may(request.actor, Deed.SET_TASK, line.owner),
        "follow_ups": people.tasks(request.viewer, on=choice.on, about=line.uid),
        "gathered": told["figures"],
        "came_from": told.get("came_from", ()),
    }
