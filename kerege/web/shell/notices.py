"""Notices for the next page, in a cookie that only this very host can set once the node is behind TLS."""

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage


class NamedCookie(CookieStorage):
    """Django's own, under the name that the settings give it."""

    @property
    def cookie_name(self) -> str:  # type: ignore[override]  # a constant there, and settings are read later than this
        return str(settings.KEREGE_NOTICE_COOKIE)


class Notices(FallbackStorage):
    """What is too long for a cookie goes into the session, as with Django's own."""

    storage_classes = (NamedCookie, SessionStorage)
