"""How the sign-in library behaves here."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedSignup(DefaultAccountAdapter):
    """Accounts are opened by a node administrator; nobody signs up alone."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_safe_url(self, url: str | None) -> bool:
        """As the library, but an address that cannot even be taken apart is not safe (and no fault of the program)."""
        try:
            return bool(super().is_safe_url(url))
        except ValueError:
            return False
