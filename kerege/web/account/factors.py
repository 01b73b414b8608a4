"""How second factors behave here: what they are called, how their secrets are kept, and when one may be removed."""

import base64
import secrets
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext

from kerege.lib.refusal import N_
from kerege.people import queries as people
from kerege.upkeep.queries import factor_keys

SIGNS_IN = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class Factors(DefaultMFAAdapter):
    """Secrets are encrypted with keys of the node, so that a copy of the database alone makes no codes."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": N_("The code or passkey is not right. Try again with a new one."),
        "cannot_delete_authenticator": N_(
            "Your role wants a second factor, and this is the last one. Add another first, then remove this one."
        ),
    }

    def validation_error(self, code: str, *args: Any) -> Any:
        error = super().validation_error(code, *args)
        error.message = gettext(str(error.message))
        return error

    def encrypt(self, text: str) -> str:
        return factor_keys.box(settings.DATA).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret; where its key is gone one that nobody knows, so that no code fits it any more."""
        try:
            return factor_keys.box(settings.DATA).decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return base64.b32encode(secrets.token_bytes(20)).decode()

    def get_totp_issuer(self) -> str:
        return f"Kerege {settings.KEREGE_NODE}"

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """A name to begin with; its owner may give another."""
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return gettext("Passkey %(number)s") % {"number": count + 1}

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Not the last one of somebody whose role wants one."""
        others = Authenticator.objects.filter(user_id=authenticator.user_id, type__in=SIGNS_IN)
        if others.exclude(pk=authenticator.pk).exists():
            return True
        return not people.actor_for(authenticator.user, on=timezone.localdate(), strong=False).owes_factor
