"""Planning a course: the form of a new one, and the page of a plan with what to do next."""

import secrets
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from kerege.atlas import queries as atlas
from kerege.inventory import queries as inventory
from kerege.lib.zones import zones_of
from kerege.people.rules import REGION, check_may, owners_for
from kerege.people.words import Deed
from kerege.planning.queries import plan_of_course
from kerege.training.queries.curricula import curricula
from kerege.training.queries.delivery import PlanPage
from kerege.training.queries.delivery import plan as plan_of
from kerege.training.queries.staffed import staffed
from kerege.training.words import Status
from kerege.training.words.delivery import ENTRIES, Entry
from kerege.training.words.planning import PARTICIPANTS_BUSY, STAGES, Stage
from kerege.web.activities import clocks, lists
from kerege.web.centres.requested import requested
from kerege.web.delivery import forms
from kerege.web.delivery.next_steps import steps
from kerege.web.experts.asking import languages
from kerege.web.inventory.details import Choices
from kerege.web.people.finding import wanted_name
from kerege.web.shell.asof import country_code
from kerege.web.shell.context import note_offered
from kerege.web.shell.forms import attempt


@require_http_methods(["GET", "POST"])
def new_plan(request: HttpRequest) -> HttpResponse:
    """Plan a course; for those who record activities of an owner. `?who=` is whom to invite to its staff then."""
    who = wanted_name(request)
    owners = owners_for(request.actor, Deed.RECORD_ACTIVITY)
    if request.method == "POST" or not owners:
        check_may(request.actor, Deed.RECORD_ACTIVITY, request.POST.get("owner") or REGION)
    begun = {"key": f"course-{secrets.token_hex(4)}", "trainees_from": country_code(request)}
    form = forms.PlanForm(
        request.POST if request.method == "POST" else None, offered=_offered(request, owners), initial=begun
    )
    if form.is_valid():
        called = {"label": "readers", "code": "venue"}
        done = attempt(form, lambda: form.run(by=request.actor), called=called)
        if done is not None:
            staff = f"{reverse('course_staff', args=[done.uid])}?{urlencode({'who': who})}#invite"
            return redirect(staff if who else reverse("course_plan", args=[done.uid]))
    return render(request, "delivery/new_plan.html", {"form": form, "who": who}, status=422 if form.errors else 200)


def _offered(request: HttpRequest, owners: tuple[str, ...]) -> dict[str, Choices]:
    """What can be chosen: any country, the centres that the reader may see, the clocks of countries with several."""
    choice = lists.chosen(request)
    lands = atlas.territories(on=choice.on, lang=choice.lang)
    note_offered(request, [land.name for land in lands])
    names = {land.code: str(land.name) for land in lands}
    centres = inventory.centres(request.viewer, on=choice.on, lang=choice.lang)
    taught = curricula(request.viewer, on=choice.on, lang=choice.lang)
    nowhere = ("", gettext("Not stated"))
    clocks_of = {land.code: zones_of(land.alpha2) for land in lands}
    zones = sorted({zone for several in clocks_of.values() if len(several) > 1 for zone in several})
    return {
        "owner": [(owner, names.get(owner, gettext("The region"))) for owner in owners],
        "trainees_from": [nowhere, *names.items()],
        "venue": [nowhere, *names.items()],
        "centre": [
            ("", gettext("None: another place")),
            *((c.key, f"{c.name} ({names[c.territory]})") for c in centres),
        ],
        "zone": [("", gettext("The only one of the country")), *((zone, zone) for zone in zones)],
        "curriculum": [
            ("", gettext("Without a curriculum")),
            *((c.key, f"{c.title} ({c.version})") for c in taught if c.version),
        ],
        "project_key": [("", gettext("No project")), *((key, key) for key in atlas.project_keys())],
    }


def page_of(request: HttpRequest, uid: object, choice: lists.Choice) -> PlanPage:
    """The plan that the reader may see, or has a part in. Refuses people.unknown_key in the same words where there is
    none.
    """
    found = plan_of(request.viewer, str(uid), acting=request.actor, on=choice.on, lang=choice.lang)
    if found is None:
        raise lists.not_there(gettext("course"), uid)
    return found


