"""Running an activity: its steps and injects, who takes part, and what was seen."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kerege.lib.refusal import Refusal
from kerege.training import queries
from kerege.training.queries import ActivityLine, Practice, SeenHere
from kerege.training.rules.practice_plan import every_language, said
from kerege.web.capacity.sealing import known_to_device
from kerege.web.practice import wording
from kerege.web.practice.posting import Posted
from kerege.web.shell.figures import moment_at
from kerege.web.shell.middleware import note_refused, told


@require_http_methods(["GET", "POST"])
def activity(request: HttpRequest, uid: object, activity: object) -> HttpResponse:
    """One activity as it is run: steps, injects, people, what was seen, and what contradicts itself."""
    page, line = wording.activity_here(request, uid, activity)
    posted, errors = Posted(request, page, line), []
    if request.method == "POST":
        try:
            _post(page, line, posted)
            return redirect("activity", uid=uid, activity=activity)
        except Refusal as refusal:
            note_refused(refusal)
            errors = [{"field": posted.at(), "sentence": told(refusal)}]
    context = activity_context(request, page, line, queries.seen_in(page, line))
    context["injects"] = [replace(each, typed=posted.lost.get(each.item, "")) for each in context["injects"]]
    context |= {"typed": posted.lost.get("", ""), "errors": errors}
    return render(request, "practice/activity.html", context, status=422 if errors else 200)


def _post(page: Practice, line: ActivityLine, posted: Posted) -> None:
    found = queries.seen_in(page, line)
    posted.matters([*wording.steps(page, line, found), *wording.injects(page, line, found)])
    posted.notes("", *(each.id for each in line.plan.injects))
    posted.send()


def activity_context(request: HttpRequest, page: Practice, line: ActivityLine, found: SeenHere) -> dict[str, Any]:
    """What the page of an activity shows, with a network and without."""
    lang, plan = wording.lang(), line.plan
    languages = sorted(every_language(plan), key=lambda tag: (tag != lang, tag))
    aside = [(wording.told(page, found, [one])[0], bool(other)) for one, other in found.aside]
    return {
        "page": page,
        "line": line,
        "title": said(plan.title, lang),
        "kind": wording.kind_of(line),
        "body": said(plan.body, lang),
        "steps": wording.steps(page, line, found),
        "injects": wording.injects(page, line, found),
        "roles": [(said(each.title, lang), said(each.text, lang)) for each in plan.roles],
        "trainees": wording.trainees(page, line, found),
        "notes": wording.told(page, found, found.notes),
        "aside": aside,
        "may_observe": page.rights.observes,
        "starts": moment_at(line.session.starts, page.zone) if line.session is not None else "",
        "languages": languages,
        "both": "-".join(languages[:2]),
        "me": known_to_device(request),
    }
