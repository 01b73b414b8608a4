"""What a page of the cascade was asked for, and the filters, tabs and names that all of them have."""

from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from kerege.atlas import queries as atlas
from kerege.atlas.queries import Designated
from kerege.indicators.rules import Scope
from kerege.lib.refusal import N_, Refusal
from kerege.training.queries.cascade import Chosen, Reach
from kerege.training.queries.scope import TRAINEES, VENUE
from kerege.web.activities import lists
from kerege.web.activities.lists import Choice
from kerege.web.shell import words
from kerege.web.shell.asked import a_number, one_of
from kerege.web.shell.asof import up_to_today
from kerege.web.shell.figures import between, stated

DEEPEST = 9
PAGES = (
    ("cascade", N_("Tree")),
    ("cascade_courses", N_("Table")),
    ("cascade_map", N_("Map")),
    ("cascade_timeline", N_("Timeline")),
    ("cascade_trainers", N_("Trainers")),
    ("cascade_followup", N_("Follow-up")),
    ("cascade_lasting", N_("What lasts")),
)


@dataclass(frozen=True)
class Asked:
    """`choice` is what every list has; `chosen` what of the cascade is asked for."""

    choice: Choice
    chosen: Chosen

    @property
    def scope(self) -> Scope:
        return Scope(self.chosen.project, (self.chosen.country,) if self.chosen.country else (), self.chosen.by)


def a_project(typed: str, field: str) -> str:
    """A project that is on record. Refuses shell.not_offered."""
    if typed not in atlas.project_keys():
        raise Refusal(words.NOT_OFFERED, field=field, value=typed[:40])
    return typed


FILTERS = {"by": one_of(TRAINEES, VENUE), "project": a_project}
OF_COURSES = {"generation": a_number(1, DEEPEST), "year": a_number(1900, 2199)}
"""What the table of courses asks for beside them."""


def asked(request: HttpRequest, *, everything: bool = False) -> Asked:
    """The project is the node's first one where the address names none, and all of them where it names an empty one.
    `everything`: all of them also where it names none.
    """
    choice = lists.chosen(request)
    project = request.GET.get("project", "" if everything else next(iter(atlas.project_keys()), ""))
    by = VENUE if request.GET.get("by") == VENUE else TRAINEES
    return Asked(choice, Chosen(project, choice.country, by))


def asked_of_courses(request: HttpRequest) -> Asked:
    """The same, with the generation and the year for which the table of courses asks."""
    question = asked(request)
    numbers: dict[str, Any] = {name: int(request.GET.get(name) or 0) for name in OF_COURSES}
    return replace(question, chosen=replace(question.chosen, **numbers))


def asked_so_far(request: HttpRequest) -> Asked:
    """All projects where the address names none, because whoever is waited for may be of any. Read as on today where
    the day is still to come: on a later day every time of asking would be over.
    """
    question = asked(request, everything=True)
    return replace(question, choice=replace(question.choice, on=up_to_today(question.choice.on)))


def frame(request: HttpRequest, question: Asked, here: str, *, generations: bool = False) -> dict[str, Any]:
    """The context that every page of the cascade has."""
    kept = _kept(request)
    return {
        "choice": question.choice,
        "chosen_project": question.chosen.project,
        "by_venue": question.chosen.by == VENUE,
        "projects": atlas.project_keys(),
        "countries": lists.countries(question.choice.on, question.choice.lang),
        "tabs": [(gettext(label), reverse(name) + kept, name == here) for name, label in PAGES],
        "generations": range(1, DEEPEST + 1) if generations else (),
        "generation": question.chosen.generation,
    }


def _kept(request: HttpRequest) -> str:
    """The filters of the address, for the other pages of the cascade."""
    query = request.GET.copy()
    for name in ("page", "format", "generation", "year", "months", "said", "standing"):
        query.pop(name, None)
    return f"?{query.urlencode()}" if query else ""


def link(question: Asked, **changes: object) -> str:
    """The table of the courses behind a figure."""
    chosen = question.chosen
    asked_for = {"project": chosen.project, "country": chosen.country, "by": chosen.by, **changes}
    kept = "&".join(f"{name}={value}" for name, value in asked_for.items() if value != "" or name == "project")
    return f"{reverse('cascade_courses')}?{kept}"


def people_of(reach: Reach) -> str:
    """How many people, in words: 50 to 52, 24 planned; empty where nobody says."""
    if reach.high or not (reach.planned or reach.unknown):
        return between(reach.low, reach.high) if reach.courses else ""
    return stated(reach.planned, "planned") if reach.planned else ""


def names_for(question: Asked, codes: set[str]) -> dict[str, Designated]:
    return lists.names_of(codes, question.choice)
