"""A CAP 1.2 message as data: every element of the standard, in its order and under its name (3.2)."""

from dataclasses import dataclass

NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"


@dataclass(frozen=True)
class Named:
    """A value under a name: event codes, parameters and geocodes."""

    name: str
    value: str


@dataclass(frozen=True)
class Resource:
    resource_desc: str = ""
    mime_type: str = ""
    size: str = ""
    uri: str = ""
    deref_uri: str = ""
    digest: str = ""


@dataclass(frozen=True)
class Area:
    """`polygons` and `circles` as they are written: latitude first, decimal degrees, kilometres."""

    area_desc: str
    polygons: tuple[str, ...] = ()
    circles: tuple[str, ...] = ()
    geocodes: tuple[Named, ...] = ()
    altitude: str = ""
    ceiling: str = ""


@dataclass(frozen=True)
class Info:
    """What is said in one language. Moments are texts as CAP writes them; an empty text is no element."""

    event: str
    urgency: str
    severity: str
    certainty: str
    language: str = ""
    categories: tuple[str, ...] = ()
    response_types: tuple[str, ...] = ()
    audience: str = ""
    event_codes: tuple[Named, ...] = ()
    effective: str = ""
    onset: str = ""
    expires: str = ""
    sender_name: str = ""
    headline: str = ""
    description: str = ""
    instruction: str = ""
    web: str = ""
    contact: str = ""
    parameters: tuple[Named, ...] = ()
    resources: tuple[Resource, ...] = ()
    areas: tuple[Area, ...] = ()


@dataclass(frozen=True)
class Message:
    identifier: str
    sender: str
    sent: str
    status: str
    msg_type: str
    scope: str
    source: str = ""
    restriction: str = ""
    addresses: str = ""
    codes: tuple[str, ...] = ()
    note: str = ""
    references: str = ""
    incidents: str = ""
    infos: tuple[Info, ...] = ()

    @property
    def reference(self) -> str:
        """How later messages refer to this one."""
        return f"{self.sender},{self.identifier},{self.sent}"
