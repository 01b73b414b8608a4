"""The country's records as one table that leaves the platform, as far as its reader may see them."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext

from kerege.atlas import queries as atlas
from kerege.atlas.queries import Designated
from kerege.inventory.words import STATUSES as HANDOVER_STATUSES
from kerege.law.words import MILESTONE_KINDS, TREATY_ACTS
from kerege.lib.tables import Table
from kerege.outreach.words import EVENT_KINDS
from kerege.outreach.words import STATUSES as EVENT_STATUSES
from kerege.training.words import COURSE_KINDS
from kerege.training.words import STATUSES as COURSE_STATUSES
from kerege.web.countries.page import Country
from kerege.web.shell.figures import days
from kerege.web.shell.wording import word_of


def table(country: Country, *, name: Designated, rtl: bool) -> Table:
    """One row for each course, event, handover and step of law of the country."""
    courses = {c.uid: c for c in (*country.courses_of_its_people.rows, *country.courses_here.rows)}
    lines: list[Any] = [*courses.values(), *country.events]
    codes = {code for line in lines for code in (line.venue, getattr(line, "trainees_from", "")) if code}
    names = atlas.display_names(codes, lang=country.lang, on=country.on)
    return Table(
        title=str(name),
        headings=(
            gettext("Record"),
            gettext("Kind"),
            gettext("Title"),
            gettext("When"),
            gettext("State"),
            gettext("Held in"),
            gettext("Trainees from"),
            gettext("People, at least"),
            gettext("People, at most"),
            gettext("Sources"),
        ),
        rows=[*_courses(courses.values(), names), *_events(country.events, names), *_others(country)],
        about=(gettext("As on %(day)s") % {"day": country.on.isoformat()}, name.footnote)
        if name.note
        else (gettext("As on %(day)s") % {"day": country.on.isoformat()},),
        lang=country.lang,
        rtl=rtl,
    )


def _courses(courses: Any, names: Any) -> Iterator[tuple[Any, ...]]:
    for c in courses:
        kind, state = word_of(COURSE_KINDS, c.kind), word_of(COURSE_STATUSES, c.status)
        people = (c.counted.low, c.counted.high)
        yield (
            gettext("Course"), kind, c.title, _when(c), state, names.get(c.venue), names.get(c.trainees_from),
            *people, _sources(c),
        )  # fmt: skip


def _events(events: Any, names: Any) -> Iterator[tuple[Any, ...]]:
    for e in events:
        values = [value for value, _ in e.stated("participants")]
        people = (min(values, default=None), max(values, default=None))
        kind, state = word_of(EVENT_KINDS, e.kind), word_of(EVENT_STATUSES, e.status)
        yield (gettext("Event"), kind, e.title, _when(e), state, names.get(e.venue), None, *people, _sources(e))


def _others(country: Country) -> Iterator[tuple[Any, ...]]:
    nobody = (None, None, None, None)
    for h in country.handovers:
        yield (gettext("Handover"), "", h.title, _when(h), word_of(HANDOVER_STATUSES, h.status), *nobody, _sources(h))
    for m in country.milestones:
        yield (gettext("Step of law"), word_of(MILESTONE_KINDS, m.kind), m.title, _when(m), "", *nobody, _sources(m))
    for s in country.statuses:
        yield (gettext("Instrument"), word_of(TREATY_ACTS, s.act), s.instrument, _when(s), "", *nobody, _sources(s))


def _when(line: Any) -> str:
    return days(line.first_day, line.last_day, line.precision)


def _sources(line: Any) -> str:
    return ", ".join(source.key for source in line.sources)
