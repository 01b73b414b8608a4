"""The addresses of the interface. They read through the same queries as the pages: a draft law is no public law."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html, format_html_join
from pydantic import Field

from kerege.api.asking import LARGEST_PAGE, Asked
from kerege.api.ogc.answering import answers, told
from kerege.api.shaping import named
from kerege.api.v3 import words, works
from kerege.atlas import queries as atlas
from kerege.law.queries import measures as queries
from kerege.law.queries import texts
from kerege.law.queries.measures import MeasureLine
from kerege.law.queries.texts import ProvisionLine
from kerege.law.rules.akn import uris
from kerege.law.rules.akn.uris import Uri
from kerege.law.rules.measures import LANGUAGES
from kerege.lib.refusal import Refusal

PUBLIC_KEY = "Bearer public"
_SHEETS = ("toc", "timeline", "commencements")


class AskedPlaces(Asked):
    """Which page of a list."""

    page: int = Field(1, ge=1, le=1_000_000)
    page_size: int = Field(50, ge=1, le=LARGEST_PAGE)


class AskedWorks(AskedPlaces):
    """And which measures."""

    commenced: bool | None = None
    repealed: bool | None = None
    principal: bool | None = None


class AskedText(Asked):
    """And in which form, where the address does not end with it."""

    format: str = Field("", max_length=20)


def keyed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view for who sends no key or the public one; another key is refused, so that nobody believes it gives more."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.headers.get("Authorization", PUBLIC_KEY) != PUBLIC_KEY:
            raise Refusal(words.NO_KEYS)
        return view(request, *args, **kwargs)

    return checked


@answers(AskedPlaces)
@keyed
def places(request: HttpRequest, asked: AskedPlaces) -> HttpResponse:
    """The places whose laws are here, with the names that have to be printed with them."""
    return _listed(request, asked, _places(request, asked))


@answers(Asked)
@keyed
def place(request: HttpRequest, asked: Asked, code: str) -> HttpResponse:
    """One place. Refuses api.no_place."""
    found = next((each for each in _places(request, asked) if each["code"] == code), None)
    if found is None:
        raise Refusal(words.NO_PLACE, place=code[:40])
    return told(found)


def _places(request: HttpRequest, asked: Asked) -> list[dict[str, Any]]:
    found = {uris.parse(line.uri).place: line.territory for line in queries.measures(request.viewer, on=asked.day)}
    names = atlas.display_names(sorted(set(found.values())), lang=asked.lang, on=asked.day) if found else {}
    return [
        {
            **named(names[territory]),
            "code": code,
            "territory": territory,
            "type": "locality" if "-" in code else "country",
            "localities": [],
            "links": [
                {
                    "rel": "works",
                    "title": "Works",
                    "href": request.build_absolute_uri(f"{works.BASE}/places/{code}/work-expressions"),
                }
            ],
        }
        for code, territory in sorted(found.items())
    ]


@answers(AskedWorks)
@keyed
def expressions(request: HttpRequest, asked: AskedWorks, code: str = "") -> HttpResponse:
    """The latest text of each measure, in each of its languages."""
    lines = [each for each in queries.measures(request.viewer, on=asked.day) if _wanted(each, asked)]
    if code:
        lines = [each for each in lines if uris.parse(each.uri).place == code]
    found = [
        (line, text)
        for line in lines
        for language in dict.fromkeys(each.language for each in line.texts)
        if (text := works.latest(line, language, asked.day))
    ]
    start = (asked.page - 1) * asked.page_size
    shown = [works.expression(request, *each) for each in found[start : start + asked.page_size]]
    return _listed(request, asked, shown, total=len(found))


def _wanted(line: MeasureLine, asked: AskedWorks) -> bool:
    states = (
        (asked.commenced, works.commenced(line)),
        (asked.repealed, works.repealed(line)),
        (asked.principal, works.principal(line)),
    )
    return all(wanted is None or wanted == state for wanted, state in states)


def _listed(
    request: HttpRequest, asked: AskedPlaces, rows: Sequence[dict[str, Any]], *, total: int | None = None
) -> HttpResponse:
    """A page of rows; with `total` they are already the page."""
    start = (asked.page - 1) * asked.page_size
    count = len(rows) if total is None else total
    shown = list(rows if total is not None else rows[start : start + asked.page_size])

    def at(page: int) -> str:
        given = request.GET.copy()
        given["page"] = str(page)
        return request.build_absolute_uri(f"{request.path}?{given.urlencode()}")

    more = start + asked.page_size < count
    return told(
        {
            "count": count,
            "next": at(asked.page + 1) if more else None,
            "previous": at(asked.page - 1) if asked.page > 1 else None,
            "results": shown,
        }
    )


@answers(AskedText)
@keyed
def work(request: HttpRequest, asked: AskedText, rest: str) -> HttpResponse:
    """A text by its address, or by that of its work; what ends with /toc.json and the like is of the text.

    Refuses law.uri_*, law.no_measure, api.no_expression and api.format_not_offered.
    """
    head, _, tail = rest.rpartition("/")
    sheet = tail.removesuffix(".json") if tail.removesuffix(".json") in _SHEETS and tail.endswith(".json") else ""
    uri = uris.parse(f"/akn/{head if sheet else rest}")
    line = queries.measure(request.viewer, uri.work, on=asked.day)
    if sheet == "timeline":
        return told({"timeline": works.timeline(line)})
    if sheet == "commencements":
        return told({"commencements": works.commencements(line)})
    on = _day(uri) or asked.day
    text = works.chosen(line, uri.language, on)
    if text is None:
        raise Refusal(words.NO_EXPRESSION, uri=str(uri))
    if sheet == "toc":
        address = works.expression_uri(line, text)
        return told({"toc": works.contents(request, address, texts.provisions(request.viewer, text.uid))})
    wanted = uri.format or asked.format or "json"
    if wanted == "json":
        return told(works.expression(request, line, text))
    if wanted == "xml":
        _, content = texts.content(request.viewer, text.uid)
        return HttpResponse(content, content_type=works.FORMATS["xml"])
    if wanted == "html":
        parts = texts.provisions(request.viewer, text.uid)
        shown = works.within(parts, uri.portion) if uri.portion else list(parts)
        if uri.portion and not shown:
            raise Refusal(words.NO_EXPRESSION, uri=str(uri))
        return HttpResponse(_html(works.title(line, text.language), LANGUAGES[text.language], shown))
    raise Refusal(words.NOT_OFFERED, format=wanted[:20], known=", ".join(works.FORMATS))


def _day(uri: Uri) -> date | None:
    """The day of an expression's address; of a month or a year its first day."""
    return date.fromisoformat("-".join([*uri.on.split("-"), "01", "01"][:3])) if uri.on else None


def _html(title: str, tag: str, parts: Sequence[ProvisionLine]) -> str:
    rows = format_html_join(
        "\n",
        '<section id="{}" class="akn-{}"><h3>{} {}</h3>{}</section>',
        (
            (
                each.eid,
                each.kind,
                each.num,
                each.heading,
                format_html_join("", "<p>{}</p>", ((p,) for p in _said(each))),
            )
            for each in parts
        ),
    )
    return format_html('<article lang="{}" class="akoma-ntoso"><h2>{}</h2>\n{}</article>', tag, title, rows)


def _said(each: ProvisionLine) -> list[str]:
    return [line for line in each.text.split("\n") if line]
