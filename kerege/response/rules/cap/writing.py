"""A message as XML: once, as UTF-8, in the order of the schema, with one element on a line."""

from kerege.lib.xml import escaped
from kerege.response.rules.cap.message import NAMESPACE, Area, Info, Message, Named, Resource


def write(message: Message) -> bytes:
    """The document without a signature. What is empty is left out; the schema says whether it may be."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<alert xmlns="{NAMESPACE}">']
    lines += _texts(
        ("identifier", message.identifier),
        ("sender", message.sender),
        ("sent", message.sent),
        ("status", message.status),
        ("msgType", message.msg_type),
        ("source", message.source),
        ("scope", message.scope),
        ("restriction", message.restriction),
        ("addresses", message.addresses),
        *(("code", code) for code in message.codes),
        ("note", message.note),
        ("references", message.references),
        ("incidents", message.incidents),
    )
    for info in message.infos:
        lines += ["  <info>", *_info(info), "  </info>"]
    return ("\n".join([*lines, "</alert>"]) + "\n").encode()


def _texts(*pairs: tuple[str, str], deep: int = 1) -> list[str]:
    return [f"{'  ' * deep}<{name}>{escaped(text)}</{name}>" for name, text in pairs if text]


def _named(tag: str, values: tuple[Named, ...], deep: int) -> list[str]:
    pad, found = "  " * deep, []
    for each in values:
        inner = [f"{pad}  <valueName>{escaped(each.name)}</valueName>", f"{pad}  <value>{escaped(each.value)}</value>"]
        found += [f"{pad}<{tag}>", *inner, f"{pad}</{tag}>"]
    return found


def _info(info: Info) -> list[str]:
    lines = _texts(
        ("language", info.language),
        *(("category", each) for each in info.categories),
        ("event", info.event),
        *(("responseType", each) for each in info.response_types),
        ("urgency", info.urgency),
        ("severity", info.severity),
        ("certainty", info.certainty),
        ("audience", info.audience),
        deep=2,
    )
    lines += _named("eventCode", info.event_codes, 2)
    lines += _texts(
        ("effective", info.effective),
        ("onset", info.onset),
        ("expires", info.expires),
        ("senderName", info.sender_name),
        ("headline", info.headline),
        ("description", info.description),
        ("instruction", info.instruction),
        ("web", info.web),
        ("contact", info.contact),
        deep=2,
    )
    lines += _named("parameter", info.parameters, 2)
    for resource in info.resources:
        lines += ["    <resource>", *_resource(resource), "    </resource>"]
    for area in info.areas:
        lines += ["    <area>", *_area(area), "    </area>"]
    return lines


def _resource(resource: Resource) -> list[str]:
    return _texts(
        ("resourceDesc", resource.resource_desc),
        ("mimeType", resource.mime_type),
        ("size", resource.size),
        ("uri", resource.uri),
        ("derefUri", resource.deref_uri),
        ("digest", resource.digest),
        deep=3,
    )


def _area(area: Area) -> list[str]:
    return [
        *_texts(
            ("areaDesc", area.area_desc),
            *(("polygon", each) for each in area.polygons),
            *(("circle", each) for each in area.circles),
            deep=3,
        ),
        *_named("geocode", area.geocodes, 3),
        *_texts(("altitude", area.altitude), ("ceiling", area.ceiling), deep=3),
    ]
