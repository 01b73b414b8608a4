"""The messages by which a tool is opened: what begins it, what the tool asks for, and what the node then says.

LTI Core 1.3, and the OpenID Connect profile of the Security Framework 1.0.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kerege.lib.refusal import Refusal
from kerege.training.rules.lti_addresses import with_query
from kerege.training.rules.lti_names import ASKED, CLAIM, CUSTOM, MEMBERSHIP, MESSAGE, VERSION
from kerege.training.words.lti_platforms import Message
from kerege.training.words.lti_tools import HINT_SECONDS, TOOL_BAD_REQUEST

LONGEST = 1_000
HINTS = ("login_hint", "lti_message_hint", "nonce", "state")
NAMES = ("client_id", "redirect_uri", *ASKED, *HINTS)


@dataclass(frozen=True)
class Asked:
    """What a tool asks the authorization endpoint for, once it was found to be right in itself."""

    client: str
    redirect: str
    login_hint: str
    message_hint: str
    nonce: str
    state: str


@dataclass(frozen=True)
class Telling:
    """What the node says of one launch. `name`, `mail` and `context` are empty where the tool does not get them. With
    `choosing` something is chosen, and nothing opened.
    """

    issuer: str
    client: str
    deployment: str
    target: str
    sub: str
    keeps: bool
    language: str
    place: str
    context: str
    course: bool
    link: str = ""
    title: str = ""
    name: str = ""
    mail: str = ""
    back: str = ""
    services: Mapping[str, Any] | None = None
    custom: Mapping[str, str] | None = None
    choosing: Mapping[str, Any] | None = None


def initiation(
    login: str, *, issuer: str, client: str, deployment: str, target: str, login_hint: str, message_hint: str
) -> str:
    """The address at which a browser begins, with what the tool has to know; what the address had stays. The tool comes
    back with both hints to ask who it is.
    """
    told = {"iss": issuer, "target_link_uri": target, "login_hint": login_hint, "lti_message_hint": message_hint}
    told |= {"client_id": client, "lti_deployment_id": deployment}
    return with_query(login, told)


def asked(sent: Mapping[str, str], *, client: str, redirects: list[str]) -> Asked:
    """What a tool asks for. Client and redirect address are judged first: only then may anything be sent there.

    Refuses training.tool_bad_request with the name of what is wrong.
    """
    told = {name: sent.get(name, "") for name in NAMES}
    if told["client_id"] != client:
        raise Refusal(TOOL_BAD_REQUEST, what="client_id")
    if told["redirect_uri"] not in redirects:
        raise Refusal(TOOL_BAD_REQUEST, what="redirect_uri")
    for name, value in ASKED.items():
        if told[name] != value and not (name == "scope" and "openid" in told[name].split()):
            raise Refusal(TOOL_BAD_REQUEST, what=name)
    for name in HINTS:
        if len(told[name]) > LONGEST or (not told[name] and name != "state"):
            raise Refusal(TOOL_BAD_REQUEST, what=name)
    return Asked(client, told["redirect_uri"], *(told[name] for name in HINTS))


def id_token(told: Telling, *, nonce: str, now: int) -> dict[str, Any]:
    """The claims of a launch."""
    role = "Instructor" if told.keeps else "Learner"
    said: dict[str, Any] = {
        "iss": told.issuer,
        "aud": told.client,
        "azp": told.client,
        "sub": told.sub,
        "iat": now,
        "exp": now + HINT_SECONDS,
        "nonce": nonce,
        "locale": told.language,
        f"{CLAIM}version": VERSION,
        f"{CLAIM}deployment_id": told.deployment,
        f"{CLAIM}target_link_uri": told.target,
        f"{CLAIM}roles": [f"{MEMBERSHIP}{role}"],
        f"{CLAIM}context": _context(told),
        f"{CLAIM}tool_platform": {"guid": told.issuer, "name": "Kerege", "product_family_code": "kerege"},
    }
    if told.name:
        said["name"] = told.name
    if told.mail:
        said["email"] = told.mail
    if told.back:
        said[f"{CLAIM}launch_presentation"] = {
            "return_url": told.back,
            "locale": told.language,
            "document_target": "window",
        }
    return said | (dict(told.choosing) if told.choosing is not None else _resource(told))


def _context(told: Telling) -> dict[str, Any]:
    kind = "http://purl.imsglobal.org/vocab/lis/v2/course#" + ("CourseSection" if told.course else "CourseTemplate")
    return {"id": told.place, "type": [kind]} | ({"title": told.context} if told.context else {})


def _resource(told: Telling) -> dict[str, Any]:
    link = {"id": told.link} | ({"title": told.title} if told.title else {})
    return {
        MESSAGE: Message.RESOURCE.value,
        f"{CLAIM}resource_link": link,
        **({CUSTOM: dict(told.custom)} if told.custom else {}),
        **(told.services or {}),
    }
