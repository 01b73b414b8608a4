"""Times, marks and states of a cohort in the reader's words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext, ngettext

from kerege.lib.refusal import N_
from kerege.lib.zones import at_place
from kerege.training.queries.enrolment import CohortPage, MarkLine, MeetingLine, PersonInCourse
from kerege.training.words.attending import ASIDES
from kerege.training.words.delivery import ENROLMENT_STATES, PRESENCES, TAKEN, EnrolmentState, Presence
from kerege.training.words.enrolling import NEEDS, Needs
from kerege.web.activities.clocks import town_of
from kerege.web.shell.figures import day
from kerege.web.shell.wording import word_of

TONES = {
    EnrolmentState.NOMINATED: "info",
    EnrolmentState.WAITING: "warn",
    EnrolmentState.ENROLLED: "good",
    EnrolmentState.REFUSED: "bad",
    EnrolmentState.WITHDRAWN: "",
    EnrolmentState.COMPLETED: "good",
    EnrolmentState.NOT_COMPLETED: "bad",
}
MARKS = {Presence.PRESENT: "good", Presence.LATE: "warn", Presence.ABSENT: "bad", Presence.EXCUSED: "info"}


@dataclass(frozen=True)
class Clock:
    """When something is, by the clock at its place: 15 March 2027, 09:00–11:00."""

    day: str
    since: str
    until: str
    zone: str
    town: str
    starts: datetime
    ends: datetime


def clock(starts: datetime, ends: datetime, zone: str) -> Clock:
    """The times of a session. One that ends on another day says so."""
    here, there = at_place(starts, zone), at_place(ends, zone)
    until = f"{there:%H:%M}" if here.date() == there.date() else f"{day(there.date())}, {there:%H:%M}"
    return Clock(day(here.date()), f"{here:%H:%M}", until, zone, town_of(zone), starts, ends)


def person_line(each: PersonInCourse, names: dict[str, Any]) -> dict[str, Any]:
    """One row of the list."""
    return {
        "person": each,
        "state": word_of(ENROLMENT_STATES, each.state),
        "tone": TONES[each.state],
        "country": names.get(each.country),
    }


def mark_of(mark: MarkLine | None) -> dict[str, Any]:
    """What is recorded of somebody in a session, how and by whom, and what stood there before."""
    if mark is None:
        return {"text": "", "tone": "", "how": ""}
    text = gettext(PRESENCES[mark.presence])
    if mark.minutes:
        text = ngettext("%(n)s minute late", "%(n)s minutes late", mark.minutes) % {"n": mark.minutes}
    before = [gettext(PRESENCES[each]) for each in mark.before]
    how = [word_of(TAKEN, mark.via), *([mark.by] if mark.by else [])]
    if before:
        how.append(gettext("before: %(what)s") % {"what": ", ".join(before)})
    return {"text": text, "tone": MARKS[mark.presence], "how": " · ".join(how)}


def sessions_of(page: CohortPage) -> list[dict[str, Any]]:
    """The sessions with their times there, and how many of the cohort are recorded."""
    of = len(page.cohort)
    return [{"session": each, "clock": clock(each.starts, each.ends, page.zone), "of": of} for each in page.sessions]


def grid(page: CohortPage) -> list[tuple[PersonInCourse, list[dict[str, Any]]]]:
    """Cohort by sessions that were not called off."""
    standing: list[MeetingLine] = page.standing
    return [(each, [mark_of(page.marks.get((each.uid, session.uid))) for session in standing]) for each in page.cohort]


def asides(page: CohortPage) -> list[dict[str, Any]]:
    return [
        {"line": each, "presence": gettext(PRESENCES[each.presence]), "why": gettext(ASIDES[each.why])}
        for each in page.aside
    ]


def needs(page: CohortPage, titles: Mapping[str, str]) -> list[dict[str, Any]]:
    """What the course asks for; a curriculum by its title, where the reader may read it."""
    return [
        {
            "need": each,
            "kind": word_of(NEEDS, each.kind),
            "title": titles.get(each.key, "") if each.kind == Needs.CURRICULUM else "",
        }
        for each in page.needs
    ]


def next_steps(page: CohortPage) -> list[tuple[str, str]]:
    """What whoever keeps the course does next, with the name of the address; the most urgent first."""
    if page.closed_on is not None:
        return [(gettext("Closed. Record the hours in the cases of those who want a certificate."), "close_course")]
    found: list[tuple[str, str]] = []
    if page.organises and page.undecided:
        n = page.undecided
        told = ngettext("%(n)s person was nominated. Decide.", "%(n)s people were nominated. Decide.", n) % {"n": n}
        found.append((told, ""))
    if page.keeps and page.missing:
        n = page.missing
        told = ngettext("%(n)s entry of attendance is missing.", "%(n)s entries of attendance are missing.", n)
        found.append((told % {"n": n}, ""))
    over = bool(page.standing) and all(each.over for each in page.standing)
    if page.organises and over and not page.missing and page.of_state(EnrolmentState.ENROLLED):
        found.append((gettext("Every session is over and told. Close the course."), "close_course"))
    return found


HEADINGS = (
    N_("Number"),
    N_("Name"),
    N_("Country"),
    N_("State"),
    N_("Employer"),
    N_("What the employer promises"),
    N_("Nominated by"),
    N_("Nominated on"),
    N_("Attended, in percent"),
    N_("Reason"),
    N_("Example"),
)
