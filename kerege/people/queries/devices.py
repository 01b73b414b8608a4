"""Which devices may sign in by themselves, and whom a device's password lets in."""

from dataclasses import dataclass
from datetime import date

from kerege.lib.canonical import digest
from kerege.lib.ids import uid_or_none
from kerege.people.models import Account, DevicePassword


@dataclass(frozen=True)
class DeviceLine:
    """A device of an account; `over` where its password opens nothing any more."""

    uid: str
    name: str
    scope: str
    made_on: date
    ends_on: date
    used_on: date | None
    over: bool


@dataclass(frozen=True)
class DeviceFound:
    """Whom a password lets in, whether the session in which it was made had proved a second factor, and on which day it
    was last used.
    """

    uid: str
    account: Account
    strong: bool
    used_on: date | None


def devices_of(account: Account, *, on: date) -> list[DeviceLine]:
    """The devices of an account, the newest first; for its owner."""
    rows = DevicePassword.objects.filter(account=account).order_by("-id")
    return [
        DeviceLine(str(r.uid), r.name, r.scope, r.made_on, r.ends_on, r.used_on, _over(r, account, on)) for r in rows
    ]


def device_of(*, email: str, password: str, scope: str, on: date) -> DeviceFound | None:
    """Whom an address and the password of a device let in for this purpose on the day; None for nobody, for a password
    that is over and for an account that is closed.
    """
    rows = DevicePassword.objects.filter(digest=device_digest(password), scope=scope, account__is_active=True)
    row = rows.filter(account__email__iexact=email.strip()).select_related("account").first()
    if row is None or _over(row, row.account, on):
        return None
    return DeviceFound(str(row.uid), row.account, row.strong, row.used_on)


def device_digest(password: str) -> str:
    """What is kept of a password. It is drawn and long, so one digest is enough and nobody guesses it."""
    plain = "".join(sign for sign in password.lower() if sign.isalnum())
    return digest(["kerege.device.1", plain])


def device_named(account: Account, uid: str) -> DevicePassword | None:
    """The device of this account with this uid."""
    known = uid_or_none(uid)
    return DevicePassword.objects.filter(account=account, uid=known).first() if known else None


def _over(row: DevicePassword, account: Account, on: date) -> bool:
    ended = account.sessions_end_on is not None and row.made_on < account.sessions_end_on <= on
    return row.ends_on <= on or row.session_round != account.session_round or ended
