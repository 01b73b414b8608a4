"""The list of a course as a tool is told it (Names and Role Provisioning Services 2.0): drawn names and roles.

A name or an address stands in it only where it was decided twice: by the registration that another person opened, and
by staff of the course.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from kerege.lib.refusal import Refusal
from kerege.training.rules.lti_names import CUSTOM, MEMBERSHIP, MESSAGE
from kerege.training.words.lti_platforms import Message
from kerege.training.words.lti_tools import MOST_LISTED, TOOL_BAD_BODY

TEACHES, LEARNS = "Instructor", "Learner"


@dataclass(frozen=True)
class Asked:
    """What of a list a tool asks for: whoever has a `role`, at most `limit`, those after `after`, for a `link`."""

    role: str
    limit: int
    after: str
    link: str


@dataclass(frozen=True)
class Listed:
    """Somebody as the tool is told of them. `name` and `mail` are empty where it does not get them."""

    sub: str
    teaches: bool
    name: str = ""
    mail: str = ""


def asked(sent: Mapping[str, str]) -> Asked:
    """What a tool asks for. Refuses training.tool_bad_body for a limit that is none."""
    told = sent.get("limit", "")
    if told and not (told.isascii() and told.isdigit() and 0 < len(told) < 7 and int(told)):
        raise Refusal(TOOL_BAD_BODY, why="limit is no whole number above 0")
    limit = min(int(told or MOST_LISTED), MOST_LISTED)
    return Asked(sent.get("role", ""), limit, sent.get("from", ""), sent.get("rlid", ""))


def has_role(teaches: bool, role: str) -> bool:
    """Whether somebody has a role, which a tool names whole or, as the standard lets it, by its last word."""
    mine = TEACHES if teaches else LEARNS
    return not role or role in {mine, f"{MEMBERSHIP}{mine}"}


def page_of(found: Iterable[Listed], said: Asked) -> tuple[list[Listed], str]:
    """One page in the order of the drawn names, which says nothing of anybody, and after which name the next begins:
    empty where there is none.
    """
    rows = sorted((each for each in found if has_role(each.teaches, said.role)), key=lambda each: each.sub)
    rows = [each for each in rows if each.sub > said.after]
    page = rows[: said.limit]
    return page, page[-1].sub if len(rows) > len(page) else ""


def next_address(address: str, said: Asked, after: str) -> str:
    """Where the list goes on."""
    named = {"role": said.role, "rlid": said.link, "limit": str(said.limit), "from": after}
    return f"{address}?{urlencode({name: value for name, value in named.items() if value})}"


def container(
    address: str, place: str, title: str, members: Sequence[Listed], custom: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """A page of the list as it is sent. With `custom`, those of a link that was asked for, each has its message."""
    context = {"id": place} | ({"title": title} if title else {})
    return {"id": address, "context": context, "members": [_member(each, custom) for each in members]}


def _member(each: Listed, custom: Mapping[str, str] | None) -> dict[str, Any]:
    role = TEACHES if each.teaches else LEARNS
    said: dict[str, Any] = {"status": "Active", "user_id": each.sub, "roles": [f"{MEMBERSHIP}{role}"]}
    said |= {name: value for name, value in (("name", each.name), ("email", each.mail)) if value}
    if custom is not None:
        said["message"] = [{MESSAGE: Message.RESOURCE.value, CUSTOM: dict(custom)}]
    return said
