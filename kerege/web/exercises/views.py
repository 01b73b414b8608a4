"""Reading exercises: which there are, and one of them for whoever has a part in it or may know of it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from kerege.lib.refusal import Refusal
from kerege.outreach import queries as outreach
from kerege.outreach.queries import EventLine
from kerege.outreach.words import MEASURES, EventKind
from kerege.people.rules import owners_for
from kerege.people.words import Deed
from kerege.response.queries import exercises as queries
from kerege.response.queries.exercises import ExerciseLine
from kerege.response.words.exercises import ExerciseState
from kerege.web.activities import lists
from kerege.web.activities.history import history
from kerege.web.exercises import wording
from kerege.web.shell.asked import asks
from kerege.web.shell.middleware import note_refused, told
from kerege.web.shell.navigation import address
from kerege.web.shell.wording import word_of


def trail(line: ExerciseLine | None = None, lang: str = "en") -> list[tuple[str, str]]:
    found = [(gettext("Exercises"), address("exercises"))]
    if line is not None:
        found.append((wording.said(line.title, line, lang)["text"], address("exercise", line.uid)))
    return found


@require_GET
@asks()
def overview(request: HttpRequest) -> HttpResponse:
    """Those that run and in which the reader has a part first; then what is planned, what is over, what others tell."""
    choice = lists.chosen(request)
    lines = queries.exercises(request.viewer, request.actor)
    elsewhere = outreach.events(request.viewer, on=choice.on, kinds=(EventKind.EXERCISE,))
    names = lists.names_of({line.owner for line in lines} | {each.owner for each in elsewhere}, choice)
    rows = [wording.row(line, choice, names) for line in lines]
    now = {ExerciseState.RUNNING, ExerciseState.PAUSED}
    context = {
        "running": [each for each in rows if each["line"].state in now],
        "planned": [each for each in reversed(rows) if each["line"].state == ExerciseState.PLANNED],
        "over": [each for each in rows if each["line"].over],
        "cancelled": [each for each in rows if each["line"].state == ExerciseState.CANCELLED],
        "told": [_told(each) | {"country": names[each.owner]} for each in elsewhere],
        "may_plan": bool(owners_for(request.actor, Deed.DIRECT_EXERCISE)),
        **wording.marks(),
    }
    return render(request, "exercises/overview.html", context)


def _told(each: EventLine) -> dict[str, Any]:
    """An exercise of which only pages tell: when it was, and what they say in figures."""
    said = [{"word": word_of(MEASURES, one.measure), "figure": one} for one in each.figures]
    return {"line": each, "when": lists.when(each), "said": said, "pages": len(each.sources)}


@require_GET
@asks()
def exercise_page(request: HttpRequest, uid: object) -> HttpResponse:
    """One exercise: what to do next in one's part, the situation, objectives; after it, its report."""
    line = line_of(request, uid)
    context = {
        **context_of(request, line),
        "offered": _offered(line, queries.reads_report(request.viewer, line)),
        "history": history(request.viewer, line.uid),
        "trail": trail(),
    }
    return render(request, "exercises/exercise.html", context)


def context_of(request: HttpRequest, line: ExerciseLine) -> dict[str, Any]:
    """What every page of one exercise shows above its own content."""
    choice = lists.chosen(request)
    names = lists.names_of({line.owner}, choice)
    return wording.whole(line, choice, names, at=timezone.now()) | {"way": trail(line, choice.lang)}


def line_of(request: HttpRequest, uid: object) -> ExerciseLine:
    """The exercise that the reader may know of. Refuses people.unknown_key in the same words where there is none."""
    line = queries.exercise(request.viewer, request.actor, uid)
    if line is None:
        raise lists.not_there(gettext("exercise"), uid)
    return line


def done(request: HttpRequest, deed: Callable[[], object]) -> bool:
    """Do what a button says; where it is refused the reader is told on the page from which they came.

    Refuses what the reader may not do at all, or may not know of.
    """
    try:
        deed()
    except Refusal as refusal:
        if refusal.status in {403, 404}:
            raise
        note_refused(refusal)
        messages.error(request, told(refusal))
        return False
    return True


def _offered(line: ExerciseLine, reads: bool) -> dict[str, bool]:
    """The ways on that somebody is offered; the actions refuse whatever else is sent."""
    rights, state = line.rights, line.state
    going = state in {ExerciseState.RUNNING, ExerciseState.PAUSED}
    return {
        "plan": rights.directs and state == ExerciseState.PLANNED,
        "read_plan": rights.sees_plan and not (rights.directs and state == ExerciseState.PLANNED),
        "run": rights.controls and going,
        "play": bool(rights.part) and not rights.sees_plan and going,
        "evaluate": rights.evaluates and (going or state == ExerciseState.ENDED),
        "hot_wash": rights.any and state == ExerciseState.ENDED,
        "report": reads,
        "own": bool(rights.part) and not rights.sees_plan and line.over,
    }
