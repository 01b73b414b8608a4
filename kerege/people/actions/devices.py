"""Passwords for one device and one purpose: made and removed by the owner of an account, and by nobody else."""

import base64
import secrets
from datetime import date, timedelta

from django.utils.timezone import localdate

from kerege.journal.actions import act
from kerege.lib.refusal import Refusal
from kerege.lib.text import clean_line
from kerege.people import words
from kerege.people.models import Account, DevicePassword
from kerege.people.queries.devices import DeviceFound, device_digest, device_named
from kerege.people.rules import Actor
from kerege.people.words.devices import TOO_MANY_DEVICES, UNKNOWN_DEVICE_SCOPE, DeviceScope

LIVES = timedelta(days=365)
MOST = 10
_LETTERS = 24


def add_device(
    *,
    by: Actor,
    account: Account,
    name: str,
    strong: bool,
    scope: str = DeviceScope.FORMS,
    today: date | None = None,
) -> tuple[str, str]:
    """Make a password for a device; its uid and the password, which is kept nowhere and shown once.

    `strong` says whether the session has proved a second factor; roles that want one rest otherwise.
    Refuses people.not_your_account, people.unknown_device_scope, people.too_many_devices and text.*.
    """
    _check_oneself(by, account)
    if scope not in set(DeviceScope):
        raise Refusal(UNKNOWN_DEVICE_SCOPE, field="scope", scope=str(scope)[:40])
    called, day = clean_line(name, field="name", max_length=60), today or localdate()
    if DevicePassword.objects.filter(account=account).count() >= MOST:
        raise Refusal(TOO_MANY_DEVICES, field="name", most=MOST)
    drawn = base64.b32encode(secrets.token_bytes(_LETTERS * 5 // 8)).decode().lower()
    with act("people.device.added", by=by, about=account.uid, scope=str(scope)):
        made = DevicePassword.objects.create(
            account=account,
            name=called,
            scope=str(scope),
            digest=device_digest(drawn),
            strong=strong,
            session_round=account.session_round,
            made_on=day,
            ends_on=day + LIVES,
        )
    return str(made.uid), "-".join(drawn[n : n + 6] for n in range(0, _LETTERS, 6))


def remove_device(*, by: Actor, account: Account, device: str) -> None:
    """Take a device's password back; it opens nothing from now on.

    Refuses people.not_your_account and people.unknown_key.
    """
    _check_oneself(by, account)
    found = device_named(account, device)
    if found is None:
        raise Refusal(words.UNKNOWN_KEY, field="device", what="device", key=device[:60])
    with act("people.device.removed", by=by, about=account.uid):
        found.delete()


def note_device_used(*, by: Actor, device: DeviceFound, today: date | None = None) -> None:
    """Keep on which day a device was last let in, so that its owner can tell which one is meant. Once a day.

    Refuses people.not_your_account.
    """
    _check_oneself(by, device.account)
    day = today or localdate()
    found = device_named(device.account, device.uid) if device.used_on != day else None
    if found is None:
        return
    with act("people.device.used", by=by, about=device.account.uid):
        found.used_on = day
        found.save(update_fields=["used_on"])


def _check_oneself(by: Actor, account: Account) -> None:
    if not by.uid or by.uid != str(account.uid):
        raise Refusal(words.NOT_YOUR_ACCOUNT)
