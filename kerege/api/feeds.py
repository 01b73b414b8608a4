"""Atom 1.0: what happened and what is planned, and who offers and asks for help; as everybody may read it."""

from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urljoin
from uuid import UUID
from xml.etree import ElementTree as ET

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext

from kerege.api.asking import Asked, spoken
from kerege.api.telling import codes_of, help_sentences, notes, sentences
from kerege.atlas import queries as atlas
from kerege.atlas.queries import Designated
from kerege.inventory import queries as inventory
from kerege.inventory.words.helping import HELP_KINDS, HelpKind, OfferState, RequestState
from kerege.lib.ids import stable_uid
from kerege.outreach import queries as outreach
from kerege.outreach.words import EVENT_KINDS
from kerege.records.viewers import PUBLIC
from kerege.training import queries as training
from kerege.training.words import COURSE_KINDS

ATOM = "http://www.w3.org/2005/Atom"
MEDIA_TYPE = "application/atom+xml; charset=utf-8"
LONGEST = 100
STANDING = frozenset({OfferState.OPEN, OfferState.COMING, RequestState.OPEN})
KINDS = {kind.value: word for words in (EVENT_KINDS, COURSE_KINDS) for kind, word in words.items()}
ET.register_namespace("", ATOM)


def events(request: HttpRequest) -> HttpResponse:
    """Events and courses as on today, as the public sees them, whoever asks; `on` and `lang` as in the API."""
    asked = Asked.model_validate(request.GET.dict(), context={"request": request})
    with translation.override(spoken(asked.lang)):
        return HttpResponse(feed(asked.day, asked.lang, address=request.build_absolute_uri()), content_type=MEDIA_TYPE)


def offers_and_requests(request: HttpRequest) -> HttpResponse:
    """Offers and requests that stand today and are for everybody, whoever asks; `on` and `lang` as in the API."""
    asked = Asked.model_validate(request.GET.dict(), context={"request": request})
    with translation.override(spoken(asked.lang)):
        told = help_feed(asked.day, asked.lang, address=request.build_absolute_uri())
        return HttpResponse(told, content_type=MEDIA_TYPE)


def feed(on: date, lang: str, *, address: str) -> bytes:
    """Events and courses as bytes; at most LONGEST entries, the newest first."""
    lines = _lines(on)
    names = atlas.display_names(codes_of(lines), lang=lang, on=on)
    root = _begun("events", gettext("Events and courses"), lines, on, lang, address)
    for line in lines:
        _entry(root, line, names)
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


def help_feed(on: date, lang: str, *, address: str) -> bytes:
    """Offers and requests for everybody as bytes; at most LONGEST entries, the newest first."""
    offered = inventory.offers(PUBLIC, on=on, lang=lang)
    asked = inventory.requests(PUBLIC, on=on, lang=lang)
    all_of_both: list[inventory.OfferLine | inventory.RequestLine] = [*offered, *asked]
    standing = [line for line in all_of_both if line.state in STANDING]
    lines = sorted(standing, key=lambda line: recorded_at(line.uid), reverse=True)[:LONGEST]
    names = atlas.display_names(codes_of(lines), lang=lang, on=on)
    root = _begun("help", gettext("Offers of and requests for help"), lines, on, lang, address)
    for line in lines:
        page = reverse("offer" if isinstance(line, inventory.OfferLine) else "help_request", args=[line.key])
        entry = _headed(root, line, gettext(HELP_KINDS[HelpKind(line.kind)]))
        ET.SubElement(entry, f"{{{ATOM}}}link", {"rel": "alternate", "href": urljoin(address, page)})
        _text(entry, "content", "\n".join([*help_sentences(line, names), *notes([line], names)]))
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


def _begun(key: str, title: str, lines: list[Any], on: date, lang: str, address: str) -> ET.Element:
    root = ET.Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": lang})
    _text(root, "title", title)
    _text(root, "id", stable_uid("feed", key).urn)
    _text(root, "updated", max((recorded_at(line.uid) for line in lines), default=_midnight(on)))
    ET.SubElement(root, f"{{{ATOM}}}link", {"rel": "self", "href": address, "type": "application/atom+xml"})
    author = ET.SubElement(root, f"{{{ATOM}}}author")
    _text(author, "name", "Kerege")
    return root


def _lines(on: date) -> list[Any]:
    """Both kinds by day, the newest first, what has no day last."""
    found = [*outreach.events(PUBLIC, on=on, limit=LONGEST), *training.courses(PUBLIC, on=on, size=LONGEST).rows]
    return sorted(found, key=lambda line: (line.last_day or date.min, line.key), reverse=True)[:LONGEST]


def _headed(root: ET.Element, line: Any, kind: str) -> ET.Element:
    entry = ET.SubElement(root, f"{{{ATOM}}}entry")
    _text(entry, "id", UUID(line.uid).urn)
    _text(entry, "title", line.title)
    _text(entry, "updated", recorded_at(line.uid))
    _text(entry, "published", recorded_at(line.uid))
    ET.SubElement(entry, f"{{{ATOM}}}category", {"term": line.kind, "label": kind})
    return entry


def _entry(root: ET.Element, line: Any, names: dict[str, Designated]) -> None:
    entry = _headed(root, line, gettext(KINDS[line.kind]))
    for source in line.sources:
        for address in source.address.split():
            ET.SubElement(entry, f"{{{ATOM}}}link", {"rel": "via", "href": address, "title": source.title})
    _text(entry, "content", "\n".join([*sentences(line, names), *notes([line], names)]))


def recorded_at(uid: str) -> str:
    """When the record came to be, which its own identifier says to the millisecond; RFC 3339 in UTC."""
    number = UUID(uid)
    if number.version != 7:  # only reference data has other identifiers; none of it is in a feed
        return datetime.fromtimestamp(0, tz=UTC).isoformat()
    return datetime.fromtimestamp((number.int >> 80) / 1000, tz=UTC).isoformat(timespec="milliseconds")


def _midnight(on: date) -> str:
    return datetime(on.year, on.month, on.day, tzinfo=timezone.get_default_timezone()).isoformat()


def _text(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, f"{{{ATOM}}}{name}").text = text
