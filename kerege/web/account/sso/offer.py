"""What this node offers now: the file is looked at again every minute, and at once when it was written anew."""

import time
from datetime import UTC, datetime
from functools import lru_cache
from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from kerege.lib.refusal import Refusal
from kerege.web.account.sso import words
from kerege.web.account.sso.providers import FILE, SAML, Fault, Offer, Provider, read

MINUTE = 60


def offered() -> Offer:
    """The providers that are offered and what is wrong with others; nothing on a node without the file."""
    path = Path(settings.DATA) / FILE
    try:
        found = path.stat()
    except OSError:
        return Offer()
    return _read(
        path.parent, found.st_mtime_ns, int(time.time()) // MINUTE, settings.KEREGE_SSO_SECRETS, settings.KEREGE_DEMO
    )


@lru_cache(maxsize=2)
def _read(data: Path, written: int, minute: int, secrets: str, demo: bool) -> Offer:
    return _that_works_here(read(data, secrets=secrets, plain_http=demo, now=datetime.now(UTC)))


def _that_works_here(offer: Offer) -> Offer:
    """Without providers of SAML where its library cannot be loaded: two compiled parsers have to fit each other."""
    saml = [p for p in offer.providers if p.kind == SAML]
    if not saml:
        return offer
    try:
        import_module("onelogin.saml2.auth")
    except Exception as fault:  # noqa: BLE001 - what does not fit is told by an exception of the library's own
        told = Fault(
            "sso.no_saml",
            f"{saml[0].key}: python3-saml cannot be loaded ({str(fault)[:100]})",
            "Install lxml and xmlsec in the versions of requirements/run.txt",
        )
        return Offer(tuple(p for p in offer.providers if p.kind != SAML), (*offer.faults, told))
    return offer


def provider_of(key: str, *kinds: str) -> Provider:
    """The provider under this key. Refuses sso.unknown_provider: it is not offered, or not of these kinds."""
    found = offered().get(key)
    if found is None or (kinds and found.kind not in kinds):
        raise Refusal(words.UNKNOWN_PROVIDER)
    return found


def single_sign_on(request: HttpRequest) -> dict[str, str]:
    """For the frame of every page: where identities are linked, empty on a node that offers none."""
    return {"identities_address": reverse("identities") if offered().providers else ""}
