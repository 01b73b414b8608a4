"""The directory of experts: as a list and as files, for readers with a working role."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language_bidi, gettext
from django.views.decorators.http import require_GET

from kerege.lib.refusal import N_
from kerege.lib.tables import Table
from kerege.privacy import queries
from kerege.sharing.queries import held_up_to
from kerege.web.activities import lists
from kerege.web.experts.asking import EXPERTS, Asked, asked, filters
from kerege.web.experts.wording import Row, rows
from kerege.web.shell.asked import asks
from kerege.web.shell.exports import respond

SHOWN, LARGEST_FILE = 50, 5_000
HEADINGS = (
    *(N_("Name"), N_("Country"), N_("Town or region"), N_("Distance in kilometres"), N_("Organisation")),
    *(N_("Fields of expertise"), N_("Roles"), N_("Languages of teaching"), N_("Working languages")),
    *(N_("Available for the reserve"), N_("Training centres"), N_("What they can be asked about")),
    *(N_("Contact at work"), N_("Listed since"), N_("Listed until"), N_("Example")),
)


@require_GET
@asks(**EXPERTS)
def experts(request: HttpRequest) -> HttpResponse:
    """Who chose to be found, as far as this reader may see; the address filters, `format` takes it along."""
    wanted = asked(request)
    size, page = (LARGEST_FILE, 1) if request.GET.get("format") else (SHOWN, int(request.GET.get("page") or 1))
    found = queries.experts(request.viewer, on=wanted.on, choice=wanted.choice, start=(page - 1) * size, size=size)
    lines = rows(request.viewer, found.rows, on=wanted.on, lang=wanted.lang)
    if wanted_format := request.GET.get("format"):
        return respond(request, _table(lines, wanted, request), filename="experts", format=wanted_format)
    context = {
        "said": wanted.said,
        "filters": filters(wanted.said),
        "countries": lists.countries(wanted.on, wanted.lang),
        "may_see_any": not request.viewer.is_anonymous,
        "lines": lines,
        "total": found.total,
        "start": wanted.start,
        "page": Paginator(range(found.total), SHOWN).get_page(page),
        "for_programs": wanted.for_programs,
    }
    return render(request, "experts/experts.html", context)


def _table(lines: list[Row], wanted: Asked, request: HttpRequest) -> Table:
    about = [
        gettext("As on %(day)s") % {"day": wanted.on.isoformat()},
        gettext("Made for: %(reader)s") % {"reader": request.viewer.name or gettext("the public")},
        held_up_to(request.viewer),
        gettext("Everybody in this list chose what is shown, and may withdraw it. Ask again before you rely on it."),
    ]
    if wanted.start is not None:
        about.append(gettext("Distances from: %(place)s") % {"place": wanted.start.name})
    return Table(
        title=gettext("Experts"),
        headings=[gettext(heading) for heading in HEADINGS],
        rows=[_row(line) for line in lines],
        about=about,
        lang=wanted.lang,
        rtl=get_language_bidi(),
    )


def _row(line: Row) -> tuple[object, ...]:
    e = line.expert
    return (
        *(e.name, line.country, line.place, e.km, e.organisation, "; ".join(line.expertise), "; ".join(line.roles)),
        *("; ".join(line.teaching), e.languages, line.reserve, "; ".join(name for _, name in line.centres), e.topics),
        *(e.contact, e.since, e.until, gettext("yes") if e.synthetic else ""),
    )
