"""The addresses of OGC API – Features. They read through the same queries as the list and the map of pages."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from kerege.api import words
from kerege.api.ogc import documents
from kerege.api.ogc.answering import GEOJSON, OPENAPI, answers, page, told
from kerege.api.ogc.asking import AskedHere, AskedItems
from kerege.api.ogc.documents import COLLECTION
from kerege.api.ogc.features import about, feature, known
from kerege.api.ogc.openapi import description
from kerege.inventory import queries as inventory
from kerege.lib.refusal import Refusal
from kerege.lib.text import clean_line


@answers(AskedHere)
def landing(request: HttpRequest, asked: AskedHere) -> HttpResponse:
    """Where a program begins."""
    return page(reverse("facilities")) if asked.f == "html" else told(documents.landing(request))


@answers(AskedHere)
def conformance(request: HttpRequest, asked: AskedHere) -> HttpResponse:
    """Which parts of the standard hold here."""
    return page(reverse("help")) if asked.f == "html" else told(documents.conformance())


@answers(AskedHere)
def openapi(request: HttpRequest, asked: AskedHere) -> HttpResponse:
    """What may be asked, as OpenAPI 3.0."""
    return told(description(request.build_absolute_uri(reverse("ogc"))), media_type=OPENAPI)


@answers(AskedHere)
def collections(request: HttpRequest, asked: AskedHere) -> HttpResponse:
    return page(reverse("facilities")) if asked.f == "html" else told(documents.collections(request, asked))


@answers(AskedHere)
def collection(request: HttpRequest, asked: AskedHere, name: str) -> HttpResponse:
    """One collection. Refuses api.no_such_collection."""
    _check(name)
    return page(reverse("facilities")) if asked.f == "html" else told(documents.collection(request, asked))


@answers(AskedItems)
def items(request: HttpRequest, asked: AskedItems, name: str) -> HttpResponse:
    """Features of one collection. Refuses api.no_such_collection and api.no_such_mark."""
    _check(name)
    if asked.f == "html":
        return page(reverse("facilities"))
    on, lang, after, size = asked.day, asked.lang, asked.after, asked.limit
    found = inventory.features(request.viewer, on=on, lang=lang, choice=asked.choice, after=after, size=size)
    if found is None:
        raise Refusal(words.NO_SUCH_MARK, field="after", after=asked.after)
    names = known(found.lines, asked)
    content = {
        "type": "FeatureCollection",
        **about(request.viewer, asked.day, names),
        "numberMatched": found.total,
        "numberReturned": len(found.lines),
        "links": documents.page_links(request, found.after),
        "features": [feature(line, names) for line in found.lines],
    }
    return told(content, media_type=GEOJSON)


@answers(AskedHere)
def item(request: HttpRequest, asked: AskedHere, name: str, key: str) -> HttpResponse:
    """One feature by its key. Refuses api.no_such_collection, api.no_such_record and text.*."""
    _check(name)
    card = inventory.facility(
        request.viewer, clean_line(key, field="key", max_length=80), on=asked.day, lang=asked.lang
    )
    if card is None:
        raise Refusal(words.NO_SUCH_RECORD)
    if asked.f == "html":
        return page(reverse("facility", args=[card.line.key]))
    names = known([card.line], asked)
    content = {
        **feature(card.line, names),
        **about(request.viewer, asked.day, names),
        "links": documents.feature_links(request, card.line.key),
    }
    return told(content, media_type=GEOJSON)


def _check(name: str) -> None:
    if name != COLLECTION:
        raise Refusal(words.NO_SUCH_COLLECTION, name=name[:40], known=COLLECTION)
