"""What all lists of activities have in common: the reader's choices, countries by name, a table to take along."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language, get_language_bidi, gettext

from kerege.atlas import queries as atlas
from kerege.atlas.queries import Designated
from kerege.lib.figures import SourceRef
from kerege.lib.refusal import Refusal
from kerege.lib.tables import Table
from kerege.lib.text import clean_line
from kerege.people import queries as organisations
from kerege.people.words import UNKNOWN_KEY
from kerege.records.labels import Withheld
from kerege.records.viewers import Viewer
from kerege.sharing import queries as sharing
from kerege.web.shell.asof import country_code, on_date
from kerege.web.shell.figures import between, days, stated, withheld

SHOWN = 50


@dataclass(frozen=True)
class Choice:
    """What a reader chose to see. Empty texts mean everything."""

    on: date
    lang: str
    country: str
    kind: str
    status: str
    text: str
    level: str
    sort: str
    page: int
    format: str


def chosen(request: HttpRequest) -> Choice:
    """Refuses texts that may not be kept (text.*), an unknown country (atlas.unknown_code), a wrong day."""
    typed = {name: request.GET.get(name, "") for name in ("kind", "status", "text", "level", "sort", "page")}
    code, text, page = country_code(request), typed["text"].strip(), typed["page"]
    return Choice(
        on=on_date(request),
        lang=get_language() or "en",
        country=atlas.territory(code).code if code else "",
        kind=typed["kind"],
        status=typed["status"],
        text=clean_line(text, field="text") if text else "",
        level=typed["level"],
        sort=typed["sort"],
        page=int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1,
        format=request.GET.get("format", ""),
    )


def options(words: dict[Any, str], now: str) -> list[tuple[str, str, bool]]:
    """(value, label, chosen) for a select."""
    return [(key.value, gettext(word), key.value == now) for key, word in words.items()]


def countries(on: date, lang: str) -> list[Designated]:
    """The countries that take part in a project on the day or are partners, by name."""
    return [line.name for line in atlas.territories(on=on, lang=lang, codes=atlas.taking_part(on=on))]


def names_of(codes: Iterable[str], choice: Choice) -> dict[str, Designated]:
    return atlas.display_names(sorted({c for c in codes if c}), lang=choice.lang, on=choice.on)


def when(line: Any) -> str:
    """The days of a record; where its source gives none, what the source says instead."""
    if line.precision == "none" and line.date_text:
        return str(line.date_text)
    return days(line.first_day, line.last_day, line.precision)


def people(counted: Any) -> str:
    """How many came, in words: 12 to 14, 24 planned; an empty text where nobody says."""
    found = between(counted.low, counted.high)
    return found or (stated(counted.planned, "planned") if counted.planned else "")


def organisation_names(keys: Iterable[str], choice: Choice) -> dict[str, str]:
    """The names that organisations had on the day, by key; an empty key has none."""
    wanted = {key for key in keys if key}
    if not wanted:
        return {}
    lines = organisations.organisations(on=choice.on, lang=choice.lang)
    return {key: key for key in wanted} | {o.key: o.name for o in lines if o.key in wanted}


def keys_of(sources: Iterable[SourceRef]) -> str:
    return " ".join(source.key for source in sources)


def told_sources(sources: Iterable[SourceRef]) -> list[str]:
    """One line for each page, once, by key: what the keys in the rows stand for when the file is far from here."""
    found = {source.key: source for source in sources}
    parts = ((f"[{s.key}]", s.title, s.page_date, " ".join(s.addresses)) for _, s in sorted(found.items()))
    return [" ".join(part for part in each if part) for each in parts]


def cell(value: Any) -> Any:
    """A value for a file; what is withheld says so."""
    return withheld() if isinstance(value, Withheld) else value


def table(
    viewer: Viewer,
    title: str,
    headings: Sequence[str],
    rows: Sequence[Sequence[Any]],
    choice: Choice,
    *more: str,
    sources: Iterable[SourceRef] = (),
) -> Table:
    """A table for this viewer and day, in the reader's language. It says up to which level it was made, and on which
    pages its rows rest.
    """
    return Table(
        title=title,
        headings=[gettext(h) for h in headings],
        rows=rows,
        about=[
            gettext("As on %(day)s") % {"day": choice.on.isoformat()},
            gettext("Made for: %(reader)s") % {"reader": viewer.name or gettext("the public")},
            sharing.held_up_to(viewer),
            *more,
        ],
        lang=choice.lang,
        rtl=get_language_bidi(),
        sources=told_sources(sources),
    )


def not_there(what: str, uid: object) -> Refusal:
    """A record that is not there and one that the viewer may not see are refused in the same words."""
    return Refusal(UNKNOWN_KEY, what=what, key=str(uid))
