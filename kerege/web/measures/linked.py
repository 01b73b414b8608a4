"""What machines read of a measure: schema.org's Legislation, and ELI's properties."""

from typing import Any

from django.http import HttpRequest

from kerege.law.queries.measures import MeasureLine
from kerege.law.queries.texts import Reading
from kerege.law.rules.measures import LANGUAGES
from kerege.law.words.measures import MeasureState, SourceKind
from kerege.web.measures import wording

_FORCE = {
    MeasureState.IN_FORCE: "InForce",
    MeasureState.PARTLY: "PartiallyInForce",
    MeasureState.ADOPTED: "NotInForce",
    MeasureState.SUSPENDED: "NotInForce",
    MeasureState.REPEALED: "NotInForce",
    MeasureState.LAPSED: "NotInForce",
    MeasureState.DRAFT: "NotInForce",
}
_VALUE = {SourceKind.OFFICIAL: "OfficialLegalValue", SourceKind.AUTHENTIC: "AuthoritativeLegalValue"}


def described(line: MeasureLine, shown: Reading, request: HttpRequest) -> dict[str, Any]:
    """The measure as JSON-LD; what is not known is left out."""
    said: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Legislation",
        "@id": request.build_absolute_uri(wording.address(line.uri)),
        "legislationIdentifier": line.uri,
        "name": [{"@language": lang, "@value": text} for lang, text in line.titles.items()],
        "legislationType": line.kind,
        "legislationJurisdiction": line.territory,
        "legislationDate": _stated(line),
        "legislationLegalForce": _FORCE.get(line.state),
        "sameAs": line.link or None,
    }
    if shown.line is not None:
        said["workExample"] = {
            "@type": "LegislationObject",
            "inLanguage": LANGUAGES[shown.line.language],
            "legislationLegalValue": _VALUE.get(SourceKind(shown.line.kind), "UnofficialLegalValue"),
            "legislationDateVersion": shown.line.start.isoformat(),
            "encodingFormat": "application/akn+xml",
        }
    return {name: value for name, value in said.items() if value}


def eli(line: MeasureLine, shown: Reading) -> list[tuple[str, str]]:
    """Pairs of a property of the ELI ontology and its value, for the head of the page."""
    said = [
        ("eli:id_local", line.uri),
        ("eli:type_document", line.kind),
        ("eli:date_document", _stated(line)),
        ("eli:number", line.number),
        ("eli:language", shown.line.language if shown.line else ""),
        ("eli:version_date", shown.line.start.isoformat() if shown.line else ""),
    ]
    return [(name, value) for name, value in said if value]


def _stated(line: MeasureLine) -> str:
    """The date of the measure as exactly as it is known."""
    if line.first_day is None:
        return ""
    return line.first_day.isoformat()[: {"year": 4, "month": 7}.get(line.precision, 10)]
