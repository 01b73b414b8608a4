"""How this node signs what it tells by LTI, as a platform and as a tool, and whose keys it believes.

The keys lie with the node, the rules in `lib.signed_tokens`; this is where both meet.
"""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from kerege.lib.key_sets import KeySets
from kerege.lib.signed_tokens import signed
from kerege.upkeep.queries import lti_keys

_sets = KeySets()


def issuer() -> str:
    """How this node is called in tokens: its own address, without a slash at the end."""
    return str(settings.KEREGE_ADDRESS).rstrip("/")


def sign(claims: Mapping[str, Any]) -> str:
    """A token of this node that says these claims. Refuses upkeep.no_lti_key and upkeep.bad_key_file."""
    kid, key = lti_keys.signing_key(settings.DATA)
    return signed(claims, key=key, kid=kid)


def believed(token: Any, *, address: str, **wanted: Any) -> dict[str, Any]:
    """What a token of the other side says, by the keys at its address; `wanted` is what `signed_tokens.claims_of` asks
    (issuer, audience, require). The address has to be https, of the public internet, at a host of
    KEREGE_OUTGOING_HOSTS; a development node may ask itself.

    Refuses tokens.* and outgoing.*.
    """
    told: dict[str, Any] = {"allowed": settings.KEREGE_OUTGOING_HOSTS, "loopback": settings.KEREGE_DEMO, **wanted}
    return dict(_sets.claims(token, address=address, now=timezone.now().timestamp(), **told))


@require_GET
def key_set(request: HttpRequest) -> JsonResponse:
    """The public keys of this node for LTI (JWKS), the same for everybody who asks."""
    return JsonResponse({"keys": lti_keys.shown_keys(settings.DATA, now=timezone.now())})
