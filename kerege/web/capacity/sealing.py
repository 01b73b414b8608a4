"""What a device calls an account, and the key with which it seals what it keeps of that account."""

from base64 import b64encode

from django.http import HttpRequest
from django.utils.crypto import salted_hmac

_NAME, _KEY = "kerege.capacity.device.name", "kerege.capacity.device.key"


def known_to_device(request: HttpRequest) -> str:
    """The same for every sign-in of one account, and tells nothing of it; empty for a visitor."""
    uid = request.actor.uid
    return salted_hmac(_NAME, uid, algorithm="sha256").hexdigest()[:24] if uid else ""


def key_of(request: HttpRequest) -> str:
    """256 bits that only this node can make, for whoever is signed in. With another secret key of the node it is
    another one, and what was sealed before stays sealed.
    """
    return b64encode(salted_hmac(_KEY, request.actor.uid, algorithm="sha256").digest()).decode()
