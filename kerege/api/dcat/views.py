"""The catalogue in three forms of RDF; they say the same."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from rdflib import RDF, Graph, Literal, URIRef

from kerege.api import words
from kerege.api.asking import Asked
from kerege.api.dcat.catalogue import Catalogue, Node, document
from kerege.api.dcat.words import CONTEXT
from kerege.api.ogc.answering import answers
from kerege.lib.refusal import Refusal

FORMS = {"jsonld": "application/ld+json", "ttl": "text/turtle", "rdf": "application/rdf+xml"}
_SERIALIZERS = {"ttl": "turtle", "rdf": "xml"}


@answers(Asked)
def catalogue(request: HttpRequest, asked: Asked, form: str) -> HttpResponse:
    """The catalogue for this reader. Refuses api.no_such_address for another ending."""
    if form not in FORMS:
        raise Refusal(words.NO_SUCH_ADDRESS)
    told = document(Catalogue(request.viewer, asked.lang, asked.day, request.build_absolute_uri))
    return HttpResponse(written(told, form), content_type=f"{FORMS[form]}; charset=utf-8")


def written(told: dict[str, Any], form: str) -> bytes:
    """The catalogue as bytes: JSON-LD as it is, the other forms from the same statements."""
    if form == "jsonld":
        return json.dumps(told, ensure_ascii=False, indent=1).encode()
    graph = Graph()
    for prefix, address in CONTEXT.items():
        graph.bind(prefix, address)
    for statement in statements(told["@graph"]):
        graph.add(statement)
    return graph.serialize(format=_SERIALIZERS[form], encoding="utf-8")


def statements(nodes: Iterable[Node]) -> Iterator[tuple[URIRef, URIRef, URIRef | Literal]]:
    """Subject, predicate and object of everything that the nodes say, as catalogue.py writes them."""
    for node in nodes:
        about = URIRef(node["@id"])
        for name, values in node.items():
            for value in values if isinstance(values, list) else [values]:
                if name == "@type":
                    yield about, RDF.type, _named(value)
                elif name != "@id":
                    yield about, _named(name), _object(value)
                    if isinstance(value, dict) and "@type" in value and "@id" in value:
                        yield URIRef(value["@id"]), RDF.type, _named(value["@type"])


def _named(name: str) -> URIRef:
    prefix, _, rest = name.partition(":")
    return URIRef(CONTEXT[prefix] + rest)


def _object(value: Node | str) -> URIRef | Literal:
    if isinstance(value, str):
        return Literal(value)
    if "@id" in value:
        return URIRef(value["@id"])
    kind = _named(value["@type"]) if "@type" in value else None
    return Literal(value["@value"], lang=value.get("@language"), datatype=kind)
