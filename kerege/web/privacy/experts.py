"""The regional list of experts, and for focal points how often people's data are read."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import get_language, get_language_bidi, gettext
from django.views.decorators.http import require_GET

from kerege.atlas import queries as atlas
from kerege.lib.tables import Table
from kerege.lib.text import clean_line
from kerege.people.rules import REGION
from kerege.privacy import queries
from kerege.privacy.words import OUTLETS, Outlet
from kerege.web.shell.asof import country_code, on_date
from kerege.web.shell.exports import respond


@require_GET
def experts(request: HttpRequest) -> HttpResponse:
    """Who chose to be found, as far as this reader may see; `text` filters, `format` takes it along."""
    typed = request.GET.get("text", "").strip()
    text = clean_line(typed, field="text", max_length=100) if typed else ""
    on = on_date(request)
    found = queries.experts(request.viewer, on=on, text=text, owner=country_code(request)).rows
    names = atlas.display_names({e.owner for e in found} - {REGION}, lang=get_language() or "en", on=on)
    lines = [{"expert": expert, "country": names.get(expert.owner, gettext("The region"))} for expert in found]
    if wanted := request.GET.get("format"):
        table = Table(
            title=gettext("Experts"),
            headings=(
                gettext("Name"),
                gettext("Country"),
                gettext("Organisation"),
                gettext("Languages"),
                gettext("What they can be asked about"),
                gettext("Listed since"),
                gettext("Listed until"),
            ),
            rows=[_row(e, names.get(e.owner, gettext("The region"))) for e in found],
            about=[gettext("As on %(day)s") % {"day": on.isoformat()}],
            lang=get_language() or "en",
            rtl=get_language_bidi(),
        )
        return respond(request, table, filename="experts", format=wanted)
    context = {"lines": lines, "text": text, "may_see_any": not request.viewer.is_anonymous}
    return render(request, "privacy/experts.html", context)


def _row(e: queries.Listed, country: object) -> tuple[object, ...]:
    return (e.name, country, e.organisation, e.languages, e.topics, e.since, e.until)


@require_GET
def looks(request: HttpRequest) -> HttpResponse:
    """How many people's data were read, by day and way, for those who manage people. Refuses people.not_yours."""
    sums, noticed = queries.look_sums(request.actor, since=localdate() - timedelta(days=90))
    rows = [{"sum": s, "outlet": gettext(OUTLETS[Outlet(s.outlet)])} for s in sums]
    return render(request, "privacy/looks.html", {"rows": rows, "noticed": noticed})