def about(request: HttpRequest, page: PlanPage, choice: lists.Choice) -> dict[str, Any]:
    """What every page of a plan says of its course."""
    names = lists.names_of({page.venue, page.trainees_from, page.owner}, choice)
    centres = (
        inventory.centre_names(request.viewer, [page.centre], on=choice.on, lang=choice.lang) if page.centre else {}
    )
    asked = inventory.requests_for(request.viewer, [page.uid], acting=request.actor)
    return {
        "plan": page,
        "stage": gettext(STAGES[page.stage]),
        "language": dict(languages()).get(page.language, page.language),
        "entry": gettext(ENTRIES[Entry(page.entry)]) if page.entry else "",
        "venue": names.get(page.venue),
        "trainees_from": names.get(page.trainees_from),
        "centre": centres.get(page.centre, ""),
        "clock": clocks.town_of(page.zone),
        "when": lists.when(_Dated(page)),
        "open": page.organises and page.status == Status.PLANNED and bool(page.zone),
        "requested": requested(asked.get(page.uid)),
        "from_plan": plan_of_course(request.viewer, page.uid, request.actor) if page.organises else None,
    }


class _Dated:
    """The days of a plan, as lists tell the days of a record."""

    def __init__(self, page: PlanPage) -> None:
        self.first_day, self.last_day, self.date_text = page.first_day, page.last_day, ""
        self.precision = "day" if page.first_day else "none"


@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, uid: object) -> HttpResponse:
    """The plan of a course: what to do next, where, when and for whom; moving it, cancelling it, that it was held."""
    choice = lists.chosen(request)
    page = page_of(request, uid, choice)
    made = _forms(request, page)
    sent = next((form for form in made if form.is_bound), None)
    if request.method == "POST":
        check_may(request.actor, Deed.RECORD_ACTIVITY, page.owner)
    if sent is not None and sent.is_valid():
        if attempt(sent, lambda: sent.run(by=request.actor, course=page.key), called={"people": "most"}) is not None:
            messages.success(request, _done(sent.do))
            return redirect("course_plan", uid=page.uid)
    wrong = wrong_of(sent)
    team = staffed(request.viewer, page.uid, acting=request.actor, on=choice.on)
    context = about(request, page, choice) | {
        "days": clocks.days_of(page),
        "length": clocks.length(page.minutes),
        "short": clocks.length(page.short),
        "forms": made,
        "wrong": wrong,
        "next": steps(request, page, team, choice) if page.organises else [],
    }
    return render(request, "delivery/plan.html", context, status=422 if wrong else 200)


def wrong_of(sent: forms.Part | None) -> forms.Part | None:
    """The form that is asked once more, and with what."""
    if sent is None or not sent.errors:
        return None
    if sent.has_error(NON_FIELD_ERRORS, PARTICIPANTS_BUSY.code):
        sent.ask_anyway()
    return sent


def _done(do: str) -> str:
    told = {
        "cohort": gettext("The cohort is recorded."),
        "postpone": gettext("All sessions that lay ahead have moved, with their rooms."),
        "cancel": gettext("The course is cancelled. Its sessions are called off and its rooms are free."),
        "held": gettext("It is recorded that the course was held."),
    }
    return told[do]


def _forms(request: HttpRequest, page: PlanPage) -> list[forms.Part]:
    """What may be done with the plan on this day; each its own form."""
    if not page.organises or page.status != Status.PLANNED or not page.zone:
        return []
    asked = request.POST.get("do", "") if request.method == "POST" else ""
    begun = {
        name: getattr(page, name) for name in ("least", "most", "cohort_reason", "entry", "enrol_from", "enrol_until")
    }
    kinds: list[type[forms.Part]] = [forms.CohortForm, forms.PostponeForm, forms.CancelForm]
    if page.stage in (Stage.RUNNING, Stage.ENDED):
        kinds.insert(0, forms.HeldForm)
    return [
        kind(
            request.POST if asked == kind.do else None,
            prefix=kind.do,
            initial=begun if kind is forms.CohortForm else None,
        )
        for kind in kinds
    ]
