"""Tokens that tools signed: read by the keys of the tool that each says it is from."""

from typing import Any

from django.conf import settings
from django.utils import timezone

from kerege.lib.outgoing import host_to_allow
from kerege.lib.refusal import Refusal
from kerege.lib.signed_tokens import OTHER_ISSUER, claims_of, unverified
from kerege.training.queries import lti_tools as queries
from kerege.training.queries.lti_tools import ToolLine
from kerege.training.words import lti_tools as words
from kerege.training.words.lti_tools import ToolState
from kerege.web.lti.signing import believed, issuer


def loopback() -> bool:
    """Whether tools of this machine itself are taken: on a development node alone."""
    return bool(settings.KEREGE_DEMO)


def closed_hosts(*addresses: str) -> list[str]:
    """The hosts of these addresses that this node may not ask, as KEREGE_OUTGOING_HOSTS would have to name them."""
    allowed = settings.KEREGE_OUTGOING_HOSTS
    return sorted({host for each in addresses if each and (host := host_to_allow(each, allowed=allowed))})


def said_by(token: Any, *, require: tuple[str, ...], audience: tuple[str, ...] = ()) -> tuple[ToolLine, dict[str, Any]]:
    """The tool that signed a token for this node, and what it says.

    Refuses tokens.*, outgoing.* where its keys cannot be asked for, and training.tool_not_open.
    """
    client = unverified(token).get("iss")
    tool = queries.tool_by_client(client) if isinstance(client, str) else None
    if tool is None:
        raise Refusal(OTHER_ISSUER)
    if tool.state != ToolState.OPEN:
        raise Refusal(words.TOOL_NOT_OPEN)
    wanted: dict[str, Any] = {"issuer": tool.client, "audience": {issuer(), *audience}, "require": require}
    if tool.keys_url:
        return tool, believed(token, address=tool.keys_url, **wanted)
    return tool, claims_of(token, keys=tool.keys, now=timezone.now().timestamp(), **wanted)
