"""The page to which a unit goes when it is over, where it ran in a frame: it has to be one of this host."""

from django.http import HttpResponse
from django.utils import translation
from django.utils.html import escape
from django.utils.translation import gettext

from kerege.lib.refusal import Refusal
from kerege.web.content import words

OVER = "over"
POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors *; sandbox"
"""A sentence and nothing else, in the frame of whichever page the unit ran in."""


def over(language: str) -> HttpResponse:
    """A sentence in the language of the pages around it. Refuses content.no_such_address for one that is none."""
    if not translation.check_for_language(language):
        raise Refusal(words.NO_SUCH_ADDRESS)
    with translation.override(language):
        said = gettext("This unit is over. Go on with the buttons of the page around it.")
        way = "rtl" if translation.get_language_bidi() else "ltr"
    page = (
        f'<!doctype html><html lang="{escape(language)}" dir="{way}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><title>Kerege</title></head>'
        f'<body style="font:1.125rem/1.5 sans-serif;margin:2rem">{escape(said)}</body></html>'
    )
    return HttpResponse(page, content_type="text/html; charset=utf-8")
