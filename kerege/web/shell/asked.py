"""What an address asks of a list, read strictly: a filter that is none is refused and never left out unnoticed.

A view says with `asks` which parameters it has and what they may be. A list with a filter left out would answer another
question than was asked; so the page comes back without its rows, with every wrong filter told at its field (422).
"""

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict

from kerege.atlas.rules import language_tag
from kerege.lib.refusal import Refusal
from kerege.lib.stated import NOT_A_DAY
from kerege.lib.text import clean_line
from kerege.web.shell import words
from kerege.web.shell.asof import COUNTRY, ON, read_country
from kerege.web.shell.middleware import note_refused, told

View = Callable[..., HttpResponseBase]
Reading = Callable[[str, str], str]
"""From what was typed and the name of its parameter to the value that is meant. Refuses what is none."""
FORMAT, QUOTED = "format", 40


@dataclass(frozen=True)
class Wrong:
    """A parameter that was refused: its name, the sentence, the code, and what was typed."""

    field: str
    sentence: str
    code: str
    typed: str


def one_of(*codes: str | Iterable[str]) -> Reading:
    """One of these codes. Refuses shell.not_offered."""
    known = {str(c) for each in codes for c in ([each] if isinstance(each, str) else each)}

    def read(typed: str, field: str) -> str:
        if typed not in known:
            raise Refusal(words.NOT_OFFERED, field=field, value=typed[:QUOTED])
        return typed

    return read


def an_order(names: Iterable[str]) -> Reading:
    """An order by its name, with a minus before it for the other way round. Refuses shell.not_offered."""
    known = one_of(name for name in names if name)

    def read(typed: str, field: str) -> str:
        known(typed.removeprefix("-"), field)
        return typed

    return read


def a_number(first: int, last: int) -> Reading:
    """A whole number in any script's digits. Refuses shell.not_a_number."""

    def read(typed: str, field: str) -> str:
        digits = "".join(str(unicodedata.decimal(c, c)) for c in typed[:QUOTED])
        if not (digits.isascii() and digits.isdigit() and len(typed) < QUOTED and first <= int(digits) <= last):
            raise Refusal(words.NOT_A_NUMBER, field=field, value=typed[:QUOTED], first=first, last=last)
        return digits

    return read


def a_month(first: int, last: int) -> Reading:
    """A month as 2027-03, of these years. Refuses shell.not_a_month."""

    def read(typed: str, field: str) -> str:
        year, _dash, of_year = typed.partition("-")
        if not (len(typed) == 7 and typed.isascii() and year.isdigit() and of_year.isdigit()):
            raise Refusal(words.NOT_A_MONTH, field=field, value=typed[:QUOTED], first=first, last=last)
        if not (first <= int(year) <= last and 1 <= int(of_year) <= 12):
            raise Refusal(words.NOT_A_MONTH, field=field, value=typed[:QUOTED], first=first, last=last)
        return typed

    return read


def a_day(first: int, last: int) -> Reading:
    """A day as 2027-03-15, of these years. Refuses dates.not_a_day."""

    def read(typed: str, field: str) -> str:
        try:
            found = date.fromisoformat(typed) if len(typed) == 10 else None
        except ValueError:
            found = None
        if found is None or not first <= found.year <= last:
            raise Refusal(NOT_A_DAY, field=field, value=typed[:QUOTED])
        return typed

    return read


def a_line(longest: int) -> Reading:
    """A line of text. Refuses text.*."""
    return lambda typed, field: clean_line(typed, field=field, max_length=longest)


def a_language(typed: str, field: str) -> str:
    """A language tag as the atlas writes it. Refuses atlas.bad_language."""
    return language_tag(typed, field=field)


EVERY_LIST: dict[str, Reading] = {"page": a_number(1, 99_999), COUNTRY: lambda typed, _field: read_country(typed)}


def asks(**reads: Reading) -> Callable[[View], View]:
    """A view that reads these parameters with GET, beside the page, the country and the day that every list has.

    What the view itself refuses about a parameter is told in the same way. A wrong day, and anything wrong when a file
    is asked for, is a page of its own: neither has a field here.
    """
    readings = EVERY_LIST | reads

    def wrap(view: View) -> View:
        @wraps(view)
        def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method != "GET":
                return view(request, *args, **kwargs)
            meant, refused = _read(request.GET, readings)
            request.GET = meant  # type: ignore[assignment]
            return _told(request, view, refused, args, kwargs)

        asked.asks = readings  # type: ignore[attr-defined]
        return asked

    return wrap


def _read(given: QueryDict, readings: dict[str, Reading]) -> tuple[QueryDict, list[tuple[Refusal, str]]]:
    """The parameters as they are meant, empty ones without blanks, without those that are none, and what is refused
    about these.
    """
    meant, refused = given.copy(), []
    for name, reading in readings.items():
        values = given.getlist(name)
        if not values:
            continue
        try:
            if len(values) > 1:
                raise Refusal(words.ASKED_TWICE, field=name, name=name, count=len(values))
            typed = values[0].strip()
            meant[name] = reading(typed, name) if typed else ""
        except Refusal as refusal:
            refused.append((refusal, values[-1]))
            del meant[name]
    return meant, refused


def _told(
    request: HttpRequest, view: View, refused: list[tuple[Refusal, str]], args: Any, kwargs: Any
) -> HttpResponseBase:
    """The answer of the view; where something was refused, of the view without it, which then shows no rows."""
    while True:
        if refused and request.GET.get(FORMAT):
            raise refused[0][0]
        request.refused = [  # type: ignore[attr-defined]
            Wrong(r.field or "", told(r), r.code, typed[:120]) for r, typed in refused
        ]
        try:
            answer = view(request, *args, **kwargs)
        except Refusal as refusal:
            if refusal.field in {None, ON, FORMAT} or refusal.field not in request.GET:
                raise
            meant = request.GET.copy()
            refused.append((refusal, str(meant.pop(refusal.field or "")[-1])))
            request.GET = meant  # type: ignore[assignment]
            continue
        if refused and isinstance(answer, HttpResponse):
            note_refused(refused[0][0])
            answer.status_code = refused[0][0].status
        return answer
