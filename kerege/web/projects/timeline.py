"""What happened in a project, in the order in which it happened, from events, courses, handovers and steps of law."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.utils.translation import gettext

from kerege.inventory import queries as inventory
from kerege.inventory.words import Status as HandoverStatus
from kerege.law import queries as law
from kerege.law.words import MILESTONE_KINDS
from kerege.outreach import queries as outreach
from kerege.outreach.words import EVENT_KINDS
from kerege.records.viewers import Viewer
from kerege.training import queries as training
from kerege.training.words import COURSE_KINDS, Status
from kerege.web.shell.navigation import address
from kerege.web.shell.wording import word_of


@dataclass(frozen=True)
class Happened:
    kind: str
    title: str
    href: str
    country: str
    line: Any


def timeline(viewer: Viewer, *, on: date, project: str) -> list[tuple[int | None, list[Happened]]]:
    """What had happened by the day, by year; the year is None for what no source dates."""
    found = sorted(_all(viewer, on, project), key=lambda h: (h.line.first_day or date.max, h.title))
    years = groupby(found, key=lambda h: h.line.first_day.year if h.line.first_day else None)
    return [(year, list(lines)) for year, lines in years]


def _all(viewer: Viewer, on: date, project: str) -> Iterator[Happened]:
    for e in outreach.events_held(viewer, on=on, project=project):
        yield Happened(word_of(EVENT_KINDS, e.kind), e.title, address("event", e.uid), e.venue, e)
    for c in training.courses(viewer, on=on, project=project, status=Status.HELD, size=200).rows:
        yield Happened(word_of(COURSE_KINDS, c.kind), c.title, address("course", c.uid), c.venue, c)
    for h in inventory.handovers(viewer, on=on, project=project, status=HandoverStatus.HELD):
        yield Happened(gettext("Handover of equipment"), h.title, address("handover", h.uid), h.territory, h)
    for m in law.milestones(viewer, on=on, project=project):
        yield Happened(word_of(MILESTONE_KINDS, m.kind), m.title, address("law"), m.territory, m)
