"""The groups of a session, and which of them is at which station when."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from kerege.lib.refusal import Refusal
from kerege.lib.sheets.numbers import western
from kerege.training import actions
from kerege.training.queries import Practice, SessionLine
from kerege.training.queries.practice_rounds import stations_in
from kerege.training.rules.practice_groups import groups_for, rotation
from kerege.training.words import practice_refused as refused
from kerege.web.activities import lists
from kerege.web.practice import wording
from kerege.web.practice.rounds import keep_rounds, names_of, rounds_context
from kerege.web.shell.figures import moment_at
from kerege.web.shell.middleware import note_refused, told


@require_http_methods(["GET", "POST"])
def groups(request: HttpRequest, uid: object, session: object) -> HttpResponse:
    """Dividing the people of a session, and the plan of its stations."""
    page = wording.here(request, uid)
    line = page.session(session)
    if line is None:
        raise lists.not_there(gettext("session"), session)
    errors = []
    if request.method == "POST":
        try:
            _post(request, page, line)
            return redirect("activity_groups", uid=uid, session=session)
        except Refusal as refusal:
            note_refused(refusal)
            errors = [{"field": "" if request.POST.get("do") == "rounds" else "groups", "sentence": told(refusal)}]
    context = _context(request, page, line) | {"errors": errors}
    return render(request, "practice/groups.html", context, status=422 if errors else 200)


def _post(request: HttpRequest, page: Practice, line: SessionLine) -> None:
    if request.POST.get("do") == "rounds":
        keep_rounds(request, page, line)
        return
    told = {"by": request.actor, "course": page.course, "session": line.uid}
    if request.POST.get("do") == "divide":
        count = _whole(request.POST.get("groups", ""), len(page.people))
        again = _whole(request.POST.get("again", ""), len(page.people), empty=0)
        actions.divide_evenly(**told, groups=count, again=again)
        return
    typed = {each.uid: request.POST.get(f"group:{each.uid}") for each in page.people}
    wanted = {uid: _whole(text, len(typed), empty=0) for uid, text in typed.items() if text is not None}
    for uid, group in wanted.items():
        actions.place_in_group(**told, person=uid, group=group)


def _whole(typed: str, people: int, *, empty: int | None = None) -> int:
    text = western(typed.strip())
    if not text and empty is not None:
        return empty
    if not (text.isascii() and text.isdigit() and len(text) < 4):
        raise Refusal(refused.GROUPS_WRONG, field="groups", people=people, groups=text[:10])
    return int(text)


def _typed(request: HttpRequest, name: str, now: int) -> int | str:
    """What was typed and refused, else what stands."""
    return request.POST.get(name, now)


def _context(request: HttpRequest, page: Practice, line: SessionLine) -> dict[str, Any]:
    titles, stations = names_of(page, line), stations_in(page, line)
    size = max((each.plan.group for each in page.inside(line)), default=0)
    rounds, why = [], ""
    try:
        rounds = [
            (moment_at(each.starts, page.zone), [titles.get(place, "") for place in each.places])
            for each in rotation(stations, line.count, starts=line.starts, ends=line.ends)
        ]
    except Refusal as refusal:
        why = told(refusal)
    return {
        "page": page,
        "session": line,
        "starts": moment_at(line.starts, page.zone),
        "people": [
            (each, _typed(request, f"group:{each.uid}", line.groups.get(each.number, 0))) for each in page.people
        ],
        "proposed": _typed(request, "groups", line.count or groups_for(len(page.people), size)),
        "mixture": _typed(request, "again", 0),
        "numbers": range(1, line.count + 1),
        "rounds": rounds,
        "why": why,
        "now_ms": round(timezone.now().timestamp() * 1000),
        **rounds_context(request, page, line),
    }
