"""What lasts: marks by generation, who holds courses without money from outside, and who could follow."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from kerege.lib.refusal import N_
from kerege.records.labels import WITHHELD
from kerege.training.queries import cascade_centres as succession
from kerege.training.queries import cascade_lasting as queries
from kerege.training.queries.cascade_centres import CentreSuccession
from kerege.training.queries.cascade_lasting import CentreLine
from kerege.training.queries.curricula import curricula
from kerege.training.queries.scope import VENUE
from kerege.training.words.cascade import ENDINGS, RUNS_ALONE
from kerege.web.activities import lists
from kerege.web.cascade.asking import FILTERS, Asked, asked, frame, link, names_for
from kerege.web.cascade.tables import centres_table
from kerege.web.shell.asked import asks
from kerege.web.shell.exports import respond
from kerege.web.shell.wording import language_name

ALONE = {True: N_("runs without it"), False: N_("runs with it alone"), None: N_("in part, or not said")}


@require_GET
@asks(**FILTERS)
def lasting(request: HttpRequest) -> HttpResponse:
    """`?format=` is a file of the centres."""
    question = asked(request)
    choice, chosen = question.choice, question.chosen
    centres = queries.centres(request.viewer, on=choice.on, chosen=chosen)
    if choice.format:
        table = centres_table(request.viewer, centres, question)
        return respond(request, table, filename="kerege-centres-money", format=choice.format)
    register = queries.register(request.viewer, by=request.actor, on=choice.on, lang=choice.lang)
    levels = queries.successors(register, on=choice.on, owner=choice.country)
    plans = succession.centres(request.viewer, register, on=choice.on, lang=choice.lang, territory=choice.country)
    codes = {line.territory for line in (*centres, *plans)} | {line.owner for line in levels}
    names = names_for(question, codes)
    bodies = lists.organisation_names({line.centre for line in centres}, choice)
    context = frame(request, question, "cascade_lasting") | {
        "marks": [
            {**asdict(each), "gain": each.gain, "href": link(question, generation=each.generation)}
            for each in queries.marks(request.viewer, on=choice.on, chosen=chosen)
        ],
        "centres": [
            (bodies.get(c.centre, ""), names.get(c.territory), c.held, gettext(ALONE[c.held.runs_alone]), _held(c))
            for c in centres
        ],
        **_by_centre(request, plans, question, names),
        "levels": [(names.get(line.owner) or gettext("The region"), line) for line in levels],
    }
    return render(request, "cascade/lasting.html", context)


def _held(line: CentreLine) -> str:
    """The courses of the cascade in the country of the host."""
    asked_for = {"project": "", "country": line.territory, "by": VENUE}
    return f"{reverse('cascade_courses')}?{urlencode(asked_for)}" if line.territory else ""


def _by_centre(
    request: HttpRequest, plans: Sequence[CentreSuccession], question: Asked, names: Mapping[str, Any]
) -> dict[str, Any]:
    """Each centre with who leads and who paid; and for whoever may list them, when the last one of a topic ends."""
    on, lang = question.choice.on, question.choice.lang
    planned = [line for line in plans if line.plan is not None]
    topics = {line.key: line.title for line in curricula(request.viewer, on=on, lang=lang)} if planned else {}
    ends = [
        {
            "centre": line,
            "topic": topics.get(each.curriculum, each.curriculum),
            "language": language_name(each.language),
            "last": each,
            "why": gettext(ENDINGS[each.why]),
            "over": each.until is None or each.until <= on,
        }
        for line in planned
        if line.plan is not None
        for each in line.plan.last
    ]
    return {
        "plans": [(line, names.get(line.territory), gettext(RUNS_ALONE[line.alone])) for line in plans],
        "ends": ends,
        "lists_people": bool(planned),
        "withholds_people": len(planned) < len(plans),
        "hidden": WITHHELD,
    }
