"""In which mode a country is, who may switch it, and when it was switched."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from kerege.atlas import queries as atlas
from kerege.law import queries as law
from kerege.law.words.duties import MODES
from kerege.lib.zones import at_place
from kerege.people.rules import check_may, may
from kerege.people.words import Deed
from kerege.response.actions import modes as actions
from kerege.response.queries import duty_clocks as queries
from kerege.web.activities import lists
from kerege.web.alerts.forms import read_moment
from kerege.web.alerts.wording import clock, zones
from kerege.web.clocks import wording
from kerege.web.clocks.forms import ModeForm
from kerege.web.clocks.views import trail
from kerege.web.shell.forms import attempt
from kerege.web.shell.wording import word_of


@require_http_methods(["GET", "POST"])
def mode_page(request: HttpRequest, code: str) -> HttpResponse:
    """The mode of a country, for those who run its clocks. Refuses atlas.unknown_code and people.not_yours."""
    choice, now = lists.chosen(request), timezone.now()
    country = atlas.territory(code)
    check_may(request.actor, Deed.RUN_CLOCKS, country.code)
    bodies = wording.Bodies(request.viewer, choice.on, choice.lang)
    may_by_law = law.who_switches(request.viewer, on=choice.on, country=country.code)
    own = zones(country.code)
    form = ModeForm(
        request.POST if request.method == "POST" else None,
        bodies=[(key, bodies.name(key)) for key in may_by_law],
        zones=own,
        initial={"at": f"{at_place(now, own[0]):%Y-%m-%dT%H:%M}", "zone": own[0]},
    )
    done: Any = form.is_valid() and attempt(form, lambda: _switched(request, country.code, form))
    if done:
        messages.success(request, gettext("The mode is switched. What is open goes on in what holds now."))
        return redirect("country_mode", code=country.code)
    name = lists.names_of([country.code], choice)[country.code]
    context = {
        "country": name,
        "mode": word_of(MODES, queries.mode(request.viewer, country.code, at=now)),
        "bodies": [{"key": key, "name": bodies.name(key)} for key in may_by_law],
        "wrong": form,
        "form": form if may_by_law and may(request.actor, Deed.SWITCH_MODE, country.code) else None,
        "switches": [
            {
                "mode": word_of(MODES, each.mode),
                "at": clock(each.at, each.zone),
                "body": bodies.name(each.body),
                "act": each.act,
            }
            for each in queries.switches(request.viewer, country.code)
        ],
        "trail": trail(),
    }
    return render(request, "clocks/mode.html", context, status=422 if form.errors else 200)


def _switched(request: HttpRequest, owner: str, form: ModeForm) -> object:
    sent = form.cleaned_data
    return actions.switch_mode(
        by=request.actor,
        owner=owner,
        mode=sent["mode"],
        body=sent["body"],
        act_name=sent["act_name"],
        at=read_moment(sent["at"], sent["zone"]),
        zone=sent["zone"],
    )
