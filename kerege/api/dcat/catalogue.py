"""The catalogue as JSON-LD: one set of facilities and one of equipment for each country that has any, and the figures.

Everything has an address of its own, so that the same catalogue is written the same way twice. Nothing is in it that
the reader may not see: a country of which the reader may know no facility has no set of data.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext

from kerege.api.dcat import words
from kerege.atlas import queries as atlas
from kerege.atlas.queries import Designated
from kerege.inventory import queries as inventory
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.tables import FORMATS
from kerege.records.viewers import Viewer
from kerege.sharing import queries as sharing

Node = dict[str, Any]
REGION = "REG"
V1 = "/api/v1/"


@dataclass(frozen=True)
class Catalogue:
    """For whom, in which language, as on which day, and how a path becomes an address."""

    viewer: Viewer
    lang: str
    on: date
    absolute: Callable[[str], str]

    def text(self, said: str) -> Node:
        return {"@value": said, "@language": self.lang}

    @property
    def address(self) -> str:
        return self.absolute(reverse("dcat", args=["jsonld"]).removesuffix(".jsonld"))


def document(catalogue: Catalogue) -> Node:
    """The whole catalogue."""
    facilities = inventory.confirmed_by_country(catalogue.viewer, on=catalogue.on)
    equipment = inventory.accepted_by_country(catalogue.viewer, on=catalogue.on)
    codes = sorted(set(facilities) | set(equipment))
    names = atlas.display_names(codes, lang=catalogue.lang, on=catalogue.on)
    sets = [
        *(_facilities(catalogue, names[code], day) for code, day in sorted(facilities.items())),
        *(_equipment(catalogue, names[code], day) for code, day in sorted(equipment.items())),
        _figures(catalogue, max(facilities.values(), default=None)),
        _indicators(catalogue),
    ]
    services = _services(catalogue, [dataset[0]["@id"] for dataset in sets])
    publishers = [_publisher(catalogue, None), *(_publisher(catalogue, names[code]) for code in codes)]
    nodes = [_catalogue(catalogue, sets, services), *services, *publishers, *_tables(catalogue, codes)]
    return {"@context": words.CONTEXT, "@graph": [*nodes, *(node for dataset in sets for node in dataset)]}


def _catalogue(catalogue: Catalogue, sets: list[list[Node]], services: list[Node]) -> Node:
    return {
        "@id": catalogue.address,
        "@type": "dcat:Catalog",
        "dct:title": catalogue.text(gettext("What this node of Kerege publishes")),
        "dct:description": catalogue.text(
            gettext("Facilities, equipment and figures of biosafety and biosecurity capacity, each from its records.")
        ),
        "dct:publisher": {"@id": _agent(catalogue, settings.KEREGE_NODE)},
        "dct:language": _languages(catalogue),
        "foaf:homepage": {"@id": catalogue.absolute("/"), "@type": "foaf:Document"},
        "dcat:dataset": [{"@id": dataset[0]["@id"]} for dataset in sets],
        "dcat:service": [{"@id": service["@id"]} for service in services],
        **_licence(),
    }


# -- sets of data ------------------------------------------------------------------------------------------------------
def _facilities(catalogue: Catalogue, country: Designated, day: date) -> list[Node]:
    said = {"country": country.code}
    files = [_file(catalogue, "facilities", key, said) for key in (*FORMATS, "geojson")]
    features = reverse("ogc_items", args=["facilities"])
    api = [
        _interface(catalogue, f"{features}?{urlencode(said)}", "geojson"),
        _interface(catalogue, f"{V1}facilities?{urlencode(said)}", "json"),
    ]
    title = gettext("Facilities: %(country)s") % {"country": country}
    about = gettext("Laboratories, training centres and stations: what they can do for others, and where they are.")
    return _dataset(catalogue, f"facilities-{country.code}", title, about, country, day, [*files, *api])


def _equipment(catalogue: Catalogue, country: Designated, day: date) -> list[Node]:
    said = {"country": country.code}
    files = [_file(catalogue, page, key, said) for page in ("equipment", "statistics_equipment") for key in FORMATS]
    api = [
        _interface(catalogue, f"{V1}items?{urlencode(said)}", "json"),
    ]
    title = gettext("Equipment: %(country)s") % {"country": country}
    about = gettext("Items of laboratory equipment with how they stand, and how many of each kind can be counted on.")
    return _dataset(catalogue, f"equipment-{country.code}", title, about, country, day, [*files, *api])


def _figures(catalogue: Catalogue, day: date | None) -> list[Node]:
    files = [_file(catalogue, "statistics", key, {}) for key in FORMATS]
    about = gettext(
        "How many facilities have what, by country, sector, kind and capability. Small figures are withheld."
    )
    return _dataset(catalogue, "statistics", gettext("Facilities in figures"), about, None, day, files)


def _indicators(catalogue: Catalogue) -> list[Node]:
    files = [_file(catalogue, "indicators", key, {}) for key in FORMATS]
    api = [_interface(catalogue, f"{V1}indicators", "json")]
    about = gettext("What was claimed beside what the records prove, for every indicator.")
    return _dataset(catalogue, "indicators", gettext("Indicators"), about, None, None, [*files, *api])


def _dataset(
    catalogue: Catalogue,
    key: str,
    title: str,
    about: str,
    country: Designated | None,
    day: date | None,
    distributions: list[Node],
) -> list[Node]:
    """The set, its span of time and its distributions, the set first."""
    said = [about, gettext("As on %(day)s") % {"day": catalogue.on.isoformat()} + "."]
    said += [country.footnote] if country and country.note else []
    where, span = f"{catalogue.address}#{key}", f"{catalogue.address}#{key}-time"
    dataset: Node = {
        "@id": where,
        "@type": "dcat:Dataset",
        "dct:identifier": key,
        "dct:title": catalogue.text(title),
        "dct:description": catalogue.text(" ".join(said)),
        "dct:publisher": {"@id": _agent(catalogue, country.code if country else settings.KEREGE_NODE)},
        "dcat:theme": {"@id": words.HEALTH},
        "dct:language": _languages(catalogue),
        "dct:accessRights": {"@id": _rights(catalogue.viewer)},
        "dct:temporal": {"@id": span},
        "dcat:distribution": [{"@id": each["@id"]} for each in distributions],
    }
    if country:
        dataset["dct:spatial"] = {"@id": words.COUNTRY + country.code}
    if day:
        dataset["dct:modified"] = _day(min(day, catalogue.on))
    time: Node = {"@id": span, "@type": "dct:PeriodOfTime", "dcat:endDate": _day(catalogue.on)}
    return [dataset, time, *distributions]


def _file(catalogue: Catalogue, page: str, key: str, said: dict[str, str]) -> Node:
    """The rows of a page as a file in one format."""
    query = urlencode({**said, "format": key})
    address = catalogue.absolute(f"{reverse(page)}?{query}")
    return _distribution(catalogue, address, key, address, gettext("The rows as a file"))


def _interface(catalogue: Catalogue, path: str, key: str) -> Node:
    """An address of an interface for programs that answers with the rows."""
    return _distribution(catalogue, catalogue.absolute(path), key, "", gettext("The rows for programs"))


def _distribution(catalogue: Catalogue, address: str, key: str, download: str, title: str) -> Node:
    table, media_type = words.FILES[key]
    told: Node = {
        "@id": f"{address}#distribution",
        "@type": "dcat:Distribution",
        "dct:title": catalogue.text(f"{title}: {table}"),
        "dcat:accessURL": {"@id": address, "@type": "rdfs:Resource"},
        "dct:format": {"@id": words.FILE_TYPE + table},
        "dcat:mediaType": {"@id": words.IANA + media_type},
        "dct:rights": {"@id": f"{catalogue.address}#rights"},
        **_licence(),
    }
    return told | ({"dcat:downloadURL": {"@id": download, "@type": "rdfs:Resource"}} if download else {})


# -- services, publishers, tables --------------------------------------------------------------------------------------
def _services(catalogue: Catalogue, sets: list[str]) -> list[Node]:
    features = [each for each in sets if "#facilities-" in each]
    return [
        _service(catalogue, "features", "OGC API – Features", reverse("ogc"), reverse("ogc_openapi"), features),
        _service(catalogue, "json", "JSON v1", V1, f"{V1}openapi.json", sets),
    ]


def _service(catalogue: Catalogue, key: str, title: str, path: str, description: str, sets: Iterable[str]) -> Node:
    return {
        "@id": f"{catalogue.address}#service-{key}",
        "@type": "dcat:DataService",
        "dct:title": catalogue.text(title),
        "dcat:endpointURL": {"@id": catalogue.absolute(path), "@type": "rdfs:Resource"},
        "dcat:endpointDescription": {"@id": catalogue.absolute(description), "@type": "rdfs:Resource"},
        "dcat:servesDataset": [{"@id": each} for each in sets],
        "dct:publisher": {"@id": _agent(catalogue, settings.KEREGE_NODE)},
        **_licence(),
    }


def _agent(catalogue: Catalogue, code: str) -> str:
    return f"{catalogue.address}#node-{code}"


def _publisher(catalogue: Catalogue, country: Designated | None) -> Node:
    """Whoever owns the records: the node of a country, or of the region."""
    name = gettext("The node of %(country)s") % {"country": country} if country else gettext("The node of the region")
    told: Node = {
        "@id": _agent(catalogue, country.code if country else REGION),
        "@type": "foaf:Agent",
        "foaf:name": catalogue.text(name),
    }
    return told | ({"rdfs:comment": catalogue.text(country.footnote)} if country and country.note else {})


def _tables(catalogue: Catalogue, codes: Iterable[str]) -> list[Node]:
    """What is pointed to elsewhere, with its class, which validators ask for."""
    concepts: list[Node] = [
        {"@id": words.HEALTH, "@type": "skos:Concept", "skos:prefLabel": catalogue.text(gettext("Health"))}
    ]
    places = [{"@id": words.COUNTRY + code, "@type": "dct:Location"} for code in codes]
    rights: list[Node] = [
        {"@id": _rights(catalogue.viewer), "@type": "dct:RightsStatement"},
        {
            "@id": f"{catalogue.address}#rights",
            "@type": "dct:RightsStatement",
            "rdfs:comment": catalogue.text(_terms(catalogue.viewer)),
        },
    ]
    spoken = [{"@id": each["@id"], "@type": "dct:LinguisticSystem"} for each in _languages(catalogue)]
    formats = [{"@id": words.FILE_TYPE + name, "@type": "dct:MediaTypeOrExtent"} for name, _ in words.FILES.values()]
    types = [{"@id": words.IANA + name, "@type": "dct:MediaType"} for _, name in words.FILES.values()]
    licence: list[Node] = [{"@id": settings.KEREGE_DATA_LICENCE, "@type": "dct:LicenseDocument"}] if _licence() else []
    return [*concepts, *places, *rights, *spoken, *formats, *types, *licence]


def _terms(viewer: Viewer) -> str:
    """What whoever takes the data has to know: up to which level they are, and what to print along."""
    said = [
        sharing.held_up_to(viewer) + ".",
        gettext("Names of territories carry notes, which have to be printed wherever the names are."),
        gettext("Borders and names on maps made of this express no opinion on the status of any territory."),
    ]
    if not _licence():
        said.append(gettext("No licence is stated. Ask the publisher before you publish them again."))
    return " ".join(said)


def _licence() -> Node:
    """The licence that the operator of the node states; nothing where none is stated."""
    return {"dct:license": {"@id": settings.KEREGE_DATA_LICENCE}} if settings.KEREGE_DATA_LICENCE else {}


def _rights(viewer: Viewer) -> str:
    levels = (viewer.everywhere, *(level for _, level in viewer.by_owner))
    return words.PUBLIC if max(levels) == Sensitivity.PUBLIC else words.RESTRICTED


def _languages(catalogue: Catalogue) -> list[Node]:
    tag = catalogue.lang.split("-")[0]
    return [{"@id": words.LANGUAGE + words.LANGUAGES[tag]}] if tag in words.LANGUAGES else []


def _day(day: date) -> Node:
    return {"@value": day.isoformat(), "@type": "xsd:date"}
