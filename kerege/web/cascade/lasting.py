"""What lasts: marks by generation, who holds courses without money from outside, and who could follow."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from kerege.lib.refusal import N_
from kerege.training.queries import cascade_lasting as queries
from kerege.web.activities import lists
from kerege.web.cascade.asking import FILTERS, asked, frame, names_for
from kerege.web.cascade.tables import centres_table
from kerege.web.shell.asked import asks
from kerege.web.shell.exports import respond

ALONE = {True: N_("runs without it"), False: N_("runs with it alone"), None: N_("in part, or not said")}


@require_GET
@asks(**{name: FILTERS[name] for name in ("project", "by")})
def lasting(request: HttpRequest) -> HttpResponse:
    """`?format=` is a file of the centres."""
    question = asked(request)
    choice, chosen = question.choice, question.chosen
    centres = queries.centres(request.viewer, on=choice.on, chosen=chosen)
    if choice.format:
        table = centres_table(request.viewer, centres, question)
        return respond(request, table, filename="kerege-centres-money", format=choice.format)
    levels = queries.successors(request.viewer, by=request.actor, on=choice.on, lang=choice.lang, owner=choice.country)
    names = names_for(question, {line.territory for line in centres} | {line.owner for line in levels})
    bodies = lists.organisation_names({line.centre for line in centres}, choice)
    context = frame(request, question, "cascade_lasting") | {
        "marks": queries.marks(request.viewer, on=choice.on, chosen=chosen),
        "centres": [
            (bodies.get(c.centre, ""), names.get(c.territory), c.held, gettext(ALONE[c.held.runs_alone]))
            for c in centres
        ],
        "levels": [(names.get(line.owner) or gettext("The region"), line) for line in levels],
    }
    return render(request, "cascade/lasting.html", context)
