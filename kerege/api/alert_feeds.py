"""Alerts as Atom 1.0 with GeoRSS: a feed for each language and each kind of message, as everybody may read it.

An actual alert is never in a feed of exercises, nor the reverse: each status has an address of its own.
"""

from datetime import datetime
from hashlib import sha256
from typing import Any
from urllib.parse import urljoin
from uuid import UUID
from xml.etree import ElementTree as ET

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext

from kerege.api.asking import spoken
from kerege.api.feeds import ATOM, MEDIA_TYPE, _text
from kerege.lib.ids import stable_uid
from kerege.records.viewers import PUBLIC
from kerege.response.queries import alerts as queries
from kerege.response.queries.alerts import AlertLine
from kerege.response.rules.alerts.composing import headline
from kerege.response.rules.alerts.hazards import hazards
from kerege.response.words.alerts import BANNERS, MSG_TYPES, STANDINGS, MsgType, Standing, Status

GEORSS = "http://www.georss.org/georss"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
KINDS = {"": Status.ACTUAL, "exercise": Status.EXERCISE, "test": Status.TEST}
ET.register_namespace("georss", GEORSS)


def alert_feed(request: HttpRequest, lang: str, kind: str = "") -> HttpResponse:
    """Messages that have not ended; what was cancelled stays until then. With an ETag for whoever asks often."""
    if kind not in KINDS:
        raise Http404
    known, address = spoken(lang), request.build_absolute_uri(request.path)
    with translation.override(known):
        content = feed(known, KINDS[kind], at=timezone.now(), address=address)
    mark = quote_etag(sha256(content).hexdigest()[:32])
    answer = HttpResponse(content, content_type=MEDIA_TYPE)
    answer["ETag"] = mark
    return get_conditional_response(request, etag=mark, response=answer) or answer


def feed(lang: str, status: Status, *, at: datetime, address: str) -> bytes:
    """The feed as bytes, the newest message first. It says itself that it is of exercises, where it is."""
    lines = queries.in_feed(PUBLIC, at=at, status=status)
    root = ET.Element(f"{{{ATOM}}}feed", {XML_LANG: lang})
    title = gettext("Alerts of this node")
    _text(root, "title", f"{gettext(BANNERS[status])} {title}" if status in BANNERS else title)
    _text(root, "id", stable_uid("feed", f"alerts {status.value} {lang}").urn)
    _text(root, "updated", max((_moment(line) for line in lines), default="1970-01-01T00:00:00+00:00"))
    ET.SubElement(root, f"{{{ATOM}}}link", {"rel": "self", "href": address, "type": "application/atom+xml"})
    _text(ET.SubElement(root, f"{{{ATOM}}}author"), "name", "Kerege")
    for line in lines:
        _entry(root, line, lang, address)
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


def _moment(line: AlertLine) -> str:
    return line.sent.isoformat() if line.sent else ""


def _entry(root: ET.Element, line: AlertLine, lang: str, address: str) -> None:
    said = line.said(lang)
    entry = ET.SubElement(root, f"{{{ATOM}}}entry", {XML_LANG: said.language})
    _text(entry, "id", UUID(line.uid).urn)
    _text(entry, "title", headline(said.headline, status=line.status, language=said.language))
    _text(entry, "updated", _moment(line))
    _text(entry, "published", _moment(line))
    document, page = reverse("alert_document", args=[line.uid]), reverse("alert", args=[line.uid])
    for rel, kind, path in (("alternate", "application/cap+xml", document), ("related", "text/html", page)):
        ET.SubElement(entry, f"{{{ATOM}}}link", {"rel": rel, "type": kind, "href": urljoin(address, path)})
    category: dict[str, Any] = {"term": line.hazard, "label": hazards()[line.hazard].name(lang) or said.event}
    ET.SubElement(entry, f"{{{ATOM}}}category", category)
    state = f"{gettext(MSG_TYPES[MsgType(line.msg_type)])}: {gettext(STANDINGS[Standing(line.standing)])}"
    _text(entry, "summary", f"{state}\n{said.description}")
    for place in line.places:
        if place.polygon:
            ET.SubElement(entry, f"{{{GEORSS}}}polygon").text = place.polygon.replace(",", " ")
        if place.circle:
            middle, _space, km = place.circle.partition(" ")
            ET.SubElement(entry, f"{{{GEORSS}}}circle").text = f"{middle.replace(',', ' ')} {float(km) * 1000:g}"
