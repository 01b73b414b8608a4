"""Names of the vocabularies of the catalogue, and the authority tables of the European Union that it points to."""

from typing import Any

CONTEXT: dict[str, Any] = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_EU = "http://publications.europa.eu/resource/authority/"
HEALTH = f"{_EU}data-theme/HEAL"
COUNTRY, LANGUAGE, FILE_TYPE = f"{_EU}country/", f"{_EU}language/", f"{_EU}file-type/"
PUBLIC, RESTRICTED = f"{_EU}access-right/PUBLIC", f"{_EU}access-right/RESTRICTED"
IANA = "https://www.iana.org/assignments/media-types/"
LANGUAGES = {
    "en": "ENG",
    "ru": "RUS",
    "kk": "KAZ",
    "ky": "KIR",
    "uz": "UZB",
    "tg": "TGK",
    "mn": "MON",
    "fa": "FAS",
    "ps": "PUS",
    "ur": "URD",
}
"""Languages of the table by their primary tags; a language that it does not have is left out."""
FILES = {
    "csv": ("CSV", "text/csv"),
    "xlsx": ("XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "pdf": ("PDF", "application/pdf"),
    "json": ("JSON", "application/json"),
    "geojson": ("GEOJSON", "application/geo+json"),
}
"""Formats of files by their key: the name in the table, and the media type."""
