"""The catalogue: what DCAT-AP 3 demands is there, in all its forms the same, and nothing its reader may not see."""

import json
import warnings
from itertools import product

import pytest
from django.test import Client
from rdflib import DCAT, DCTERMS, FOAF, RDF, RDFS, Graph, URIRef
from rdflib.compare import isomorphic

from kerege.lib.sensitivity import Sensitivity
from tests import ground
from tests.inventory.equipment import in_use
from tests.inventory.facts import lay_town, recorded
from tests.web.inventory.readers import signed_in

FORMS = {"jsonld": "json-ld", "ttl": "turtle", "rdf": "xml"}
DEMANDED = {
    DCAT.Catalog: (DCTERMS.title, DCTERMS.description, DCTERMS.publisher),
    DCAT.Dataset: (DCTERMS.title, DCTERMS.description),
    DCAT.Distribution: (DCAT.accessURL,),
    FOAF.Agent: (FOAF.name,),
}
"""The mandatory properties of the profile that a catalogue of this kind can have, by class."""


@pytest.fixture(autouse=True)
def _ground(db):
    ground.lay()
    lay_town()


def graph(form: str = "jsonld", who: str = "", **asked: str) -> Graph:
    answer = signed_in(who).get(f"/api/dcat/catalogue.{form}", asked)
    assert answer.status_code == 200, answer.content
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of the library's own reader of JSON-LD
        return Graph().parse(data=answer.content, format=FORMS[form])


def titles(found: Graph) -> set[str]:
    return {str(found.value(each, DCTERMS.title)) for each in found.subjects(RDF.type, DCAT.Dataset)}


def test_each_country_with_records_has_sets_of_data():
    in_use()
    recorded(owner="UZB", territory="UZB", names={"en": "Hidden"}, label=Sensitivity.NATIONAL)
    public = {"Facilities: KAZ", "Facilities in figures", "Indicators"}
    assert titles(graph()) == public
    assert titles(graph(who="neighbour")) == {*public, "Equipment: KAZ"}
    assert "Оборудование: KAZ" in titles(graph(who="neighbour", lang="ru"))


def test_what_the_profile_demands_is_there():
    in_use()
    found = graph(who="neighbour")
    for kind, properties in DEMANDED.items():
        subjects = list(found.subjects(RDF.type, kind))
        assert subjects, kind
        for subject, wanted in product(subjects, properties):
            assert list(found.objects(subject, wanted)), (kind, subject, wanted)
    assert set(found.objects(None, DCAT.dataset)) == set(found.subjects(RDF.type, DCAT.Dataset))


def test_every_address_says_that_it_is_one():
    """The shapes of the profile ask for the class, and a validator without inference does not know it."""
    in_use()
    found = graph(who="neighbour")
    for named in (DCAT.accessURL, DCAT.downloadURL, DCAT.endpointURL, DCAT.endpointDescription):
        addresses = set(found.objects(None, named))
        assert addresses
        assert [each for each in addresses if (each, RDF.type, RDFS.Resource) not in found] == []


def test_every_distribution_says_format_licence_and_rights_and_opens(settings):
    in_use()
    found = graph(who="neighbour")
    distributions = list(found.subjects(RDF.type, DCAT.Distribution))
    assert len(distributions) > 20
    rights = next(found.objects(distributions[0], DCTERMS.rights))
    for each in distributions:
        assert found.value(each, DCTERMS.format)
        assert found.value(each, DCAT.mediaType)
        assert found.value(each, DCTERMS.rights) == rights
        assert found.value(each, DCTERMS.license) is None
    addresses = {str(found.value(each, DCAT.accessURL)) for each in distributions}
    client = signed_in("neighbour")
    opened = {address: client.get(address).status_code for address in addresses if "pdf" not in address}
    assert set(opened.values()) == {200}, opened
    settings.KEREGE_DATA_LICENCE = "https://example.org/licence"
    licences = set(graph().objects(None, DCTERMS.license))
    assert licences == {URIRef("https://example.org/licence")}


def test_a_set_of_data_says_who_publishes_it_where_when_and_for_whom():
    recorded()
    found = graph()
    dataset = next(s for s in found.subjects(RDF.type, DCAT.Dataset) if found.value(s, DCTERMS.spatial))
    assert str(found.value(dataset, DCTERMS.spatial)).endswith("/country/KAZ")
    assert str(found.value(dataset, DCTERMS.publisher)).endswith("#node-KAZ")
    assert str(found.value(dataset, DCTERMS.modified)) == "2026-11-01"
    assert str(found.value(dataset, DCTERMS.accessRights)).endswith("/PUBLIC")
    assert str(found.value(dataset, DCTERMS.language)).endswith("/ENG")
    own = graph(who="officer")
    assert {str(r).rsplit("/", 1)[-1] for r in own.objects(None, DCTERMS.accessRights)} == {"RESTRICTED"}


@pytest.mark.parametrize("form", ["ttl", "rdf"])
def test_all_forms_say_the_same_and_twice_the_same(form):
    in_use()
    assert isomorphic(graph(form), graph("jsonld"))
    address = f"/api/dcat/catalogue.{form}"
    assert Client().get(address).content == Client().get(address).content


def test_nothing_is_fetched_to_read_it():
    """The context stands in the document, so that whoever reads it asks nobody else."""
    told = json.loads(Client().get("/api/dcat/catalogue.jsonld").content)
    assert isinstance(told["@context"], dict)
    assert Client().get("/api/dcat/catalogue.jsonld")["Content-Type"].startswith("application/ld+json")


@pytest.mark.parametrize(
    ("address", "status"), [("catalogue.n3", 404), ("catalogue.ttl?size=1", 400), ("other.ttl", 404)]
)
def test_what_is_not_there_is_refused(address, status):
    answer = Client().get(f"/api/dcat/{address}")
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
