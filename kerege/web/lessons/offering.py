"""What the page of a lesson says besides the lesson: which course asks for it, and that a device can keep it."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from kerege.records.viewers import PUBLIC
from kerege.training.queries import lessons as queries
from kerege.training.queries.learning import Assigned, assigned_to
from kerege.training.queries.lessons import Lesson, Shelf
from kerege.web.activities import lists
from kerege.web.capacity.sealing import known_to_device


def offered_here(request: HttpRequest, lesson: Lesson) -> dict[str, Any]:
    """Which courses ask for it, and what `kept_here` says."""
    choice, named = lists.chosen(request), (lesson.programme.key, lesson.module.id)
    mine = assigned_to(request.actor, on=choice.on, lang=choice.lang) if request.actor.uid else []
    return {"asked": [each for each in mine if (each.curriculum, each.module) == named], **kept_here(request, lesson)}


def whole_course(shelf: Shelf) -> dict[str, str]:
    """All lessons of a curriculum that everybody may open, as `learning/_course.html` offers to keep them."""
    return {
        "key": shelf.key,
        "title": gettext("Keep all of these lessons on this device"),
        "packs": reverse("learning_course_pack", args=[shelf.key]),
        "lessons": " ".join(f"{shelf.key}/{each.id}" for each in shelf.lessons),
    }


def asked_for(assigned: Iterable[Assigned]) -> dict[str, str]:
    """The lessons that courses ask for, in the same form; empty where they ask for none."""
    named = dict.fromkeys((each.curriculum, each.module) for each in assigned if each.title and not each.package)
    if not named:
        return {}
    return {
        "key": "asked",
        "title": gettext("Keep the lessons that your courses ask for on this device"),
        "packs": " ".join(reverse("learning_pack", args=each) for each in named),
        "lessons": " ".join("/".join(each) for each in named),
    }


def kept_here(request: HttpRequest, lesson: Lesson) -> dict[str, Any]:
    """Only a lesson that everybody may open is kept on devices."""
    choice, named = lists.chosen(request), (lesson.programme.key, lesson.module.id)
    told: dict[str, Any] = {"on": choice.on, "lang": choice.lang, "version": lesson.programme.version}
    public = not request.actor.uid or queries.lesson(PUBLIC, *named, **told) is not None
    return {"keep_at": reverse("learning_pack", args=named) if public else "", "me": known_to_device(request)}
