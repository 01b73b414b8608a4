"""Reading a CAP 1.2 message strictly: no document type, no entities, and valid by the schema of OASIS."""

from functools import cache
from pathlib import Path

from kerege.lib import xml
from kerege.lib.refusal import Refusal
from kerege.response.rules.cap.message import NAMESPACE, Area, Info, Message, Named, Resource
from kerege.response.words.alerts_refused import NOT_CAP, NOT_VALID, OLD_CAP

SCHEMA = Path(__file__).with_name("CAP-v1.2.xsd")
OLD = ("urn:oasis:names:tc:emergency:cap:1.1", "http://www.incident.com/cap/1.0")
MOST = 1_000_000
"""Bytes of one message. The longest known are below a tenth of it."""


@cache
def _schema() -> xml.Schema:
    return xml.Schema(SCHEMA)


def document(content: bytes) -> xml.Element:
    """The root of a valid message. Refuses xml.*, response.old_cap, .not_cap and .not_valid."""
    root = xml.parse(content, most=MOST)
    check_valid(root)
    return root


def check_valid(root: xml.Element) -> None:
    """Refuses response.old_cap, .not_cap and .not_valid with the line and what the schema says there."""
    space = xml.namespace(root)
    if space in OLD:
        raise Refusal(OLD_CAP, version=space.rpartition(":")[2].rpartition("/")[2])
    if space != NAMESPACE or xml.local(root) != "alert":
        raise Refusal(NOT_CAP)
    fault = _schema().fault(root)
    if fault is not None:
        raise Refusal(NOT_VALID, line=fault.line, what=fault.what.replace(f"{{{NAMESPACE}}}", "")[:300])


def read(content: bytes) -> Message:
    """The message. Refuses what `document` refuses."""
    return message_of(document(content))


def message_of(root: xml.Element) -> Message:
    """The message that a valid document is."""
    one = _One(root)
    return Message(
        identifier=one.text("identifier"),
        sender=one.text("sender"),
        sent=one.text("sent"),
        status=one.text("status"),
        msg_type=one.text("msgType"),
        scope=one.text("scope"),
        source=one.text("source"),
        restriction=one.text("restriction"),
        addresses=one.text("addresses"),
        codes=one.texts("code"),
        note=one.text("note"),
        references=one.text("references"),
        incidents=one.text("incidents"),
        infos=tuple(_info(_One(each)) for each in one.all("info")),
    )


class _One:
    """An element of CAP whose children are asked by name."""

    def __init__(self, element: xml.Element) -> None:
        self._element = element

    def all(self, name: str) -> list[xml.Element]:
        return list(self._element.findall(f"{{{NAMESPACE}}}{name}"))

    def texts(self, name: str) -> tuple[str, ...]:
        return tuple((each.text or "").strip() for each in self.all(name))

    def text(self, name: str) -> str:
        found = self.texts(name)
        return found[0] if found else ""

    def named(self, name: str) -> tuple[Named, ...]:
        return tuple(Named(_One(each).text("valueName"), _One(each).text("value")) for each in self.all(name))


def _info(one: _One) -> Info:
    return Info(
        language=one.text("language"),
        categories=one.texts("category"),
        event=one.text("event"),
        response_types=one.texts("responseType"),
        urgency=one.text("urgency"),
        severity=one.text("severity"),
        certainty=one.text("certainty"),
        audience=one.text("audience"),
        event_codes=one.named("eventCode"),
        effective=one.text("effective"),
        onset=one.text("onset"),
        expires=one.text("expires"),
        sender_name=one.text("senderName"),
        headline=one.text("headline"),
        description=one.text("description"),
        instruction=one.text("instruction"),
        web=one.text("web"),
        contact=one.text("contact"),
        parameters=one.named("parameter"),
        resources=tuple(_resource(_One(each)) for each in one.all("resource")),
        areas=tuple(_area(_One(each)) for each in one.all("area")),
    )


def _resource(one: _One) -> Resource:
    return Resource(*(one.text(name) for name in ("resourceDesc", "mimeType", "size", "uri", "derefUri", "digest")))


def _area(one: _One) -> Area:
    return Area(
        area_desc=one.text("areaDesc"),
        polygons=one.texts("polygon"),
        circles=one.texts("circle"),
        geocodes=one.named("geocode"),
        altitude=one.text("altitude"),
        ceiling=one.text("ceiling"),
    )
