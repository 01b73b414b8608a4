"""Lessons: which there are, taking one, its questions, and what the reader took."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET, require_http_methods

from kerege.lib.refusal import Refusal
from kerege.people.rules import REGION
from kerege.records.viewers import PUBLIC
from kerege.training.actions import lessons as actions
from kerege.training.queries import lessons as queries
from kerege.training.queries import tool_doors
from kerege.training.rules.lessons import chosen, demand_answers, graded
from kerege.web.activities import lists
from kerege.web.capacity.sealing import known_to_device
from kerege.web.curricula.attaching import files_to_learn_from
from kerege.web.lessons import films, reading
from kerege.web.lessons.offering import offered_here, whole_course
from kerege.web.lessons.reading import Reading
from kerege.web.lessons.scenarios import offered
from kerege.web.shell.asked import a_language, asks
from kerege.web.shell.middleware import note_refused, told
from kerege.web.shell.wording import language_name


@require_GET
@asks()
def lessons(request: HttpRequest) -> HttpResponse:
    """The lessons that there are, by curriculum, and how the reader stands with each."""
    choice = lists.chosen(request)
    found = queries.shelves(request.viewer, on=choice.on, lang=choice.lang)
    names = lists.names_of((each.owner for each in found), choice)
    public = {each.key: whole_course(each) for each in queries.shelves(PUBLIC, on=choice.on, lang=choice.lang)}
    context = {
        "shelves": [_shelf(each, names) | {"course": public.get(each.key)} for each in found],
        "waiting": [(shelf, line) for shelf in found for line in shelf.lessons if line.mine.waiting],
        "signed_in": request.user.is_authenticated,
        "me": known_to_device(request),
    }
    return render(request, "lessons/lessons.html", context)


def _shelf(shelf: queries.Shelf, names: Mapping[str, Any]) -> dict[str, Any]:
    lines = [
        {"line": each, "languages": ", ".join(language_name(tag) for tag, _state in each.languages)}
        for each in shelf.lessons
    ]
    return {"shelf": shelf, "owner": _owner(shelf.owner, names), "lines": lines}


def _owner(owner: str, names: Mapping[str, Any]) -> Any:
    """Who keeps a lesson: a country by its name, or the region."""
    return gettext("The region") if owner == REGION else names[owner]


@require_http_methods(["GET", "POST"])
@asks(lesson=a_language, beside=a_language)
def lesson(request: HttpRequest, curriculum: str, module: str) -> HttpResponse:
    """One lesson with its questions. What is sent is checked here; it is kept only for whoever has an account."""
    choice = lists.chosen(request)
    found = queries.lesson(request.viewer, curriculum, module, on=choice.on, lang=choice.lang)
    if found is None:
        raise lists.not_there(gettext("lesson"), f"{curriculum} {module}")
    sent = request.POST if request.method == "POST" else request.GET
    waits = found.line.mine.waiting
    asked = sent.get("lesson", "") or (waits.language if waits and not request.GET.get("beside") else "")
    now = _in_language(found, asked, sent.get("beside", ""), choice.lang)
    return _checked(request, now) if request.method == "POST" else _shown(request, now, found.waiting)


def _in_language(found: queries.Lesson, asked: str, beside: str, here: str) -> Reading:
    return reading.read(found, asked=asked, beside=beside, here=here)


def _shown(
    request: HttpRequest,
    now: Reading,
    answers: Mapping[str, Any],
    refused: Refusal | None = None,
    **more: Any,
) -> HttpResponse:
    """The lesson with its questions as far as they are answered, or with the result."""
    errors = [{"field": f"q-{refused.field}" if refused.field else "", "sentence": told(refused)}] if refused else []
    place = (now.lesson.programme.key, now.lesson.module.id)
    context = lesson_told(request, now, answers) | {
        "wrong": {refused.field: told(refused)} if refused else {},
        "errors": errors,
        "opened": request.POST.get("opened", "") or reading.stamp(),
        "signed_in": request.user.is_authenticated,
        "uses_tools": tool_doors.in_lesson(request.viewer, request.actor, *place, owner=now.lesson.owner),
        **offered_here(request, now.lesson),
    }
    return render(request, "lessons/lesson.html", context | more, status=refused.status if refused else 200)


def lesson_told(request: HttpRequest, now: Reading, answers: Mapping[str, Any]) -> dict[str, Any]:
    """What the page of a lesson shows of it, for its reader and for its author."""
    files = files_to_learn_from(request, now.lesson.page, now.lesson.module, now.lang)
    shown = films.films_told(request, now, files)
    return {
        "reading": now,
        "lesson": now.lesson,
        "title": now.text(now.lesson.module.title),
        "owner": _owner(now.lesson.owner, lists.names_of((now.lesson.owner,), lists.chosen(request))),
        "films": shown,
        "files": films.others(now, shown, [each for each in files if each["sha256"] not in reading.pictured(now)]),
        "pictures": {each["id"]: each["address"] for each in files if each["address"]},
        "scenarios": offered(request, now),
        "asks_of_bank": any(each.question is not None for each in now.lesson.quiz.items),
        "questions": reading.questions(now, answers, {each["sha256"]: each["address"] for each in files}),
    }


def _checked(request: HttpRequest, now: Reading) -> HttpResponse:
    """Check what was sent, or keep it for later. A refusal comes back with everything that was chosen."""
    quiz = now.lesson.quiz
    sent = reading.sent_answers(request.POST, now)
    try:
        if request.actor.uid:
            return _kept(request, now, sent)
        answers = chosen(quiz, sent)
        demand_answers(quiz, answers)
    except Refusal as refusal:
        note_refused(refusal)
        return _shown(request, now, sent, refusal)
    result = graded(quiz, answers)
    return _shown(request, now, answers, result=result, marks=reading.marks(now, result))


def _kept(request: HttpRequest, now: Reading, sent: Mapping[str, Any]) -> HttpResponse:
    given: dict[str, Any] = {
        "by": request.actor,
        "lesson": now.lesson,
        "language": now.lang,
        "answers": sent,
        "opened": reading.opened(request.POST.get("opened", "")),
    }
    if request.POST.get("do") == "later":
        actions.keep_answers(**given)
        return redirect(reverse("lessons") + "#waiting")
    return redirect("lesson_taken", uid=actions.finish_lesson(**given).uid)


@require_GET
@login_required
@asks()
def mine(request: HttpRequest) -> HttpResponse:
    """The lessons that the reader took, the newest first."""
    lang, choice = get_language() or "en", lists.chosen(request)
    shelves = queries.shelves(request.viewer, on=choice.on, lang=lang)
    titles = {(s.key, line.id): line.title for s in shelves for line in s.lessons}
    lines = [
        {
            "line": each,
            "title": titles.get((each.curriculum, each.module)) or f"{each.curriculum} {each.module}",
            "language": language_name(each.language),
        }
        for each in queries.attempts(request.viewer)
    ]
    return render(request, "lessons/mine.html", {"lines": lines})


@require_GET
@login_required
def taken(request: HttpRequest, uid: object) -> HttpResponse:
    """One time that the reader took a lesson: the note to print, the answers and the reasons."""
    choice = lists.chosen(request)
    found = queries.taken(request.viewer, str(uid), on=choice.on, lang=choice.lang)
    if found is None:
        raise lists.not_there(gettext("lesson"), uid)
    context: dict[str, Any] = {"line": found.line, "language": language_name(found.line.language)}
    if found.lesson and found.result:
        now = reading.read(found.lesson, asked=found.line.language, beside="", here=choice.lang)
        context |= {
            "reading": now,
            "lesson": found.lesson,
            "title": now.text(found.lesson.module.title),
            "whole": now.text(found.lesson.programme.title),
            "result": found.result,
            "marks": reading.marks(now, found.result),
        }
    return render(request, "lessons/taken.html", context)
