"""The list of plans, and the form to begin one."""

from datetime import timedelta

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from kerege.inventory import queries as inventory
from kerege.people.rules import REGION, check_may, owners_for
from kerege.people.words import Deed
from kerege.planning import queries
from kerege.training.queries.curricula import curricula
from kerege.web.activities import lists
from kerege.web.planning.forms import BeginForm
from kerege.web.planning.wording import named, state
from kerege.web.shell.asked import asks
from kerege.web.shell.forms import attempt


@require_GET
@asks()
def plans(request: HttpRequest) -> HttpResponse:
    """The plans that the reader may see. Refuses people.not_yours to whoever plans for nobody."""
    owners = owners_for(request.actor, Deed.RECORD_ACTIVITY)
    if not owners:
        check_may(request.actor, Deed.RECORD_ACTIVITY, REGION)
    names, choice = named(request), lists.chosen(request)
    found = queries.scenarios(request.viewer, request.actor)
    page = Paginator(found, lists.SHOWN).get_page(choice.page)
    lines = [
        {
            "line": line,
            "owner": names.country(line.owner),
            "centre": names.centres.get(line.centre, line.centre),
            "state": state(line.state),
        }
        for line in page.object_list
    ]
    return render(request, "planning/plans.html", {"lines": lines, "page": page})


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Begin a plan; for those who record activities of an owner."""
    owners = owners_for(request.actor, Deed.RECORD_ACTIVITY)
    if not owners:
        check_may(request.actor, Deed.RECORD_ACTIVITY, REGION)
    if request.method == "POST" and (asked := request.POST.get("owner")):
        check_may(request.actor, Deed.RECORD_ACTIVITY, asked)
    choice = lists.chosen(request)
    names = named(request)
    centres = inventory.centres(request.viewer, on=choice.on, lang=choice.lang)
    mine = {grant.organisation for grant in request.actor.grants if grant.organisation}
    own = [c for c in centres if c.organisation in mine]
    offered = {
        "owners": [(owner, names.country(owner)) for owner in owners],
        "centres": [("", gettext("For the whole country, or the region")), *((c.key, c.name) for c in own or centres)],
        "curricula": [(c.key, c.title) for c in curricula(request.viewer, on=choice.on, lang=choice.lang) if c.version],
    }
    begun = {"first": choice.on + timedelta(days=60), "last": choice.on + timedelta(days=150)}
    begun |= {"centre": own[0].key} if len(own) == 1 else {}  # type: ignore[dict-item]
    form = BeginForm(request.POST if request.method == "POST" else None, initial=begun, **offered)
    if form.is_valid():
        done = attempt(form, lambda: form.run(by=request.actor))
        if done is not None:
            return redirect("scenario_settings", uid=done.uid)
    return render(request, "planning/new.html", {"form": form}, status=422 if form.errors else 200)
