"""As on which day, and for which country, somebody reads. The address says it first, then the session, then nothing.

An address alone never writes into the session, so that following somebody's link changes nothing that stays.
"""

import unicodedata
from datetime import date

from django.http import HttpRequest
from django.utils.timezone import localdate

from kerege.lib.refusal import Refusal
from kerege.lib.stated import FIRST_YEAR, LAST_YEAR
from kerege.web.shell import words

ON, COUNTRY = "on", "country"


def on_date(request: HttpRequest) -> date:
    """The day as on which the page shall read; today where nobody said.

    Refuses shell.not_a_day and shell.day_out_of_range.
    """
    said = request.GET.get(ON, "").strip() or request.session.get(ON, "")
    return read_day(said) or localdate()


def on_date_or_today(request: HttpRequest) -> date:
    """`on_date` for what stands around a page, which has to be drawn also when the day was refused."""
    try:
        return on_date(request)
    except Refusal:
        return localdate()


def up_to_today(day: date) -> date:
    """The day, or today where it is still to come: as on a later day every time of asking would be over, and figures
    would be told that are kept back until then.
    """
    return min(day, localdate())


def country_code(request: HttpRequest) -> str:
    """The ISO 3166-1 alpha-3 code that the reader chose, or an empty text for the whole region.

    Only its shape is checked here (shell.unknown_country); whether there is such a country the atlas says.
    """
    said = request.GET[COUNTRY] if COUNTRY in request.GET else request.session.get(COUNTRY, "")
    return read_country(said)


def read_day(text: str) -> date | None:
    """A day as people type it, in any script's digits; None for an empty text. Refuses what is no day."""
    typed = "".join(str(unicodedata.digit(c, c)) for c in text.strip())
    if not typed:
        return None
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        raise Refusal(words.NOT_A_DAY, field=ON, value=text[:40]) from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Refusal(words.DAY_OUT_OF_RANGE, field=ON, value=str(day), first=FIRST_YEAR, last=LAST_YEAR)
    return day


def read_country(text: str) -> str:
    code = text.strip().upper()
    if code and not (len(code) == 3 and code.isascii() and code.isalpha()):
        raise Refusal(words.UNKNOWN_COUNTRY, field=COUNTRY, value=text[:40])
    return code
