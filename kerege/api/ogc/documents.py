"""The documents that say what there is: landing page, conformance, collections."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from kerege.api.ogc.answering import GEOJSON, HTML, JSON, OPENAPI
from kerege.api.ogc.asking import AskedHere
from kerege.inventory import queries as inventory
from kerege.sharing import queries as sharing

COLLECTION = "facilities"
CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
GREGORIAN = "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian"
_CLASSES = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/"
CONFORMANCE = tuple(_CLASSES + name for name in ("core", "oas30", "geojson"))


def link(request: HttpRequest, rel: str, address: str, media_type: str, title: str = "") -> dict[str, str]:
    """A link with an absolute address."""
    told = {"rel": rel, "href": request.build_absolute_uri(address), "type": media_type}
    return {**told, "title": title} if title else told


def landing(request: HttpRequest) -> dict[str, Any]:
    description = reverse("ogc_openapi")
    return {
        "title": gettext("The inventory of facilities"),
        "description": gettext("Laboratories, training centres and stations, as far as each reader may know them."),
        "links": [
            link(request, "self", reverse("ogc"), JSON),
            link(request, "alternate", reverse("facilities"), HTML, gettext("The same for people")),
            link(request, "service-desc", description, OPENAPI, gettext("What may be asked")),
            link(request, "service-doc", reverse("help"), HTML),
            link(request, "conformance", reverse("ogc_conformance"), JSON),
            link(request, "data", reverse("ogc_collections"), JSON),
        ],
    }


def conformance() -> dict[str, Any]:
    return {"conformsTo": list(CONFORMANCE)}


def collections(request: HttpRequest, asked: AskedHere) -> dict[str, Any]:
    """All collections, which is one."""
    return {
        "links": [
            link(request, "self", reverse("ogc_collections"), JSON),
            link(request, "alternate", reverse("facilities"), HTML),
        ],
        "collections": [collection(request, asked)],
    }


def collection(request: HttpRequest, asked: AskedHere) -> dict[str, Any]:
    """The facilities as a whole, with the box of all positions that this reader may know."""
    box = inventory.extent(request.viewer, on=asked.day)
    spatial = {"spatial": {"bbox": [list(box)], "crs": CRS84}} if box else {}
    temporal = {"temporal": {"interval": [[None, None]], "trs": GREGORIAN}}
    return {
        "id": COLLECTION,
        "title": gettext("Facilities"),
        "description": " ".join(
            [
                gettext(
                    "Laboratories, training centres and stations: what they can do for others, and where they are."
                ),
                gettext(
                    "Positions are exact only where they say so; the others are those of a town, a region or a grid."
                ),
                gettext("Borders and names on maps made of this express no opinion on the status of any territory."),
                sharing.held_up_to(request.viewer) + ".",
            ]
        ),
        "itemType": "feature",
        "crs": [CRS84],
        "extent": {**spatial, **temporal},
        "links": [
            link(request, "self", reverse("ogc_collection", args=[COLLECTION]), JSON),
            link(request, "items", reverse("ogc_items", args=[COLLECTION]), GEOJSON, gettext("Facilities")),
            link(request, "alternate", reverse("facilities"), HTML, gettext("The same for people")),
            link(request, "describedby", reverse("ogc_openapi"), OPENAPI),
        ],
    }


def page_links(request: HttpRequest, after: str) -> list[dict[str, str]]:
    """Of one page of features: itself, the page for people, the collection, and the next one where there is one."""
    here = reverse("ogc_items", args=[COLLECTION])
    asked = request.GET.urlencode()
    told = [
        link(request, "self", f"{here}?{asked}" if asked else here, GEOJSON),
        link(request, "alternate", reverse("facilities"), HTML),
        link(request, "collection", reverse("ogc_collection", args=[COLLECTION]), JSON),
    ]
    if after:
        following = urlencode({**request.GET.dict(), "after": after})
        told.append(link(request, "next", f"{here}?{following}", GEOJSON))
    return told


def feature_links(request: HttpRequest, key: str) -> list[dict[str, str]]:
    """Of one feature: itself, its card, the collection."""
    return [
        link(request, "self", reverse("ogc_item", args=[COLLECTION, key]), GEOJSON),
        link(request, "alternate", reverse("facility", args=[key]), HTML),
        link(request, "collection", reverse("ogc_collection", args=[COLLECTION]), JSON),
    ]
