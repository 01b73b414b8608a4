"""First steps by role. Each step names the page where it is done."""

from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from kerege.people.words import ROLE_NAMES, Role
from kerege.web.shell.navigation import address


@dataclass(frozen=True)
class FirstStep:
    text: str
    page: str


READ = FirstStep(_("Open a figure and follow it down to its records and sources."), "indicators")
DAY = FirstStep(_("Choose a day above and read any page as on that day."), "choose")
LOOK = FirstStep(_("Look up a country: what it claims, what is proved, and since when there is no data."), "countries")
COURSES = FirstStep(_("Find the courses of your country, and those that it hosts for others."), "courses")
SEATS = FirstStep(_("See who holds a mandate and which seats are vacant."), "seats")
CLAIMS = FirstStep(_("Record published figures with their source; computed figures cannot be typed."), "claims")
PUBLISHED = FirstStep(_("See every published figure with its source, beside its evidence."), "claims")
JOURNAL = FirstStep(_("Verify that no act was changed, dropped or reordered."), "journal")
EYES = FirstStep(_("Before you share something, look at it as somebody else would."), "view_as")
LAW = FirstStep(_("Follow the steps of law and the instruments that they serve."), "law")
EXERCISES = FirstStep(_("Plan an exercise, alone or from a template."), "exercises")
EVENTS = FirstStep(_("Look at events and exercises with their participants."), "events")
SOURCES = FirstStep(_("Check what rests on a source, and which source is missing."), "sources")
STANDARDS = FirstStep(_("See which records cite a superseded edition."), "standards")

FIRST_STEPS: dict[Role, tuple[FirstStep, ...]] = {
    Role.PUBLIC: (READ, LOOK, DAY),
    Role.LEARNER: (COURSES, LOOK),
    Role.TRAINER: (COURSES, EVENTS),
    Role.MASTER_TRAINER: (COURSES, READ),
    Role.BIOSAFETY_OFFICER: (STANDARDS, COURSES),
    Role.LABORATORY_HEAD: (STANDARDS, COURSES),
    Role.LEGAL_DRAFTER: (LAW, SOURCES),
    Role.REVIEWER: (SOURCES, STANDARDS),
    Role.TRAINING_CENTRE_MANAGER: (COURSES, READ),
    Role.EXERCISE_DIRECTOR: (EXERCISES, EVENTS, LOOK),
    Role.FOCAL_POINT: (SEATS, CLAIMS, EYES, LOOK),
    Role.SECRETARIAT: (SEATS, SOURCES, CLAIMS),
    Role.DONOR: (READ, PUBLISHED, LOOK),
    Role.AUDITOR: (JOURNAL, SOURCES),
    Role.NODE_ADMINISTRATOR: (SOURCES, STANDARDS),
}


def first_steps() -> list[tuple[str, list[tuple[str, str]]]]:
    """Every role by its name, with what to do first and where; the address is empty where a page is not installed."""
    return [
        (gettext(ROLE_NAMES[role]), [(gettext(step.text), address(step.page)) for step in steps])
        for role, steps in FIRST_STEPS.items()
    ]
