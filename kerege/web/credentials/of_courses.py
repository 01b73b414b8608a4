"""Badges that courses gave, in the reader's words: on pages, as a signed file, on paper."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext

from kerege.capacity.queries.course_badges import BadgeLine, GivenLine
from kerege.capacity.rules.badges import Award
from kerege.capacity.words.course_badges import ACHIEVEMENT_TYPES, BADGE_KINDS, BadgeKind, BadgeState
from kerege.lib.refusal import N_
from kerege.web.activities import lists
from kerege.web.credentials.paper import printed
from kerege.web.credentials.wording import Said, said
from kerege.web.shell.figures import day

OF_COURSES = "course"
"""Stands for a scheme in the address of what a badge of a course is given for."""
STATES = {
    BadgeState.GIVEN: (N_("Badge stands"), N_("The badge stands. It does not say that its holder may teach."), "good"),
    BadgeState.TAKEN_BACK: (
        N_("Taken back"),
        N_("Whoever held the course has taken the badge back. Do not rely on it."),
        "bad",
    ),
}
SAYS = {
    BadgeKind.TOOK_PART: N_("Took part in the course “%(title)s”. This is no trainer's certificate."),
    BadgeKind.PASSED: N_("Passed the exam of the course “%(title)s”. This is no trainer's certificate."),
}


def state_of_badge(line: GivenLine) -> Said:
    return said(STATES[line.state])


def described(badge: BadgeLine) -> str:
    """What the badge says, in a sentence."""
    return gettext(SAYS[badge.kind]) % {"title": badge.title}


def badge_told(line: GivenLine, choice: lists.Choice) -> dict[str, Any]:
    """A badge as every page shows it."""
    return {
        "badge": line,
        "said": state_of_badge(line),
        "kind": gettext(BADGE_KINDS[line.badge.kind]),
        "says": described(line.badge),
        "criteria": line.badge.said(choice.lang),
        "node": settings.KEREGE_ISSUER,
    }


def named_by(badge: BadgeLine) -> str:
    """How the address of what it is given for names it."""
    return f"{OF_COURSES}/{badge.uid}"


def award_of_course(line: GivenLine, holder: str, place: int, choice: lists.Choice) -> Award:
    """What its file says."""
    return Award(
        number=line.number,
        holder=holder,
        scheme=named_by(line.badge),
        title=line.badge.title,
        description=described(line.badge),
        criteria=line.badge.said(choice.lang),
        level="",
        scope="",
        awarded=line.given_on,
        since=line.given_on,
        until=None,
        place=place,
        lang=choice.lang,
        kind=ACHIEVEMENT_TYPES[line.badge.kind],
    )


def badge_on_paper(line: GivenLine, holder: str, choice: lists.Choice) -> bytes:
    """A PDF for its holder, in the reader's language."""
    facts = [
        (gettext("Course"), line.badge.title),
        (gettext("What it is given for"), line.badge.said(choice.lang)),
        (gettext("Given by"), settings.KEREGE_ISSUER),
        (gettext("Given on"), day(line.given_on)),
    ]
    notes = [gettext("This is no trainer's certificate.")]
    return printed(
        title=gettext(BADGE_KINDS[line.badge.kind]),
        given=gettext("This badge of a course was given to"),
        holder=holder,
        facts=facts,
        number=line.number,
        node=settings.KEREGE_ISSUER,
        check=gettext("Only the page tells whether it was taken back since:"),
        notes=[gettext("An example about nobody."), *notes] if line.synthetic else notes,
    )
