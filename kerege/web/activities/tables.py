"""Lists of activities as files."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext

from kerege.inventory.queries import HandoverLine
from kerege.inventory.words import STATUSES as HANDED_OVER
from kerege.inventory.words import Status as HandoverStatus
from kerege.lib.figures import SourceRef
from kerege.lib.refusal import N_
from kerege.lib.tables import Table
from kerege.outreach.queries import EventLine
from kerege.outreach.words import EVENT_KINDS, LEVELS, EventKind, Level, Measure
from kerege.outreach.words import STATUSES as EVENT_STATUSES
from kerege.outreach.words import Status as EventStatus
from kerege.records.viewers import Viewer
from kerege.training.queries import AdoptionLine, CourseLine
from kerege.training.words import COURSE_KINDS, CourseKind, Status
from kerege.training.words import STATUSES as COURSE_STATUSES
from kerege.web.activities import lists
from kerege.web.activities.lists import Choice, cell, keys_of

DATES = (N_("First day"), N_("Last day"), N_("Date in words"))
COURSES = (
    *(N_("Course"), N_("Key"), N_("Kind"), N_("State"), *DATES, N_("Venue"), N_("Place"), N_("Trainees from")),
    *(N_("At least"), N_("At most"), N_("Planned"), N_("Documents that do not hold"), N_("Note"), N_("Sources")),
)
EVENTS = (
    *(N_("Event"), N_("Key"), N_("Kind"), N_("Level"), N_("State"), *DATES, N_("Country"), N_("Place")),
    *(N_("At least"), N_("At most"), N_("Note"), N_("Sources")),
)
HANDOVERS = (
    *(N_("Handover"), N_("Key"), N_("State"), *DATES, N_("Country"), N_("Items"), N_("Value in words")),
    *(N_("Note"), N_("Sources")),
)
ADOPTIONS = (
    *(N_("Programme"), N_("Key"), *DATES, N_("Country"), N_("Compulsory"), N_("Decree")),
    *(N_("Note"), N_("Sources")),
)


def courses_table(viewer: Viewer, lines: Iterable[CourseLine], choice: Choice) -> Table:
    lines = list(lines)
    names = lists.names_of({c for x in lines for c in (x.venue, x.trainees_from)}, choice)
    rows = [
        [
            *(x.title, x.key, gettext(COURSE_KINDS[CourseKind(x.kind)]), gettext(COURSE_STATUSES[Status(x.status)])),
            *(x.first_day, x.last_day, x.date_text, names.get(x.venue), x.venue_place, names.get(x.trainees_from)),
            *(x.counted.low, x.counted.high, x.counted.planned, x.unfit_documents, cell(x.note), keys_of(x.sources)),
        ]
        for x in lines
    ]
    return lists.table(viewer, gettext("Courses"), COURSES, rows, choice, sources=_cited(lines))


def events_table(viewer: Viewer, lines: Iterable[EventLine], choice: Choice) -> Table:
    lines = list(lines)
    names = lists.names_of({x.venue for x in lines}, choice)
    rows = []
    for x in lines:
        stated = x.stated(Measure.PARTICIPANTS)
        low, high = (stated[0][0], stated[-1][0]) if stated else (None, None)
        rows.append(
            [
                *(x.title, x.key, gettext(EVENT_KINDS[EventKind(x.kind)]), gettext(LEVELS[Level(x.level)])),
                *(gettext(EVENT_STATUSES[EventStatus(x.status)]), x.first_day, x.last_day, x.date_text),
                *(names.get(x.venue), x.place, low, high, cell(x.note), keys_of(x.sources)),
            ]
        )
    return lists.table(viewer, gettext("Events"), EVENTS, rows, choice, sources=_cited(lines))


def handovers_table(viewer: Viewer, lines: Iterable[HandoverLine], choice: Choice) -> Table:
    lines = list(lines)
    names = lists.names_of({x.territory for x in lines}, choice)
    rows = [
        [
            *(x.title, x.key, gettext(HANDED_OVER[HandoverStatus(x.status)]), x.first_day, x.last_day, x.date_text),
            *(names.get(x.territory), x.items, cell(x.value_text), x.note, keys_of(x.sources)),
        ]
        for x in lines
    ]
    return lists.table(viewer, gettext("Handovers of equipment"), HANDOVERS, rows, choice, sources=_cited(lines))


def adoptions_table(viewer: Viewer, lines: Iterable[AdoptionLine], choice: Choice) -> Table:
    lines = list(lines)
    names = lists.names_of({x.territory for x in lines}, choice)
    rows = [
        [
            *(x.programme, x.key, x.first_day, x.last_day, x.date_text, names.get(x.territory)),
            *(compulsory(x.compulsory), x.decree, x.note, keys_of(x.sources)),
        ]
        for x in lines
    ]
    return lists.table(viewer, gettext("Curricula adopted"), ADOPTIONS, rows, choice, sources=_cited(lines))


def _cited(lines: Iterable[Any]) -> Iterator[SourceRef]:
    return (source for line in lines for source in line.sources)


def compulsory(value: bool | None) -> str:
    """In words; an empty text where nobody says."""
    if value is None:
        return ""
    return gettext("compulsory") if value else gettext("elective")
