"""The second factor of a demo account, shown where everybody may be anybody."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt
from django.conf import settings

from kerege.web.shell.proving import code_was_used


def current_code(account: Any) -> str:
    """A code that the account may give now and has not given yet; empty for a real account, and on a real node."""
    if not (settings.KEREGE_DEMO and account.demo):
        return ""
    factor = Authenticator.objects.filter(user=account, type=Authenticator.Type.TOTP).first()
    if factor is None:
        return ""
    secret = decrypt(factor.data["secret"])
    before, now, after = (format_hotp_value(hotp_value(secret, n)) for n in yield_hotp_counters_from_time())
    return next((code for code in (now, after, before) if not code_was_used(account, code)), now)
