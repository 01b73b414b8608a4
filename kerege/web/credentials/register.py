"""The public register of certified people, and all certificates of an owner for whoever answers for them."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from kerege.capacity import actions
from kerege.capacity.queries import badges as queries
from kerege.capacity.queries import certificates, schemes
from kerege.capacity.queries.badges import Certified, RegisterChoice
from kerege.capacity.words.certification import CERTIFICATE_STATES
from kerege.lib.refusal import N_
from kerege.lib.tables import FORMATS, Table
from kerege.people.rules import check_may, may
from kerege.people.words import Deed
from kerege.privacy.words.experts import RESERVES
from kerege.web.activities import lists
from kerege.web.credentials.wording import certificate
from kerege.web.shell.asked import a_language, a_line, asks, one_of
from kerege.web.shell.exports import respond
from kerege.web.shell.wording import language_name, word_of

ANY = "any"
HEADINGS = (
    *(N_("Name"), N_("Country"), N_("Certificate"), N_("Level"), N_("Languages"), N_("Valid until")),
    *(N_("Available for the reserve"), N_("In the register since"), N_("Example")),
)
NATIONAL = (
    *(N_("Number"), N_("Name"), N_("Certificate"), N_("Version"), N_("Level"), N_("Curriculum"), N_("Languages")),
    *(N_("Country"), N_("State"), N_("Decided on"), N_("Valid from"), N_("Not valid any more from"), N_("Example")),
)


@require_GET
@asks(scheme=a_line(60), level=a_line(20), language=a_language, reserve=one_of(ANY, RESERVES), text=a_line(100))
def register(request: HttpRequest) -> HttpResponse:
    """Certified people who agreed to stand here; the address filters, `format` takes it along."""
    choice = lists.chosen(request)
    told = {name: request.GET.get(name, "") for name in ("scheme", "level", "language", "reserve", "text")}
    found = queries.certified(on=choice.on, lang=choice.lang, choice=RegisterChoice(owner=choice.country, **told))
    if choice.format:
        return respond(request, _table(request, found, choice), filename="kerege-certified", format=choice.format)
    page = Paginator(found, lists.SHOWN).get_page(choice.page)
    names = lists.names_of({line.owner for line in page.object_list}, choice)
    offered = schemes.schemes(request.viewer, on=choice.on, lang=choice.lang)
    context = {
        "lines": [
            {
                "person": line,
                "country": names.get(line.owner, line.owner),
                "reserve": word_of(RESERVES, line.reserve),
                "certificates": [certificate(each, choice) for each in line.certificates],
            }
            for line in page.object_list
        ],
        "total": len(found),
        "page": page,
        "typed": told,
        "choice": choice,
        "schemes": sorted({(line.key, line.title) for line in offered if line.current}),
        "reserves": [(ANY, gettext("Any")), *((code.value, gettext(word)) for code, word in RESERVES.items())],
        "countries": lists.countries(choice.on, choice.lang),
        "mine": _answered_for(request),
    }
    return render(request, "credentials/register.html", context)


def _answered_for(request: HttpRequest) -> list[str]:
    return sorted({g.owner for g in request.actor.grants if may(request.actor, Deed.LABEL, g.owner)})


def _table(request: HttpRequest, found: list[Certified], choice: lists.Choice) -> Table:
    names = lists.names_of({line.owner for line in found}, choice)
    rows = [
        (
            *(line.name, names.get(line.owner, line.owner), each.scheme_title, each.level_name),
            *(", ".join(language_name(code) for code in each.languages), each.valid_until.isoformat()),
            *(word_of(RESERVES, line.reserve), line.since.isoformat(), gettext("yes") if line.synthetic else ""),
        )
        for line in found
        for each in line.certificates
    ]
    about = gettext("Everybody in this list agreed to stand in it, and may leave it. Ask again before you rely on it.")
    return lists.table(request.viewer, gettext("Register of certified people"), HEADINGS, rows, choice, about)


@require_GET
def national(request: HttpRequest, owner: str) -> HttpResponse:
    """All certificates of an owner as a file, for its focal point (the region's for the secretariat); in the journal.

    Refuses people.not_yours, exports.unknown_format and shell.not_fresh.
    """
    check_may(request.actor, Deed.LABEL, owner)
    choice = lists.chosen(request)
    found = certificates.issued(request.viewer, on=choice.on, lang=choice.lang, owner=owner)
    names = lists.names_of({line.territory for line in found}, choice)
    rows: list[tuple[Any, ...]] = [
        (
            *(line.number, line.name, line.scheme_title, line.scheme_version, line.level_name),
            *(f"{line.curriculum} {line.version}", ", ".join(language_name(code) for code in line.languages)),
            *(names.get(line.territory, line.territory), word_of(CERTIFICATE_STATES, line.state)),
            *(line.decided_on.isoformat(), line.valid_from.isoformat(), line.valid_until.isoformat()),
            gettext("yes") if line.synthetic else "",
        )
        for line in found
    ]
    table = lists.table(request.viewer, gettext("Certificates"), NATIONAL, rows, choice)
    format = choice.format or next(iter(FORMATS))
    answer = respond(request, table, filename=f"certificates-{owner}", format=format)
    actions.note_register_taken(by=request.actor, owner=owner, count=len(rows), format=format)
    return answer
