"""Whom to tell about a weakness (RFC 9116)."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from kerege.lib.refusal import Refusal
from kerege.web.shell import words

GOOD_FOR = timedelta(days=180)


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """The contact of the settings, good for half a year. Refuses shell.no_contact (404) where there is none."""
    if not settings.KEREGE_SECURITY_CONTACT:
        raise Refusal(words.NO_CONTACT)
    until = (timezone.now() + GOOD_FOR).replace(microsecond=0).isoformat().replace("+00:00", "Z")
    languages = ", ".join(sorted(settings.COMPLETE_LANGUAGES))
    lines = [f"Contact: {settings.KEREGE_SECURITY_CONTACT}", f"Expires: {until}", f"Preferred-Languages: {languages}"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
