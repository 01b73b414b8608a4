"""The second factor after a sign-in with a provider: asked as ever, unless a trusted provider says that it asked."""

from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.stages import AuthenticateStage
from django.http import HttpRequest

ELSEWHERE = "single_sign_on"
"""The type of a proof of a second factor that a trusted provider vouches for."""


def proved_elsewhere(request: HttpRequest, account: Any) -> bool:
    """Whether a provider that is trusted for second factors vouched for this account in this session."""
    records = get_authentication_records(request, account)
    return any(r.get("method") == "mfa" and r.get("type") == ELSEWHERE for r in records)


class SecondFactorStage(AuthenticateStage):
    """The library's stage, but for the sign-ins that need none here."""

    def _should_handle(self, request: HttpRequest) -> bool:
        if proved_elsewhere(request, self.login.user):
            return False
        return bool(super()._should_handle(request))
