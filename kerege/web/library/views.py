"""The library for readers: the list with its files, and one resource with its editions."""

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from kerege.lib.refusal import N_
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.tables import Table
from kerege.lib.text import fold
from kerege.outreach import queries
from kerege.outreach.queries import EditionLine, ResourceLine
from kerege.outreach.words.library import LICENCES, LICENCES_AT, RESOURCE_KINDS
from kerege.people.rules import REGION, may, owners_for
from kerege.people.words import Deed
from kerege.privacy.words.experts import EXPERTISE
from kerege.sharing.words import SENSITIVITIES
from kerege.web.activities import lists
from kerege.web.content.addresses import address_past_clearance
from kerege.web.experts.asking import languages
from kerege.web.inventory.wording import options, said
from kerege.web.shell.asked import a_line, an_order, asks, one_of
from kerege.web.shell.exports import respond
from kerege.web.shell.navigation import address
from kerege.web.shell.wording import language_name, word_of

ORDERS: dict[str, Any] = {
    "title": lambda line: fold(line.title),
    "kind": lambda line: word_of(RESOURCE_KINDS, line.kind),
    "day": lambda line: max(each.issued_on for each in line.current),
    "owner": lambda line: line.owner,
}
HEADINGS = (
    *(N_("Title"), N_("Kind"), N_("Topics"), N_("Language"), N_("Edition"), N_("Published on"), N_("Whose text it is")),
    *(N_("Licence"), N_("Address"), N_("File"), N_("SHA-256"), N_("Whose record it is"), N_("Newest edition")),
)


@require_GET
@asks(
    kind=one_of(RESOURCE_KINDS),
    topic=one_of(EXPERTISE),
    language=one_of(tag for tag, _name in languages()),
    text=a_line(200),
    sort=an_order(ORDERS),
)
def library(request: HttpRequest) -> HttpResponse:
    """What there is to read, filtered and ordered. `?format=` is a file, with a row for each language."""
    choice = lists.chosen(request)
    one = {name: request.GET.get(name, "") for name in ("topic", "language")}
    asked: dict[str, str] = {"kind": choice.kind, "owner": choice.country, "text": choice.text, **one}
    found = queries.library(request.viewer, on=choice.on, lang=choice.lang, **asked)
    if order := ORDERS.get(choice.sort.removeprefix("-")):
        found.sort(key=order, reverse=choice.sort.startswith("-"))
    names = owners_of(found, choice)
    if choice.format:
        table = _table(request, found, names, choice)
        return respond(request, table, filename="kerege-library", format=choice.format)
    page = Paginator(found, lists.SHOWN).get_page(choice.page)
    context = {
        "lines": [row_of(line, names) for line in page.object_list],
        "total": len(found),
        "page": page,
        "choice": choice,
        "kinds": options(RESOURCE_KINDS, choice.kind),
        "topics": options(EXPERTISE, one["topic"]),
        "languages": [(tag, name, tag == one["language"]) for tag, name in languages()],
        "countries": lists.countries(choice.on, choice.lang),
        "may_keep": bool(owners_for(request.actor, Deed.RECORD_ACTIVITY)),
    }
    return render(request, "library/library.html", context)


@require_GET
def resource(request: HttpRequest, key: str) -> HttpResponse:
    """One resource: what to read, in which languages, and what it replaced."""
    line, choice = found_resource(request, key), lists.chosen(request)
    context = {
        **row_of(line, owners_of([line], choice)),
        "shown": edition_of(request, line.shown),
        "others": [edition_of(request, each) for each in line.current if each.uid != line.shown.uid],
        "older": [edition_of(request, each) for each in line.older],
        "withdrawn": [edition_of(request, each) for each in line.withdrawn],
        "level": gettext(SENSITIVITIES[Sensitivity(line.label)]) if line.label else "",
        "mine": may(request.actor, Deed.RECORD_ACTIVITY, line.owner),
        "trail": trail(),
    }
    return render(request, "library/resource.html", context)


def found_resource(request: HttpRequest, key: str) -> ResourceLine:
    """The resource that the address names. One that is not there and one that the reader may not see are refused in
    the same words.
    """
    choice = lists.chosen(request)
    line = queries.resource(request.viewer, key, on=choice.on, lang=choice.lang)
    if line is None:
        raise lists.not_there(gettext("resource of the library"), key)
    return line


def owners_of(lines: Iterable[ResourceLine], choice: lists.Choice) -> dict[str, Any]:
    """The countries whose resources these are, by name; the region has none."""
    return lists.names_of({line.owner for line in lines} - {REGION}, choice)


def row_of(line: ResourceLine, names: dict[str, Any]) -> dict[str, Any]:
    return {
        "line": line,
        "kind": word_of(RESOURCE_KINDS, line.kind),
        "about": said(EXPERTISE, line.topics),
        "tongues": [language_name(tag) for tag in line.languages],
        "licence": word_of(LICENCES, line.shown.licence),
        "owner": names.get(line.owner),
    }


def edition_of(request: HttpRequest, edition: EditionLine) -> dict[str, Any]:
    """An edition as the page shows it, with the address of its file for this reader."""
    return {
        "edition": edition,
        "language": language_name(edition.lang),
        "licence": word_of(LICENCES, edition.licence),
        "licence_at": LICENCES_AT.get(edition.licence, ""),
        "file": edition.file,
        "file_at": address_past_clearance(request, edition.file) if edition.file else "",
    }


def trail() -> list[tuple[str, str]]:
    return [(gettext("Library"), address("library"))]


def _table(request: HttpRequest, found: Iterable[ResourceLine], names: dict[str, Any], choice: lists.Choice) -> Table:
    rows = [
        [
            *(each.title, word_of(RESOURCE_KINDS, line.kind), "; ".join(said(EXPERTISE, line.topics))),
            *(language_name(each.lang), each.edition, each.issued_on, each.rights, word_of(LICENCES, each.licence)),
            *(each.address, each.file.name if each.file else "", each.file.sha256 if each.file else ""),
            *(names.get(line.owner) or gettext("The region"), each.behind or each.edition),
        ]
        for line in found
        for each in line.current
    ]
    return lists.table(request.viewer, gettext("Library"), HEADINGS, rows, choice)
