"""What a plan would be worth without one of its courses, or without somebody who teaches in it."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext

from kerege.people.rules import Actor
from kerege.planning import actions, queries
from kerege.planning.queries import CourseWhy, Outcome, ScenarioPage
from kerege.web.planning import wording
from kerege.web.planning.outcomes import differences, proof
from kerege.web.planning.wording import Named

COURSE, THERE, ANYWHERE = "without", "without_there", "without_anywhere"
"""What may be asked of a course: it, somebody in it, or somebody in all courses."""


def ask(do: str, trainer: str, *, by: Actor, page: ScenarioPage, key: str) -> None:
    """Let the node try it. Refuses what actions.ask_without refuses."""
    course = "" if do == ANYWHERE else key
    actions.ask_without(by=by, scenario=page.line.uid, course=course, trainer="" if do == COURSE else trainer)


def shown(page: ScenarioPage, why: CourseWhy, names: Named) -> list[dict[str, Any]]:
    """Every such question about a course, with its answer where there is one."""
    staff = sorted(why.held.leads) + sorted(why.held.locals)
    asked = [(COURSE, "", gettext("Without this course as it is: these days, room, language and people"))]
    asked += [(THERE, key, gettext("Without %(name)s in this course") % {"name": names.trainer(key)}) for key in staff]
    asked += [
        (ANYWHERE, key, gettext("Without %(name)s in any course") % {"name": names.trainer(key)}) for key in staff
    ]
    return [_one(page, why.held.course.key, names, *each) for each in asked]


def _one(page: ScenarioPage, key: str, names: Named, do: str, trainer: str, label: str) -> dict[str, Any]:
    found = queries.what_if(page, "" if do == ANYWHERE else key, trainer)
    made: dict[str, Any] = {"do": do, "trainer": trainer, "label": label, "state": found.state if found else ""}
    return made | (_answer(page, found, names) if found is not None else {})


def _answer(page: ScenarioPage, found: Outcome, names: Named) -> dict[str, Any]:
    base = queries.as_it_is(page)
    lost, won = differences(base, found, page.currency) if found.done else ([], [])
    return {
        "lost": lost,
        "won": won,
        "same": not lost and not won,
        "proof": proof(base, found),
        "gone": list(map(names.course, found.gone)),
        "new": list(map(names.course, found.new)),
        "staff": list(map(names.course, found.staff)),
        "against": _against(page, found.against, names),
    }


def _against(page: ScenarioPage, keys: Iterable[str], names: Named) -> list[str]:
    """The requirements that stand against it, in words; the question itself is none of them."""
    told = queries.requirements_told(page.problem) if page.problem is not None else {}
    return [wording.requirement(key, told, names, ()) for key in keys if key in told]
