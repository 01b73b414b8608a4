"""A course and its classes without a line: the list that goes out, and what comes back."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from kerege.files.rules import received
from kerege.files.words import FileKind
from kerege.lib.refusal import KNOWN
from kerege.people import queries as people
from kerege.training import actions
from kerege.training.queries.classes import ClassLine, HeldLine, came_back, classes_of
from kerege.training.queries.cohort import course_row, enrolments_of
from kerege.training.queries.staff import DOOR
from kerege.training.words.attending import ASIDES, Aside
from kerege.training.words.classes import CAME, HAPPENED, Came, Happened
from kerege.training.words.delivery import IN_COHORT
from kerege.web.activities import lists
from kerege.web.classes.clocks import told_shift
from kerege.web.content.taking import scan
from kerege.web.shell.figures import moment_at
from kerege.web.shell.forms import attempt

MOST = 10_000_000
_MARKS = dict.fromkeys(Came, "warn") | {Came.COUNTED: "good", Came.DIFFERS: "bad", Came.REFUSED: "bad"}


class BringForm(forms.Form):
    file = forms.FileField(
        label=_("File from the class"),
        help_text=_(
            "With the ending .kevents, as the laptop wrote it, of at most 10 MB; a larger one is brought in by whoever "
            "looks after the node: kerege class import. Bringing it in twice changes nothing."
        ),
        widget=forms.FileInput(attrs={"accept": ".kevents,.json"}),
    )


@require_http_methods(["GET", "POST"])
def course_class(request: HttpRequest, uid: object) -> HttpResponse:
    """What classes brought back, what somebody has to look at first, and the form to bring more."""
    lines = came_back(request.viewer, request.actor, str(uid))
    if lines is None:
        raise lists.not_there(gettext("course"), uid)
    if request.POST.get("do") == "settle":
        record, place = (request.POST.get(name, "")[:40] for name in ("record", "place"))
        actions.settle_class_event(by=request.actor, uid=record, place=place)
        return redirect("course_class", uid=uid)
    sent = request.method == "POST"
    form = BringForm(request.POST if sent else None, request.FILES if sent else None)
    if form.is_valid():
        done = attempt(form, lambda: _brought(request, form.cleaned_data["file"], str(uid)), otherwise="file")
        if done is not None:
            return redirect("course_class", uid=uid)
    course = course_row(request.viewer, request.actor, uid)
    context = {
        "course": course,
        "form": form,
        "classes": [_class(each) for each in classes_of(request.viewer, request.actor, str(uid)) or ()],
        "lines": [_shown(line, course.zone) for line in lines],
        "places": _places(course),
    }
    return render(request, "classes/course_class.html", context, status=422 if form.errors else 200)


def _brought(request: HttpRequest, file: Any, course: str) -> Any:
    name = f"{file.name.rpartition('.')[0] or 'class'}.json"
    taken = received(name, file.chunks(), kinds={FileKind.JSON}, most=MOST, scan=scan())
    return actions.bring_class(by=request.actor, raw=taken.content, course=course)


def _places(course: Any) -> list[tuple[str, str]]:
    """Everybody who has a place in the course, for whoever keeps its list."""
    rows = [each for each in enrolments_of(course.id) if each.state in IN_COHORT]
    names = people.person_names(DOOR, [each.person_id for each in rows])
    return sorted(((str(each.uid), str(names[each.person_id])) for each in rows), key=lambda each: each[1])


def _class(line: HeldLine) -> dict[str, Any]:
    return {"line": line, "shift": told_shift(line.shift) if line.shift is not None else ""}


def _shown(line: ClassLine, zone: str) -> dict[str, Any]:
    return {
        "line": line,
        "at": moment_at(line.at, zone),
        "really": moment_at(line.really, zone) if line.really is not None else "",
        "what": gettext(HAPPENED[Happened(line.what)]),
        "came": gettext(CAME[line.came]),
        "mark": _MARKS[line.came],
        "why": _why(line),
        "asks": line.came == Came.UNKNOWN,
    }


def _why(line: ClassLine) -> str:
    """Why a record could not be counted, where that is told without its data."""
    if line.came == Came.ASIDE:
        return gettext(ASIDES[Aside(line.reason)])
    word = KNOWN.get(line.reason)
    return gettext(word.sentence) if word is not None and "%" not in word.sentence else ""


@require_POST
def course_list(request: HttpRequest, uid: object) -> HttpResponse:
    """The list of the course to take along; who had it is in the journal."""
    answer = HttpResponse(actions.make_roster(by=request.actor, course=str(uid)), content_type="application/json")
    answer["Content-Disposition"] = 'attachment; filename="course.kroster"'
    return answer
