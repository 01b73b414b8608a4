"""What the sign-in library may do with identities of providers: ask the provider, and nothing by itself."""

from typing import Any

from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp
from django.http import HttpRequest

from kerege.web.account.sso import door


class SingleSignOn(DefaultSocialAccountAdapter):
    """Nobody is created, found by an address, or linked by the library; providers come from the file and nowhere else.

    Its views are not installed. These answers hold in case one of its functions is reached all the same.
    """

    def list_apps(self, request: HttpRequest, provider: Any = None, client_id: Any = None) -> list[SocialApp]:
        return []

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def is_auto_signup_allowed(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def can_authenticate_by_email(self, login: Any, email: str) -> bool:
        return False

    def is_email_verified(self, provider: Any, email: str) -> bool:
        return False

    def get_requests_session(self) -> Any:
        return door.session()
