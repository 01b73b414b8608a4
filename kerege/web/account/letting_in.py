"""Whom the password of a device lets in by HTTP Basic, for one purpose. A session is not looked at."""

import base64
import binascii
from dataclasses import dataclass

from allauth.core.internal import ratelimit
from django.db import DatabaseError
from django.http import HttpRequest
from django.utils.timezone import localdate

from kerege.lib.refusal import Refusal, RefusalWord
from kerege.people import actions
from kerege.people import queries as people
from kerege.people.queries import DeviceFound
from kerege.people.rules import Actor
from kerege.people.words.devices import DeviceScope
from kerege.records.viewers import Viewer
from kerege.sharing import queries as sharing
from kerege.web.account.watching import tell
from kerege.web.shell import words as shell

CHALLENGE = 'Basic realm="Kerege", charset="UTF-8"'


@dataclass(frozen=True)
class Caller:
    """The device, the account as it acts through it, and what it reads."""

    device: DeviceFound
    actor: Actor
    viewer: Viewer

    @property
    def language(self) -> str:
        """The language of the account."""
        return self.device.account.language or "en"


def let_in(request: HttpRequest, *, scope: DeviceScope, nobody: RefusalWord, weak: RefusalWord) -> Caller:
    """Who asks, by the address of an account and the password of one of its devices.

    Refuses `nobody` for everything that is not right, `weak` for a password that was made without the second factor
    that a role of the account wants, and shell.too_many_tries.
    """
    today = localdate()
    email, password = _credentials(request)
    device = people.device_of(email=email, password=password, scope=scope, on=today) if password else None
    if device is None:
        if password:
            tell("device failed", request)
            limited = {"app": "allauth.account", "action": "login_failed", "key": f"device {email[:254].lower()}"}
            if ratelimit.consume(request, limit_get=True, **limited) is None:  # type: ignore[arg-type]
                raise Refusal(shell.TOO_MANY_TRIES)
        raise Refusal(nobody)
    actor = people.actor_for(device.account, on=today, strong=device.strong)
    if actor.owes_factor:
        raise Refusal(weak)
    return Caller(device, actor, sharing.viewer_of_actor(actor, on=today))


def note_use(request: HttpRequest, caller: Caller) -> None:
    """Keep on which day the device was last answered. Where that cannot be written (the node only reads, or the
    database is busy) it goes to the log, and the answer is given all the same.
    """
    try:
        actions.note_device_used(by=caller.actor, device=caller.device)
    except (Refusal, DatabaseError) as fault:
        tell("use of a device not kept", request, caller.device.account, fault=type(fault).__name__)


def _credentials(request: HttpRequest) -> tuple[str, str]:
    """What the header says; two empty texts where it says nothing that can be read."""
    kind, _, packed = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "basic":
        return "", ""
    try:
        email, _, password = base64.b64decode(packed.strip(), validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        return "", ""
    return email, password
